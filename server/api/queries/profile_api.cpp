// GET /api/profiles?ids=1,2,3: names, phones and claim texts of order lines, for the group-buy's
// own leader and the supplier's operators. A verifier gets names and the last digits of phones
// until the hand-out is finished. Lines outside the session's scope are silently absent. Every read
// is logged, without its contents.

#include "server/api/queries/profile_api.hpp"

#include "core/base/json/write.hpp"
#include "core/engine/transaction.hpp"
#include "core/subjects/handout/queries.hpp"
#include "server/api/api.hpp"
#include "server/api/errors.hpp"
#include "server/net/locale.hpp"

#include "server/store/private_texts.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <charconv>
#include <map>

namespace starfish {
namespace {

using LineId = Id<groupbuy::OrderLine>;

struct ProfileLine {
    LineId line;
    ConsumerId consumer;
    std::vector<std::uint32_t> claims = {};
};

std::expected<std::vector<LineId>, std::string_view> read_ids(const Request& request) {
    const auto text = request.query_value("ids");
    if (!text) return std::unexpected(json::missing_field);
    std::vector<LineId> lines;
    for (const char *at = text->data(), *end = at + text->size(); at < end;) {
        LineId line;
        const auto [stop, bad] = std::from_chars(at, end, line.value);
        if (bad != std::errc{} || (stop != end && *stop != ','))
            return std::unexpected(json::wrong_type);
        if (lines.size() == profile_lines_max) return std::unexpected(json::too_many_items);
        lines.push_back(line);
        at = stop == end ? end : stop + 1;
    }
    return lines;
}

std::vector<std::uint32_t> claims_of(const State& state, LineId line) {
    std::vector<std::uint32_t> claims;
    for (const auto id : handout::claims_of(state.handout, handout::delivery_of(line)))
        claims.push_back(id.value);
    return claims;
}

// The lines of hand-outs of the verifier's leader that are not finished.
std::vector<ProfileLine> desk_lines(const State& state, const Session& session,
                                    const std::vector<LineId>& lines) {
    std::vector<ProfileLine> profile_lines;
    for (const LineId id : lines) {
        const auto* const delivery = state.handout.deliveries.find(handout::delivery_of(id));
        if (!delivery) continue;
        const handout::Handout& handout = state.handout.handouts.at(delivery->handout);
        if (handout.leader == session.leader && handout.finished_at.ms == 0)
            profile_lines.push_back({id, state.handout.slips.at(delivery->slip).consumer});
    }
    return profile_lines;
}

// The last digits, by which people are told apart at a desk.
std::string last_digits(const std::string& phone) {
    constexpr std::size_t digits = 4;
    return phone.size() > digits ? phone.substr(phone.size() - digits) : phone;
}

// On the engine's thread. Trainers may not read names.
std::vector<ProfileLine> visible_lines(const State& state, const Session& session,
                                       const std::vector<LineId>& lines) {
    std::vector<ProfileLine> profile_lines;
    if (session.role == AccountRole::trainer) return profile_lines;
    if (session.role == AccountRole::verifier) return desk_lines(state, session, lines);
    const groupbuy::Reads reads(state);
    for (const LineId id : lines) {
        const auto* const line = state.groupbuy.lines.find(id);
        if (line && may_see(session.scope(), groupbuy::audience(reads, state.groupbuy, *line)))
            profile_lines.push_back({id, line->consumer, claims_of(state, id)});
    }
    return profile_lines;
}

std::vector<ClaimText> claim_texts(Store& store, const std::vector<std::uint32_t>& claims) {
    std::vector<ClaimText> texts;
    for (PrivateText& each : store.private_texts(handout::claim_text_kind, claims))
        texts.push_back({each.id, std::move(each.text)});
    return texts;
}

// On a background thread.
std::vector<LinePerson> people_of(Store& store, const std::vector<ProfileLine>& profile_lines,
                                  bool desk) {
    std::vector<ConsumerId> consumers;
    std::vector<std::uint32_t> lines;
    for (const ProfileLine& w : profile_lines) {
        consumers.push_back(w.consumer);
        lines.push_back(w.line.value);
    }
    std::ranges::sort(consumers);
    consumers.erase(std::ranges::unique(consumers).begin(), consumers.end());
    std::map<ConsumerId, Profile> profiles;
    for (Profile& profile : store.profiles(consumers))
        profiles.emplace(profile.consumer, std::move(profile));
    const auto notes = texts_by_id(store, groupbuy::note_kind, lines);
    const auto names = texts_by_id(store, line_name_kind, lines);
    const auto text_of = [](const auto& texts, std::uint32_t line) {
        const auto text = texts.find(line);
        return text == texts.end() ? std::string() : text->second;
    };
    std::vector<LinePerson> people;
    for (const ProfileLine& w : profile_lines) {
        const auto profile = profiles.find(w.consumer);
        if (profile == profiles.end()) continue;  // erased
        const std::string name = text_of(names, w.line.value);
        const std::string& phone = profile->second.phone;
        people.push_back({w.line.value, name.empty() ? profile->second.name : name,
                          desk ? last_digits(phone) : phone,
                          desk ? std::string{} : text_of(notes, w.line.value),
                          claim_texts(store, w.claims)});
    }
    return people;
}

void get_profiles(Api& api, const Request& request, const Session& session,
                  const Responder& respond) {
    const Locale locale = locale_of(request);
    auto lines = read_ids(request);
    if (!lines) return respond(malformed(locale, {lines.error(), "ids"}));
    const bool taken =
        api.services.platform.query([&api, respond, locale, session, lines = std::move(*lines)](
                                        const State& state, Seq, Instant) {
            auto profile_lines = visible_lines(state, session, lines);
            spdlog::info("profiles: {} read {} of {} lines asked for", session.login,
                         profile_lines.size(), lines.size());
            const bool desk = session.role == AccountRole::verifier;
            const bool sent =
                api.background.run([&api, respond, desk, profile_lines = std::move(profile_lines)] {
                    respond(json_body(200, json::text_of(people_of(api.services.platform.store(),
                                                                   profile_lines, desk))));
                });
            if (!sent) respond(unanswered(locale, SubmitFailure::overloaded));
        });
    if (!taken) respond(unanswered(locale, SubmitFailure::overloaded));
}

}  // namespace

void add_profile_routes(Router& router, Api& api) {
    router.get("/api/profiles",
               with_session_async(api, [&api](const Request& request, const Session& session,
                                              const Responder& respond) {
                   get_profiles(api, request, session, respond);
               }));
}

}  // namespace starfish
