// What is still to be collected, with which code and until when; what was handed over; and what the
// line lost after the lock, with reasons and money.
#pragma once

#include "server/pages/order/order_view.hpp"
#include "server/pages/templates.hpp"

#include <string_view>

namespace starfish {

// The keys of a hand-out's state and of what to do about it.
struct HandoutStanding {
    std::string_view word;
    std::string_view says;
};
// Of a line that gets something.
HandoutStanding handout_standing(const OrderHandout& handout, Instant now);

// Fills collect: what order_collect.mustache shows.
void add_collect(PageData& data, Locale locale, const OrderView& order);

}  // namespace starfish
