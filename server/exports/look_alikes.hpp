// The items of a campaign that are easily confused (core/subjects/catalog/look_alike.hpp), and the
// part of their names that tells them apart, which lists and labels show.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace starfish::exports {

struct ItemName {
    std::string item;
    std::string spec;
    auto operator<=>(const ItemName&) const = default;
};

struct LookAlikes {
    std::vector<std::size_t> others;  // ascending; empty: not easily confused
    // The part of this item's name that the others lack: "500g", "家庭装". The whole name if
    // nothing can be left out. Empty if `others` is empty.
    std::string difference;
};

bool look_alike(const ItemName& a, const ItemName& b);

// One result for each item, in the same order. Names are compared pairwise: meant for one campaign.
std::vector<LookAlikes> look_alikes(std::span<const ItemName> items);

}  // namespace starfish::exports
