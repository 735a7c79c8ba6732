// A leader's wallet: the available pay, the pending pay with its reasons, the supplier's money in
// the leader's till, and the source of every fen. The supplier sees the same for each leader.
#pragma once

#include "core/subjects/groupbuy/groupbuy.hpp"
#include "wasm/client.hpp"

namespace starfish::web {

struct View;

// The signed-in leader's wallet.
void draw_money(View&, Client&, Instant now);
// One leader's wallet for the supplier, who can settle with the leader and place holds.
void draw_wallet(View&, Client&, Id<community::Leader>, Instant now);
// The joins of a group-buy whose pay is pending until the claim period ends.
void draw_pending_pay(View&, Client&, const groupbuy::GroupBuy&, Instant now);

// The settlements for which the leader must still remit money, the oldest first.
std::vector<const money::Settlement*> to_remit(const State&, Id<community::Leader>);

}  // namespace starfish::web
