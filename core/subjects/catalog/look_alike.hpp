// Finds goods that are easily confused (易混) when they are sorted at dawn: 海参 500g and 海参
// 250g, 纯牛奶 and 鲜牛奶. Lists, labels and the hand-out desk mark them.
//
// Names include the specs. Spaces, punctuation, width and case are ignored. Two names look alike
//   - if they are the same, or differ only in numbers and size words (大, 500g, 家庭装 单人装);
//   - if they begin the same: one name is the beginning of the other, or they share at least three
//     characters that make up half of the shorter name;
//   - if they are one typo away: replacing, adding, dropping or swapping one character in five.
#pragma once

#include <string>
#include <string_view>

namespace starfish::catalog {

struct NormalizedName {
    std::u32string name;
    std::u32string sizeless;  // without numbers and size words
};

NormalizedName normalized_name(std::string_view name);
bool look_alike(const NormalizedName& a, const NormalizedName& b);

}  // namespace starfish::catalog
