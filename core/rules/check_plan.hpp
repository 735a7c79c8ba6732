// Judges a reward plan. It knows what may pass and refuses the rest: pay for the seller of a
// delivered line, the buyer's own price, and work done by whoever is paid for it. Pure, so the
// browser can ask it as one types.
//
// A verdict is no legal opinion. Of what the form has a word for it says which rule it breaks; of
// what it cannot decide it says so, and that does not pass either.
#pragma once

#include "core/rules/limits.hpp"
#include "core/rules/reward_plan.hpp"
#include "core/rules/verdict.hpp"

namespace starfish::rules {

// How far from the buyer a payee may stand: one, the seller. A constant, so that no configuration
// can raise it.
inline constexpr std::int32_t reward_depth_max = 1;

Verdict check(const RewardPlan& plan);

// Reads and judges. A member that the form does not know, or that stands twice, is a finding: a
// plan must not be able to say what is not read. Everything else that cannot be read is refused as
// such.
std::expected<Verdict, json::ReadError> check_plan_text(std::string_view text);

}  // namespace starfish::rules
