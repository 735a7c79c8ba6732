// Numbers of a 接龙 that are no quantities: buildings and rooms, phones, times, prices.
#pragma once

#include "core/chat/characters.hpp"
#include "core/chat/jielong.hpp"

#include <cstddef>
#include <optional>

namespace starfish::chat {

// Each answers how many letters from `at` on it is, 0 if none.

// 3号楼1502, 18-2-301, 12栋一单元, A座801, 3#1502
std::size_t place_length(Letters letters, std::size_t at);
// 13800001111, 138 0000 1111, 138-0000-1111, +86 138 0000 1111, 0571-88886666
std::size_t phone_length(Letters letters, std::size_t at);
// 8点后, 18:00, 4月5日, 周六, 5号取, 2022-04-05
std::size_t time_length(Letters letters, std::size_t at);
// 12:30 or 12:30:11 only
std::size_t clock_length(Letters letters, std::size_t at);
// 2022-04-05, 2022/4/5, 2022年4月5日
std::size_t date_length(Letters letters, std::size_t at);

struct Price {
    std::size_t length{};
    Fen fen;
};
// ¥29.9, 29.9元, 59块; or bare with a point: 29.9
std::optional<Price> read_price(Letters letters, std::size_t at);

}  // namespace starfish::chat
