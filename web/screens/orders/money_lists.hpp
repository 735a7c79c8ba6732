// Money that waits for the leader: transfers that should have come in, and refunds to give back.
// The one that has waited longest stands first.
#pragma once

#include "core/subjects/orders/orders.hpp"
#include "wasm/client.hpp"

#include <vector>

namespace starfish::web {

struct View;

// Of the leader's own; for staff everyone's.
std::vector<const orders::Bill*> bills_to_confirm(const State&);
// All refunds that are owed, the provider's too.
std::vector<const orders::Refund*> refunds_owed(const State&);
// Those a leader gives back by hand.
std::vector<const orders::Refund*> refunds_by_hand(const State&);

void draw_to_confirm(View&, Client&, Instant now);
void draw_to_give_back(View&, Client&, Instant now);

}  // namespace starfish::web
