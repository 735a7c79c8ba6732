// Numbers out of durable records, by their text alone: of whatever version, and without reading all
// of it.
#pragma once

#include "core/subjects/groupbuy/groupbuy.hpp"
#include "server/platform/platform.hpp"

#include <cstdint>
#include <string_view>

namespace starfish {

// The number that `member` has in a record's body, which is canonical JSON: "groupbuy", "line".
// 0 if it has none. A quotation mark within a text is escaped there, so no text can pass for it.
std::uint32_t member_number(std::string_view body, std::string_view member);

// The order line that a command created; 0 if it created none.
Id<groupbuy::OrderLine> joined_line(const Committed& committed);

}  // namespace starfish
