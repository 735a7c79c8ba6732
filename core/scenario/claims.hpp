// What can be claimed of a group-buy or an offer.
#pragma once

#include "core/scenario/line.hpp"
#include "core/scenario/scenario.hpp"

#include <vector>

namespace starfish::scenario {

// Reads one claim and spells it the one way it is spelt; what is no claim is trouble in `line`.
Claim read_one_claim(Line& line);

// All that can be claimed truly at `now`, one of each matter.
std::vector<Claim> truths(const groupbuy::GroupBuy& groupbuy, Instant now);
std::vector<Claim> truths(const groupbuy::GroupBuy& groupbuy, std::int32_t item);
std::vector<Claim> truths(const orders::State& state, const std::vector<Id<orders::Bill>>& bills);
std::vector<Claim> truths(const State& state, const catalog::Offer& offer);
std::vector<Claim> truths(const handout::State& state, const handout::Handout& handout,
                          Instant now);
std::vector<Claim> truths(const handout::State& state, const handout::Slip& slip);
std::vector<Claim> truths(const handout::Claim& claim);

}  // namespace starfish::scenario
