// The order in which a person walks: 2号楼 before 10号楼, 二期 after 一期, room 302 before 1101,
// A座 before B座. Nothing comes last: who gave no building is looked for at the end.
#pragma once

#include <compare>
#include <string_view>

namespace starfish::exports {

// Numbers, in digits of either width or as Chinese numerals, compare by value and come before
// other characters; those compare by code point, ASCII letters without case. Spaces do not count.
// So "2号楼", "02号楼", "２ 号楼" and "二号楼" are one building.
std::weak_ordering natural_order(std::string_view a, std::string_view b);

}  // namespace starfish::exports
