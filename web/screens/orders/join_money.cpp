#include "web/screens/orders/join_money.hpp"

#include "core/base/json/description.hpp"
#include "web/app/screens.hpp"
#include "web/format/yuan_text.hpp"
#include "web/kit/kit.hpp"

namespace starfish::web {
namespace {

using groupbuy::OrderLine;
using groupbuy::PaymentKind;
using orders::Bill;
using orders::Refund;

void draw_confirm_form(MoneyForm& money, Client& client, const Bill& bill) {
    const Locale locale = client.locale();
    kit::space(16);
    const kit::Group form(accessible::Role::form, say(locale, "money.confirm"));
    const bool of_note = money.refusal.ends_with('\n');
    const std::string wrong =
        of_note ? money.refusal.substr(0, money.refusal.size() - 1) : money.refusal;
    if (kit::text_field({.label = say(locale, "money.received_amount"),
                         .error = of_note ? "" : wrong,
                         .input = {.mode = "decimal", .length_max = 14},
                         .required = true,
                         .key = "amount"},
                        money.amount))
        money.refusal.clear();
    if (kit::text_field({.label = say(locale, "money.note"),
                         .hint = say(locale, "money.note_hint"),
                         .error = of_note ? wrong : "",
                         .input = {.length_max = 60},
                         .key = "note"},
                        money.note))
        money.refusal.clear();
    kit::space(12);
    const int pressed = kit::buttons({{.label = say(locale, "money.confirm_yes"),
                                       .look = kit::Look::filled,
                                       .wide = true,
                                       .submits = true},
                                      {.label = say(locale, "app.cancel"), .wide = true}});
    if (pressed == 1) money.confirming = false;
    if (pressed != 0) return;
    const auto amount = parse_yuan(money.amount);
    if (!amount) {
        money.refusal = say(locale, "money.not_an_amount");
        return;
    }
    const auto refusal =
        client.submit(orders::Command(orders::ConfirmTransfer{bill.id, *amount, money.note}));
    if (refusal) {
        // A final line feed marks a refusal of the note.
        money.refusal = say(locale, *refusal) + (refusal->field == "note" ? "\n" : "");
        return;
    }
    money.confirming = false;
    kit::notify(say(locale, "money.confirmed"), Tone::good);
}

void draw_refund_form(MoneyForm& money, Client& client, const Refund& refund) {
    const Locale locale = client.locale();
    const kit::Group form(accessible::Role::form, say(locale, "money.give"));
    if (kit::text_field({.label = say(locale, "money.reference"),
                         .hint = say(locale, "money.reference_hint"),
                         .error = money.refusal,
                         .input = {.length_max = 64},
                         .required = true,
                         .wants_focus = true,
                         .key = "reference"},
                        money.reference))
        money.refusal.clear();
    kit::space(12);
    const int pressed = kit::buttons({{.label = say(locale, "money.give_yes"),
                                       .look = kit::Look::filled,
                                       .wide = true,
                                       .submits = true},
                                      {.label = say(locale, "app.cancel"), .wide = true}});
    if (pressed == 1) money.open_refund = {};
    if (pressed != 0) return;
    if (money.reference.find_first_not_of(' ') == std::string::npos) {
        money.refusal = say(locale, "money.reference_missing");
        return;
    }
    const auto refusal =
        client.submit(orders::Command(orders::AcknowledgeRefund{refund.id, money.reference}));
    if (refusal) {
        money.refusal = say(locale, *refusal);
        return;
    }
    money.open_refund = {};
    money.reference.clear();
    kit::notify(say(locale, "money.given"), Tone::good);
}

void draw_refund(MoneyForm& money, Client& client, const Refund& refund, Instant now) {
    const Locale locale = client.locale();
    const kit::Each each(refund.id.value);
    const bool given = refund.given_at.ms != 0;
    kit::entry({.title = say(locale, given ? "money.refund_given" : "money.refund_owed"),
                .note = given ? when(locale, refund.given_at, now) + " · " + refund.reference
                              : refund_words(locale, refund, now),
                .value = yuan(refund.amount_fen),
                .value_ink = given ? Ink::muted : Ink::warn,
                .key = "refund"});
    if (given || !client.is_leader()) return;
    if (!is_by_hand(client.state(), refund))
        return kit::text(say(locale, "money.by_provider"),
                         {.type = Type::small, .ink = Ink::muted});
    if (money.open_refund == refund.id) return draw_refund_form(money, client, refund);
    if (kit::button({.label = say(locale, "money.give"), .key = "give"})) {
        money.open_refund = refund.id;
        money.reference.clear();
        money.refusal.clear();
    }
}

void draw_bill(Client& client, const Bill& bill, Instant now) {
    const Locale locale = client.locale();
    const bool waits = missing_of(bill).value > 0;
    kit::entry({.title = say(locale, "money.due"),
                .note = bill.is_void || (bill.due_fen == Fen{0} && bill.paid_fen == Fen{0})
                            ? say(locale, "money.void")
                        : waits ? say(locale, "money.pay_by") + " " + when(locale, bill.pay_by, now)
                                : "",
                .value = yuan(bill.due_fen)});
    kit::entry({.title = say(locale, "money.paid"),
                .value = yuan(bill.paid_fen),
                .chip = waits ? kit::Chip{say(locale, "money.missing",
                                              {{"missing_fen", missing_of(bill).value}}),
                                          Tone::warn}
                              : kit::Chip{}});
}

// The leader takes a join back at the consumer's request.
void draw_leave_button(View& view, Client& client, const OrderLine& line) {
    const auto& groupbuy = client.state().groupbuy.groupbuys.at(line.groupbuy);
    if (!client.is_leader() || line.left_at.ms != 0 || groupbuy.phase != groupbuy::Phase::open_)
        return;
    const Locale locale = client.locale();
    kit::space(16);
    if (!view.money.asking_leave) {
        if (kit::button(
                {.label = say(locale, "join.leave"), .look = kit::Look::plain, .wide = true}))
            view.money.asking_leave = true;
        return;
    }
    kit::text(say(locale, "join.leave_hint"), {.ink = Ink::muted});
    kit::space(12);
    const int pressed = kit::buttons(
        {{.label = say(locale, "join.leave_yes"), .look = kit::Look::danger, .wide = true},
         {.label = say(locale, "app.cancel"), .wide = true}});
    if (pressed < 0) return;
    view.money.asking_leave = false;
    if (pressed == 1) return;
    if (const auto refusal = client.submit(groupbuy::Command(groupbuy::Leave{line.id})))
        kit::notify(say(locale, *refusal), Tone::bad);
}

}  // namespace

Fen missing_of(const Bill& bill) {
    const std::int64_t missing =
        bill.due_fen.value - (bill.paid_fen.value - bill.refunded_fen.value);
    return {std::max<std::int64_t>(missing, 0)};
}

bool is_by_hand(const State& state, const Refund& refund) {
    return state.orders.bills.at(refund.bill).kind != PaymentKind::provider;
}

std::string refund_words(Locale locale, const Refund& refund, Instant now) {
    std::string words = say(locale, "refund." + std::string(json::name_of(refund.because)));
    words += " · " + say(locale, "money.since",
                         {{"age_ms", std::max<std::int64_t>(now.ms - refund.owed_since.ms, 0)}});
    if (refund.tries > 0) {
        words += " · " + say(locale, "money.tries", {{"tries", refund.tries}});
        if (!refund.last_reason.empty()) words += " · " + refund.last_reason;
    }
    return words;
}

void draw_join_money(View& view, Client& client, const OrderLine& line, Instant now) {
    MoneyForm& money = view.money;
    if (money.line != line.id) money = {.line = line.id};
    const Bill* const bill = client.state().orders.bills.find(orders::bill_of(line.id));
    if (bill) {
        const Locale locale = client.locale();
        kit::space(16);
        kit::heading(say(locale, "money.title"), 3);
        const kit::Group list(accessible::Role::group, say(locale, "money.title"));
        draw_bill(client, *bill, now);
        for (const Refund& refund : client.state().orders.refunds)
            if (refund.bill == bill->id) draw_refund(money, client, Refund(refund), now);
        const bool confirms = client.is_leader() && bill->kind == PaymentKind::transfer &&
                              missing_of(*bill).value > 0;
        if (!confirms) money.confirming = false;
        if (money.confirming) {
            draw_confirm_form(money, client, Bill(*bill));
        } else if (confirms) {
            kit::space(12);
            if (kit::button({.label = say(locale, "money.confirm"),
                             .look = kit::Look::filled,
                             .wide = true})) {
                money.confirming = true;
                money.amount = yuan_input(missing_of(*bill));
                money.refusal.clear();
            }
        }
    }
    draw_leave_button(view, client, OrderLine(line));
}

}  // namespace starfish::web
