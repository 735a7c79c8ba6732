// Where a text may be broken into lines: between Chinese characters anywhere, between Latin words
// at spaces only, so that "¥1,284.60", "HS20261120A" and "3%" stay whole; and no line begins with a
// mark that closes (，。！？；：）」) or ends with one that opens (（「《¥).
// After Unicode's UAX #14 and the W3C's "Requirements for Chinese Text Layout", section 3.1.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

namespace starfish::web {

struct Line {
    std::size_t begin = 0;  // offsets in the text, in bytes
    std::size_t end = 0;    // without the spaces at the break
    float width = 0;
    bool operator==(const Line&) const = default;
};

// The width of a character that stands at that offset.
using Advance = std::function<float(char32_t character, std::size_t offset)>;

// At least one line. A newline breaks always; a word wider than `width` is broken inside.
std::vector<Line> break_lines(std::string_view text, float width, const Advance& advance);

// The character at `offset`, which is moved behind it. U+FFFD for bytes that are no UTF-8.
char32_t next_character(std::string_view text, std::size_t& offset);

}  // namespace starfish::web
