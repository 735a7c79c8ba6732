// POST /api/commands: what leaders and staff ask of the domain.

#include "core/base/json/write.hpp"
#include "core/engine/codec.hpp"
#include "core/subjects/handout/queries.hpp"
#include "server/api/api.hpp"
#include "server/api/errors.hpp"
#include "server/net/locale.hpp"

namespace starfish {
namespace {

// What a verifier's hand-over comes to beyond the desk (a payment) is not hers to know.
bool is_told(const Session& session, const Record& record) {
    return session.role != AccountRole::verifier || record.type.starts_with("handout.");
}

Response committed(const Committed& result, const Session& session) {
    std::string body = R"({"seq":)";
    json::write(body, result.last);
    body += R"(,"events":[)";
    for (bool first = true; const Record& record : result.records) {
        if (!is_told(session, record)) continue;
        if (!std::exchange(first, false)) body += ',';
        body += R"({"seq":)";
        json::write(body, record.seq);
        body += R"(,"type":)";
        json::write(body, record.type);
        body += R"(,"version":)";
        json::write(body, record.version);
        body += R"(,"time":)";
        json::write(body, record.time);
        body += R"(,"data":)";
        body += record.body;
        body += '}';
    }
    body += "]}";
    return json_body(200, std::move(body));
}

template <class Subject, class Named>
std::string photo_in(const Command& command) {
    const auto* const subject = std::get_if<Subject>(&command);
    const auto* const named = subject ? std::get_if<Named>(subject) : nullptr;
    return named ? named->photo.value_or("") : std::string{};
}

// The photo that a command names, if its name can be one: the domain refuses what cannot.
std::string named_photo(const Command& command) {
    for (std::string photo : {photo_in<handout::Command, handout::CheckIn>(command),
                              photo_in<handout::Command, handout::FileClaim>(command),
                              photo_in<money::Command, money::SubmitEvidence>(command)})
        if (handout::is_photo_id(photo)) return photo;
    return {};
}

// From any thread.
void submit(Api& api, Locale locale, const Session& session, CommandEnvelope envelope,
            const Respond& respond) {
    Metrics& metrics = api.site.metrics;
    api.site.platform.submit(
        {.command = std::move(envelope.command),
         .actor = session.actor(),
         .command_id = std::move(envelope.id),
         .profile = std::nullopt,
         .note = {}},
        [&metrics, locale, respond, session](std::expected<Result<Committed>, Unanswered> answer) {
            metrics.wait(-1);
            if (!answer) return respond(unanswered(locale, answer.error()));
            if (*answer) return respond(committed(**answer, session));
            respond.on_io_thread([&metrics, locale, refusal = std::move(answer->error())] {
                metrics.refused(refusal.code);
                return refused(locale, refusal);
            });
        });
}

void post_command(Api& api, const Request& request, const Session& session,
                  const Respond& respond) {
    const Locale locale = locale_of(request);
    auto envelope = read_envelope(request.body);
    if (!envelope) return respond(malformed(locale, envelope.error()));
    // The platform's own: see platform.hpp.
    if (envelope->id.starts_with("close-"))
        return respond(malformed(locale, {json::out_of_range, "id"}));
    const std::string photo = named_photo(envelope->command);
    api.site.metrics.wait(+1);
    if (photo.empty()) return submit(api, locale, session, std::move(*envelope), respond);
    // What the domain cannot know: whether it was kept.
    const bool taken = api.background.run(
        [&api, locale, session, photo, envelope = std::move(*envelope), respond]() mutable {
            if (api.site.platform.store().photo(photo))
                return submit(api, locale, session, std::move(envelope), respond);
            api.site.metrics.wait(-1);
            respond.on_io_thread([&api, locale] {
                const Refusal no{RefusalKind::invalid, "photo.unknown", "photo", {}};
                api.site.metrics.refused(no.code);
                return refused(locale, no);
            });
        });
    if (taken) return;
    api.site.metrics.wait(-1);
    respond(unanswered(locale, Unanswered::overloaded));
}

}  // namespace

void add_command_routes(Router& router, Api& api) {
    router.post("/api/commands", BodyType::json,
                signed_in_later(api, [&api](const Request& request, const Session& session,
                                            const Respond& respond) {
                    post_command(api, request, session, respond);
                }));
}

}  // namespace starfish
