// After-sales on an order's page: what she claimed and what became of it, and the forms to claim
// and to ask the supplier.
#pragma once

#include "server/pages/order/order_page.hpp"
#include "server/pages/templates.hpp"

namespace starfish {

// Fills claims, claim and problems: what order_claims.mustache and order_claim.mustache show.
void add_claims(PageData& data, Locale locale, const OrderView& order, const OrderLink& link,
                const OrderKeys& keys, const RefusedOrder* refused);

}  // namespace starfish
