// Moments. They always come from a command's context: nothing in core reads a clock.
#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace starfish {

// Milliseconds since 1970 UTC.
struct Instant {
    std::int64_t ms{};
    auto operator<=>(const Instant&) const = default;
};

inline constexpr std::int64_t second_ms = 1'000;
inline constexpr std::int64_t minute_ms = 60 * second_ms;
inline constexpr std::int64_t hour_ms = 60 * minute_ms;
inline constexpr std::int64_t day_ms = 24 * hour_ms;

constexpr Instant operator+(Instant t, std::int64_t ms) {
    return {t.ms + ms};
}

// A wall-clock time in Asia/Shanghai: UTC+8 without daylight saving since 1991.
struct ShanghaiTime {
    int year{}, month{}, day{};  // 1-based month and day
    int hour{}, minute{}, second{};
    int weekday{};  // 0 is Sunday
    auto operator<=>(const ShanghaiTime&) const = default;
};

ShanghaiTime in_shanghai(Instant t);
// Ignores `weekday`; the date must exist.
Instant from_shanghai(const ShanghaiTime& local);
// Days since 1970-01-01 in the Shanghai calendar: two moments of one day have the same number.
std::int64_t shanghai_day(Instant t);

// ISO 8601 in UTC, whole seconds: 2020-02-01T12:00:00Z. For the years 0 to 9999.
std::string iso_text(Instant t);

}  // namespace starfish
