#include "core/subjects/catalog/look_alike.hpp"

#include "core/base/characters.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

namespace starfish::catalog {
namespace {

constexpr std::u32string_view punctuation = U" -_·・•,.，。、/|()（）[]【】「」\"'“”‘’:;：；*×+";

// Size words and packing words. Longer words come first, so that 家庭装 matches before 装.
constexpr std::u32string_view size_words[] = {
    U"家庭装", U"单人装", U"双人装", U"礼盒装", U"体验装", U"尝鲜装", U"实惠装", U"量贩装",
    U"加大",   U"特大",   U"超大",   U"迷你",   U"mini",   U"公斤",   U"毫升",   U"大号",
    U"中号",   U"小号",   U"xxl",    U"xl",     U"kg",     U"ml",     U"大",     U"中",
    U"小",     U"装",     U"斤",     U"两",     U"克",     U"升",     U"g",      U"l",
    U"m",      U"s",      U"只",     U"个",     U"枚",     U"盒",     U"袋",     U"瓶",
    U"包",     U"箱",     U"罐",     U"份",     U"头",     U"条"};

std::u32string without_punctuation(std::string_view name) {
    const std::u32string text = folded(name);
    // Keep a point inside a number: 1.5 is not 15.
    std::u32string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool decimal = text[i] == U'.' && i > 0 && i + 1 < text.size() &&
                             is_digit(text[i - 1]) && is_digit(text[i + 1]);
        if (decimal || punctuation.find(text[i]) == std::u32string_view::npos) out += text[i];
    }
    return out;
}

// The name without numbers and size words: two packings of the same goods share it.
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

bool share_beginning(std::u32string_view a, std::u32string_view b) {
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

bool within_typos(std::u32string_view a, std::u32string_view b) {
    constexpr std::size_t characters_per_typo = 5;
    const std::size_t typos_max = std::max(a.size(), b.size()) / characters_per_typo;
    const std::size_t longer_by = std::max(a.size(), b.size()) - std::min(a.size(), b.size());
    return typos_max > 0 && longer_by <= typos_max && edit_distance(a, b) <= typos_max;
}

}  // namespace

NormalizedName normalized_name(std::string_view name) {
    NormalizedName plain{.name = without_punctuation(name), .sizeless = {}};
    plain.sizeless = without_sizes(plain.name);
    return plain;
}

bool look_alike(const NormalizedName& a, const NormalizedName& b) {
    if (a.name == b.name) return true;
    if (!a.sizeless.empty() && a.sizeless == b.sizeless) return true;
    return share_beginning(a.name, b.name) || within_typos(a.name, b.name);
}

}  // namespace starfish::catalog
