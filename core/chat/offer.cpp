#include "core/chat/offer.hpp"

#include "core/base/order.hpp"
#include "core/chat/lexicon.hpp"
#include "core/chat/numerals.hpp"

#include <algorithm>

namespace starfish::chat {
namespace {

constexpr std::size_t description_max = 1'000;

bool is_latin(char32_t c) {
    return c >= U'a' && c <= U'z';
}
bool is_chinese_numeral(char32_t c) {
    return is_chinese_digit({.folded = c});
}

bool is_loose(char32_t c) {
    return std::u32string_view(U" ()[]\"'").contains(c);
}

std::u32string compact(std::string_view name) {
    std::u32string text;
    for (const char32_t c : folded(name))
        if (!is_loose(c)) text += c;
    return text;
}

// 土鸡蛋 of 土鸡蛋30枚装, 牛奶 of 牛奶250ml*12盒: the name without its amounts, which stand at the
// end and are numbers with units. Empty if the rest is more than that.
std::u32string without_amounts(const std::u32string& name) {
    const std::size_t begin = name.find_first_of(U"0123456789");
    if (begin == std::u32string::npos || begin < 2) return {};
    std::size_t at = begin;
    while (at < name.size()) {
        if (!is_digit(name[at])) return {};
        while (at < name.size() && (is_digit(name[at]) || name[at] == U'.')) ++at;
        const std::size_t unit = unit_length(std::u32string_view(name).substr(at));
        if (unit == 0) return {};
        at += unit;
        while (at < name.size() && std::u32string_view(U"装*x/+一每个入").contains(name[at])) ++at;
        // 30枚/盒
        at += unit_length(std::u32string_view(name).substr(at));
    }
    std::u32string base = name.substr(0, begin);
    while (!base.empty() && std::u32string_view(U"-/,.约每").contains(base.back())) base.pop_back();
    return base.size() >= 2 ? base : std::u32string();
}

// 10斤装 of 红富士苹果10斤装, if nothing else on offer holds 10斤.
std::u32string only_amount(const std::u32string& name, std::span<const std::u32string> names) {
    const std::size_t last = name.find_last_of(U"0123456789");
    if (!name.ends_with(U'装') || last == std::u32string::npos) return {};
    std::size_t begin = last;
    while (begin > 0 && (is_digit(name[begin - 1]) || name[begin - 1] == U'.')) --begin;
    const std::u32string amount = name.substr(begin, name.size() - 1 - begin);
    const std::size_t unit = amount.size() - (last + 1 - begin);
    const bool counts = unit > 0 && unit_length(amount.substr(last + 1 - begin)) == unit;
    const bool own = std::ranges::count_if(names, [&](const std::u32string& other) {
                         return other.contains(amount);
                     }) == 1;
    return counts && own ? name.substr(begin) : std::u32string();
}

// 赣南脐橙10斤 of 【产地直发】赣南脐橙10斤, 鸡蛋 of 鸡蛋(散养)
std::u32string without_brackets(std::string_view name) {
    std::u32string text;
    std::size_t depth = 0;
    for (const char32_t c : folded(name)) {
        if (c == U'(' || c == U'[') ++depth;
        if (depth == 0 && !is_loose(c)) text += c;
        if ((c == U')' || c == U']') && depth > 0) --depth;
    }
    return text.size() >= 2 ? text : std::u32string();
}

// 鸡蛋 of 鸡蛋/盒
std::u32string without_sale_unit(const std::u32string& name) {
    const std::size_t slash = name.rfind(U'/');
    if (slash == std::u32string::npos || slash < 2) return {};
    const std::u32string_view unit = std::u32string_view(name).substr(slash + 1);
    return unit_length(unit) == unit.size() && !unit.empty() ? name.substr(0, slash)
                                                             : std::u32string();
}

// 酸菜鱼 of A 酸菜鱼. 吐司 of 2号吐司 is none: 2吐司 may be two, or the second.
std::u32string without_letter(const std::u32string& name) {
    const std::size_t at =
        name.size() > 1 && std::u32string_view(U".、:-").contains(name[1]) ? 2 : 1;
    return name.size() >= at + 2 && is_latin(name[0]) && name[at] >= 0x4E00 ? name.substr(at)
                                                                            : std::u32string();
}

// 套餐一 is 套餐1 to whoever types it.
std::u32string with_other_numeral(std::u32string name) {
    if (name.size() < 2) return {};
    constexpr std::u32string_view chinese = U"零一二三四五六七八九";
    const char32_t before = name[name.size() - 2];
    char32_t& last = name.back();
    if (is_digit(before) || is_chinese_numeral(before)) return {};
    if (is_digit(last)) return last = chinese[last - U'0'], name;
    const std::size_t digit = chinese.find(last);
    if (digit == std::u32string_view::npos) return {};
    return last = U'0' + static_cast<char32_t>(digit), name;
}

bool is_subsequence(std::u32string_view part, std::u32string_view whole) {
    std::size_t at = 0;
    for (const char32_t c : whole)
        if (at < part.size() && part[at] == c) ++at;
    return at == part.size();
}

// Whether a name that ends in `last` may end before `next`: 套餐1 does not in 套餐12.
bool may_end(char32_t last, Letters rest) {
    if (rest.empty()) return true;
    const char32_t next = rest[0].folded;
    if (is_latin(last) && is_latin(next))
        return next == U'x' && rest.size() > 1 && is_digit(rest[1].folded);
    if (is_digit(last))
        return !is_digit(next) && !(next == U'.' && rest.size() > 1 && is_digit(rest[1].folded));
    return !(is_chinese_numeral(last) && is_chinese_numeral(next) && next != U'两');
}

}  // namespace

Offer::Offer(std::span<const Item> items) : items_(items) {
    for (const Item& item : items) compact_.push_back(compact(item.name));
    described_ = compact_;
    for (std::size_t i = 0; i < items.size(); ++i) add_name(compact_[i], i);
    const auto is_taken = [&](const std::u32string& name) {
        return std::ranges::find(compact_, name) != compact_.end();
    };
    for (std::size_t i = 0; i < items.size(); ++i) {
        const std::u32string bare = without_brackets(items[i].name);
        for (const std::u32string& base :
             {without_amounts(compact_[i]), without_sale_unit(compact_[i]), bare,
              without_amounts(bare), only_amount(compact_[i], compact_),
              without_letter(compact_[i])})
            if (!base.empty() && !is_taken(base)) add_name(base, i);
        const std::u32string other = with_other_numeral(compact_[i]);
        if (!other.empty() && !is_taken(other)) add_name(other, i);
        add_letter_of(i);
    }
    for (auto& [first, names] : names_)
        put_in_order(names, [](const Name& a, const Name& b) {
            return a.text.size() != b.text.size() ? a.text.size() > b.text.size() : a.text < b.text;
        });
}

void Offer::add_name(std::u32string text, std::size_t item) {
    if (text.empty()) return;
    std::vector<Name>& names = names_[text[0]];
    const auto known = std::ranges::find(names, text, &Name::text);
    if (known == names.end())
        names.push_back({.text = std::move(text), .item = item});
    else if (known->item != item)
        known->named = Named::several;
}

// 套餐A and A餐 are known by their letter, which is no part of a word or of A2牛奶.
void Offer::add_letter_of(std::size_t item) {
    const std::u32string& name = compact_[item];
    if (name.size() < 2) return;
    if (is_latin(name.front()) && !is_latin(name[1]) && !is_digit(name[1]))
        learn_code(name.front(), item);
    if (is_latin(name.back()) && !is_latin(name[name.size() - 2]) &&
        !is_digit(name[name.size() - 2]))
        learn_code(name.back(), item);
}

void Offer::learn_code(char32_t letter, std::size_t item) {
    const auto [known, is_new] = codes_.try_emplace(letter, item);
    if (!is_new && known->second != item) known->second.reset();
}

std::optional<std::size_t> Offer::by_code(char32_t letter) const {
    const auto known = codes_.find(letter);
    return known == codes_.end() ? std::nullopt : known->second;
}

std::optional<Match> Offer::match(Letters letters, std::size_t at) const {
    const auto names = names_.find(letters[at].folded);
    if (names == names_.end()) return std::nullopt;
    const char32_t before = at > 0 ? letters[at - 1].folded : U' ';
    const char32_t first = letters[at].folded;
    if ((is_latin(first) && is_latin(before)) || (is_digit(first) && is_digit(before)))
        return std::nullopt;
    for (const Name& name : names->second) {
        std::size_t i = at;
        std::size_t matched = 0;
        while (i < letters.size() && matched < name.text.size()) {
            if (letters[i].folded == name.text[matched])
                ++matched, ++i;
            else if (matched > 0 && is_loose(letters[i].folded))
                ++i;
            else
                break;
        }
        if (matched < name.text.size() || !may_end(name.text.back(), letters.subspan(i))) continue;
        // 鸡蛋(30枚): the bracket belongs to the name if it opened within.
        const auto used = letters.subspan(at, i - at);
        const auto count = [&](char32_t c) { return std::ranges::count(used, c, &Letter::folded); };
        if (count(U'(') > count(U')') && i < letters.size() && letters[i].folded == U')') ++i;
        if (count(U'[') > count(U']') && i < letters.size() && letters[i].folded == U']') ++i;
        return Match{.item = name.item, .length = i - at, .named = name.named};
    }
    return std::nullopt;
}

bool Offer::unit_fits(std::size_t item, std::u32string_view unit) const {
    const std::u32string& name = described_[item];
    bool has_amount = false;
    for (std::size_t at = 0; at + 1 < name.size(); ++at) {
        const std::u32string_view rest = std::u32string_view(name).substr(at + 1);
        const bool is_unit = rest.starts_with(unit);
        if (is_unit && (name[at] == U'/' || name[at] == U'每')) return true;
        const bool counts = is_digit(name[at]) || is_chinese_numeral(name[at]);
        const bool said = at >= compact_[item].size();
        const bool is_one =
            name[at] == U'一' || (name[at] == U'1' && at > 0 && !is_digit(name[at - 1]));
        // The menu's "29.9一份" says what is sold, its "12盒" what is in it.
        if (said && is_unit && is_one) return true;
        if (counts && is_unit) return false;
        has_amount = has_amount || (is_digit(name[at]) && unit_length(rest) > 0);
    }
    switch (unit_kind(unit)) {
        case UnitKind::portion:
        case UnitKind::pack:
            return true;
        case UnitKind::piece:
            // Eggs are sold by the tray, whatever it is called.
            return !has_amount && !compact_[item].ends_with(U'蛋');
        default:
            return false;
    }
}

bool Offer::begins_other(std::size_t item, std::int64_t number, std::u32string_view unit) const {
    std::u32string text = compact_[item];
    for (const char digit : std::to_string(number)) text += static_cast<char32_t>(digit);
    text += unit;
    return std::ranges::any_of(compact_, [&](const std::u32string& name) {
        return name.size() > compact_[item].size() && name.starts_with(text);
    });
}

bool Offer::names_number(std::size_t item, std::int64_t number) const {
    const std::u32string& name = described_[item];
    for (std::size_t i = 0; i < name.size();) {
        std::int64_t value = 0;
        const std::size_t begin = i;
        for (; i < name.size() && is_digit(name[i]); ++i)
            value = std::min(number_huge, value * 10 + static_cast<std::int64_t>(name[i] - U'0'));
        if (i > begin && value == number) return true;
        if (i == begin) ++i;
    }
    return false;
}

void Offer::describe(std::size_t item, std::u32string_view line) {
    std::u32string& described = described_[item];
    if (described.size() + line.size() < description_max) (described += U' ') += line;
}

std::optional<std::size_t> Offer::short_for(std::u32string_view text) const {
    if (text.empty()) return std::nullopt;
    for (std::size_t i = 0; i < compact_.size(); ++i)
        if (is_subsequence(text, compact_[i])) return i;
    return std::nullopt;
}

bool Offer::names_any(Letters letters) const {
    for (std::size_t i = 0; i < letters.size(); ++i)
        if (match(letters, i)) return true;
    return false;
}

}  // namespace starfish::chat
