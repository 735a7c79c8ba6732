// Checks a pasted reward plan (JSON): lists the parts that the law does not allow.
#pragma once

#include "wasm/client.hpp"
#include "wasm/fetch/plan_verdict.hpp"

#include <memory>
#include <string>

namespace starfish::web {

struct View;

struct PlanCheck {
    std::string text;
    std::shared_ptr<PlanVerdict> verdict;  // on the last checked plan
};

void draw_plan_check(View&, Client&, Instant now);

}  // namespace starfish::web
