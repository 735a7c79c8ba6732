// The walking order of addresses: 2号楼 before 10号楼, 二期 after 一期, room 302 before 1101, A座
// before B座. Empty comes last: consumers without a building are looked for at the end.
#pragma once

#include <compare>
#include <string_view>

namespace starfish::exports {

// Numbers, in digits of either width or as Chinese numerals, compare by value and precede other
// characters. Other characters compare by code point, ASCII letters without case. Spaces are
// ignored. So "2号楼", "02号楼", "２ 号楼" and "二号楼" are the same building.
std::weak_ordering natural_order(std::string_view a, std::string_view b);

}  // namespace starfish::exports
