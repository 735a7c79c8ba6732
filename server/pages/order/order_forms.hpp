// The forms of an order until the lock: change it, add another offer, leave.
#pragma once

#include "server/pages/order/order_page.hpp"
#include "server/pages/templates.hpp"

namespace starfish {

// Fills problems, and change, more and leave, each while that command is allowed.
void add_order_forms(PageData& data, Locale locale, const OrderView& order, const OrderKeys& keys,
                     const RefusedOrder* refused);

}  // namespace starfish
