// GET /o/{token}, and POST /o/{token}/change, /more and /leave.
#include "server/net/form.hpp"
#include "server/pages/join/join_form.hpp"
#include "server/pages/page_routes.hpp"
#include "server/services/joined_line.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace starfish {
namespace {

// On a background thread.
void add_personal(Store& store, OrderView& order) {
    const ConsumerId consumers[] = {order.line.consumer};
    const std::uint32_t lines[] = {order.line.id.value};
    for (Profile& profile : store.profiles(consumers)) order.profile = std::move(profile);
    for (PrivateText& note : store.private_texts(groupbuy::note_kind, lines))
        order.note = std::move(note.text);
    for (PrivateText& name : store.private_texts(line_name_kind, lines))
        if (order.profile) order.profile->name = std::move(name.text);
    if (!order.handout) return;
    for (ClaimView& view : order.handout->claims) {
        const std::uint32_t claims[] = {view.claim.id.value};
        for (PrivateText& words : store.private_texts(handout::claim_text_kind, claims))
            view.words = std::move(words.text);
    }
}

RefusedOrder refused_by(OrderForm form, const TypedJoin& typed, Refusal why) {
    RefusedOrder refused{form, typed, {}};
    // The engine's message for a used key is meant for programs.
    if (why.code == "command.id_reused")
        why = {RefusalKind::conflict, "page.order_key_used", {}, {}};
    refused.problems.push_back(std::move(why));
    return refused;
}

int status_of(const Refusal& why) {
    return why.kind == RefusalKind::invalid ? 422 : 409;
}

// The valid tokens of other orders, each once.
std::vector<std::pair<std::string, std::uint32_t>> companions_in(const Secrets& secrets,
                                                                 std::string_view with,
                                                                 std::string_view own) {
    std::vector<std::pair<std::string, std::uint32_t>> found;
    while (!with.empty() && found.size() < OrderView::companions_max) {
        const std::size_t end = std::min(with.find('.'), with.size());
        const std::string token{with.substr(0, end)};
        with.remove_prefix(std::min(end + 1, with.size()));
        const auto line = secrets.line_of_token(token);
        if (line && token != own &&
            std::ranges::find(found, token, &std::pair<std::string, std::uint32_t>::first) ==
                found.end())
            found.emplace_back(token, line->value);
    }
    return found;
}

std::expected<KeyedCommand, std::vector<Refusal>> read_order_form(const Form& form, OrderForm which,
                                                                  const groupbuy::OrderLine& line) {
    switch (which) {
        case OrderForm::change:
            return read_change(form, line);
        case OrderForm::more:
            return read_more(form, line);
        case OrderForm::leave:
        case OrderForm::pay:
        case OrderForm::claim:
        case OrderForm::appeal:
            break;
    }
    return read_leave(form, line);
}

}  // namespace

// The request for an order, with the companions that its address names.
OrderRequest PageRoutes::order_request_of(const Request& request) const {
    OrderRequest order_request{page_request_of(request), {}, {}};
    order_request.link.token = order_request.page.name;
    if (request.query.empty()) return order_request;
    const auto with = request.query_value("with");
    if (with)
        order_request.with = companions_in(services_.secrets, *with, order_request.link.token);
    for (const auto& [token, line] : order_request.with)
        (order_request.link.with += order_request.link.with.empty() ? "" : ".") += token;
    return order_request;
}

void PageRoutes::order(const Request& request, const Responder& respond) {
    show_order(order_request_of(request), 200, std::nullopt, respond);
}

// From any thread.
void PageRoutes::show_order(const OrderRequest& order_request, int status,
                            const std::optional<RefusedOrder>& refused, const Responder& respond) {
    const PageRequest& page = order_request.page;
    const auto line = services_.secrets.line_of_token(page.name);
    if (!line) return respond.on_io_thread([this, page] { return unknown_order(page); });
    const auto render = [this, order_request, status, refused](const OrderView& order) {
        const OrderKeys keys{std::string(keys_.next()), std::string(keys_.next()),
                             std::string(keys_.next()), std::string(keys_.next()),
                             std::string(keys_.next())};
        return page_answer(order_request.page.gzip, status,
                           order_page(writer_, order_request.page.reader, order, order_request.link,
                                      keys, refused ? &*refused : nullptr));
    };
    const auto look = [this, order_request, page, render, line = *line, status, respond](
                          const State& state, Seq head, Instant now) {
        auto found = order_view(state, line, order_request.with, head, now);
        if (!found) return respond.on_io_thread([this, page] { return unknown_order(page); });
        if (status == 200) mark_seen(state, line, now);
        const bool taken =
            background_.run([this, render, order = std::move(*found), respond]() mutable {
                add_personal(services_.platform.store(), order);
                respond.on_io_thread([render, order = std::move(order)] { return render(order); });
            });
        if (!taken) respond.on_io_thread([this, page] { return busy(page); });
    };
    if (!services_.platform.query(look)) respond.on_io_thread([this, page] { return busy(page); });
}

// From the engine's thread. A consumer who has seen the page needs no reminder of its news.
void PageRoutes::mark_seen(const State& state, Id<groupbuy::OrderLine> line, Instant now) {
    const ConsumerId consumer = state.groupbuy.lines.at(line).consumer;
    if (notices::untold_of(state.notices, consumer, line).empty()) return;
    services_.platform.submit({.command = notices::Command(notices::See{line}),
                               .actor = {Role::consumer, consumer.value},
                               .command_id = fmt::format("see-{}-{}", line.value, now.ms)},
                              [](const auto&) {});
}

void PageRoutes::change(const Request& request, const Responder& respond) {
    act(request, OrderForm::change, respond);
}

void PageRoutes::more(const Request& request, const Responder& respond) {
    act(request, OrderForm::more, respond);
}

void PageRoutes::leave(const Request& request, const Responder& respond) {
    act(request, OrderForm::leave, respond);
}

// Handles a submitted form of the order.
void PageRoutes::act(const Request& request, OrderForm which, const Responder& respond) {
    const OrderRequest order_request = order_request_of(request);
    const auto form = read_form(request.body);
    if (!form) return respond(notice(order_request.page, 400));
    const auto line = services_.secrets.line_of_token(order_request.page.name);
    if (!line) return respond(unknown_order(order_request.page));
    const bool taken =
        services_.platform.query([this, order_request, form = *form, which, line = *line, respond](
                                     const State& state, Seq, Instant) {
            const auto* const found = state.groupbuy.lines.find(line);
            if (!found)
                return respond.on_io_thread(
                    [this, page = order_request.page] { return unknown_order(page); });
            const TypedJoin typed = typed_join(form);
            auto read = read_order_form(form, which, *found);
            if (!read)
                return show_order(order_request, 422,
                                  RefusedOrder{which, typed, std::move(read.error())}, respond);
            submit_order(order_request, which, typed,
                         {.command = std::move(read->command),
                          .actor = {Role::consumer, found->consumer.value},
                          .command_id = std::move(read->key)},
                         respond);
        });
    if (!taken) respond(busy(order_request.page));
}

// From the engine's thread. A further join needs a profile, so that the leader can call the
// consumer.
void PageRoutes::submit_order(const OrderRequest& order_request, OrderForm which,
                              const TypedJoin& typed, Submission submission,
                              const Responder& respond) {
    if (which != OrderForm::more)
        return send_order(order_request, which, typed, std::move(submission), respond);
    const bool taken = background_.run([this, order_request, which, typed, submission,
                                        respond]() mutable {
        const ConsumerId consumers[] = {{submission.actor.id}};
        auto profiles = services_.platform.store().profiles(consumers);
        if (profiles.empty())
            return show_order(
                order_request, 409,
                refused_by(which, typed, {RefusalKind::conflict, "page.profile_gone", {}, {}}),
                respond);
        // The new line gets the name of the present order.
        const auto line = services_.secrets.line_of_token(order_request.link.token);
        const std::uint32_t lines[] = {line ? line->value : 0};
        for (PrivateText& name : services_.platform.store().private_texts(line_name_kind, lines))
            profiles.front().name = std::move(name.text);
        submission.profile = std::move(profiles.front());
        send_order(order_request, which, typed, std::move(submission), respond);
    });
    if (!taken) respond.on_io_thread([this, page = order_request.page] { return busy(page); });
}

// From any thread.
void PageRoutes::send_order(const OrderRequest& order_request, OrderForm which,
                            const TypedJoin& typed, Submission submission,
                            const Responder& respond) {
    services_.platform.submit(
        std::move(submission), [this, order_request, which, typed, respond](
                                   std::expected<Result<CommittedCommand>, SubmitFailure> answer) {
            if (!answer)
                return show_order(
                    order_request, 503,
                    refused_by(which, typed, {RefusalKind::conflict, "page.busy", {}, {}}),
                    respond);
            if (!*answer)
                return show_order(order_request, status_of(answer->error()),
                                  refused_by(which, typed, answer->error()), respond);
            OrderLink to = order_request.link;
            if (which == OrderForm::more) {
                to.with = order_request.link.token;
                if (!order_request.link.with.empty()) (to.with += '.') += order_request.link.with;
                to.token = services_.secrets.order_token(joined_line((*answer)->events));
            }
            respond(redirect(to.path() + to.query(order_request.page.reader)));
        });
}

}  // namespace starfish
