// POST /api/photos: stores a photo of an arrival or of evidence; a command names it later.
// GET /api/photos/{id}: the photo, for sessions that may see a row that names it.
#include "core/base/json/write.hpp"
#include "core/engine/transaction.hpp"
#include "core/subjects/handout/queries.hpp"
#include "server/api/api.hpp"
#include "server/api/errors.hpp"
#include "server/net/locale.hpp"
#include "server/photos/photo.hpp"
#include "server/photos/photo_answer.hpp"

namespace starfish {
namespace {

// On a thread that may wait.
Response stored(Store& store, Locale locale, const std::string& bytes) {
    const auto photo = photos::made_photo(bytes);
    if (!photo && photos::status_of(photo.error()) == 413)
        return failed(locale, 413, photo.error().code, photo.error().field);
    if (!photo) return refused(locale, photo.error());
    if (!store.put_photo(*photo)) return unanswered(locale, SubmitFailure::failing);
    std::string body = R"({"photo":)";
    json::write(body, photo->id);
    return json_body(200, body + "}");
}

void post_photo(Api& api, const Request& request, const Responder& respond) {
    const Locale locale = locale_of(request);
    const bool taken = api.services.photos->run(
        [&store = api.services.platform.store(), locale, bytes = std::string(request.body),
         respond] { respond(stored(store, locale, bytes)); });
    if (!taken) respond(unanswered(locale, SubmitFailure::overloaded));
}

// Whether the scope may see any row that names the photo. A scan is enough: claims, arrivals and
// holds are few beside orders, and browsers cache photos.
bool may_see_photo(const State& state, const Scope& scope, std::string_view photo) {
    const handout::Reads handout_reads(state);
    for (const handout::Claim& claim : state.handout.claims)
        if (claim.photo == photo && may_see(scope, audience(handout_reads, state.handout, claim)))
            return true;
    for (const handout::Arrival& arrival : state.handout.arrivals)
        if (arrival.photo == photo &&
            may_see(scope, audience(handout_reads, state.handout, arrival)))
            return true;
    const money::Reads money_reads(state);
    for (const money::Hold& hold : state.money.holds)
        for (const money::Evidence& evidence : hold.evidence)
            if (evidence.photo == photo && may_see(scope, audience(money_reads, state.money, hold)))
                return true;
    return false;
}

void get_photo(Api& api, const Request& request, const Session& session, const Responder& respond) {
    const Locale locale = locale_of(request);
    const std::string id{request.captures[0]};
    // Trainers may not see consumers' photos.
    if (!handout::is_photo_id(id) || session.role == AccountRole::trainer)
        return respond(failed(locale, 404, "photo.unknown", "id"));
    const bool taken = api.services.platform.query(
        [&api, respond, locale, scope = session.scope(), id](const State& state, Seq, Instant) {
            if (!may_see_photo(state, scope, id))
                return respond(failed(locale, 404, "photo.unknown", "id"));
            const bool read = api.background.run([&api, respond, locale, id] {
                auto bytes = api.services.platform.store().photo(id);
                respond(bytes ? photos::photo_answer(std::move(*bytes))
                              : failed(locale, 404, "photo.unknown", "id"));
            });
            if (!read) respond(unanswered(locale, SubmitFailure::overloaded));
        });
    if (!taken) respond(unanswered(locale, SubmitFailure::overloaded));
}

}  // namespace

void add_photo_routes(Router& router, Api& api) {
    router
        .post("/api/photos", BodyType::image,
              with_session_async(
                  api, [&api](const Request& request, const Session&,
                              const Responder& respond) { post_photo(api, request, respond); }))
        .take_file("photo.too_large");
    router.get("/api/photos/{id}",
               with_session_async(api, [&api](const Request& request, const Session& session,
                                              const Responder& respond) {
                   get_photo(api, request, session, respond);
               }));
}

}  // namespace starfish
