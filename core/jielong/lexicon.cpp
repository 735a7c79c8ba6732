#include "core/jielong/lexicon.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <vector>

namespace starfish::jielong {
namespace {

using enum Meaning;
using enum Stands;

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

constexpr Phrase phrases[] = {
    // What one says around an order.
    {U"我想要", me},
    {U"我也要", me},
    {U"我要", me},
    {U"我来", me, Doubt::none, before_order},
    {U"我订", me},
    {U"我买", me},
    {U"我的", me},
    {U"我家", me},
    {U"我", me, Doubt::none, before_order},
    {U"我", me, Doubt::none, alone},
    {U"本人", me},
    {U"俺要", me},
    {U"想要", filler},
    {U"需要", filler},
    {U"也要", filler},
    {U"预订", filler},
    {U"预定", filler},
    {U"下单", filler},
    {U"报名", filler},
    {U"接龙", filler},
    {U"#接龙", filler},
    {U"跟团", filler},
    {U"参团", filler},
    {U"参加", filler},
    {U"订购", filler},
    {U"购买", filler},
    {U"团购", filler},
    {U"数量", filler},
    {U"份数", filler},
    {U"要了", filler},
    {U"来了", filler},
    {U"要", filler, Doubt::none, before_order},
    {U"来", filler, Doubt::none, before_order},
    {U"订", filler, Doubt::none, before_order},
    {U"定", filler, Doubt::none, opens_order},
    {U"买", filler, Doubt::none, before_order},
    {U"拼", filler, Doubt::none, opens_order},
    {U"团", filler, Doubt::none, opens_order},
    {U"拿", filler, Doubt::none, opens_order},
    {U"要", filler, Doubt::none, alone},
    {U"吧", filler, Doubt::none, alone},
    {U"哦", filler, Doubt::none, alone},
    {U"啊", filler, Doubt::none, alone},
    {U"呀", filler, Doubt::none, alone},
    {U"哈", filler, Doubt::none, alone},
    {U"哈哈", filler, Doubt::none, alone},
    {U"啦", filler, Doubt::none, alone},
    {U"谢谢团长", note},
    {U"谢谢", note},
    {U"谢啦", note},
    {U"多谢", note},
    {U"感谢", note},
    {U"辛苦了", note},
    {U"辛苦团长", note},
    {U"辛苦", note},
    {U"麻烦了", note},
    {U"麻烦团长", note},
    {U"团长", note, Doubt::none, alone},
    {U"群主", note, Doubt::none, alone},
    {U"团长好", note, Doubt::none, alone},
    {U"thanks", note},
    {U"thank you", note},
    {U"please", note},
    {U"thx", note},
    {U"和", joins, Doubt::none, before_order},
    {U"与", joins, Doubt::none, before_order},
    {U"以及", joins, Doubt::none, before_order},
    {U"还有", joins, Doubt::none, before_order},
    {U"另外", joins, Doubt::none, before_order},
    {U"and", joins, Doubt::none, before_order},
    {U"&", joins, Doubt::none, before_order},
    // Where and when to hand it over.
    {U"自提", note},
    {U"自取", note},
    {U"上门自提", note},
    {U"送货上门", note},
    {U"送上门", note},
    {U"送上楼", note},
    {U"过来拿", note},
    {U"过来取", note},
    {U"来拿", note},
    {U"来取", note},
    {U"去拿", note},
    {U"去取", note},
    {U"自己拿", note},
    {U"自己取", note},
    {U"后拿", note},
    {U"后取", note},
    {U"以后拿", note},
    {U"之后拿", note},
    {U"前拿", note},
    {U"取货", note},
    {U"提货", note},
    {U"下班拿", note},
    {U"下班取", note},
    {U"下班后拿", note},
    {U"下班后取", note},
    {U"下班来拿", note},
    {U"在家", note, Doubt::none, alone},
    {U"打电话", note},
    {U"取", note, Doubt::none, alone},
    {U"拿", note, Doubt::none, alone},
    {U"提", note, Doubt::none, alone},
    {U"送", note, Doubt::none, alone},
    {U"备注", note, Doubt::none, alone},
    {U"电话", note, Doubt::none, alone},
    {U"手机", note, Doubt::none, alone},
    {U"尾号", note},
    {U"手机尾号", note},
    {U"tel", note},
    {U"地址", note, Doubt::none, alone},
    {U"姓名", note, Doubt::none, alone},
    {U"今天", note},
    {U"今晚", note},
    {U"明天", note},
    {U"明早", note},
    {U"明晚", note},
    {U"后天", note},
    {U"周末", note},
    {U"上午", note},
    {U"中午", note},
    {U"下午", note},
    {U"晚上", note},
    {U"早上", note},
    {U"傍晚", note},
    // Tastes.
    {U"少糖", note},
    {U"无糖", note},
    {U"半糖", note},
    {U"全糖", note},
    {U"微糖", note},
    {U"多糖", note},
    {U"去冰", note},
    {U"少冰", note},
    {U"多冰", note},
    {U"常温", note},
    {U"微辣", note},
    {U"中辣", note},
    {U"特辣", note},
    {U"不辣", note},
    {U"免辣", note},
    {U"少辣", note},
    {U"多辣", note},
    {U"少盐", note},
    {U"少油", note},
    {U"不放辣", note},
    // Paid.
    {U"已付款", paid},
    {U"已支付", paid},
    {U"已付", paid},
    {U"已转账", paid},
    {U"已转", paid},
    {U"付款了", paid},
    {U"付了", paid},
    {U"付过了", paid},
    {U"转了", paid},
    {U"已收款", paid},
    {U"已收", paid},
    {U"已发红包", paid},
    {U"paid", paid},
    {U"微信已付", paid},
    // Of several items.
    {U"每样", each},
    {U"每种", each},
    {U"每个品种", each},
    {U"各样", each},
    {U"各种", each},
    {U"各要", each},
    {U"各来", each},
    {U"各", each, Doubt::none, before_order},
    {U"每款", each},
    {U"各", each, Doubt::none, alone},
    {U"一样", each, Doubt::none, before_order},
    {U"一种", each, Doubt::none, before_order},
    {U"一款", each, Doubt::none, before_order},
    {U"都要", all},
    {U"都来", all},
    {U"全都要", all},
    {U"都", all, Doubt::none, before_order},
    {U"全要", all},
    {U"全部", all},
    {U"每样都要", all},
    {U"都各", all},
    {U"全部各", all},
    // Cancelling and editing.
    {U"已取消", cancel},
    {U"取消了", cancel},
    {U"取消", cancel},
    {U"作废", cancel},
    {U"撤销", cancel},
    {U"撤单", cancel},
    {U"撤了", cancel},
    {U"退出", cancel},
    {U"退团", cancel},
    {U"删除", cancel},
    {U"删掉", cancel},
    {U"划掉", cancel},
    {U"放弃", cancel},
    {U"已退", cancel},
    {U"cancelled", cancel},
    {U"canceled", cancel},
    {U"cancel", cancel},
    {U"退单", cancel},
    {U"不要了", refuse},
    {U"不要啦", refuse},
    {U"先不要了", refuse},
    {U"不买了", refuse},
    {U"不订了", refuse},
    {U"不定了", refuse},
    {U"不参加了", refuse},
    {U"退了", refuse},
    {U"退掉", refuse},
    {U"退款", refuse},
    {U"退", refuse, Doubt::none, alone},
    {U"退", refuse, Doubt::none, before_order},
    {U"算了", refuse},
    {U"不拼了", refuse},
    {U"不团了", refuse},
    {U"去掉", refuse},
    {U"我不要了", refuse},
    {U"改成", change},
    {U"改为", change},
    {U"改到", change},
    {U"改订", change},
    {U"更改为", change},
    {U"变更为", change},
    {U"换成", change},
    {U"改要", change},
    {U"改", change, Doubt::none, before_order},
    {U"改一下", change},
    {U"变成", change},
    {U"→", change},
    {U"再加", add},
    {U"再来", add},
    {U"再要", add},
    {U"再订", add},
    {U"再买", add},
    {U"加订", add},
    {U"追加", add},
    {U"加单", add},
    {U"添加", add},
    {U"多加", add},
    {U"另加", add},
    {U"增加", add},
    {U"我再加", add},
    {U"我再来", add},
    {U"我再要", add},
    {U"我加", add, Doubt::none, before_order},
    {U"加", add, Doubt::none, before_order},
    {U"添", add, Doubt::none, before_order},
    {U"再", add, Doubt::none, before_order},
    {U"多要", add},
    {U"多来", add},
    {U"减去", subtract},
    {U"减掉", subtract},
    {U"减少", subtract},
    {U"少要", subtract},
    {U"减", subtract, Doubt::none, before_order},
    {U"少", subtract, Doubt::none, before_order},
    {U"一共", total},
    {U"总共", total},
    {U"合计", total},
    {U"总计", total},
    {U"小计", total},
    {U"共计", total},
    {U"共", total, Doubt::none, before_order},
    {U"total", total},
    // What makes a careful person ask.
    {U"同上", doubt, Doubt::same_as_other},
    {U"跟上面一样", doubt, Doubt::same_as_other},
    {U"和上面一样", doubt, Doubt::same_as_other},
    {U"同楼上", doubt, Doubt::same_as_other},
    {U"跟楼上一样", doubt, Doubt::same_as_other},
    {U"一样", doubt, Doubt::same_as_other},
    {U"老样子", doubt, Doubt::same_as_other},
    {U"照旧", doubt, Doubt::same_as_other},
    {U"如上", doubt, Doubt::same_as_other},
    {U"同前", doubt, Doubt::same_as_other},
    {U"同", doubt, Doubt::same_as_other, alone},
    {U"ditto", doubt, Doubt::same_as_other},
    {U"大概", doubt, Doubt::uncertain},
    {U"大约", doubt, Doubt::uncertain},
    {U"左右", doubt, Doubt::uncertain},
    {U"可能", doubt, Doubt::uncertain},
    {U"应该", doubt, Doubt::uncertain},
    {U"也许", doubt, Doubt::uncertain},
    {U"或许", doubt, Doubt::uncertain},
    {U"暂定", doubt, Doubt::uncertain},
    {U"待定", doubt, Doubt::uncertain},
    {U"或者", doubt, Doubt::uncertain},
    {U"还是", doubt, Doubt::uncertain},
    {U"考虑", doubt, Doubt::uncertain},
    {U"如果", doubt, Doubt::uncertain},
    {U"要是", doubt, Doubt::uncertain},
    {U"最多", doubt, Doubt::uncertain},
    {U"最少", doubt, Doubt::uncertain},
    {U"至少", doubt, Doubt::uncertain},
    {U"不确定", doubt, Doubt::uncertain},
    {U"看看", doubt, Doubt::uncertain},
    {U"再说", doubt, Doubt::uncertain},
    {U"再看", doubt, Doubt::uncertain},
    {U"若干", doubt, Doubt::uncertain},
    {U"先来", doubt, Doubt::uncertain},
    {U"先要", doubt, Doubt::uncertain},
    {U"先订", doubt, Doubt::uncertain},
    {U"几份", doubt, Doubt::uncertain},
    {U"几个", doubt, Doubt::uncertain},
    {U"几盒", doubt, Doubt::uncertain},
    {U"几箱", doubt, Doubt::uncertain},
    {U"随便", doubt, Doubt::uncertain},
    {U"先", doubt, Doubt::uncertain, before_order},
    {U"约", doubt, Doubt::uncertain, before_order},
    {U"或", doubt, Doubt::uncertain, before_order},
    {U"差不多", doubt, Doubt::uncertain},
    {U"maybe", doubt, Doubt::uncertain},
    {U"about", doubt, Doubt::uncertain},
    {U"or", doubt, Doubt::uncertain, alone},
    {U"代", doubt, Doubt::for_someone, alone},
    {U"帮忙", doubt, Doubt::for_someone},
    {U"代购", doubt, Doubt::for_someone},
    {U"代下", doubt, Doubt::for_someone},
    {U"不要", doubt, Doubt::negation},
    {U"不用", doubt, Doubt::negation},
    {U"别", doubt, Doubt::negation, before_order},
    {U"没有", doubt, Doubt::negation},
    {U"不含", doubt, Doubt::negation},
    {U"除了", doubt, Doubt::negation},
    {U"不", doubt, Doubt::negation, before_order},
    {U"无", doubt, Doubt::negation, before_order},
    {U"没", doubt, Doubt::negation, before_order},
    {U"有吗", doubt, Doubt::question},
    {U"多少", doubt, Doubt::question},
    {U"吗", doubt, Doubt::question, alone},
    {U"可以吗", doubt, Doubt::question},
    {U"行吗", doubt, Doubt::question},
    {U"能不能", doubt, Doubt::question},
    {U"有没有", doubt, Doubt::question},
};

// 放门卫, 不要葱: a beginning and an end each, joined.
constexpr std::u32string_view put_it[] = {U"放",   U"放在", U"放到", U"送到", U"送至",   U"存",
                                          U"留在", U"存在", U"先放", U"请放", U"麻烦放", U"帮放"};
constexpr std::u32string_view places_to_put[] = {
    U"门卫",     U"门卫室", U"门口", U"家门口", U"保安", U"保安室",   U"保安亭",
    U"前台",     U"快递柜", U"丰巢", U"物业",   U"驿站", U"菜鸟驿站", U"楼下",
    U"一楼",     U"大厅",   U"柜子", U"便利店", U"超市", U"传达室",   U"大门口",
    U"小区门口", U"东门",   U"西门", U"南门",   U"北门", U"单元门口"};
constexpr std::u32string_view leave_out[] = {U"不要", U"不放", U"不加", U"别放", U"别加", U"少放",
                                             U"少加", U"多放", U"多加", U"免",   U"不用"};
constexpr std::u32string_view left_out[] = {
    U"葱",     U"香菜", U"姜",   U"蒜",         U"葱姜", U"葱蒜", U"辣",   U"辣椒",
    U"糖",     U"冰",   U"醋",   U"味精",       U"花椒", U"麻",   U"盐",   U"袋子",
    U"塑料袋", U"发票", U"餐具", U"一次性餐具", U"筷子", U"太辣", U"吸管", U"辣的"};

struct Lexicon {
    std::vector<std::u32string> joined_texts;
    std::vector<Phrase> joined;
    std::map<char32_t, std::vector<const Phrase*>> by_first;

    Lexicon() {
        const auto join = [&](const auto& beginnings, const auto& ends) {
            for (const std::u32string_view a : beginnings)
                for (const std::u32string_view b : ends)
                    joined_texts.push_back(std::u32string(a) += b);
        };
        join(put_it, places_to_put);
        join(leave_out, left_out);
        for (const std::u32string& text : joined_texts)
            joined.push_back({.text = text, .meaning = note});
        for (const Phrase& phrase : joined) by_first[phrase.text[0]].push_back(&phrase);
        for (const Phrase& phrase : phrases) by_first[phrase.text[0]].push_back(&phrase);
        for (auto& [first, list] : by_first)
            std::ranges::stable_sort(list, std::ranges::greater{},
                                     [](const Phrase* p) { return p->text.size(); });
    }
};

}  // namespace

std::size_t unit_length(std::u32string_view text) {
    const Unit* const unit = find_unit(text);
    return unit ? unit->text.size() : 0;
}

UnitKind unit_kind(std::u32string_view unit) {
    const Unit* const found = find_unit(unit);
    return found && found->text.size() == unit.size() ? found->kind : UnitKind::unclear;
}

std::span<const Phrase* const> phrases_from(char32_t first) {
    static const Lexicon lexicon;
    const auto list = lexicon.by_first.find(first);
    if (list == lexicon.by_first.end()) return {};
    return list->second;
}

}  // namespace starfish::jielong
