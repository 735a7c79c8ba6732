// Statements (对账单): of a view of the books and a period, every line with its cause, adding up.
// The address says which: "statement/pay", for the supplier also "statement/sales" and, of one
// leader, "statement/till-7".
#pragma once

#include "wasm/client.hpp"

#include <string_view>

namespace starfish::web {

struct View;

// False if there is no such statement for this person.
bool draw_statement(View&, Client&, std::string_view which, Instant now);

}  // namespace starfish::web
