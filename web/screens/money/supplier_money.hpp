// The supplier's money: withdrawals to answer, settlements to receive, what is held back, what is
// owed to consumers, and every leader's purse.
#pragma once

#include "wasm/client.hpp"

namespace starfish::web {

struct View;

void draw_supplier_money(View&, Client&, Instant now);

}  // namespace starfish::web
