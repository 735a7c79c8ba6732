// POST /api/check-plan: judges a reward plan. A plan that is refused is an answer like another, so
// the status is 200; what is no plan of the form is malformed.

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

// A check takes well under a millisecond, yet the I/O thread does it: sixty at once for one login,
// as a form that asks with every keystroke needs, then five a second.
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
                signed_in(api, [&api, throttle](const Request& request, const Session& session) {
                    if (const auto wait = throttle->take(session.login, api.now())) {
                        ++api.site.metrics.throttled;
                        return throttled(locale_of(request), "plan.throttled", *wait);
                    }
                    return check_plan(request);
                }));
}

}  // namespace starfish
