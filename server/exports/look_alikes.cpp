#include "server/exports/look_alikes.hpp"

#include "server/exports/campaign.hpp"
#include "server/exports/characters.hpp"

#include <algorithm>
#include <numeric>
#include <string_view>

namespace starfish::exports {
namespace {

constexpr std::u32string_view ignored = U" -_·・•,.，。、/|()（）[]【】「」\"'“”‘’:;：；*×+";

// Words of size and of packing. Longer ones first, so that 家庭装 goes before 装.
constexpr std::u32string_view size_words[] = {
    U"家庭装", U"单人装", U"双人装", U"礼盒装", U"体验装", U"尝鲜装", U"实惠装", U"量贩装",
    U"加大",   U"特大",   U"超大",   U"迷你",   U"mini",   U"公斤",   U"毫升",   U"大号",
    U"中号",   U"小号",   U"xxl",    U"xl",     U"kg",     U"ml",     U"大",     U"中",
    U"小",     U"装",     U"斤",     U"两",     U"克",     U"升",     U"g",      U"l",
    U"m",      U"s",      U"只",     U"个",     U"枚",     U"盒",     U"袋",     U"瓶",
    U"包",     U"箱",     U"罐",     U"份",     U"头",     U"条"};

std::u32string bare(const ItemName& name) {
    std::u32string text = folded(name.item) + folded(name.spec);
    // A point inside a number tells 1.5 from 15.
    std::u32string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool decimal = text[i] == U'.' && i > 0 && i + 1 < text.size() &&
                             is_digit(text[i - 1]) && is_digit(text[i + 1]);
        if (decimal || ignored.find(text[i]) == std::u32string_view::npos) out += text[i];
    }
    return out;
}

// Without numbers and words of size: what two packings of one thing share.
std::u32string without_sizes(std::u32string_view text) {
    std::u32string out;
    while (!text.empty()) {
        if (is_digit(text[0]) || text[0] == U'.' || chinese_numeral(text[0]) >= 0) {
            text.remove_prefix(1);
            continue;
        }
        const auto* const word = std::ranges::find_if(
            size_words, [&](std::u32string_view w) { return text.starts_with(w); });
        if (word == std::ranges::end(size_words)) {
            out += text[0];
            text.remove_prefix(1);
        } else {
            text.remove_prefix(word->size());
        }
    }
    return out;
}

std::size_t common_beginning(std::u32string_view a, std::u32string_view b) {
    return static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

bool begin_the_same(std::u32string_view a, std::u32string_view b) {
    const std::size_t shorter = std::min(a.size(), b.size());
    const std::size_t common = common_beginning(a, b);
    if (common == shorter) return shorter >= 2;
    return common >= 3 && 2 * common >= shorter;
}

// Optimal string alignment: one for each character replaced, added, dropped, and for each pair of
// neighbours swapped (Damerau 1964, Levenshtein 1966).
std::size_t edit_distance(std::u32string_view a, std::u32string_view b) {
    std::vector<std::size_t> before_last;
    std::vector<std::size_t> last(b.size() + 1);
    std::iota(last.begin(), last.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::vector<std::size_t> row(b.size() + 1, i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({replaced, last[j] + 1, row[j - 1] + 1});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
        }
        before_last = std::move(last);
        last = std::move(row);
    }
    return last.back();
}

bool one_slip_away(std::u32string_view a, std::u32string_view b) {
    constexpr std::size_t characters_per_slip = 5;
    const std::size_t slips = std::max(a.size(), b.size()) / characters_per_slip;
    const std::size_t longer_by = std::max(a.size(), b.size()) - std::min(a.size(), b.size());
    return slips > 0 && longer_by <= slips && edit_distance(a, b) <= slips;
}

struct Bared {
    std::u32string name;
    std::u32string sizeless;
};

bool alike(const Bared& a, const Bared& b) {
    if (a.name == b.name) return true;
    if (!a.sizeless.empty() && a.sizeless == b.sizeless) return true;
    return begin_the_same(a.name, b.name) || one_slip_away(a.name, b.name);
}

Bared bared(const ItemName& name) {
    Bared out{.name = bare(name)};
    out.sizeless = without_sizes(out.name);
    return out;
}

// Digits and Latin letters belong together: 500g and 250g differ as a whole, not in 50 and 25.
bool joined(char32_t a, char32_t b) {
    const auto latin = [](char32_t c) { return c < 0x80 && c != U' '; };
    return latin(a) && latin(b);
}

struct Span {
    std::size_t from;
    std::size_t to;
};

// Where `own` differs from `other`: what their common beginning and end leave.
Span difference_from(std::u32string_view own, std::u32string_view other) {
    std::size_t from = common_beginning(own, other);
    while (from > 0 && from < own.size() && joined(own[from - 1], own[from])) --from;
    std::size_t same = 0;
    const std::size_t most = std::min(own.size(), other.size()) - std::min(from, other.size());
    while (same < std::min(most, own.size() - from) &&
           own[own.size() - 1 - same] == other[other.size() - 1 - same])
        ++same;
    std::size_t to = own.size() - same;
    while (to > from && to < own.size() && joined(own[to - 1], own[to])) ++to;
    return {from, to};
}

std::string difference(const ItemName& own, std::span<const ItemName> items,
                       const std::vector<std::size_t>& others) {
    const std::u32string name = characters(item_and_spec(own.item, own.spec));
    Span span{name.size(), 0};
    for (const std::size_t i : others) {
        const auto other = characters(item_and_spec(items[i].item, items[i].spec));
        const Span found = difference_from(name, other);
        if (found.from >= found.to) return utf8(name);
        span = {std::min(span.from, found.from), std::max(span.to, found.to)};
    }
    std::u32string_view part(name);
    part = part.substr(span.from, span.to - span.from);
    while (!part.empty() && part.front() == U' ') part.remove_prefix(1);
    while (!part.empty() && part.back() == U' ') part.remove_suffix(1);
    return utf8(part.empty() ? std::u32string_view(name) : part);
}

}  // namespace

bool look_alike(const ItemName& a, const ItemName& b) {
    return alike(bared(a), bared(b));
}

std::vector<LookAlikes> look_alikes(std::span<const ItemName> items) {
    std::vector<Bared> names;
    std::ranges::transform(items, std::back_inserter(names), bared);
    std::vector<LookAlikes> found(items.size());
    for (std::size_t i = 0; i < items.size(); ++i)
        for (std::size_t j = i + 1; j < items.size(); ++j)
            if (alike(names[i], names[j])) {
                found[i].others.push_back(j);
                found[j].others.push_back(i);
            }
    for (std::size_t i = 0; i < items.size(); ++i) {
        std::ranges::sort(found[i].others);
        if (!found[i].others.empty())
            found[i].difference = difference(items[i], items, found[i].others);
    }
    return found;
}

}  // namespace starfish::exports
