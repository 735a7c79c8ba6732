// Which items of a campaign are easily confused when they are sorted at dawn: 海参 500g and 海参
// 250g, 纯牛奶 and 鲜牛奶. Lists and labels mark them, and show the part that tells them apart.
//
// Two items look alike when, spaces, punctuation, width and case aside, their names with specs
//   - are the same, or differ in numbers and words of size alone (大 小, 500g 1kg, 家庭装 单人装);
//   - begin the same: one is the beginning of the other, or at least three characters that make up
//     half of the shorter one;
//   - are one slip away: replacing, adding, dropping or swapping one character in five.
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
