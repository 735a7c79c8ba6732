// From what a leader asks for to what her group-buy promises; only decide*.cpp need this.
#pragma once

#include "core/subjects/groupbuy/groupbuy.hpp"

namespace starfish::groupbuy {

// The terms with the offers as they are now, or what is wrong with them. Changes nothing.
Result<Terms> terms_of(const Reads&, const State&, const Open&, const Context&);
// What would be asked to get the same terms again.
Open asked_again(const GroupBuy&);

}  // namespace starfish::groupbuy
