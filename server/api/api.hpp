// The JSON API under /api/ and the operator endpoints: section 4 of the design, or
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

// Shared by the API's handlers. Must outlive the router.
struct Api {
    Services& services;
    Accounts& accounts;
    Sessions& sessions;
    Invitations& invitations;  // on `hashing`
    Feed& feed;
    Workers& hashing;     // one thread: sign-ins
    Workers& background;  // compresses snapshots, reads the store
    Workers& drawing;     // exports: seconds of work each
    std::function<Instant()> now;
    std::atomic<bool>& failing;  // the store failed: not ready
};

// Adds all routes below.
void add_api(Router& router, Api& api);

void add_session_routes(Router& router, Api& api);
void add_command_routes(Router& router, Api& api);
void add_replica_routes(Router& router, Api& api);  // snapshot, events
void add_query_routes(Router& router, Api& api);
void add_profile_routes(Router& router, Api& api);
void add_photo_routes(Router& router, Api& api);
void add_table_routes(Router& router, Api& api);  // reads an uploaded workbook
void add_groupbuy_routes(Router& router, Api& api);
void add_export_routes(Router& router, Api& api);  // lists, slips, labels, workbooks
void add_joins_routes(Router& router, Api& api);   // a leader imports joins from a chat
void add_plan_routes(Router& router, Api& api);    // check-plan
void add_invitation_routes(Router& router, Api& api);
void add_payment_routes(Router& router, Api& api);   // the provider's notifications
void add_operator_routes(Router& router, Api& api);  // health, readiness, metrics, openapi

// The payment provider posts the results of payments and refunds here.
inline constexpr std::string_view payment_notice_path = "/pay/notice";

inline constexpr std::string_view session_cookie = "starfish_session";

// Handlers that need a session; without one the answer is 401.
using SessionHandler = std::function<Response(const Request&, const Session&)>;
using AsyncSessionHandler = std::function<void(const Request&, const Session&, Responder)>;
Router::Immediate with_session(Api& api, SessionHandler handler);
Router::Asynchronous with_session_async(Api& api, AsyncSessionHandler handler);

}  // namespace starfish
