// After-sales on an order's page: the claims and their results, and the forms to claim and to
// appeal to the supplier.
#pragma once

#include "server/pages/order/order_page.hpp"
#include "server/pages/templates.hpp"

namespace starfish {

// Fills claims, claim and problems: the data of order_claims.mustache and order_claim.mustache.
void add_claims(PageData& data, Locale locale, const OrderView& order, const OrderLink& link,
                const OrderKeys& keys, const RefusedOrder* refused);

}  // namespace starfish
