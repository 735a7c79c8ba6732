// Makes the terms of a group-buy from the leader's Open command. Used by decide*.cpp only.
#pragma once

#include "core/subjects/groupbuy/groupbuy.hpp"

namespace starfish::groupbuy {

// The terms, with the offers as they are now, or a refusal. Changes nothing.
Result<Terms> terms_of(const Reads&, const State&, const Open&, const Context&);
// The Open command that asks for the same terms again.
Open open_command_of(const GroupBuy&);

}  // namespace starfish::groupbuy
