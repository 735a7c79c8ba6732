// POST /api/check-plan: judges a reward plan. A rejected plan is a normal answer with status 200; a
// body that is not a reward plan is malformed (400).

#include "core/base/json/write.hpp"
#include "core/rules/check_plan.hpp"
#include "core/rules/unreadable.hpp"
#include "server/accounts/throttle.hpp"
#include "server/api/api.hpp"
#include "server/api/errors.hpp"
#include "server/net/locale.hpp"

#include <memory>

namespace starfish {
namespace {

// A check takes well under a millisecond, but it runs on the I/O thread. Limit per login: a burst
// of sixty, because a form checks with every keystroke, then five a second.
constexpr Throttle::Rule per_login{60, second_ms / 5};

Response check_plan(const Request& request) {
    const auto verdict = rules::check_plan_text(request.body);
    if (!verdict) {
        const Locale locale = locale_of(request);
        return malformed(verdict.error(),
                         rules::say_unreadable(locale, verdict.error(), request.body));
    }
    return json_body(200, json::text_of(rules::in_words(*verdict)));
}

}  // namespace

void add_plan_routes(Router& router, Api& api) {
    const auto throttle = std::make_shared<Throttle>(per_login);
    router.post("/api/check-plan", BodyType::json,
                with_session(api, [&api, throttle](const Request& request, const Session& session) {
                    if (const auto wait = throttle->take(session.login, api.now())) {
                        ++api.services.metrics.throttled;
                        return throttled(locale_of(request), "plan.throttled", *wait);
                    }
                    return check_plan(request);
                }));
}

}  // namespace starfish
