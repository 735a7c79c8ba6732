// A line as plain characters: one width, no invisible marks, crossed-out ones marked.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace starfish::chat {

struct Letter {
    char32_t shown{};   // one width: ５ is 5, （ is (; letters keep their case
    char32_t folded{};  // lower case and simplified besides: what words are compared by
    bool struck = false;
    bool keycap = false;     // 1️⃣
    std::string_view emoji;  // the bytes of an emoji, whose parts stay together
};

using Letters = std::span<const Letter>;

enum class CharacterKind : std::uint8_t { space, mark, digit, latin, han, emoji, other };

CharacterKind kind_of(const Letter& letter);
inline bool is_digit(char32_t c) {
    return c >= U'0' && c <= U'9';
}
inline bool is_digit(const Letter& letter) {
    return letter.folded >= U'0' && letter.folded <= U'9';
}
inline bool is_latin(const Letter& letter) {
    return letter.folded >= U'a' && letter.folded <= U'z';
}
inline bool is_space(const Letter& letter) {
    return letter.folded == U' ';
}

// `line` is valid UTF-8 and holds no line feed. Keycaps and other digits become digits, a circled
// number becomes "(n)", ~~crossed out~~ and U+0336 mark their letters struck.
std::vector<Letter> plain_letters(std::string_view line);

// Words as they are compared.
std::u32string folded(std::string_view text);
// Letters as they are shown, without spaces at the ends.
std::string text_of(Letters letters);
Letters without_spaces_around(Letters letters);

}  // namespace starfish::chat
