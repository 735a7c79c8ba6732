// Text as characters (code points) instead of bytes, and folded for comparison.
#pragma once

#include <string>
#include <string_view>

namespace starfish {

// A byte that is not part of valid UTF-8 becomes U+FFFD.
std::u32string characters(std::string_view text);
std::string utf8(std::u32string_view characters);

// Full-width forms (Ａ, １, ＋) and the ideographic space become ASCII; letters become lower case.
char32_t folded(char32_t c);
std::u32string folded(std::string_view text);

// The value of one of 〇零一二两三四五六七八九 and 十百千; -1 for any other character.
int chinese_numeral(char32_t c);

inline bool is_digit(char32_t c) {
    return c >= U'0' && c <= U'9';
}

}  // namespace starfish
