// The source of a dashboard's replica: a snapshot within the session's scope, and the feed from
// there.

#include "core/base/json/write.hpp"
#include "core/engine/snapshot.hpp"
#include "server/api/api.hpp"
#include "server/api/errors.hpp"
#include "server/net/locale.hpp"

#include <charconv>

namespace starfish {
namespace {

constexpr int snapshot_gzip_level = 4;

std::string_view name_of(AudienceKind kind) {
    switch (kind) {
        case AudienceKind::staff:
            return "staff";
        case AudienceKind::trainers:
            return "trainers";
        case AudienceKind::leader:
            return "leader";
        case AudienceKind::desk:
            return "desk";
        case AudienceKind::public_:
            break;
    }
    return "public";
}

std::string snapshot_text(const State& state, Seq head, Scope scope) {
    std::string text = R"({"seq":)";
    json::write(text, head);
    text += R"(,"scope":{"kind":)";
    json::write(text, name_of(scope.kind));
    text += R"(,"leader":)";
    json::write(text, scope.leader);
    text += R"(},"digest":)";
    json::write(text, digest_text(digest(state, scope)));
    text += R"(,"state":)";
    write_snapshot(text, state, scope);
    text += '}';
    return text;
}

Response snapshot(std::string text, bool compress) {
    const auto small = compress ? gzipped(text, snapshot_gzip_level) : nullptr;
    Response r = json_body(200, small ? std::string{} : std::move(text));
    r.set("Vary", "Accept-Encoding");
    if (!small) return r;
    r.shared = small;
    r.set("Content-Encoding", "gzip");
    return r;
}

void get_snapshot(Api& api, const Request& request, const Session& session,
                  const Responder& respond) {
    const bool compress = accepts_encoding(request.header("accept-encoding"), "gzip");
    const Locale locale = locale_of(request);
    const bool taken =
        api.services.platform.query([&api, respond, compress, locale, scope = session.scope()](
                                        const State& state, Seq head, Instant) {
            auto text = std::make_shared<std::string>(snapshot_text(state, head, scope));
            const bool sent = api.background.run(
                [respond, compress, text] { respond(snapshot(std::move(*text), compress)); });
            if (!sent) respond(unanswered(locale, SubmitFailure::overloaded));
        });
    if (!taken) respond(unanswered(locale, SubmitFailure::overloaded));
}

std::optional<Seq> seq_from(std::string_view text) {
    Seq seq = 0;
    const auto [end, bad] = std::from_chars(text.data(), text.data() + text.size(), seq);
    if (bad != std::errc{} || end != text.data() + text.size() || seq < 0) return std::nullopt;
    return seq;
}

// The position from which the feed resumes: after Last-Event-ID, else after `after` (the seq of the
// snapshot), else from now.
Response get_events(Api& api, const Request& request, const Session& session) {
    Seq after = api.feed.head();
    const std::string_view last = request.header("last-event-id");
    const auto resume_after = last.empty() ? request.query_value("after") : std::string(last);
    if (resume_after) {
        const auto seq = seq_from(*resume_after);
        if (!seq)
            return malformed(locale_of(request),
                             {json::out_of_range, last.empty() ? "after" : "Last-Event-ID"});
        after = *seq;
    }
    Response r = no_body(200);
    r.content_type = "text/event-stream";
    r.set("Cache-Control", "no-store");
    r.set("X-Accel-Buffering", "no");  // otherwise nginx would buffer events
    if (request.method == Method::head) return r;
    r.stream = api.feed.open(session.scope(), after, [&api, hash = session.hash] {
        return api.sessions.holds(hash, api.now());
    });
    if (!r.stream) return unanswered(locale_of(request), SubmitFailure::overloaded);
    return r;
}

}  // namespace

void add_replica_routes(Router& router, Api& api) {
    router.get("/api/snapshot",
               with_session_async(api, [&api](const Request& request, const Session& session,
                                              const Responder& respond) {
                   get_snapshot(api, request, session, respond);
               }));
    router.get("/api/events",
               with_session(api, [&api](const Request& request, const Session& session) {
                   return get_events(api, request, session);
               }));
}

}  // namespace starfish
