// Reward plans, judged from the command line.
#pragma once

#include <string>

namespace starfish {

struct PlanToCheck {
    std::string path;     // "-" is standard input
    bool json = false;    // the verdict as POST /api/check-plan answers it
    bool schema = false;  // print the form's JSON Schema instead
    std::string language = "zh-CN";
};

// Prints the verdict and answers the process's exit status: 0 passed, 1 refused, 2 unreadable.
int check_plan(const PlanToCheck& asked);

}  // namespace starfish
