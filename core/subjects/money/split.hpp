// Shares of an amount, in whole fen. Pure: integers only, exact, the same everywhere.
#pragma once

#include "core/base/quantity.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace starfish::money {

// floor(sum of amounts × per_mille / 1000), split over the amounts by largest remainder; of equal
// remainders the earlier gets the fen. Parts sum to the whole, each is less than a fen from its
// exact share, and a larger amount never gets less than a smaller one. Amounts from 0 to 10^15,
// their sum to 10^15 × 3, per_mille from 0 to 1000.
std::vector<Fen> per_mille_of(std::span<const Fen> amounts, std::int32_t per_mille);

// floor(whole × part / of); 0 <= part <= of, of above 0, whole from 0. The whole when part is all,
// nothing when it is 0, and never more for a smaller part.
Fen share(Fen whole, Fen part, Fen of);

}  // namespace starfish::money
