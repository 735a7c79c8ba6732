// How a scenario spells prices and refusals.
#pragma once

#include "core/base/quantity.hpp"
#include "core/base/refusal.hpp"
#include "core/scenario/calendar.hpp"

#include <string>

namespace starfish::scenario {

// ¥168, ¥168.50
std::string spelt(Fen fen);
// "refused groupbuy.sold_out at quantity: left_units 6". Facts in _ms are moments, in _fen prices.
std::string spelt(const Refusal& refusal, const Calendar& calendar);

}  // namespace starfish::scenario
