// Judges a reward plan. Three kinds of pay can pass: pay for the seller of a delivered line, the
// buyer's own price, and pay for work to the person who did it. Everything else is refused. Pure,
// so the browser can check a plan while it is typed.
//
// A verdict is not a legal opinion. For a word of the form, the verdict names the broken rule. A
// term that it cannot decide is reported as undecided and does not pass either.
#pragma once

#include "core/rules/limits.hpp"
#include "core/rules/reward_plan.hpp"
#include "core/rules/verdict.hpp"

namespace starfish::rules {

// The largest distance of a payee from the buyer: 1, the seller. A constant, so that no
// configuration can raise it.
inline constexpr std::int32_t reward_depth_max = 1;

Verdict check(const RewardPlan& plan);

// Reads and judges a plan. An unknown or repeated member is a finding, so that no part of a plan
// goes unread. Any other text that cannot be read is a ReadError.
std::expected<Verdict, json::ReadError> check_plan_text(std::string_view text);

}  // namespace starfish::rules
