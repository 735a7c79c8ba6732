// What of a plan's requirements may stand: wherever they stand, since what one must pay, buy or
// recruit is the same whether it opens the door, a rank, a rate or the till.
#pragma once

#include "core/rules/reward_plan.hpp"
#include "core/rules/verdict.hpp"

#include <string>
#include <vector>

namespace starfish::rules {

// Adds what is wrong with the requirement at the JSON pointer `at`. `of_tier_price`: it is of the
// price that all buyers of one group-buy get, which may ask how far the group has come and nothing
// else: it is one price for all of them.
void check_requirement(std::vector<Finding>& findings, const Requirement& requirement,
                       const std::string& at, bool of_tier_price);

}  // namespace starfish::rules
