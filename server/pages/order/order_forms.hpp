// What she can still do with an order until it locks: change it, add another of the goods, leave.
#pragma once

#include "server/pages/order/order_page.hpp"
#include "server/pages/templates.hpp"

namespace starfish {

// Fills change, more and leave, each while it can be done, and problems.
void add_order_forms(PageData& data, Locale locale, const OrderView& order, const OrderKeys& keys,
                     const RefusedOrder* refused);

}  // namespace starfish
