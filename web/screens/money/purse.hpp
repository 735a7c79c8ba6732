// A leader's money: what she may withdraw, what is kept back and why, what she holds of the
// supplier's, and where every fen came from. The supplier sees the same of each leader.
#pragma once

#include "core/subjects/groupbuy/groupbuy.hpp"
#include "wasm/client.hpp"

namespace starfish::web {

struct View;

// The leader's own.
void draw_money(View&, Client&, Instant now);
// One leader's, for the supplier, who settles with her and holds pay back.
void draw_purse(View&, Client&, starfish::Id<community::Leader>, Instant now);
// The joins of a group-buy whose pay waits until nothing can be claimed any more.
void draw_held(View&, Client&, const groupbuy::GroupBuy&, Instant now);

// Settlements of hers that she has to send money for, the oldest first.
std::vector<const money::Settlement*> to_remit(const State&, starfish::Id<community::Leader>);

}  // namespace starfish::web
