// GET /o/{token}, and POST /o/{token}/change, /more and /leave.
#include "server/net/form.hpp"
#include "server/pages/join/join_form.hpp"
#include "server/pages/page_routes.hpp"
#include "server/platform/record_number.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace starfish {
namespace {

// On a background thread.
void add_personal(Store& store, OrderView& order) {
    const ConsumerId consumers[] = {order.line.consumer};
    const std::uint32_t lines[] = {order.line.id.value};
    for (Profile& profile : store.profiles(consumers)) order.profile = std::move(profile);
    for (Note& note : store.notes(lines)) {
        order.note = std::move(note.text);
        if (order.profile && !note.name.empty()) order.profile->name = std::move(note.name);
    }
    if (!order.handout) return;
    for (ClaimView& view : order.handout->claims) {
        const std::uint32_t claims[] = {view.claim.id.value};
        for (ClaimWords& words : store.claim_words(claims)) view.words = std::move(words.text);
    }
}

RefusedOrder refused_by(OrderForm form, const TypedJoin& typed, Refusal why) {
    RefusedOrder refused{form, typed, {}};
    // The engine's words for a key that was used are for programs.
    if (why.code == "command.id_reused")
        why = {RefusalKind::conflict, "page.order_key_used", {}, {}};
    refused.problems.push_back(std::move(why));
    return refused;
}

int status_of(const Refusal& why) {
    return why.kind == RefusalKind::invalid ? 422 : 409;
}

// Valid tokens of other orders, each once.
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

// What an order's request asks for, with the orders that its address names besides.
OrderAsking PageRoutes::order_asking(const Request& request) const {
    OrderAsking asking{asking_of(request), {}, {}};
    asking.link.token = asking.page.name;
    if (request.query.empty()) return asking;
    const auto with = request.query_value("with");
    if (with) asking.with = companions_in(site_.secrets, *with, asking.link.token);
    for (const auto& [token, line] : asking.with)
        (asking.link.with += asking.link.with.empty() ? "" : ".") += token;
    return asking;
}

void PageRoutes::order(const Request& request, const Respond& respond) {
    show_order(order_asking(request), 200, std::nullopt, respond);
}

// From any thread.
void PageRoutes::show_order(const OrderAsking& asking, int status,
                            const std::optional<RefusedOrder>& refused, const Respond& respond) {
    const Asking& page = asking.page;
    const auto line = site_.secrets.line_of_token(page.name);
    if (!line) return respond.on_io_thread([this, page] { return unknown_order(page); });
    const auto render = [this, asking, status, refused](const OrderView& order) {
        const OrderKeys keys{std::string(keys_.next()), std::string(keys_.next()),
                             std::string(keys_.next()), std::string(keys_.next()),
                             std::string(keys_.next())};
        return page_answer(asking.page.gzip, status,
                           order_page(writer_, asking.page.reader, order, asking.link, keys,
                                      refused ? &*refused : nullptr));
    };
    const auto look = [this, asking, page, render, line = *line, status, respond](
                          const State& state, Seq head, Instant now) {
        auto found = order_view(state, line, asking.with, head, now);
        if (!found) return respond.on_io_thread([this, page] { return unknown_order(page); });
        if (status == 200) mark_seen(state, line, now);
        const bool taken =
            background_.run([this, render, order = std::move(*found), respond]() mutable {
                add_personal(site_.platform.store(), order);
                respond.on_io_thread([render, order = std::move(order)] { return render(order); });
            });
        if (!taken) respond.on_io_thread([this, page] { return busy(page); });
    };
    if (!site_.platform.query(look)) respond.on_io_thread([this, page] { return busy(page); });
}

// From the engine's thread. What she looks at need not be told her any more.
void PageRoutes::mark_seen(const State& state, Id<groupbuy::OrderLine> line, Instant now) {
    const ConsumerId consumer = state.groupbuy.lines.at(line).consumer;
    if (notices::untold_of(state.notices, consumer, line).empty()) return;
    site_.platform.submit({.command = notices::Command(notices::See{line}),
                           .actor = {Role::consumer, consumer.value},
                           .command_id = fmt::format("see-{}-{}", line.value, now.ms)},
                          [](const auto&) {});
}

void PageRoutes::change(const Request& request, const Respond& respond) {
    act(request, OrderForm::change, respond);
}

void PageRoutes::more(const Request& request, const Respond& respond) {
    act(request, OrderForm::more, respond);
}

void PageRoutes::leave(const Request& request, const Respond& respond) {
    act(request, OrderForm::leave, respond);
}

// One of the order's forms was sent.
void PageRoutes::act(const Request& request, OrderForm which, const Respond& respond) {
    const OrderAsking asking = order_asking(request);
    const auto form = read_form(request.body);
    if (!form) return respond(notice(asking.page, 400));
    const auto line = site_.secrets.line_of_token(asking.page.name);
    if (!line) return respond(unknown_order(asking.page));
    const bool taken = site_.platform.query([this, asking, form = *form, which, line = *line,
                                             respond](const State& state, Seq, Instant) {
        const auto* const found = state.groupbuy.lines.find(line);
        if (!found)
            return respond.on_io_thread([this, page = asking.page] { return unknown_order(page); });
        const TypedJoin typed = typed_join(form);
        auto read = read_order_form(form, which, *found);
        if (!read)
            return show_order(asking, 422, RefusedOrder{which, typed, std::move(read.error())},
                              respond);
        submit_order(asking, which, typed,
                     {.command = std::move(read->command),
                      .actor = {Role::consumer, found->consumer.value},
                      .command_id = std::move(read->key)},
                     respond);
    });
    if (!taken) respond(busy(asking.page));
}

// From the engine's thread. What is joined as well needs somebody whom the leader can call.
void PageRoutes::submit_order(const OrderAsking& asking, OrderForm which, const TypedJoin& typed,
                              Submission submission, const Respond& respond) {
    if (which != OrderForm::more)
        return send_order(asking, which, typed, std::move(submission), respond);
    const bool taken = background_.run([this, asking, which, typed, submission, respond]() mutable {
        const ConsumerId consumers[] = {{submission.actor.id}};
        auto profiles = site_.platform.store().profiles(consumers);
        if (profiles.empty())
            return show_order(
                asking, 409,
                refused_by(which, typed, {RefusalKind::conflict, "page.profile_gone", {}, {}}),
                respond);
        // Under the name that the order has.
        const auto line = site_.secrets.line_of_token(asking.link.token);
        const std::uint32_t lines[] = {line ? line->value : 0};
        for (Note& note : site_.platform.store().notes(lines))
            if (!note.name.empty()) profiles.front().name = std::move(note.name);
        submission.profile = std::move(profiles.front());
        send_order(asking, which, typed, std::move(submission), respond);
    });
    if (!taken) respond.on_io_thread([this, page = asking.page] { return busy(page); });
}

// From any thread.
void PageRoutes::send_order(const OrderAsking& asking, OrderForm which, const TypedJoin& typed,
                            Submission submission, const Respond& respond) {
    site_.platform.submit(
        std::move(submission),
        [this, asking, which, typed, respond](std::expected<Result<Committed>, Unanswered> answer) {
            if (!answer)
                return show_order(
                    asking, 503,
                    refused_by(which, typed, {RefusalKind::conflict, "page.busy", {}, {}}),
                    respond);
            if (!*answer)
                return show_order(asking, status_of(answer->error()),
                                  refused_by(which, typed, answer->error()), respond);
            OrderLink to = asking.link;
            if (which == OrderForm::more) {
                to.with = asking.link.token;
                if (!asking.link.with.empty()) (to.with += '.') += asking.link.with;
                to.token = site_.secrets.order_token(joined_line(**answer));
            }
            respond(redirect(to.path() + to.query(asking.page.reader)));
        });
}

}  // namespace starfish
