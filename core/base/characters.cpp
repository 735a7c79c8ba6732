#include "core/base/characters.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace starfish {
namespace {

constexpr char32_t replacement = U'\uFFFD';

std::size_t bytes_of(unsigned char first) {
    if (first < 0x80) return 1;
    if (first < 0xE0) return 2;
    return first < 0xF0 ? 3 : 4;
}

}  // namespace

std::u32string characters(std::string_view text) {
    std::u32string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const auto first = static_cast<unsigned char>(text[0]);
        const std::size_t size = bytes_of(first);
        if (size > text.size() || utf8_length(text.substr(0, size)) != 1) {
            out += replacement;
            text.remove_prefix(1);
            continue;
        }
        char32_t c = size == 1 ? first : first & (0x7Fu >> size);
        for (std::size_t i = 1; i < size; ++i)
            c = (c << 6) | (static_cast<unsigned char>(text[i]) & 0x3Fu);
        out += c;
        text.remove_prefix(size);
    }
    return out;
}

std::string utf8(std::u32string_view characters) {
    std::string out;
    out.reserve(characters.size() * 3);
    for (const char32_t c : characters) {
        const auto tail = [&](int shift) {
            out += static_cast<char>(0x80u | ((c >> shift) & 0x3Fu));
        };
        if (c < 0x80) {
            out += static_cast<char>(c);
        } else if (c < 0x800) {
            out += static_cast<char>(0xC0u | (c >> 6));
            tail(0);
        } else if (c < 0x10000) {
            out += static_cast<char>(0xE0u | (c >> 12));
            tail(6), tail(0);
        } else {
            out += static_cast<char>(0xF0u | (c >> 18));
            tail(12), tail(6), tail(0);
        }
    }
    return out;
}

char32_t folded(char32_t c) {
    if (c == U'\u3000') c = U' ';
    if (c >= U'\uFF01' && c <= U'\uFF5E') c = c - U'\uFF01' + U'!';
    return c >= U'A' && c <= U'Z' ? c - U'A' + U'a' : c;
}

std::u32string folded(std::string_view text) {
    std::u32string out = characters(text);
    std::ranges::transform(out, out.begin(), [](char32_t c) { return folded(c); });
    return out;
}

int chinese_numeral(char32_t c) {
    constexpr std::array<std::pair<char32_t, int>, 15> numerals{{{U'〇', 0},
                                                                 {U'零', 0},
                                                                 {U'一', 1},
                                                                 {U'二', 2},
                                                                 {U'两', 2},
                                                                 {U'三', 3},
                                                                 {U'四', 4},
                                                                 {U'五', 5},
                                                                 {U'六', 6},
                                                                 {U'七', 7},
                                                                 {U'八', 8},
                                                                 {U'九', 9},
                                                                 {U'十', 10},
                                                                 {U'百', 100},
                                                                 {U'千', 1000}}};
    const auto* const found = std::ranges::find(numerals, c, &std::pair<char32_t, int>::first);
    return found == numerals.end() ? -1 : found->second;
}

}  // namespace starfish
