// Shared by decide.cpp and react.cpp only.
#pragma once

#include "core/subjects/orders/orders.hpp"

namespace starfish::orders {

// Adds a RefundOwed for the amount that `bill` has received above `due`, if there is any.
void owe_refund(std::vector<Event>& events, const State& state, const Bill& bill, Fen due,
                RefundBecause because, Instant at);

}  // namespace starfish::orders
