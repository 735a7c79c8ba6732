// Judges requirements, the same wherever they stand: paying, buying or recruiting is no better as
// the condition of a rank, a rate or a payout than as the condition of entry.
#pragma once

#include "core/rules/reward_plan.hpp"
#include "core/rules/verdict.hpp"

#include <string>
#include <vector>

namespace starfish::rules {

// Adds the findings about the requirement at the JSON pointer `at`. With `of_tier_price` it is a
// condition of the price for all buyers of one group-buy, and only `group_reached` can pass.
void check_requirement(std::vector<Finding>& findings, const Requirement& requirement,
                       const std::string& at, bool of_tier_price);

}  // namespace starfish::rules
