// The measure words a quantity may be followed by.
#include "core/chat/lexicon.hpp"

namespace starfish::chat {
namespace {

struct Unit {
    std::u32string_view text;
    UnitKind kind{};
};

constexpr Unit units[] = {
    {U"份", UnitKind::portion},      {U"单", UnitKind::portion},   {U"套", UnitKind::portion},
    {U"组", UnitKind::portion},      {U"盒", UnitKind::pack},      {U"箱", UnitKind::pack},
    {U"袋", UnitKind::pack},         {U"包", UnitKind::pack},      {U"瓶", UnitKind::pack},
    {U"罐", UnitKind::pack},         {U"桶", UnitKind::pack},      {U"提", UnitKind::pack},
    {U"件", UnitKind::pack},         {U"板", UnitKind::pack},      {U"筐", UnitKind::pack},
    {U"篮", UnitKind::pack},         {U"篓", UnitKind::pack},      {U"盘", UnitKind::pack},
    {U"碗", UnitKind::pack},         {U"杯", UnitKind::pack},      {U"坛", UnitKind::pack},
    {U"壶", UnitKind::pack},         {U"听", UnitKind::pack},      {U"扎", UnitKind::pack},
    {U"捆", UnitKind::pack},         {U"串", UnitKind::pack},      {U"束", UnitKind::pack},
    {U"台", UnitKind::pack},         {U"卷", UnitKind::pack},      {U"托", UnitKind::pack},
    {U"排", UnitKind::pack},         {U"条", UnitKind::piece},     {U"个", UnitKind::piece},
    {U"只", UnitKind::piece},        {U"把", UnitKind::piece},     {U"支", UnitKind::piece},
    {U"本", UnitKind::piece},        {U"双", UnitKind::piece},     {U"棵", UnitKind::piece},
    {U"枚", UnitKind::measure},      {U"颗", UnitKind::measure},   {U"粒", UnitKind::measure},
    {U"片", UnitKind::measure},      {U"根", UnitKind::measure},   {U"斤", UnitKind::measure},
    {U"公斤", UnitKind::measure},    {U"千克", UnitKind::measure}, {U"kg", UnitKind::measure},
    {U"克", UnitKind::measure},      {U"g", UnitKind::measure},    {U"升", UnitKind::measure},
    {U"毫升", UnitKind::measure},    {U"ml", UnitKind::measure},   {U"l", UnitKind::measure},
    {U"打", UnitKind::unclear},      {U"对", UnitKind::unclear},   {U"人", UnitKind::unclear},
    {U"位", UnitKind::unclear},      {U"户", UnitKind::unclear},   {U"家", UnitKind::unclear},
    {U"分", UnitKind::unclear},      {U"头", UnitKind::unclear},   {U"尾", UnitKind::unclear},
    {U"朵", UnitKind::unclear},      {U"枝", UnitKind::unclear},   {U"pcs", UnitKind::piece},
    {U"pc", UnitKind::piece},        {U"boxes", UnitKind::pack},   {U"box", UnitKind::pack},
    {U"bags", UnitKind::pack},       {U"bag", UnitKind::pack},     {U"packs", UnitKind::pack},
    {U"pack", UnitKind::pack},       {U"sets", UnitKind::portion}, {U"set", UnitKind::portion},
    {U"bottles", UnitKind::pack},    {U"bottle", UnitKind::pack},  {U"portions", UnitKind::portion},
    {U"portion", UnitKind::portion},
};

const Unit* find_unit(std::u32string_view text) {
    const Unit* longest = nullptr;
    for (const Unit& unit : units)
        if (text.starts_with(unit.text) && (!longest || unit.text.size() > longest->text.size()))
            longest = &unit;
    if (!longest || longest->text[0] >= 0x80) return longest;
    const char32_t next = text.size() > longest->text.size() ? text[longest->text.size()] : U' ';
    return next >= U'a' && next <= U'z' ? nullptr : longest;
}

}  // namespace

std::size_t unit_length(std::u32string_view text) {
    const Unit* const unit = find_unit(text);
    return unit ? unit->text.size() : 0;
}

UnitKind unit_kind(std::u32string_view unit) {
    const Unit* const found = find_unit(unit);
    return found && found->text.size() == unit.size() ? found->kind : UnitKind::unclear;
}

}  // namespace starfish::chat
