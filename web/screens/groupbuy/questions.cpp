#include "core/base/json/description.hpp"
#include "core/subjects/groupbuy/queries.hpp"
#include "web/app/screens.hpp"
#include "web/kit/kit.hpp"

#include <utility>

namespace starfish::web {
namespace {

using groupbuy::GroupBuy;

// Counts the unpaid bills. An early close keeps unpaid joins, and their bills stay due, because no
// join is taken back after the lock (core/subjects/orders).
std::string unpaid_words(const Client& client, const GroupBuy& groupbuy) {
    const State& state = client.state();
    std::int64_t count = 0;
    std::int64_t sum = 0;
    for (const auto id : groupbuy::lines_of(state.groupbuy, groupbuy.id)) {
        const auto* const bill = state.orders.bills.find(orders::bill_of(id));
        if (!bill || bill->is_void || missing_of(*bill) == Fen{0}) continue;
        ++count;
        sum += missing_of(*bill).value;
    }
    if (count == 0) return {};
    return "\n" +
           say(client.locale(), "groupbuy.close_unpaid", {{"count", count}, {"sum_fen", sum}});
}

std::string closing_words(const Client& client, const GroupBuy& groupbuy) {
    const Locale locale = client.locale();
    if (groupbuy::threshold_reached(groupbuy))
        return say(locale, "groupbuy.close_locks",
                   {{"price_fen", groupbuy::price_now(groupbuy, 0).value}}) +
               unpaid_words(client, groupbuy);
    const groupbuy::Threshold& threshold = groupbuy.terms.threshold;
    return say(locale, "groupbuy.close_fails_" + std::string(json::name_of(threshold.kind)),
               {{"missing", threshold.value - groupbuy::toward_threshold(groupbuy)}});
}

void ask_close(View& view, Client& client, const GroupBuy& groupbuy) {
    const Locale locale = client.locale();
    const bool fails = !groupbuy::threshold_reached(groupbuy);
    switch (kit::ask({.title = say(locale, "groupbuy.close_title"),
                      .text = closing_words(client, groupbuy),
                      .yes = say(locale, "groupbuy.close_now"),
                      .no = say(locale, "app.cancel"),
                      .dangerous = fails})) {
        case kit::Answer::yes:
            view.asking_close = false;
            if (const auto refusal =
                    client.submit(groupbuy::Command(groupbuy::Close{groupbuy.id, {}})))
                kit::notify(say(locale, *refusal), Tone::bad);
            break;
        case kit::Answer::no:
            view.asking_close = false;
            break;
        case kit::Answer::none:
            break;
    }
}

void stop_asking_cancel(View& view) {
    view.asking_cancel = false;
    view.cancel_reason.clear();
    view.cancel_refusal.clear();
}

void ask_cancel(View& view, Client& client, const GroupBuy& groupbuy) {
    const Locale locale = client.locale();
    const kit::Dialog dialog({.title = say(locale, "groupbuy.cancel_title")});
    const bool is_draft = groupbuy.phase < groupbuy::Phase::open_;
    kit::text(say(locale, is_draft ? "draft.discard_hint" : "groupbuy.cancel_hint"),
              {.ink = Ink::muted});
    const kit::Group form(accessible::Role::form, say(locale, "groupbuy.cancel_title"));
    if (kit::text_field({.label = say(locale, "groupbuy.cancel_reason"),
                         .error = view.cancel_refusal,
                         .input = {.length_max = 200},
                         .required = true,
                         .wants_focus = true,
                         .key = "reason"},
                        view.cancel_reason))
        view.cancel_refusal.clear();
    kit::space(20);
    const int pressed = kit::buttons({{.label = say(locale, "groupbuy.cancel"),
                                       .look = kit::Look::danger,
                                       .wide = true,
                                       .submits = true},
                                      {.label = say(locale, "app.cancel"), .wide = true}});
    if (pressed == 1 || dialog.dismissed()) return stop_asking_cancel(view);
    if (pressed != 0) return;
    const auto refusal =
        client.submit(groupbuy::Command(groupbuy::Cancel{groupbuy.id, view.cancel_reason, {}}));
    if (!refusal) return stop_asking_cancel(view);
    view.cancel_refusal = say(locale, *refusal);
}

}  // namespace

void draw_sign_out_question(View& view, Client& client) {
    if (!view.asking_sign_out) return;
    const Locale locale = client.locale();
    const auto unsent = static_cast<std::int64_t>(client.unsent());
    // All commands have been sent meanwhile, so no question is needed.
    const auto answer =
        unsent == 0 ? kit::Answer::yes
                    : kit::ask({.title = say(locale, "app.sign_out_unsent_title"),
                                .text = say(locale, "app.sign_out_unsent", {{"count", unsent}}),
                                .yes = say(locale, "app.sign_out_anyway"),
                                .no = say(locale, "app.cancel"),
                                .dangerous = true});
    if (answer == kit::Answer::none) return;
    view.asking_sign_out = false;
    if (answer == kit::Answer::yes) client.sign_out();
}

void draw_questions(View& view, Client& client, const GroupBuy& groupbuy) {
    // Another person, or the deadline, may have ended the group-buy since the question opened.
    if (groupbuy.phase > groupbuy::Phase::open_ || groupbuy.ending_at.ms != 0) {
        view.asking_close = false;
        return stop_asking_cancel(view);
    }
    if (view.asking_close) ask_close(view, client, groupbuy);
    if (view.asking_cancel) ask_cancel(view, client, groupbuy);
}

}  // namespace starfish::web
