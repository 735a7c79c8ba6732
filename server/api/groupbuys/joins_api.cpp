#include "server/api/groupbuys/joins_api.hpp"

#include "core/base/json/parse.hpp"
#include "core/base/json/write.hpp"
#include "core/base/text.hpp"
#include "core/subjects/groupbuy/queries.hpp"
#include "server/api/api.hpp"
#include "server/api/errors.hpp"
#include "server/net/locale.hpp"
#include "server/secrets/contact.hpp"
#include "server/services/joined_line.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <atomic>
#include <map>
#include <memory>
#include <utility>

namespace starfish {
namespace {

constexpr std::size_t key_bytes_max = 64;

using LineOutcome = Result<CommittedCommand>;

// The lines of one request while they are decided; each answer arrives on a thread of the platform.
struct Batch {
    JoinImport request;
    std::string login;
    Locale locale{};
    Responder respond;
    std::vector<LineOutcome> outcomes;
    std::atomic<std::size_t> open;
    std::atomic<bool> unanswered = false;
};

// The consumer's profile, made from the typed name and phone.
Result<Profile> profile_of(const Secrets& secrets, std::int64_t leader,
                           const JoinImportLine& line) {
    if (line.phone && !trimmed(*line.phone).empty())
        return profile_from(secrets, line.name, *line.phone);
    auto name = name_from(line.name);
    if (!name) return Refused(std::move(name.error()));
    const ConsumerId consumer = secrets.consumer_named(leader, *name);
    return Profile{consumer, std::move(*name), {}};
}

Result<Submission> submission_of(const Secrets& secrets, const groupbuy::GroupBuy& groupbuy,
                                 Id<community::PickupPoint> first_pickup,
                                 const JoinImportLine& line) {
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
        // A key may be made from a name, so it is hashed: the log holds nothing from which a name
        // can be guessed.
        .command_id = secrets.command_id_of(groupbuy.code, line.key),
        .profile = std::move(*profile),
        .note = std::move(*note)};
}

// With the order's token: the leader passes the order's address on to the consumer.
void write_join(std::string& out, const CommittedCommand& committed, const Secrets& secrets) {
    out += committed.repeated ? R"("repeated":true)" : R"("repeated":false)";
    if (const auto* const joined = find_event<groupbuy::Joined>(committed.events))
        out +=
            fmt::format(R"(,"line":{},"join_number":{})", joined->line.value, joined->join_number);
    out += fmt::format(R"(,"order":"{}")", secrets.order_token(joined_line(committed.events)));
}

Response report(Api& api, const Batch& batch) {
    if (batch.unanswered) return unanswered(batch.locale, SubmitFailure::overloaded);
    std::size_t refusals = 0;
    std::string body = R"({"lines":[)";
    for (std::size_t i = 0; i < batch.outcomes.size(); ++i) {
        body += i == 0 ? R"({"key":)" : R"(,{"key":)";
        json::write(body, batch.request.lines[i].key);
        body += ',';
        const LineOutcome& outcome = batch.outcomes[i];
        if (outcome) {
            write_join(body, *outcome, api.services.secrets);
        } else {
            ++refusals;
            api.services.metrics.refused(outcome.error().code);
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

void finish_line(Api& api, const std::shared_ptr<Batch>& batch) {
    if (batch->open.fetch_sub(1) == 1)
        batch->respond.on_io_thread([&api, batch] { return report(api, *batch); });
}

// All lines of one consumer, submitted one after the other: the later lines are collected with the
// first.
struct OrderImport {
    std::vector<std::pair<std::size_t, Submission>> lines;  // by their index in the batch
    std::size_t next = 0;
    std::optional<Id<groupbuy::OrderLine>> first;
};

// From any thread. Submits the next line once the line before it is answered.
void submit_next(Api& api, const std::shared_ptr<Batch>& batch,
                 const std::shared_ptr<OrderImport>& order) {
    if (order->next == order->lines.size()) return;
    const std::size_t index = order->lines[order->next].first;
    Submission& submission = order->lines[order->next++].second;
    auto& command = std::get<groupbuy::Command>(submission.command);
    std::get<groupbuy::Join>(command).with = order->first;
    api.services.platform.submit(
        std::move(submission),
        [&api, batch, order, index](std::expected<Result<CommittedCommand>, SubmitFailure> answer) {
            if (!answer) batch->unanswered = true;
            if (answer && *answer && !order->first)
                if (const auto line = joined_line((*answer)->events)) order->first = line;
            if (answer) batch->outcomes[index] = std::move(*answer);
            submit_next(api, batch, order);
            finish_line(api, batch);
        });
}

// On the engine's thread.
void import_joins(Api& api, const std::shared_ptr<Batch>& batch, const State& state,
                  const groupbuy::GroupBuy& groupbuy) {
    const auto points = community::pickup_points_of(state.community, groupbuy.community);
    const auto first = points.empty() ? Id<community::PickupPoint>{} : points.front();
    std::vector<std::shared_ptr<OrderImport>> orders;  // in the order of the list
    std::map<std::int64_t, std::size_t> order_of_consumer;
    for (std::size_t i = 0; i < batch->request.lines.size(); ++i) {
        auto submission =
            submission_of(api.services.secrets, groupbuy, first, batch->request.lines[i]);
        if (!submission) {
            batch->outcomes[i] = Refused(std::move(submission.error()));
            finish_line(api, batch);
            continue;
        }
        const auto [at, is_new] = order_of_consumer.emplace(submission->actor.id, orders.size());
        if (is_new) orders.push_back(std::make_shared<OrderImport>());
        orders[at->second]->lines.emplace_back(i, std::move(*submission));
    }
    for (const auto& order : orders) submit_next(api, batch, order);
}

std::expected<JoinImport, json::ReadError> read_lines(std::string_view body) {
    auto joins = json::from_text<JoinImport>(body);
    if (!joins) return joins;
    if (joins->lines.size() > joins_per_request)
        return std::unexpected(json::ReadError{json::too_many_items, "lines"});
    if (joins->lines.empty()) return std::unexpected(json::ReadError{json::out_of_range, "lines"});
    return joins;
}

void post_joins(Api& api, const Request& request, const Session& session,
                const Responder& respond) {
    const Locale locale = locale_of(request);
    if (session.role != AccountRole::leader)
        return respond(refused(locale, forbidden("actor.leader_only").error()));
    auto joins = read_lines(request.body);
    if (!joins) return respond(malformed(locale, joins.error()));
    const std::size_t count = joins->lines.size();
    auto batch = std::make_shared<Batch>(std::move(*joins), session.login, locale, respond,
                                         std::vector<LineOutcome>(count), count);
    const bool taken = api.services.platform.query(
        [&api, batch, leader = session.leader, code = std::string(request.captures[0])](
            const State& state, Seq, Instant) {
            const auto* const groupbuy = groupbuy::find_by_code(state.groupbuy, code);
            if (!groupbuy || groupbuy->leader != leader)
                return batch->respond(failed(batch->locale, 404, "groupbuy.unknown", "code"));
            import_joins(api, batch, state, *groupbuy);
        });
    if (!taken) respond(unanswered(locale, SubmitFailure::overloaded));
}

}  // namespace

void add_joins_routes(Router& router, Api& api) {
    router.post("/api/groupbuys/{code}/joins", BodyType::json,
                with_session_async(api, [&api](const Request& request, const Session& session,
                                               const Responder& respond) {
                    post_joins(api, request, session, respond);
                }));
}

}  // namespace starfish
