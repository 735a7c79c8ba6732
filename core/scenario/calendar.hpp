// Moments as scenarios write them: days from a day D0 that the caller chooses, wall-clock time in
// Asia/Shanghai. D0 09:00, D-6 20:15, D1 17:30:05.
#pragma once

#include "core/base/instant.hpp"

#include <string>

namespace starfish::scenario {

struct Calendar {
    std::int64_t day0{};  // shanghai_day() of D0

    // `day` from D0, `ms` from that day's midnight.
    Instant at(std::int64_t day, std::int64_t ms) const;
    // "D1 17:30", or "D1 17:30:05" when there are seconds.
    std::string text(Instant t) const;
};

}  // namespace starfish::scenario
