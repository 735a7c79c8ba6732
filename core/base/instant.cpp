#include "core/base/instant.hpp"

// The calendar types of <chrono> are pure arithmetic; its clocks are what core must not touch.
#include <chrono>

namespace starfish {
namespace {

constexpr std::int64_t offset_ms = 8 * hour_ms;

constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) {
    return a / b - (a % b < 0 ? 1 : 0);
}

}  // namespace

std::int64_t shanghai_day(Instant t) {
    return floor_div(t.ms + offset_ms, day_ms);
}

ShanghaiTime in_shanghai(Instant t) {
    using namespace std::chrono;
    const std::int64_t day = shanghai_day(t);
    const std::int64_t second = (t.ms + offset_ms - day * day_ms) / second_ms;
    const sys_days date{days{day}};
    const year_month_day ymd{date};
    return {.year = static_cast<int>(ymd.year()),
            .month = static_cast<int>(static_cast<unsigned>(ymd.month())),
            .day = static_cast<int>(static_cast<unsigned>(ymd.day())),
            .hour = static_cast<int>(second / 3600),
            .minute = static_cast<int>(second / 60 % 60),
            .second = static_cast<int>(second % 60),
            .weekday = static_cast<int>(std::chrono::weekday{date}.c_encoding())};
}

Instant from_shanghai(const ShanghaiTime& local) {
    using namespace std::chrono;
    const sys_days date = year{local.year} / month{static_cast<unsigned>(local.month)} /
                          std::chrono::day{static_cast<unsigned>(local.day)};
    return {date.time_since_epoch().count() * day_ms + local.hour * hour_ms +
            local.minute * minute_ms + local.second * second_ms - offset_ms};
}

}  // namespace starfish
