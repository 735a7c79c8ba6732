// Shares of an amount, in whole fen. Pure integer arithmetic, exact, the same everywhere.
#pragma once

#include "core/base/quantity.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace starfish::money {

// floor(sum of amounts × per_mille / 1000), split over the amounts by largest remainder; if
// remainders are equal, the earlier amount gets the fen. The parts sum to the whole, each differs
// from its exact share by less than a fen, and a larger amount never gets less than a smaller one.
// Amounts from 0 to 10^15, their sum at most 10^15 × 3, per_mille from 0 to 1000.
std::vector<Fen> per_mille_of(std::span<const Fen> amounts, std::int32_t per_mille);

// floor(whole × part / of); 0 <= part <= of, of > 0, whole >= 0. The whole if part == of, 0 if part
// is 0, and never more for a smaller part.
Fen share(Fen whole, Fen part, Fen of);

}  // namespace starfish::money
