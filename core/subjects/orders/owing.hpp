// What the deciding and the reacting file share; nobody else needs this.
#pragma once

#include "core/subjects/orders/orders.hpp"

namespace starfish::orders {

// Owes back what `bill` has received above `due`, if that is anything.
void owe(std::vector<Event>& events, const State& state, const Bill& bill, Fen due,
         RefundBecause because, Instant at);

}  // namespace starfish::orders
