#include "core/base/instant.hpp"

// The calendar types of <chrono> are pure arithmetic. Core must not use its clocks.
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

std::string iso_text(Instant t) {
    const std::int64_t day = floor_div(t.ms, day_ms);
    const std::int64_t second = (t.ms - day * day_ms) / second_ms;
    const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
    std::string text = "0000-00-00T00:00:00Z";
    const auto write = [&text](std::size_t from, std::size_t digits, std::int64_t number) {
        for (std::size_t i = from + digits; i-- > from; number /= 10)
            text[i] = static_cast<char>('0' + number % 10);
    };
    write(0, 4, static_cast<int>(date.year()));
    write(5, 2, static_cast<unsigned>(date.month()));
    write(8, 2, static_cast<unsigned>(date.day()));
    write(11, 2, second / 3600);
    write(14, 2, second / 60 % 60);
    write(17, 2, second % 60);
    return text;
}

}  // namespace starfish
