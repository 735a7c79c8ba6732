#include "web/screens/money/wallet_forms.hpp"

#include "core/subjects/money/queries.hpp"
#include "wasm/outside/outside.hpp"
#include "web/app/screens.hpp"
#include "web/format/settlement_words.hpp"
#include "web/format/yuan_text.hpp"
#include "web/forms/moment_field.hpp"
#include "web/forms/photo_field.hpp"
#include "web/kit/kit.hpp"
#include "web/screens/money/money_rows.hpp"

#include <algorithm>
#include <utility>

namespace starfish::web {
namespace {

using money::Hold;
using money::Settlement;
using money::Withdrawal;
using money::WithdrawalPhase;
using Kind = WalletForm::Kind;

// Closes the form if the command is accepted; otherwise shows the refusal at its field.
void send(WalletForm& form, Client& client, money::Command command, std::string_view done) {
    const Locale locale = client.locale();
    if (const auto refusal = client.submit(std::move(command))) {
        form.field = refusal->field;
        form.refusal = say(locale, *refusal);
        return;
    }
    form = {};
    kit::notify(say(locale, done), Tone::good);
}

// A text field that shows the refusal of the command's field `name`.
void field(WalletForm& form, std::string_view name, kit::TextField spec, std::string& value,
           bool required = true) {
    spec.required = required;
    spec.key = std::string(name);
    if (form.field == name) spec.error = form.refusal;
    if (kit::text_field(spec, value)) form.refusal.clear();
}

// Shows a refusal that belongs to none of the form's fields.
void draw_form_refusal(const WalletForm& form, std::initializer_list<std::string_view> fields) {
    if (form.refusal.empty() || std::ranges::find(fields, form.field) != fields.end()) return;
    kit::banner({.text = form.refusal, .tone = Tone::bad});
}

// Draws the form's own button and Cancel.
bool confirmed(WalletForm& form, Locale locale, std::string_view yes,
               kit::Look look = kit::Look::filled) {
    kit::space(20);
    const int pressed =
        kit::buttons({{.label = say(locale, yes), .look = look, .wide = true, .submits = true},
                      {.label = say(locale, "app.cancel"), .wide = true}});
    if (pressed == 1) form = {};
    return pressed == 0;
}

void fact(Locale locale, std::string_view title, const std::string& value) {
    if (!value.empty()) kit::entry({.title = say(locale, title), .value = value, .small = true});
}

std::string leader_name(const Client& client, Id<money::Leader> leader) {
    return client.state().community.leaders.at(leader).name;
}

// Refuses text that is not an amount, as the rules do.
std::optional<Fen> amount_of(WalletForm& form, Locale locale) {
    const auto amount = parse_yuan(form.amount);
    if (amount) return amount;
    form.field = "amount_fen";
    form.refusal = say(locale, "money.not_an_amount");
    return std::nullopt;
}

void draw_withdraw(WalletForm& form, Client& client) {
    const Locale locale = client.locale();
    const kit::Group group(accessible::Role::form, say(locale, "cash.withdraw"));
    field(form, "amount_fen",
          {.label = say(locale, "cash.amount"),
           .hint = say(locale, "cash.withdraw_hint"),
           .input = {.mode = "decimal", .length_max = 14},
           .wants_focus = true},
          form.amount);
    draw_form_refusal(form, {"amount_fen"});
    if (!confirmed(form, locale, "cash.withdraw_yes")) return;
    if (const auto amount = amount_of(form, locale))
        send(form, client, money::RequestWithdrawal{*amount}, "cash.withdraw_done");
}

void draw_evidence(const Client& client, const Hold& hold, Instant now) {
    const Locale locale = client.locale();
    if (hold.evidence.empty()) return;
    kit::space(12);
    kit::heading(say(locale, "cash.evidence"), 3);
    for (std::size_t i = 0; i < hold.evidence.size(); ++i) {
        const kit::Each each(i);
        const money::Evidence& evidence = hold.evidence[i];
        kit::entry({.title = evidence.note.empty() ? say(locale, "cash.photo") : evidence.note,
                    .note = when(locale, evidence.at, now),
                    .key = "evidence"});
        draw_photo_link(locale, evidence.photo, when(locale, evidence.at, now));
    }
}

void draw_hold(WalletForm& form, Client& client, const Hold& hold, Instant now) {
    const Locale locale = client.locale();
    fact(locale, "cash.column_amount", yuan(hold.amount_fen));
    if (client.is_supplier()) fact(locale, "cash.leader", leader_name(client, hold.leader));
    fact(locale, "cash.until", when(locale, hold.until, now));
    kit::text(say(locale, "cash.reason") + "：" + hold.reason);
    kit::text(say(locale, "cash.wanted") + "：" + hold.wanted);
    draw_evidence(client, hold, now);
    if (client.is_supplier()) {
        draw_form_refusal(form, {});
        if (confirmed(form, locale, "cash.lift"))
            send(form, client, money::LiftHold{hold.id}, "cash.lifted");
        return;
    }
    if (!client.is_leader()) return;
    kit::space(12);
    const kit::Group group(accessible::Role::form, say(locale, "cash.evidence_add"));
    field(form, "note",
          {.label = say(locale, "cash.evidence_note"),
           .input = {.length_max = 200, .multiline = true},
           .lines = 3},
          form.text, false);
    draw_photo_field(client, form.photo, form.field == "photo" ? form.refusal : "");
    draw_form_refusal(form, {"note", "photo"});
    if (!confirmed(form, locale, "cash.evidence_send") || is_sending(form.photo)) return;
    const auto note = form.text.empty() ? std::nullopt : std::optional(form.text);
    send(form, client, money::SubmitEvidence{hold.id, note, photo_id(form.photo)},
         "cash.evidence_done");
}

// True if the form was confirmed with a transfer reference.
bool confirmed_with_reference(WalletForm& form, Locale locale, std::string_view yes,
                              std::string_view hint) {
    const kit::Group group(accessible::Role::form, say(locale, yes));
    field(form, "reference",
          {.label = say(locale, "money.reference"),
           .hint = say(locale, hint),
           .input = {.length_max = 64},
           .wants_focus = true},
          form.text);
    draw_form_refusal(form, {"reference"});
    if (!confirmed(form, locale, yes)) return false;
    if (form.text.find_first_not_of(' ') != std::string::npos) return true;
    form.field = "reference";
    form.refusal = say(locale, "money.reference_missing");
    return false;
}

void draw_settlement(WalletForm& form, Client& client, const Settlement& settlement, Instant now) {
    const Locale locale = client.locale();
    if (!client.is_leader()) fact(locale, "cash.leader", leader_name(client, settlement.leader));
    fact(locale, "cash.settled_at", when(locale, settlement.made_at, now));
    fact(locale, "cash.settled_till", yuan(settlement.till_fen));
    if (settlement.kept_fen.value != 0)
        fact(locale, "cash.settled_kept", yuan(settlement.kept_fen));
    fact(locale, "cash.settled_offset", yuan(settlement.offset_fen));
    fact(locale, "cash.settled_remit", yuan(settlement.remit_fen));
    if (settlement.payout_fen.value != 0)
        fact(locale, "cash.settled_payout", yuan(settlement.payout_fen));
    if (settlement.remitted_at.ms != 0)
        fact(locale, "cash.remitted_at",
             when(locale, settlement.remitted_at, now) + " · " + settlement.remit_reference);
    if (settlement.closed_at.ms != 0)
        fact(locale, "cash.closed_at",
             when(locale, settlement.closed_at, now) + " · " + settlement.receipt_reference);
    kit::space(12);
    if (client.is_leader() && must_remit(settlement)) {
        if (confirmed_with_reference(form, locale, "cash.remitted_yes", "money.reference_hint"))
            send(form, client, money::ConfirmRemitted{settlement.id, form.text}, "cash.remitted");
    } else if (client.is_supplier() && settlement.closed_at.ms == 0) {
        if (confirmed_with_reference(form, locale, "cash.received_yes", "cash.received_hint"))
            send(form, client, money::ConfirmReceived{settlement.id, form.text}, "cash.received");
    }
}

void draw_refusal_form(WalletForm& form, Client& client, const Withdrawal& withdrawal) {
    const Locale locale = client.locale();
    const kit::Group group(accessible::Role::form, say(locale, "cash.refuse"));
    field(form, "reason",
          {.label = say(locale, "cash.reason"),
           .hint = say(locale, "cash.refuse_hint"),
           .input = {.length_max = 200},
           .wants_focus = true},
          form.text);
    draw_form_refusal(form, {"reason"});
    if (confirmed(form, locale, "cash.refuse", kit::Look::danger))
        send(form, client, money::RefuseWithdrawal{withdrawal.id, form.text}, "cash.refused");
}

void draw_withdrawal(WalletForm& form, Client& client, const Withdrawal& withdrawal, Instant now) {
    const Locale locale = client.locale();
    const bool approved = withdrawal.phase == WithdrawalPhase::approved;
    if (!client.is_leader()) fact(locale, "cash.leader", leader_name(client, withdrawal.leader));
    fact(locale, "cash.column_amount", yuan(withdrawal.amount_fen));
    fact(locale, "cash.requested_at", when(locale, withdrawal.requested_at, now));
    if (approved) fact(locale, "cash.approved_at", when(locale, withdrawal.changed_at, now));
    fact(locale, "cash.column_state", chip_of(locale, withdrawal).text);
    fact(locale, "money.reference", withdrawal.reference);
    if (!withdrawal.reason.empty())
        kit::text(say(locale, "cash.reason") + "：" + withdrawal.reason);
    if (!client.is_supplier() || !client.state().money.index.withdrawals.contains(withdrawal.id))
        return;
    kit::space(12);
    if (form.refusing) return draw_refusal_form(form, client, withdrawal);
    if (approved) {
        if (confirmed_with_reference(form, locale, "cash.paid_yes", "cash.paid_hint"))
            send(form, client, money::ConfirmWithdrawalPaid{withdrawal.id, form.text}, "cash.paid");
    } else {
        draw_form_refusal(form, {});
        if (confirmed(form, locale, "cash.approve"))
            send(form, client, money::ApproveWithdrawal{withdrawal.id}, "cash.approved");
    }
    if (form.kind == Kind::none) return;
    if (kit::button(
            {.label = say(locale, "cash.refuse"), .look = kit::Look::plain, .wide = true})) {
        form.refusing = true;
        form.text.clear();
    }
}

void draw_place_hold(WalletForm& form, Client& client, Instant now) {
    const Locale locale = client.locale();
    const kit::Group group(accessible::Role::form, say(locale, "cash.place_hold"));
    field(form, "amount_fen",
          {.label = say(locale, "cash.amount"), .input = {.mode = "decimal", .length_max = 14}},
          form.amount);
    field(form, "reason",
          {.label = say(locale, "cash.reason"),
           .hint = say(locale, "cash.hold_reason_hint"),
           .input = {.length_max = 200}},
          form.text);
    field(form, "wanted",
          {.label = say(locale, "cash.wanted"),
           .hint = say(locale, "cash.wanted_hint"),
           .input = {.length_max = 200}},
          form.wanted);
    moment_field(
        locale,
        {.label = say(locale, "cash.until"), .error = form.field == "until" ? form.refusal : ""},
        form.until, now);
    draw_form_refusal(form, {"amount_fen", "reason", "wanted", "until"});
    if (!confirmed(form, locale, "cash.place_hold_yes", kit::Look::danger)) return;
    if (const auto amount = amount_of(form, locale))
        send(form, client, money::PlaceHold{{form.id}, *amount, form.text, form.wanted, form.until},
             "cash.held_now");
}

std::string title_of(const WalletForm& form, const Client& client) {
    const Locale locale = client.locale();
    switch (form.kind) {
        case Kind::none:
            break;
        case Kind::withdraw:
            return say(locale, "cash.withdraw");
        case Kind::hold:
            return say(locale, "money.cause.hold");
        case Kind::settlement:
            return say(locale, "cash.settlement", {{"number", form.id}});
        case Kind::withdrawal:
            return say(locale, "cash.withdrawal", {{"number", form.id}});
        case Kind::place_hold:
            return say(locale, "cash.place_hold") + " · " + leader_name(client, {form.id});
        case Kind::settle_all:
            break;
    }
    return {};
}

// False if the row has been closed meanwhile by another person or a deadline.
bool still_applies(const WalletForm& form, const State& state) {
    if (form.kind == Kind::hold) {
        const Hold* const hold = state.money.holds.find({form.id});
        return hold && hold->ended_at.ms == 0;
    }
    if (form.kind == Kind::withdrawal) return state.money.withdrawals.find({form.id}) != nullptr;
    if (form.kind == Kind::settlement) return state.money.settlements.find({form.id}) != nullptr;
    return form.kind != Kind::none;
}

// Asks with the number of leaders and the sums that a settlement would have now.
void confirm_settle_all(WalletForm& form, Client& client) {
    const Locale locale = client.locale();
    const State& state = client.state();
    const auto made = money::decide(money::Reads(state), state.money, money::Settle{},
                                    {client.account().actor, outside::now(), "ask"});
    if (!made) {
        form = {};
        return kit::notify(say(locale, made.error()), Tone::bad);
    }
    Fen till, remit, payout;
    for (const money::Event& event : *made)
        if (const auto* const one = std::get_if<money::SettlementMade>(&event)) {
            till = till + one->till_fen;
            remit = remit + one->remit_fen;
            payout = payout + one->payout_fen;
        }
    const auto answer = kit::ask({.title = say(locale, "cash.settle_all_title"),
                                  .text = say(locale, "cash.settle_all_text",
                                              {{"count", static_cast<std::int64_t>(made->size())},
                                               {"till_fen", till.value},
                                               {"remit_fen", remit.value},
                                               {"payout_fen", payout.value}}),
                                  .yes = say(locale, "cash.settle_all_yes"),
                                  .no = say(locale, "app.cancel")});
    if (answer == kit::Answer::none) return;
    form = {};
    if (answer == kit::Answer::yes) settle(client, std::nullopt);
}

}  // namespace

void settle(Client& client, std::optional<Id<money::Leader>> leader) {
    const auto refusal = client.submit(money::Command(money::Settle{leader}));
    kit::notify(refusal ? say(client.locale(), *refusal) : say(client.locale(), "cash.settled"),
                refusal ? Tone::bad : Tone::good);
}

void draw_wallet_forms(View& view, Client& client, Instant now) {
    WalletForm& form = view.wallet_form;
    if (!still_applies(form, client.state())) {
        form = {};
        return;
    }
    if (form.kind == Kind::settle_all) return confirm_settle_all(form, client);
    const kit::Dialog dialog(
        {.title = title_of(form, client), .close_label = say(client.locale(), "app.close")});
    // Pass copies: a command submitted while drawing changes the state at once.
    switch (form.kind) {
        case Kind::none:
            break;
        case Kind::withdraw:
            draw_withdraw(form, client);
            break;
        case Kind::hold:
            draw_hold(form, client, Hold(client.state().money.holds.at({form.id})), now);
            break;
        case Kind::settlement:
            draw_settlement(form, client,
                            Settlement(client.state().money.settlements.at({form.id})), now);
            break;
        case Kind::withdrawal:
            draw_withdrawal(form, client,
                            Withdrawal(client.state().money.withdrawals.at({form.id})), now);
            break;
        case Kind::place_hold:
            draw_place_hold(form, client, now);
            break;
        case Kind::settle_all:
            break;
    }
    if (dialog.dismissed()) form = {};
}

}  // namespace starfish::web
