#include "web/forms/moment_field.hpp"

#include "web/kit/kit.hpp"

#include <algorithm>

namespace starfish::web {
namespace {

constexpr std::int64_t step_ms = 30 * minute_ms;
constexpr std::int64_t days_max = 60;

std::int64_t midnight_ms(std::int64_t day) {
    return day * day_ms - 8 * hour_ms;  // Asia/Shanghai is UTC+8
}

}  // namespace

Instant day_at(Instant now, int days_ahead, int hour) {
    return {midnight_ms(shanghai_day(now) + days_ahead) + hour * hour_ms};
}

std::string day_words(Locale locale, Instant t, Instant now) {
    std::string words = when(locale, t, now);
    const std::string time = time_of_day(t);
    if (words.ends_with(time)) words.resize(words.size() - time.size());
    while (words.ends_with(' ') || words.ends_with(',')) words.pop_back();
    return words;
}

bool moment_field(Locale locale, const MomentField& field, Instant& value, Instant now) {
    const std::int64_t today = shanghai_day(now);
    std::int64_t day = std::clamp<std::int64_t>(shanghai_day(value) - today, 0, days_max);
    std::int64_t in_day = value.ms - midnight_ms(shanghai_day(value));
    std::int64_t step = in_day / step_ms;
    const kit::Group group(accessible::Role::group, field.label);
    const bool other_day = kit::stepper({.label = field.label + " · " + say(locale, "moment.day"),
                                         .max = days_max,
                                         .shown = day_words(locale, value, now),
                                         .wide = true},
                                        day);
    const bool other_time = kit::stepper({.label = field.label + " · " + say(locale, "moment.time"),
                                          .error = field.error,
                                          .max = day_ms / step_ms - 1,
                                          .shown = time_of_day(value),
                                          .wide = true},
                                         step);
    if (!other_day && !other_time) return false;
    if (other_time) in_day = step * step_ms;
    value = {midnight_ms(today + day) + in_day};
    return true;
}

}  // namespace starfish::web
