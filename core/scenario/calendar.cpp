#include "core/scenario/calendar.hpp"

namespace starfish::scenario {
namespace {

constexpr std::int64_t offset_ms = 8 * hour_ms;

std::string two_digits(std::int64_t value) {
    return (value < 10 ? "0" : "") + std::to_string(value);
}

}  // namespace

Instant Calendar::at(std::int64_t day, std::int64_t ms) const {
    return {(day0 + day) * day_ms - offset_ms + ms};
}

std::string Calendar::text(Instant t) const {
    const ShanghaiTime local = in_shanghai(t);
    std::string text = "D" + std::to_string(shanghai_day(t) - day0) + " " + two_digits(local.hour) +
                       ":" + two_digits(local.minute);
    if (local.second != 0) text += ":" + two_digits(local.second);
    return text;
}

}  // namespace starfish::scenario
