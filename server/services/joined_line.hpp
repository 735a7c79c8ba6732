// The order line that a command made.
#pragma once

#include "core/engine/find_event.hpp"
#include "server/platform/platform.hpp"

namespace starfish {

// The null id if it made none.
inline Id<groupbuy::OrderLine> joined_line(std::span<const Event> events) {
    const auto* const joined = find_event<groupbuy::Joined>(events);
    return joined ? joined->line : Id<groupbuy::OrderLine>{};
}

}  // namespace starfish
