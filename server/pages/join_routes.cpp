// POST /g/{code}/join.
#include "server/http/form.hpp"
#include "server/http/origin.hpp"
#include "server/pages/page_routes.hpp"

#include <algorithm>
#include <chrono>

namespace starfish {
namespace {

int status_of(std::span<const Refusal> problems) {
    const bool invalid = std::ranges::any_of(
        problems, [](const Refusal& r) { return r.kind == RefusalKind::invalid; });
    return invalid ? 422 : 409;
}

// The engine's words for a key that was used are for programs.
Refusal for_people(Refusal refusal) {
    if (refusal.code == "command.id_reused")
        return {RefusalKind::conflict, "page.key_used", {}, {}};
    return refusal;
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
        for (const Fact& fact : why.facts)
            if (fact.name == "wait_s") response.set("Retry-After", std::to_string(fact.value));
}

Id<groupbuy::OrderLine> joined_line(const Committed& committed) {
    for (const Record& record : committed.records)
        if (record.type == groupbuy::Joined::name) return {member_number(record.body, "line")};
    return {};
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
    site_.platform.submit(
        std::move(submission),
        [this, asking, typed, id, respond](std::expected<Result<Committed>, Unanswered> answer) {
            if (!answer) {
                const Refusal why{RefusalKind::conflict, "page.busy", {}, {}};
                return refuse_join(asking, {typed, {why}}, 503, respond);
            }
            if (!*answer) {
                Refusal why = for_people(std::move(answer->error()));
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
                            groupbuy_page(writer_, asking.reader, *view, keys_.next(), &refused));
            set_retry_after(r, refused);
            return r;
        });
    });
    if (!taken) respond.on_io_thread([this, asking] { return busy(asking); });
}

}  // namespace starfish
