// GET /api/profiles?ids=1,2,3: names and phones behind order lines, for the group-buy's own leader
// and the supplier's operators, with what was said in claims; for a verifier names and the ends of
// phones, while the hand-out is not finished. What is not within one's scope is silently absent,
// and every reading is on record, without what was read.

#include "server/api/queries/profile_api.hpp"

#include "core/base/json/write.hpp"
#include "core/engine/transaction.hpp"
#include "core/subjects/handout/queries.hpp"
#include "server/api/api.hpp"
#include "server/api/errors.hpp"
#include "server/net/locale.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <charconv>
#include <map>

namespace starfish {
namespace {

using Line = Id<groupbuy::OrderLine>;

struct Wanted {
    Line line;
    ConsumerId consumer;
    std::vector<std::uint32_t> claims = {};
};

std::expected<std::vector<Line>, std::string_view> read_ids(const Request& request) {
    const auto text = request.query_value("ids");
    if (!text) return std::unexpected(json::missing_field);
    std::vector<Line> lines;
    for (const char *at = text->data(), *end = at + text->size(); at < end;) {
        Line line;
        const auto [stop, bad] = std::from_chars(at, end, line.value);
        if (bad != std::errc{} || (stop != end && *stop != ','))
            return std::unexpected(json::wrong_type);
        if (lines.size() == profile_lines_max) return std::unexpected(json::too_many_items);
        lines.push_back(line);
        at = stop == end ? end : stop + 1;
    }
    return lines;
}

std::vector<std::uint32_t> claims_of(const State& state, Line line) {
    std::vector<std::uint32_t> claims;
    for (const auto id : handout::claims_of(state.handout, handout::delivery_of(line)))
        claims.push_back(id.value);
    return claims;
}

// What a verifier is to hand out still, or did today.
std::vector<Wanted> at_her_desk(const State& state, const Session& session,
                                const std::vector<Line>& lines) {
    std::vector<Wanted> wanted;
    for (const Line id : lines) {
        const auto* const delivery = state.handout.deliveries.find(handout::delivery_of(id));
        if (!delivery) continue;
        const handout::Handout& handout = state.handout.handouts.at(delivery->handout);
        if (handout.leader == session.leader && handout.finished_at.ms == 0)
            wanted.push_back({id, state.handout.slips.at(delivery->slip).consumer});
    }
    return wanted;
}

// By which people are told apart at a desk.
std::string end_of(const std::string& phone) {
    constexpr std::size_t digits = 4;
    return phone.size() > digits ? phone.substr(phone.size() - digits) : phone;
}

// On the engine's thread. A trainer teaches; she has no business with names.
std::vector<Wanted> within_scope(const State& state, const Session& session,
                                 const std::vector<Line>& lines) {
    std::vector<Wanted> wanted;
    if (session.role == AccountRole::trainer) return wanted;
    if (session.role == AccountRole::verifier) return at_her_desk(state, session, lines);
    const groupbuy::Reads reads(state);
    for (const Line id : lines) {
        const auto* const line = state.groupbuy.lines.find(id);
        if (line && may_see(session.scope(), groupbuy::audience(reads, state.groupbuy, *line)))
            wanted.push_back({id, line->consumer, claims_of(state, id)});
    }
    return wanted;
}

// On a background thread.
std::vector<LinePerson> people_of(Store& store, const std::vector<Wanted>& wanted, bool desk) {
    std::vector<ConsumerId> consumers;
    std::vector<std::uint32_t> lines;
    for (const Wanted& w : wanted) {
        consumers.push_back(w.consumer);
        lines.push_back(w.line.value);
    }
    std::ranges::sort(consumers);
    consumers.erase(std::ranges::unique(consumers).begin(), consumers.end());
    std::map<ConsumerId, Profile> profiles;
    for (Profile& profile : store.profiles(consumers))
        profiles.emplace(profile.consumer, std::move(profile));
    std::map<std::uint32_t, Note> notes;
    for (Note& note : store.notes(lines)) notes.emplace(note.line, std::move(note));
    std::vector<LinePerson> people;
    for (const Wanted& w : wanted) {
        const auto profile = profiles.find(w.consumer);
        if (profile == profiles.end()) continue;  // erased
        const Note& note = notes[w.line.value];
        const std::string& phone = profile->second.phone;
        people.push_back({w.line.value, note.name.empty() ? profile->second.name : note.name,
                          desk ? end_of(phone) : phone, desk ? std::string{} : note.text,
                          store.claim_words(w.claims)});
    }
    return people;
}

void get_profiles(Api& api, const Request& request, const Session& session,
                  const Respond& respond) {
    const Locale locale = locale_of(request);
    auto lines = read_ids(request);
    if (!lines) return respond(malformed(locale, {lines.error(), "ids"}));
    const bool taken =
        api.site.platform.query([&api, respond, locale, session, lines = std::move(*lines)](
                                    const State& state, Seq, Instant) {
            auto wanted = within_scope(state, session, lines);
            spdlog::info("profiles: {} read {} of {} lines asked for", session.login, wanted.size(),
                         lines.size());
            const bool desk = session.role == AccountRole::verifier;
            const bool sent = api.background.run([&api, respond, desk, wanted = std::move(wanted)] {
                respond(json_body(
                    200, json::text_of(people_of(api.site.platform.store(), wanted, desk))));
            });
            if (!sent) respond(unanswered(locale, Unanswered::overloaded));
        });
    if (!taken) respond(unanswered(locale, Unanswered::overloaded));
}

}  // namespace

void add_profile_routes(Router& router, Api& api) {
    router.get("/api/profiles",
               signed_in_later(api, [&api](const Request& request, const Session& session,
                                           const Respond& respond) {
                   get_profiles(api, request, session, respond);
               }));
}

}  // namespace starfish
