// Choosing a day and a time, by half hours, in Asia/Shanghai: two steppers, so that a thumb is
// enough and there is nothing to mistype.
#pragma once

#include "core/base/instant.hpp"
#include "core/words/words.hpp"

#include <string>

namespace starfish::web {

struct MomentField {
    std::string label{};
    std::string error{};
};
// True when `value` was changed. Days from today on, at most 60 ahead.
bool moment_field(Locale, const MomentField&, Instant& value, Instant now);

// That hour of the day so many days after `now`'s.
Instant day_at(Instant now, int days_ahead, int hour);
// "明天", "11月24日 周二"; seen from `now`.
std::string day_words(Locale, Instant, Instant now);

}  // namespace starfish::web
