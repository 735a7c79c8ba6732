// The headers of a download.
#pragma once

#include <string>
#include <string_view>

namespace starfish {

// Content-Disposition of a download: `plain` (ASCII, no quotation mark) for clients that do not
// know filename*, and `name` in any script (RFC 6266, RFC 8187).
std::string attachment(std::string_view plain, std::string_view name);

}  // namespace starfish
