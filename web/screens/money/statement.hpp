// Statements (对账单): every line of one view of the ledger in a period, with its cause; the lines
// add up. The route selects the statement: "statement/pay"; the supplier also has
// "statement/sales" and, for one leader, "statement/till-7".
#pragma once

#include "wasm/client.hpp"

#include <string_view>

namespace starfish::web {

struct View;

// False if there is no such statement for this person.
bool draw_statement(View&, Client&, std::string_view which, Instant now);

}  // namespace starfish::web
