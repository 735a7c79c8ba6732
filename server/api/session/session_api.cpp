// Sign in, sign out, and GET /api/session.

#include "server/api/session/session_api.hpp"
#include "core/base/json/parse.hpp"
#include "core/base/json/write.hpp"
#include "server/accounts/throttle.hpp"
#include "server/api/api.hpp"
#include "server/api/errors.hpp"
#include "server/net/locale.hpp"
#include "server/net/origin.hpp"

#include <memory>

namespace starfish {
namespace {

// Five wrong passwords for one login, then one every 20 s; thirty from one address, then one
// every 2 s.
constexpr Throttle::Rule per_login{5, 20 * second_ms};
constexpr Throttle::Rule per_address{30, 2 * second_ms};

struct Throttles {
    Throttle logins{per_login};
    Throttle addresses{per_address};
};

// `one` is an account or a session.
WhoAmI who_is(const Api& api, const auto& one) {
    WhoAmI who{one.login, one.role, {}, one.name, one.verifier, api.services.cashier != nullptr};
    if (one.leader) who.leader = one.leader;
    return who;
}

// Plain http is used on the server's own machine only; elsewhere a proxy speaks https for this
// server.
std::string cookie(std::string_view token, std::int64_t lasts_ms, bool secure) {
    std::string value{session_cookie};
    value += '=';
    value += token;
    value += "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + std::to_string(lasts_ms / second_ms);
    if (secure) value += "; Secure";
    return value;
}

// A copy of the request for the hashing thread, which may outlive the request.
struct SignInAttempt {
    Credentials credentials;
    std::string former_token;  // of the browser's present session: the new cookie replaces it
    std::string remote;
    Locale locale{};
    bool secure{};
};

// On the hashing thread.
void sign_in(Api& api, const std::shared_ptr<Throttles>& throttles, const SignInAttempt& attempt,
             const Responder& respond) {
    const auto account =
        api.accounts.authenticate(attempt.credentials.login, attempt.credentials.password);
    if (!account || api.sessions.is_dismissed(account->verifier)) {
        respond.on_io_thread([&api, locale = attempt.locale] {
            ++api.services.metrics.sign_ins_failed;
            return failed(locale, 401, "session.wrong_password", "password");
        });
        return;
    }
    const auto token = api.sessions.open(*account, api.now());
    if (!token) return respond(unanswered(attempt.locale, SubmitFailure::failing));
    if (!attempt.former_token.empty()) (void)api.sessions.close(attempt.former_token);
    Response r = json_body(200, json::text_of(who_is(api, *account)));
    r.set("Set-Cookie", cookie(*token, session_lasts_ms, attempt.secure));
    respond.on_io_thread(
        [&api, throttles, login = account->login, remote = attempt.remote, r = std::move(r)] {
            api.feed.end_lapsed_streams();
            throttles->logins.give_back(login);
            throttles->addresses.give_back(remote);
            return r;
        });
}

void post_session(Api& api, const std::shared_ptr<Throttles>& throttles, const Request& request,
                  const Responder& respond) {
    const Locale locale = locale_of(request);
    auto credentials = json::from_text<Credentials>(request.body);
    if (!credentials) return respond(malformed(locale, credentials.error()));
    if (credentials->password.size() > password_bytes_max) credentials->password.clear();
    const Instant now = api.now();
    auto wait = throttles->addresses.take(request.remote, now);
    if (!wait) wait = throttles->logins.take(credentials->login, now);
    if (wait) {
        ++api.services.metrics.throttled;
        return respond(throttled(locale, "session.throttled", *wait));
    }
    const bool taken =
        api.hashing.run([&api, throttles, respond,
                         attempt = SignInAttempt{
                             std::move(*credentials), std::string(request.cookie(session_cookie)),
                             std::string(request.remote), locale, is_by_https(request)}] {
            sign_in(api, throttles, attempt, respond);
        });
    if (!taken) respond(unanswered(locale, SubmitFailure::overloaded));
}

void delete_session(Api& api, const Request& request, const Responder& respond) {
    const Locale locale = locale_of(request);
    const bool taken = api.background.run([&api, respond, locale, secure = is_by_https(request),
                                           token = std::string(request.cookie(session_cookie))] {
        if (!api.sessions.close(token)) return respond(unanswered(locale, SubmitFailure::failing));
        respond.on_io_thread([&api, secure] {
            api.feed.end_lapsed_streams();
            Response r = no_body(204);
            r.set("Set-Cookie", cookie("", 0, secure));
            return r;
        });
    });
    if (!taken) respond(unanswered(locale, SubmitFailure::overloaded));
}

}  // namespace

void add_session_routes(Router& router, Api& api) {
    const auto throttles = std::make_shared<Throttles>();
    router.post("/api/session", BodyType::json,
                [&api, throttles](const Request& request, const Responder& respond) {
                    post_session(api, throttles, request, respond);
                });
    router.delete_("/api/session", [&api](const Request& request, const Responder& respond) {
        delete_session(api, request, respond);
    });
    router.get("/api/session", with_session(api, [&api](const Request&, const Session& session) {
                   return json_body(200, json::text_of(who_is(api, session)));
               }));
}

}  // namespace starfish
