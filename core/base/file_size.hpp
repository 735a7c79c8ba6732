// How large a file may be that a person sends: kept to by who takes it, and told by who sends it,
// since a browser that is cut off in the middle only says that the network failed.
#pragma once

#include <cstddef>

namespace starfish {

inline constexpr std::size_t file_bytes_max = std::size_t{8} * 1024 * 1024;  // a photo, a workbook

}  // namespace starfish
