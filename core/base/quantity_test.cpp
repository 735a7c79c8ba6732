#include "core/base/quantity.hpp"

#include <catch2/catch_test_macros.hpp>

#include <limits>

namespace quantity_test {

using namespace starfish;

// The header promises that no sum or product of the domain comes near the end of 64 bits.
static_assert(price_max * units_max == Fen{1'000'000'000'000'000});
static_assert((price_max * units_max).value < std::numeric_limits<std::int64_t>::max() / 1'000);
static_assert(units_max.value < std::numeric_limits<std::int32_t>::max() / 1'000);

TEST_CASE("money and counts are added and subtracted") {
    CHECK(Fen{15'950} + Fen{50} == Fen{16'000});
    CHECK(Fen{100} - Fen{250} == Fen{-150});
    CHECK(Fen{15'900} * Units{3} == Fen{47'700});
    CHECK(Units{3} - Units{5} < Units{0});
}

}  // namespace quantity_test
