// Members that stand twice in one object. A reader keeps one of the two, and a person may read the
// other. Where every member that a person sees must count, such an object is refused.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace starfish::json {

// The code of the ReadError for a repeated member.
inline constexpr std::string_view repeated_field = "input.repeated_field";

// The JSON pointer (RFC 6901) of the first member that repeats another of its object. A name
// written with an escape counts as repeating, since it may be another spelling. `text` must be
// whole, valid JSON.
std::optional<std::string> repeated_member(std::string_view text);

// One name as a step of a JSON pointer.
std::string pointer_step(std::string_view name);

}  // namespace starfish::json
