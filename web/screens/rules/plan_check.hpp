// Judges a reward plan that is pasted as JSON: what of it the law does not allow, and where.
#pragma once

#include "wasm/client.hpp"
#include "wasm/fetch/plan_verdict.hpp"

#include <memory>
#include <string>

namespace starfish::web {

struct View;

struct PlanCheck {
    std::string text;
    std::shared_ptr<PlanVerdict> verdict;  // of what was judged last
};

void draw_plan_check(View&, Client&, Instant now);

}  // namespace starfish::web
