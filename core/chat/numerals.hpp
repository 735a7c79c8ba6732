// Numbers as people write them in a chat: 12, 十二, 廿三, 两.
#pragma once

#include "core/chat/characters.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace starfish::chat {

// A number too large to hold is this; whoever reads it finds it out of range.
inline constexpr std::int64_t number_huge = 1'000'000'000;

struct Numeral {
    std::int64_t value{};
    std::size_t length{};  // letters
    // Hundredths beyond the whole number: 29.9 is 29 and 90. -1: more digits than money has.
    int hundredths = 0;
    bool has_point = false;
};

// Digits at the beginning of `letters`, with a decimal point if digits follow it.
std::optional<Numeral> read_digits(Letters letters);

bool is_chinese_digit(const Letter& letter);
// 一 to 九十九, 廿三, 两, 零; the whole of `run`, nullopt if that is no number.
std::optional<std::int64_t> chinese_number(Letters run);
// How many letters at the beginning belong to numbers.
std::size_t chinese_run(Letters letters);

}  // namespace starfish::chat
