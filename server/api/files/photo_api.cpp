// POST /api/photos: a photo of an arrival or of evidence, to be named by a command.
// GET /api/photos/{id}: to whoever may see something that names it.
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
    if (!store.put_photo(*photo)) return unanswered(locale, Unanswered::failing);
    std::string body = R"({"photo":)";
    json::write(body, photo->id);
    return json_body(200, body + "}");
}

void post_photo(Api& api, const Request& request, const Respond& respond) {
    const Locale locale = locale_of(request);
    const bool taken = api.site.photos->run([&store = api.site.platform.store(), locale,
                                             bytes = std::string(request.body),
                                             respond] { respond(stored(store, locale, bytes)); });
    if (!taken) respond(unanswered(locale, Unanswered::overloaded));
}

// Whether any row that names it may be seen. Claims, arrivals and holds are few beside orders, and
// a browser keeps what it got.
bool names_for(const State& state, const Scope& scope, std::string_view photo) {
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

void get_photo(Api& api, const Request& request, const Session& session, const Respond& respond) {
    const Locale locale = locale_of(request);
    const std::string id{request.captures[0]};
    // She teaches, and has no business with what consumers show.
    if (!handout::is_photo_id(id) || session.role == AccountRole::trainer)
        return respond(failed(locale, 404, "photo.unknown", "id"));
    const bool taken = api.site.platform.query(
        [&api, respond, locale, scope = session.scope(), id](const State& state, Seq, Instant) {
            if (!names_for(state, scope, id))
                return respond(failed(locale, 404, "photo.unknown", "id"));
            const bool read = api.background.run([&api, respond, locale, id] {
                auto bytes = api.site.platform.store().photo(id);
                respond(bytes ? photos::photo_answer(std::move(*bytes))
                              : failed(locale, 404, "photo.unknown", "id"));
            });
            if (!read) respond(unanswered(locale, Unanswered::overloaded));
        });
    if (!taken) respond(unanswered(locale, Unanswered::overloaded));
}

}  // namespace

void add_photo_routes(Router& router, Api& api) {
    router
        .post("/api/photos", BodyType::image,
              signed_in_later(
                  api, [&api](const Request& request, const Session&,
                              const Respond& respond) { post_photo(api, request, respond); }))
        .take_file("photo.too_large");
    router.get("/api/photos/{id}",
               signed_in_later(api, [&api](const Request& request, const Session& session,
                                           const Respond& respond) {
                   get_photo(api, request, session, respond);
               }));
}

}  // namespace starfish
