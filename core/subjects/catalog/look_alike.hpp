// Which goods are easily confused (易混) when they are sorted at dawn: 海参 500g and 海参 250g,
// 纯牛奶 and 鲜牛奶. Lists, labels and the desk of a hand-out mark them.
//
// Two look alike when, spaces, punctuation, width and case aside, their names with specs
//   - are the same, or differ in numbers and words of size alone (大 小, 500g 1kg, 家庭装 单人装);
//   - begin the same: one is the beginning of the other, or at least three characters that make up
//     half of the shorter one;
//   - are one slip away: replacing, adding, dropping or swapping one character in five.
#pragma once

#include <string>
#include <string_view>

namespace starfish::catalog {

struct PlainName {
    std::u32string name;
    std::u32string sizeless;  // without numbers and words of size
};

PlainName plain_name(std::string_view name);
bool look_alike(const PlainName& a, const PlainName& b);

}  // namespace starfish::catalog
