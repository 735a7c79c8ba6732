// What the server says of a reward plan (POST /api/check-plan). The judge is core's and could judge
// here; his sentences, which are the law's, would be downloaded by everyone for it.
#pragma once

#include "core/words/words.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace starfish {

class Client;

struct PlanFinding {
    std::string pointer;  // into the plan, as RFC 6901 has it; empty: the whole
    std::string reason;
    std::string source;  // in law
};

struct PlanVerdict {
    enum class Standing : std::uint8_t { none, asked, judged, unreadable, unreachable } standing{};
    std::string name;  // the plan's own
    bool passed = false;
    std::vector<PlanFinding> findings;
    std::string problem;  // why it cannot be read

    void arrived(Locale locale, int status, std::string_view answer);
};

// Asks; what comes stands in `verdict`, which is kept alive until then.
void judge(Client& client, std::string_view plan, const std::shared_ptr<PlanVerdict>& verdict);

}  // namespace starfish
