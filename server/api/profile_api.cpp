// GET /api/profiles?ids=1,2,3: names and phones behind order lines, for the group-buy's own leader
// and the supplier's operators. What is not within one's scope is silently absent, and every
// reading is on record, without what was read.

#include "server/api/profile_api.hpp"

#include "core/base/json/write.hpp"
#include "core/engine/transaction.hpp"
#include "server/api/api.hpp"
#include "server/api/errors.hpp"
#include "server/http/locale.hpp"

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

// On the engine's thread. A trainer teaches; she has no business with names.
std::vector<Wanted> within_scope(const State& state, const Session& session,
                                 const std::vector<Line>& lines) {
    std::vector<Wanted> wanted;
    if (session.role == AccountRole::trainer) return wanted;
    const groupbuy::Reads reads(state);
    for (const Line id : lines) {
        const auto* const line = state.groupbuy.lines.find(id);
        if (line && may_see(session.scope(), groupbuy::audience(reads, state.groupbuy, *line)))
            wanted.push_back({id, line->consumer});
    }
    return wanted;
}

// On a background thread.
std::vector<LinePerson> people_of(Store& store, const std::vector<Wanted>& wanted) {
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
    std::map<std::uint32_t, std::string> notes;
    for (Note& note : store.notes(lines)) notes.emplace(note.line, std::move(note.text));
    std::vector<LinePerson> people;
    for (const Wanted& w : wanted) {
        const auto profile = profiles.find(w.consumer);
        if (profile == profiles.end()) continue;  // erased
        const auto note = notes.find(w.line.value);
        people.push_back({w.line.value, profile->second.name, profile->second.phone,
                          note == notes.end() ? std::string{} : note->second});
    }
    return people;
}

void get_profiles(Api& api, const Request& request, const Session& session,
                  const Respond& respond) {
    const Locale locale = locale_of(request);
    auto lines = read_ids(request);
    if (!lines) return respond(malformed(locale, {lines.error(), "ids"}));
    const bool taken = api.site.platform.query([&api, respond, locale, session,
                                                lines = std::move(*lines)](const State& state, Seq,
                                                                           Instant) {
        auto wanted = within_scope(state, session, lines);
        spdlog::info("profiles: {} read {} of {} lines asked for", session.login, wanted.size(),
                     lines.size());
        const bool sent = api.background.run([&api, respond, wanted = std::move(wanted)] {
            respond(json_body(200, json::text_of(people_of(api.site.platform.store(), wanted))));
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
