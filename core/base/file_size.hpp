// The maximum size of an uploaded file. The server enforces the limit, and the browser checks it
// first, since a browser that is cut off during an upload only reports a network error.
#pragma once

#include <cstddef>

namespace starfish {

inline constexpr std::size_t file_bytes_max = std::size_t{8} * 1024 * 1024;  // a photo, a workbook

}  // namespace starfish
