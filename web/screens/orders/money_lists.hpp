// The leader's money tasks: transfers to confirm and refunds to give back. The one that has waited
// longest comes first.
#pragma once

#include "core/subjects/orders/orders.hpp"
#include "wasm/client.hpp"

#include <vector>

namespace starfish::web {

struct View;

// The unpaid transfers: the leader's own; for staff all.
std::vector<const orders::Bill*> bills_to_confirm(const State&);
// All refunds that are owed, including those through the payment provider.
std::vector<const orders::Refund*> refunds_owed(const State&);
// The owed refunds that a leader gives back by hand.
std::vector<const orders::Refund*> refunds_by_hand(const State&);

void draw_to_confirm(View&, Client&, Instant now);
void draw_to_give_back(View&, Client&, Instant now);

}  // namespace starfish::web
