// The supplier's money: withdrawals to answer, settlements to receive, holds, refunds owed to
// consumers, and every leader's wallet.
#pragma once

#include "wasm/client.hpp"

namespace starfish::web {

struct View;

void draw_supplier_money(View&, Client&, Instant now);

}  // namespace starfish::web
