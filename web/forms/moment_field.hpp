// A field for a day and a time in half hours, in Asia/Shanghai. It has two steppers, so that a
// thumb is enough and nothing can be mistyped.
#pragma once

#include "core/base/instant.hpp"
#include "core/words/words.hpp"

#include <string>

namespace starfish::web {

struct MomentField {
    std::string label{};
    std::string error{};
};
// True when `value` has changed. Allows today and the next 60 days.
bool moment_field(Locale, const MomentField&, Instant& value, Instant now);

// The hour `hour` in Asia/Shanghai, `days_ahead` days after the day of `now`.
Instant day_at(Instant now, int days_ahead, int hour);
// "明天", "11月24日 周二"; relative to `now`.
std::string day_words(Locale, Instant, Instant now);

}  // namespace starfish::web
