#include "server/api/groupbuys/joins_api.hpp"

#include "core/base/json/parse.hpp"
#include "core/base/json/write.hpp"
#include "core/base/text.hpp"
#include "core/subjects/groupbuy/queries.hpp"
#include "server/api/api.hpp"
#include "server/api/errors.hpp"
#include "server/net/locale.hpp"
#include "server/platform/record_number.hpp"
#include "server/secrets/contact.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <atomic>
#include <map>
#include <memory>
#include <utility>

namespace starfish {
namespace {

constexpr std::size_t key_bytes_max = 64;

using Line = Result<Committed>;

// The lines of one request while they are decided, each on a thread of the platform's.
struct Batch {
    JoinsTaken asked;
    std::string login;
    Locale locale{};
    Respond respond;
    std::vector<Line> outcomes;
    std::atomic<std::size_t> open;
    std::atomic<bool> unanswered = false;
};

// What was typed about the consumer, and which she is.
Result<Profile> profile_of(const Secrets& secrets, std::int64_t leader, const JoinTaken& line) {
    if (line.phone && !trimmed(*line.phone).empty())
        return profile_from(secrets, line.name, *line.phone);
    auto name = name_from(line.name);
    if (!name) return Refused(std::move(name.error()));
    const ConsumerId consumer = secrets.consumer_named(leader, *name);
    return Profile{consumer, std::move(*name), {}};
}

Result<Submission> submission_of(const Secrets& secrets, const groupbuy::GroupBuy& groupbuy,
                                 Id<community::PickupPoint> first_pickup, const JoinTaken& line) {
    if (line.key.empty() || line.key.size() > key_bytes_max)
        return invalid(json::out_of_range, "key");
    auto profile = profile_of(secrets, groupbuy.leader.value, line);
    if (!profile) return Refused(std::move(profile.error()));
    auto note = note_from(line.note.value_or(""));
    if (!note) return Refused(std::move(note.error()));
    return Submission{
        .command = groupbuy::Command(groupbuy::Join{.groupbuy = groupbuy.id,
                                                    .offer = line.offer,
                                                    .quantity = line.quantity,
                                                    .tolerance = {},
                                                    .pickup = line.pickup.value_or(first_pickup)}),
        .actor = {Role::consumer, profile->consumer.value},
        // A key may be made from a name; the log holds nothing that can be guessed
        // back to one.
        .command_id = secrets.command_id_of(groupbuy.code, line.key),
        .profile = std::move(*profile),
        .note = std::move(*note)};
}

// With the address of her order: who did not join on a page has it from her leader, or not at all.
void write_taken(std::string& out, const Committed& committed, const Secrets& secrets) {
    out += committed.repeated ? R"("repeated":true)" : R"("repeated":false)";
    for (const Record& record : committed.records) {
        if (record.type != groupbuy::Joined::name) continue;
        for (const std::string_view member : {"line", "join_number"})
            out += fmt::format(R"(,"{}":{})", member, member_number(record.body, member));
    }
    out += fmt::format(R"(,"order":"{}")", secrets.order_token(joined_line(committed)));
}

Response report(Api& api, const Batch& batch) {
    if (batch.unanswered) return unanswered(batch.locale, Unanswered::overloaded);
    std::size_t refusals = 0;
    std::string body = R"({"lines":[)";
    for (std::size_t i = 0; i < batch.outcomes.size(); ++i) {
        body += i == 0 ? R"({"key":)" : R"(,{"key":)";
        json::write(body, batch.asked.lines[i].key);
        body += ',';
        const Line& outcome = batch.outcomes[i];
        if (outcome) {
            write_taken(body, *outcome, api.site.secrets);
        } else {
            ++refusals;
            api.site.metrics.refused(outcome.error().code);
            body += R"("error":)";
            write_refusal(body, batch.locale, outcome.error());
        }
        body += '}';
    }
    body += "]}";
    spdlog::info("joins: {} took over {} of {} lines", batch.login,
                 batch.outcomes.size() - refusals, batch.outcomes.size());
    return json_body(200, std::move(body));
}

void one_done(Api& api, const std::shared_ptr<Batch>& batch) {
    if (batch->open.fetch_sub(1) == 1)
        batch->respond.on_io_thread([&api, batch] { return report(api, *batch); });
}

// What the leader says one person ordered, line after line: the later are collected with the first.
struct OrderTaken {
    std::vector<std::pair<std::size_t, Submission>> lines;  // by their place in the batch
    std::size_t next = 0;
    std::optional<Id<groupbuy::OrderLine>> first;
};

// From any thread; each line when the one before it is answered.
void take_next(Api& api, const std::shared_ptr<Batch>& batch,
               const std::shared_ptr<OrderTaken>& order) {
    if (order->next == order->lines.size()) return;
    const std::size_t place = order->lines[order->next].first;
    Submission& submission = order->lines[order->next++].second;
    auto& command = std::get<groupbuy::Command>(submission.command);
    std::get<groupbuy::Join>(command).with = order->first;
    api.site.platform.submit(
        std::move(submission),
        [&api, batch, order, place](std::expected<Result<Committed>, Unanswered> answer) {
            if (!answer) batch->unanswered = true;
            if (answer && *answer && !order->first)
                if (const auto line = joined_line(**answer)) order->first = line;
            if (answer) batch->outcomes[place] = std::move(*answer);
            take_next(api, batch, order);
            one_done(api, batch);
        });
}

// On the engine's thread.
void take_over(Api& api, const std::shared_ptr<Batch>& batch, const State& state,
               const groupbuy::GroupBuy& groupbuy) {
    const auto points = community::pickup_points_of(state.community, groupbuy.community);
    const auto first = points.empty() ? Id<community::PickupPoint>{} : points.front();
    std::vector<std::shared_ptr<OrderTaken>> orders;  // as the list has them
    std::map<std::int64_t, std::size_t> place_of;
    for (std::size_t i = 0; i < batch->asked.lines.size(); ++i) {
        auto submission = submission_of(api.site.secrets, groupbuy, first, batch->asked.lines[i]);
        if (!submission) {
            batch->outcomes[i] = Refused(std::move(submission.error()));
            one_done(api, batch);
            continue;
        }
        const auto [place, is_new] = place_of.emplace(submission->actor.id, orders.size());
        if (is_new) orders.push_back(std::make_shared<OrderTaken>());
        orders[place->second]->lines.emplace_back(i, std::move(*submission));
    }
    for (const auto& order : orders) take_next(api, batch, order);
}

std::expected<JoinsTaken, json::ReadError> read_lines(std::string_view body) {
    auto asked = json::from_text<JoinsTaken>(body);
    if (!asked) return asked;
    if (asked->lines.size() > joins_per_request)
        return std::unexpected(json::ReadError{json::too_many_items, "lines"});
    if (asked->lines.empty()) return std::unexpected(json::ReadError{json::out_of_range, "lines"});
    return asked;
}

void post_joins(Api& api, const Request& request, const Session& session, const Respond& respond) {
    const Locale locale = locale_of(request);
    if (session.role != AccountRole::leader)
        return respond(refused(locale, forbidden("actor.leader_only").error()));
    auto asked = read_lines(request.body);
    if (!asked) return respond(malformed(locale, asked.error()));
    const std::size_t count = asked->lines.size();
    auto batch = std::make_shared<Batch>(std::move(*asked), session.login, locale, respond,
                                         std::vector<Line>(count), count);
    const bool taken = api.site.platform.query(
        [&api, batch, leader = session.leader, code = std::string(request.captures[0])](
            const State& state, Seq, Instant) {
            const auto* const groupbuy = groupbuy::find_by_code(state.groupbuy, code);
            if (!groupbuy || groupbuy->leader != leader)
                return batch->respond(failed(batch->locale, 404, "groupbuy.unknown", "code"));
            take_over(api, batch, state, *groupbuy);
        });
    if (!taken) respond(unanswered(locale, Unanswered::overloaded));
}

}  // namespace

void add_joins_routes(Router& router, Api& api) {
    router.post("/api/groupbuys/{code}/joins", BodyType::json,
                signed_in_later(api, [&api](const Request& request, const Session& session,
                                            const Respond& respond) {
                    post_joins(api, request, session, respond);
                }));
}

}  // namespace starfish
