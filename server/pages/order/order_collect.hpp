// The collection part of an order's page: units left to collect, pickup code and deadline; units
// handed over; and corrections after the lock, with reasons and money.
#pragma once

#include "server/pages/order/order_view.hpp"
#include "server/pages/templates.hpp"

#include <string_view>

namespace starfish {

// The keys of a hand-out's status and of the advice to the consumer.
struct HandoutStatus {
    std::string_view word;
    std::string_view says;
};
// For a line with allotted units.
HandoutStatus handout_status(const OrderHandout& handout, Instant now);

// Fills collect, the data of order_collect.mustache.
void add_collect(PageData& data, Locale locale, const OrderView& order);

}  // namespace starfish
