// POST /g/{code}/join.
#include "server/net/form.hpp"
#include "server/net/origin.hpp"
#include "server/pages/page_routes.hpp"
#include "server/platform/record_number.hpp"

#include <algorithm>
#include <chrono>

namespace starfish {
namespace {

int status_of(std::span<const Refusal> problems) {
    const bool invalid = std::ranges::any_of(
        problems, [](const Refusal& r) { return r.kind == RefusalKind::invalid; });
    return invalid ? 422 : 409;
}

// A browser that comes back to a refused form has nothing else to show it from: it cannot ask for
// the answer to a POST again.
constexpr std::string_view kept_to_come_back = "private, max-age=300";

// A fact of a refusal, or 0.
std::int64_t fact_of(const Refusal& refusal, std::string_view name) {
    const auto found = std::ranges::find(refusal.facts, name, &Fact::name);
    return found == refusal.facts.end() ? 0 : found->value;
}

// A throttle compares times with each other only.
Instant since_start() {
    using namespace std::chrono;
    return {duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count()};
}

// What a refusal says of waiting is said to programs, too.
void set_retry_after(Response& response, const RefusedJoin& refused) {
    if (response.status == 503) response.set("Retry-After", "2");
    for (const Refusal& why : refused.problems)
        if (const std::int64_t wait_s = fact_of(why, "wait_s"); wait_s > 0)
            response.set("Retry-After", std::to_string(wait_s));
}

// The order line that the command made whose first record is `first`; 0 if it was another's. Reads
// the log.
Id<groupbuy::OrderLine> line_made_at(Store& store, Seq first, Actor actor) {
    Committed committed;
    std::string command_id;
    store.read(first - 1, [&](const Record& record) {
        if (record.seq == first) command_id = record.command_id;
        if (record.command_id != command_id || record.actor != actor) return false;
        committed.records.push_back(record);
        return true;
    });
    return joined_line(committed);
}

}  // namespace

std::optional<std::int64_t> PageRoutes::must_wait(const Request& request) {
    if (is_from_this_machine(request)) return std::nullopt;
    return joins_.take(network_of(request.remote), since_start());
}

void PageRoutes::join(const Request& request, const Respond& respond) {
    const Asking asking = asking_of(request);
    const auto form = read_form(request.body);
    if (!form) return respond(notice(asking, 400));
    const auto known = cache_.id_of(asking.name);
    auto read = read_join(site_.secrets, *form, known);
    TypedJoin typed = typed_join(*form);
    if (!read) {
        const int status = status_of(read.error());
        return refuse_join(asking, {std::move(typed), std::move(read.error())}, status, respond);
    }
    if (const auto wait_ms = must_wait(request)) {
        ++site_.metrics.throttled;
        const std::int64_t wait_s = (*wait_ms + second_ms - 1) / second_ms;
        const Refusal why{RefusalKind::conflict, "page.throttled", {}, {{"wait_s", wait_s}}};
        return refuse_join(asking, {std::move(typed), {why}}, 429, respond);
    }
    if (known) return submit_join(asking, typed, std::move(*read), respond);
    // The first to ask for this group-buy since the server started.
    const bool taken = site_.platform.query(
        [this, asking, typed = std::move(typed), respond, submission = std::move(*read)](
            const State& state, Seq, Instant) mutable {
            const auto* const groupbuy = groupbuy::find_by_code(state.groupbuy, asking.name);
            if (!groupbuy)
                return respond.on_io_thread([this, asking] { return notice(asking, 404); });
            auto& command = std::get<groupbuy::Command>(submission.command);
            std::get<groupbuy::Join>(command).groupbuy = groupbuy->id;
            submit_join(asking, typed, std::move(submission), respond);
        });
    if (!taken) respond(busy(asking));
}

// From the I/O thread or the engine's.
void PageRoutes::submit_join(const Asking& asking, const TypedJoin& typed, Submission submission,
                             const Respond& respond) {
    const auto& command = std::get<groupbuy::Command>(submission.command);
    const auto id = std::get<groupbuy::Join>(command).groupbuy;
    const Actor actor = submission.actor;
    site_.platform.submit(
        std::move(submission), [this, asking, typed, id, actor,
                                respond](std::expected<Result<Committed>, Unanswered> answer) {
            if (!answer) {
                const Refusal why{RefusalKind::conflict, "page.busy", {}, {}};
                return refuse_join(asking, {typed, {why}}, 503, respond);
            }
            if (!*answer) {
                Refusal& why = answer->error();
                if (why.code == "command.id_reused")
                    return refuse_used(asking, typed, fact_of(why, "first_seq"), actor, respond);
                const int status = status_of({&why, 1});
                return refuse_join(asking, {typed, {std::move(why)}}, status, respond);
            }
            std::string location = "/o/" + site_.secrets.order_token(joined_line(**answer));
            location += language_query(asking.reader);
            respond.on_io_thread([this, id, code = asking.name, location = std::move(location)] {
                cache_.learn(code, id);
                return redirect(location);
            });
        });
}

// The key was used before with other contents. Whoever says the same phone again is shown the order
// that it made. From any thread.
void PageRoutes::refuse_used(const Asking& asking, const TypedJoin& typed, Seq first, Actor actor,
                             const Respond& respond) {
    const auto refuse = [this, asking, typed, respond](Id<groupbuy::OrderLine> line) {
        // The engine's words for it are for programs.
        RefusedJoin refused{typed, {{RefusalKind::conflict, "page.key_used", {}, {}}}};
        if (line) {
            refused.order = "/o/" + site_.secrets.order_token(line);
            refused.order += language_query(asking.reader);
        }
        refuse_join(asking, std::move(refused), 409, respond);
    };
    const bool taken = background_.run([this, refuse, first, actor] {
        refuse(line_made_at(site_.platform.store(), first, actor));
    });
    if (!taken) refuse({});
}

// From any thread.
void PageRoutes::refuse_join(const Asking& asking, RefusedJoin refused, int status,
                             const Respond& respond) {
    const bool taken = site_.platform.query([this, asking, refused = std::move(refused), status,
                                             respond](const State& state, Seq head, Instant now) {
        respond.on_io_thread([this, asking, refused, status,
                              view = find_view(state, asking.name, head, now)] {
            if (!view) return notice(asking, 404);
            for (const Refusal& why : refused.problems) site_.metrics.refused(why.code);
            Response r =
                page_answer(asking.gzip, status,
                            groupbuy_page(writer_, asking.reader, *view, keys_.next(), &refused),
                            kept_to_come_back);
            set_retry_after(r, refused);
            return r;
        });
    });
    if (!taken) respond.on_io_thread([this, asking] { return busy(asking); });
}

}  // namespace starfish
