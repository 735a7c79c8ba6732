// POST /g/{code}/join.
#include "core/engine/read_logged.hpp"
#include "server/net/form.hpp"
#include "server/net/origin.hpp"
#include "server/pages/page_routes.hpp"
#include "server/services/joined_line.hpp"

#include <algorithm>
#include <chrono>

namespace starfish {
namespace {

int status_of(std::span<const Refusal> problems) {
    const bool invalid = std::ranges::any_of(
        problems, [](const Refusal& r) { return r.kind == RefusalKind::invalid; });
    return invalid ? 422 : 409;
}

// A browser that goes back to a refused form needs a cached copy: it cannot request the answer to a
// POST again.
constexpr std::string_view refused_form_caching = "private, max-age=300";

// The value of a refusal's fact, or 0.
std::int64_t fact_of(const Refusal& refusal, std::string_view name) {
    const auto found = std::ranges::find(refusal.facts, name, &Fact::name);
    return found == refusal.facts.end() ? 0 : found->value;
}

// A throttle only compares times with each other.
Instant steady_now() {
    using namespace std::chrono;
    return {duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count()};
}

// Programs get the waiting time as a header.
void set_retry_after(Response& response, const RefusedJoin& refused) {
    if (response.status == 503) response.set("Retry-After", "2");
    for (const Refusal& why : refused.problems)
        if (const std::int64_t wait_s = fact_of(why, "wait_s"); wait_s > 0)
            response.set("Retry-After", std::to_string(wait_s));
}

// The order line made by the command whose first record is `first`; 0 if another actor sent it.
// Reads the log.
Id<groupbuy::OrderLine> line_made_at(Store& store, Seq first, Actor actor) {
    json::Document document;
    std::vector<Event> events;
    std::string command_id;
    store.read(first - 1, [&](const Record& record) {
        if (record.seq == first) command_id = record.command_id;
        if (record.command_id != command_id || record.actor != actor) return false;
        if (auto event = read_logged(document, record)) events.push_back(std::move(*event));
        return true;
    });
    return joined_line(events);
}

}  // namespace

std::optional<std::int64_t> PageRoutes::must_wait(const Request& request) {
    if (is_from_this_machine(request)) return std::nullopt;
    return joins_.take(network_of(request.remote), steady_now());
}

void PageRoutes::join(const Request& request, const Responder& respond) {
    const PageRequest page_request = page_request_of(request);
    const auto form = read_form(request.body);
    if (!form) return respond(notice(page_request, 400));
    const auto known = cache_.id_of(page_request.name);
    auto read = read_join(services_.secrets, *form, known);
    TypedJoin typed = typed_join(*form);
    if (!read) {
        const int status = status_of(read.error());
        return refuse_join(page_request, {std::move(typed), std::move(read.error())}, status,
                           respond);
    }
    if (const auto wait_ms = must_wait(request)) {
        ++services_.metrics.throttled;
        const std::int64_t wait_s = (*wait_ms + second_ms - 1) / second_ms;
        const Refusal why{RefusalKind::conflict, "page.throttled", {}, {{"wait_s", wait_s}}};
        return refuse_join(page_request, {std::move(typed), {why}}, 429, respond);
    }
    if (known) return submit_join(page_request, typed, std::move(*read), respond);
    // The first request for this group-buy since the server started.
    const bool taken = services_.platform.query([this, page_request, typed = std::move(typed),
                                                 respond, submission = std::move(*read)](
                                                    const State& state, Seq, Instant) mutable {
        const auto* const groupbuy = groupbuy::find_by_code(state.groupbuy, page_request.name);
        if (!groupbuy)
            return respond.on_io_thread([this, page_request] { return notice(page_request, 404); });
        auto& command = std::get<groupbuy::Command>(submission.command);
        std::get<groupbuy::Join>(command).groupbuy = groupbuy->id;
        submit_join(page_request, typed, std::move(submission), respond);
    });
    if (!taken) respond(busy(page_request));
}

// From the I/O thread or the engine's.
void PageRoutes::submit_join(const PageRequest& page_request, const TypedJoin& typed,
                             Submission submission, const Responder& respond) {
    const auto& command = std::get<groupbuy::Command>(submission.command);
    const auto id = std::get<groupbuy::Join>(command).groupbuy;
    const Actor actor = submission.actor;
    services_.platform.submit(
        std::move(submission), [this, page_request, typed, id, actor, respond](
                                   std::expected<Result<CommittedCommand>, SubmitFailure> answer) {
            if (!answer) {
                const Refusal why{RefusalKind::conflict, "page.busy", {}, {}};
                return refuse_join(page_request, {typed, {why}}, 503, respond);
            }
            if (!*answer) {
                Refusal& why = answer->error();
                if (why.code == "command.id_reused")
                    return refuse_reused_key(page_request, typed, fact_of(why, "first_seq"), actor,
                                             respond);
                const int status = status_of({&why, 1});
                return refuse_join(page_request, {typed, {std::move(why)}}, status, respond);
            }
            std::string location =
                "/o/" + services_.secrets.order_token(joined_line((*answer)->events));
            location += language_query(page_request.reader);
            respond.on_io_thread(
                [this, id, code = page_request.name, location = std::move(location)] {
                    cache_.learn(code, id);
                    return redirect(location);
                });
        });
}

// The key was used before with other contents. A consumer with the same phone is shown the order
// that the key made. From any thread.
void PageRoutes::refuse_reused_key(const PageRequest& page_request, const TypedJoin& typed,
                                   Seq first, Actor actor, const Responder& respond) {
    const auto refuse = [this, page_request, typed, respond](Id<groupbuy::OrderLine> line) {
        // The engine's message for this refusal is meant for programs.
        RefusedJoin refused{typed, {{RefusalKind::conflict, "page.key_used", {}, {}}}};
        if (line) {
            refused.order = "/o/" + services_.secrets.order_token(line);
            refused.order += language_query(page_request.reader);
        }
        refuse_join(page_request, std::move(refused), 409, respond);
    };
    const bool taken = background_.run([this, refuse, first, actor] {
        refuse(line_made_at(services_.platform.store(), first, actor));
    });
    if (!taken) refuse({});
}

// From any thread.
void PageRoutes::refuse_join(const PageRequest& page_request, RefusedJoin refused, int status,
                             const Responder& respond) {
    const bool taken =
        services_.platform.query([this, page_request, refused = std::move(refused), status,
                                  respond](const State& state, Seq head, Instant now) {
            respond.on_io_thread([this, page_request, refused, status,
                                  view = find_view(state, page_request.name, head, now)] {
                if (!view) return notice(page_request, 404);
                for (const Refusal& why : refused.problems) services_.metrics.refused(why.code);
                Response r = page_answer(
                    page_request.gzip, status,
                    groupbuy_page(writer_, page_request.reader, *view, keys_.next(), &refused),
                    refused_form_caching);
                set_retry_after(r, refused);
                return r;
            });
        });
    if (!taken) respond.on_io_thread([this, page_request] { return busy(page_request); });
}

}  // namespace starfish
