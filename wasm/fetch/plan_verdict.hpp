// The server's verdict on a reward plan (POST /api/check-plan). The check is core's and could run
// here, but then everyone would download its legal texts.
#pragma once

#include "core/words/words.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace starfish {

class Client;

struct PlanFinding {
    std::string pointer;  // a JSON pointer (RFC 6901) into the plan; empty: the whole plan
    std::string reason;
    std::string source;  // the rule of law
};

struct PlanVerdict {
    enum class Status : std::uint8_t { none, asked, judged, unreadable, unreachable } status{};
    std::string name;  // the plan's name
    bool passed = false;
    std::vector<PlanFinding> findings;
    std::string problem;  // why the plan is unreadable

    void read_answer(Locale locale, int http_status, std::string_view answer);
};

// Requests a verdict. The answer is written to `verdict`, which stays alive until then.
void judge(Client& client, std::string_view plan, const std::shared_ptr<PlanVerdict>& verdict);

}  // namespace starfish
