// Breaks a text into lines: between any two Chinese characters, but between Latin words at spaces
// only, so that "¥1,284.60", "HS20261120A" and "3%" stay whole. No line begins with a closing mark
// (，。！？；：）」) or ends with an opening mark (（「《¥).
// After Unicode's UAX #14 and the W3C's "Requirements for Chinese Text Layout", section 3.1.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

namespace starfish::web {

struct Line {
    std::size_t begin = 0;  // byte offset in the text
    std::size_t end = 0;    // byte offset; excludes the spaces at the break
    float width = 0;
    bool operator==(const Line&) const = default;
};

// Returns the width of the character at the byte offset.
using Advance = std::function<float(char32_t character, std::size_t offset)>;

// Returns at least one line. A newline always breaks; a word wider than `width` is broken inside.
std::vector<Line> break_lines(std::string_view text, float width, const Advance& advance);

// Returns the character at `offset` and moves `offset` past it. Returns U+FFFD for invalid UTF-8.
char32_t next_character(std::string_view text, std::size_t& offset);

}  // namespace starfish::web
