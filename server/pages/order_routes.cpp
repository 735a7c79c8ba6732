// GET /o/{token} and POST /o/{token}/leave.
#include "server/http/form.hpp"
#include "server/pages/join_form.hpp"
#include "server/pages/page_routes.hpp"

namespace starfish {
namespace {

// On a background thread.
void add_personal(Store& store, OrderView& order) {
    const ConsumerId consumers[] = {order.line.consumer};
    const std::uint32_t lines[] = {order.line.id.value};
    for (Profile& profile : store.profiles(consumers)) order.profile = std::move(profile);
    for (Note& note : store.notes(lines)) order.note = std::move(note.text);
}

Refusal refusal_of(Unanswered) {
    return {RefusalKind::conflict, "page.notice_503_text", {}, {}};
}

}  // namespace

void PageRoutes::order(const Request& request, const Respond& respond) {
    show_order(asking_of(request), 200, std::nullopt, respond);
}

// From any thread.
void PageRoutes::show_order(const Asking& asking, int status, const std::optional<Refusal>& problem,
                            const Respond& respond) {
    const auto line = site_.secrets.line_of_token(asking.name);
    if (!line) return respond.on_io_thread([this, asking] { return unknown_order(asking); });
    const auto render = [this, asking, status, problem](const OrderView& order) {
        return page_answer(asking.gzip, status,
                           order_page(writer_, asking.reader, order, "/o/" + asking.name,
                                      keys_.next(), problem ? &*problem : nullptr));
    };
    const auto look = [this, asking, render, line = *line, respond](const State& state, Seq head,
                                                                    Instant now) {
        auto found = order_view(state, line, head, now);
        if (!found) return respond.on_io_thread([this, asking] { return unknown_order(asking); });
        const bool taken =
            background_.run([this, render, order = std::move(*found), respond]() mutable {
                add_personal(site_.platform.store(), order);
                respond.on_io_thread([render, order = std::move(order)] { return render(order); });
            });
        if (!taken) respond.on_io_thread([this, asking] { return busy(asking); });
    };
    if (!site_.platform.query(look)) respond.on_io_thread([this, asking] { return busy(asking); });
}

void PageRoutes::leave(const Request& request, const Respond& respond) {
    const Asking asking = asking_of(request);
    const auto form = read_form(request.body);
    if (!form) return respond(notice(asking, 400));
    const auto line = site_.secrets.line_of_token(asking.name);
    if (!line) return respond(unknown_order(asking));
    const std::string key{form->value("key")};
    if (!is_usable_key(key)) {
        const Refusal why{RefusalKind::invalid, "page.key", {}, {}};
        return show_order(asking, 422, why, respond);
    }
    const bool taken = site_.platform.query(
        [this, asking, key, line = *line, respond](const State& state, Seq, Instant) {
            const auto* const found = state.groupbuy.lines.find(line);
            if (!found)
                return respond.on_io_thread([this, asking] { return unknown_order(asking); });
            submit_leave(asking,
                         {.command = groupbuy::Command(groupbuy::Leave{line}),
                          .actor = {Role::consumer, found->consumer.value},
                          .command_id = key,
                          .profile = std::nullopt,
                          .note = {}},
                         respond);
        });
    if (!taken) respond(busy(asking));
}

// From the engine's thread.
void PageRoutes::submit_leave(const Asking& asking, Submission submission, const Respond& respond) {
    site_.platform.submit(
        std::move(submission),
        [this, asking, respond](std::expected<Result<Committed>, Unanswered> answer) {
            if (!answer) return show_order(asking, 503, refusal_of(answer.error()), respond);
            if (!*answer) return show_order(asking, 409, std::move(answer->error()), respond);
            std::string location = "/o/" + asking.name;
            respond(redirect(location += language_query(asking.reader)));
        });
}

}  // namespace starfish
