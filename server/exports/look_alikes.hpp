// Which items of a campaign are easily confused (core/subjects/catalog/look_alike.hpp), and the
// part of their names that tells them apart: lists and labels show it.
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
    // What this item has and those others have not: "500g", "家庭装". The whole name where nothing
    // can be left out. Empty when `others` is.
    std::string difference;
};

bool look_alike(const ItemName& a, const ItemName& b);

// One for each item, in their order. Names are compared pair by pair: meant for one campaign.
std::vector<LookAlikes> look_alikes(std::span<const ItemName> items);

}  // namespace starfish::exports
