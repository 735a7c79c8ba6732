#include "core/subjects/catalog/catalog.hpp"

#include "tests/histories/dice.hpp"

#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

namespace tiers_test {

using namespace starfish;
using catalog::next_tier;
using catalog::price_at;
using catalog::refuse_tiers;
using catalog::Tier;

const std::vector<Tier> ladder{
    {Units{10}, Fen{16'800}}, {Units{25}, Fen{15'900}}, {Units{40}, Fen{14'900}}};

TEST_CASE("the price is that of the last tier reached, or of the first if none is reached") {
    CHECK(price_at(ladder, Units{0}) == Fen{16'800});
    CHECK(price_at(ladder, Units{9}) == Fen{16'800});
    CHECK(price_at(ladder, Units{10}) == Fen{16'800});
    CHECK(price_at(ladder, Units{24}) == Fen{16'800});
    CHECK(price_at(ladder, Units{25}) == Fen{15'900});
    CHECK(price_at(ladder, Units{39}) == Fen{15'900});
    CHECK(price_at(ladder, Units{40}) == Fen{14'900});
    CHECK(price_at(ladder, units_max) == Fen{14'900});
}

TEST_CASE("the next tier is the first tier above the joined units") {
    REQUIRE(next_tier(ladder, Units{0}));
    CHECK(*next_tier(ladder, Units{0}) == ladder[0]);
    CHECK(*next_tier(ladder, Units{9}) == ladder[0]);
    CHECK(*next_tier(ladder, Units{10}) == ladder[1]);
    CHECK(*next_tier(ladder, Units{39}) == ladder[2]);
    CHECK(next_tier(ladder, Units{40}) == nullptr);
}

std::vector<Tier> any_tiers(histories::Dice& dice) {
    std::vector<Tier> tiers;
    std::int32_t units = 0;
    std::int64_t price = 20'000;
    for (auto count = dice.between(0, 9); count > 0; --count) {
        units += static_cast<std::int32_t>(dice.between(dice.chance(5) ? -2 : 1, 10));
        price -= dice.between(dice.chance(5) ? -2 : 1, 4'000);
        tiers.push_back({Units{units}, Fen{price}});
    }
    return tiers;
}

// The header's definition of valid tiers, written again in the plainest way.
bool is_ladder(const std::vector<Tier>& tiers, Units stock) {
    if (tiers.empty() || tiers.size() > catalog::tiers_max) return false;
    for (std::size_t i = 0; i < tiers.size(); ++i) {
        const auto [units, price] = tiers[i];
        if (units < Units{1} || units > stock || price < Fen{1} || price > price_max) return false;
        if (i > 0 && (units <= tiers[i - 1].units || price >= tiers[i - 1].price_fen)) return false;
    }
    return true;
}

TEST_CASE("tiers are refused exactly when they are not a ladder") {
    CHECK(rc::check("refuse_tiers", [](std::uint64_t seed) {
        histories::Dice dice(seed);
        const auto tiers = any_tiers(dice);
        const Units stock{static_cast<std::int32_t>(dice.between(1, 80))};
        RC_CLASSIFY(is_ladder(tiers, stock), "ladders");
        RC_ASSERT(!refuse_tiers(tiers, stock).has_value() == is_ladder(tiers, stock));
    }));
}

TEST_CASE("more units never cost more each") {
    CHECK(rc::check("price_at falls, next_tier is its next step", [](std::uint64_t seed) {
        histories::Dice dice(seed);
        const auto tiers = any_tiers(dice);
        RC_PRE(is_ladder(tiers, units_max));
        for (std::int32_t joined = 0; joined <= tiers.back().units.value + 2; ++joined) {
            const Fen price = price_at(tiers, Units{joined});
            RC_ASSERT(price_at(tiers, Units{joined + 1}) <= price);
            const Tier* const next = next_tier(tiers, Units{joined});
            RC_ASSERT((next == nullptr) == (Units{joined} >= tiers.back().units));
            if (!next) continue;
            RC_ASSERT(price_at(tiers, next->units) == next->price_fen);
            RC_ASSERT(price_at(tiers, next->units - Units{1}) == price);
        }
    }));
}

}  // namespace tiers_test
