#include "server/api/api.hpp"

#include "server/api/errors.hpp"
#include "server/net/locale.hpp"

namespace starfish {
namespace {

Response session_required(const Request& request) {
    return failed(locale_of(request), 401, "session.required");
}

// A dashboard names its login in `as`. All tabs share one cookie, so another tab may have signed in
// as somebody else since.
std::optional<Session> session_of(const Api& api, const Request& request) {
    auto session = api.sessions.find(request.cookie(session_cookie), api.now());
    const auto as = session ? request.query_value("as") : std::nullopt;
    if (as && *as != session->login) return std::nullopt;
    return session;
}

}  // namespace

Router::Immediate with_session(Api& api, SessionHandler handler) {
    return [&api, handler = std::move(handler)](const Request& request) {
        const auto session = session_of(api, request);
        return session ? handler(request, *session) : session_required(request);
    };
}

Router::Asynchronous with_session_async(Api& api, AsyncSessionHandler handler) {
    return [&api, handler = std::move(handler)](const Request& request, const Responder& respond) {
        if (const auto session = session_of(api, request))
            handler(request, *session, respond);
        else
            respond(session_required(request));
    };
}

void add_api(Router& router, Api& api) {
    router.api_error = [](const Request& request, int status, std::string_view code) {
        // An error of an uploaded file has that file as its field: "photo.too_large" is of field
        // "photo".
        const std::string_view field =
            code.starts_with("http.") ? "" : code.substr(0, code.find('.'));
        Response r = failed(locale_of(request), status, code, field);
        if (status == 503) r.set("Retry-After", "1");
        return r;
    };
    add_session_routes(router, api);
    add_command_routes(router, api);
    add_replica_routes(router, api);
    add_query_routes(router, api);
    add_profile_routes(router, api);
    add_photo_routes(router, api);
    add_table_routes(router, api);
    add_groupbuy_routes(router, api);
    add_export_routes(router, api);
    add_joins_routes(router, api);
    add_plan_routes(router, api);
    add_invitation_routes(router, api);
    add_payment_routes(router, api);
    add_operator_routes(router, api);
}

}  // namespace starfish
