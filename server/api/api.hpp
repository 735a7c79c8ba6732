// The JSON API below /api/ and what operators read: see section 4 of the design, or
// /api/openapi.json.
#pragma once

#include "server/accounts/invitations.hpp"
#include "server/accounts/sessions.hpp"
#include "server/api/replica/feed.hpp"
#include "server/net/router.hpp"
#include "server/platform/workers.hpp"
#include "server/services/services.hpp"

#include <atomic>
#include <functional>

namespace starfish {

// What the API's handlers share. Outlives the router's use of them.
struct Api {
    Site& site;
    Accounts& accounts;
    Sessions& sessions;
    Invitations& invitations;  // on `hashing`
    Feed& feed;
    Workers& hashing;     // one thread: sign-ins
    Workers& background;  // snapshots' compression, the store's reads
    Workers& drawing;     // the exports: seconds of it
    std::function<Instant()> now;
    std::atomic<bool>& failing;  // the store failed: not ready
};

// All of the routes below.
void add_api(Router& router, Api& api);

void add_session_routes(Router& router, Api& api);
void add_command_routes(Router& router, Api& api);
void add_replica_routes(Router& router, Api& api);  // snapshot, events
void add_query_routes(Router& router, Api& api);
void add_profile_routes(Router& router, Api& api);
void add_photo_routes(Router& router, Api& api);
void add_table_routes(Router& router, Api& api);  // workbooks, to be read
void add_groupbuy_routes(Router& router, Api& api);
void add_export_routes(Router& router, Api& api);  // lists, slips, labels, workbooks
void add_joins_routes(Router& router, Api& api);   // a leader takes over her chat's
void add_plan_routes(Router& router, Api& api);    // check-plan
void add_invitation_routes(Router& router, Api& api);
void add_payment_routes(Router& router, Api& api);   // the provider's notifications
void add_operator_routes(Router& router, Api& api);  // health, readiness, metrics, openapi

// Where the payment provider tells what became of payments and refunds.
inline constexpr std::string_view payment_notice_path = "/pay/notice";

inline constexpr std::string_view session_cookie = "starfish_session";

// Handlers that need someone signed in; 401 for others.
using SignedIn = std::function<Response(const Request&, const Session&)>;
using SignedInLater = std::function<void(const Request&, const Session&, Respond)>;
Router::Immediate signed_in(Api& api, SignedIn handler);
Router::Asynchronous signed_in_later(Api& api, SignedInLater handler);

}  // namespace starfish
