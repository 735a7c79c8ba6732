// A response's head as bytes.
#pragma once

#include "server/net/response.hpp"

#include <string>
#include <string_view>

namespace starfish {

// Appends status line and header fields, the empty line included.
void write_head(std::string& out, const Response& response, std::string_view date_line,
                bool keep_alive);
std::string_view reason_of(int status);
// "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
std::string date_line_at(std::int64_t unix_seconds);

}  // namespace starfish
