// POST /api/commands: commands of leaders and staff.

#include "core/base/json/write.hpp"
#include "core/engine/codec.hpp"
#include "core/subjects/handout/queries.hpp"
#include "server/api/api.hpp"
#include "server/api/errors.hpp"
#include "server/net/locale.hpp"

namespace starfish {
namespace {

// A verifier sees hand-out events only, not the payment that a hand-over may record.
bool may_receive(const Session& session, const Record& record) {
    return session.role != AccountRole::verifier || record.type.starts_with("handout.");
}

Response committed(const CommittedCommand& result, const Session& session) {
    std::string body = R"({"seq":)";
    json::write(body, result.last);
    body += R"(,"events":[)";
    for (bool first = true; const Record& record : result.records) {
        if (!may_receive(session, record)) continue;
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

// The photo id that a command names, or "" if it is not a possible id: core refuses such a command.
std::string named_photo(const Command& command) {
    for (std::string photo : {photo_in<handout::Command, handout::CheckIn>(command),
                              photo_in<handout::Command, handout::FileClaim>(command),
                              photo_in<money::Command, money::SubmitEvidence>(command)})
        if (handout::is_photo_id(photo)) return photo;
    return {};
}

// From any thread.
void submit(Api& api, Locale locale, const Session& session, CommandEnvelope envelope,
            const Responder& respond) {
    Metrics& metrics = api.services.metrics;
    api.services.platform.submit(
        {.command = std::move(envelope.command),
         .actor = session.actor(),
         .command_id = std::move(envelope.id),
         .profile = std::nullopt,
         .note = {}},
        [&metrics, locale, respond,
         session](std::expected<Result<CommittedCommand>, SubmitFailure> answer) {
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
                  const Responder& respond) {
    const Locale locale = locale_of(request);
    auto envelope = read_envelope(request.body);
    if (!envelope) return respond(malformed(locale, envelope.error()));
    // Ids that start with "close-" belong to the platform's own commands: see platform.hpp.
    if (envelope->id.starts_with("close-"))
        return respond(malformed(locale, {json::out_of_range, "id"}));
    const std::string photo = named_photo(envelope->command);
    api.services.metrics.wait(+1);
    if (photo.empty()) return submit(api, locale, session, std::move(*envelope), respond);
    // Core cannot know whether the photo is in the store.
    const bool taken = api.background.run(
        [&api, locale, session, photo, envelope = std::move(*envelope), respond]() mutable {
            if (api.services.platform.store().photo(photo))
                return submit(api, locale, session, std::move(envelope), respond);
            api.services.metrics.wait(-1);
            respond.on_io_thread([&api, locale] {
                const Refusal no{RefusalKind::invalid, "photo.unknown", "photo", {}};
                api.services.metrics.refused(no.code);
                return refused(locale, no);
            });
        });
    if (taken) return;
    api.services.metrics.wait(-1);
    respond(unanswered(locale, SubmitFailure::overloaded));
}

}  // namespace

void add_command_routes(Router& router, Api& api) {
    router.post("/api/commands", BodyType::json,
                with_session_async(api, [&api](const Request& request, const Session& session,
                                               const Responder& respond) {
                    post_command(api, request, session, respond);
                }));
}

}  // namespace starfish
