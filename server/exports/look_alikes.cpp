#include "server/exports/look_alikes.hpp"

#include "core/base/characters.hpp"
#include "core/subjects/catalog/look_alike.hpp"
#include "server/exports/campaign.hpp"

#include <algorithm>
#include <string_view>

namespace starfish::exports {
namespace {

catalog::NormalizedName plain(const ItemName& name) {
    return catalog::normalized_name(name.item + name.spec);
}

std::size_t common_beginning(std::u32string_view a, std::u32string_view b) {
    return static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

// Digits and Latin letters form one unit: 500g and 250g differ as a whole, not in 50 and 25.
bool joined(char32_t a, char32_t b) {
    const auto latin = [](char32_t c) { return c < 0x80 && c != U' '; };
    return latin(a) && latin(b);
}

struct Span {
    std::size_t from;
    std::size_t to;
};

// The part of `own` between its common beginning and end with `other`.
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
    return catalog::look_alike(plain(a), plain(b));
}

std::vector<LookAlikes> look_alikes(std::span<const ItemName> items) {
    std::vector<catalog::NormalizedName> names;
    std::ranges::transform(items, std::back_inserter(names), plain);
    std::vector<LookAlikes> found(items.size());
    for (std::size_t i = 0; i < items.size(); ++i)
        for (std::size_t j = i + 1; j < items.size(); ++j)
            if (catalog::look_alike(names[i], names[j])) {
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
