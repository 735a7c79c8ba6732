// The slip of the person at the desk: the goods, the amount to collect, and the buttons.
#include "core/base/json/description.hpp"
#include "core/subjects/catalog/look_alike.hpp"
#include "web/app/screens.hpp"
#include "web/screens/handout/desk.hpp"
#include "web/screens/orders/join_money.hpp"

#include <algorithm>

namespace starfish::web {
namespace {

using handout::Delivery;
using handout::Handout;
using handout::Slip;
using Form = Desk::Form;

// The unpaid amount of a slip that is paid in advance. A verifier's device has no bills, so it
// returns 0 there.
Fen unpaid(const Client& client, const Slip& slip) {
    Fen sum;
    for (const auto id : slip.deliveries) {
        const auto* const bill =
            client.state().orders.bills.find(orders::bill_of(handout::line_of(id)));
        if (bill) sum = sum + missing_of(*bill);
    }
    return sum;
}

kit::Chip money_chip(const Client& client, const Handout& handout, const Slip& slip) {
    const Locale locale = client.locale();
    const handout::State& state = client.state().handout;
    if (handout.payment != groupbuy::PaymentKind::pickup) {
        const Fen missing = unpaid(client, slip);
        if (missing > Fen{0})
            return {say(locale, "desk.unpaid", {{"missing_fen", missing.value}}), Tone::bad};
        return {say(locale, "desk.paid"), Tone::good};
    }
    const Fen due = handout::to_collect(state, slip);
    if (due > Fen{0}) return {say(locale, "desk.collect", {{"due_fen", due.value}}), Tone::warn};
    const bool collected = std::ranges::any_of(
        slip.deliveries, [&](auto id) { return state.deliveries.at(id).collected_fen > Fen{0}; });
    if (!collected) return {};
    return {say(locale, "desk.collected"), Tone::good};
}

// "周二站 · 尾号 3321 · 放门卫".
std::string note_of(Client& client, const Slip& slip) {
    const Delivery& first = client.state().handout.deliveries.at(slip.deliveries.front());
    std::string note = client.state().community.pickup_points.at(first.pickup).name;
    const Person* const person = person_of(client, slip);
    if (!person) return note;
    constexpr std::size_t shown = 4;
    if (person->phone.size() >= shown)
        note += " · " + say(client.locale(), "desk.phone_end") + " " +
                person->phone.substr(person->phone.size() - shown);
    if (!person->note.empty()) note += " · " + person->note;
    return note;
}

void add_part(std::string& note, const std::string& part) {
    if (!note.empty()) note += " · ";
    note += part;
}

std::string history_of(const Client& client, const Delivery& delivery, Instant now) {
    const Locale locale = client.locale();
    std::string note;
    const auto units = [&](std::string_view key, Units number) {
        if (number > Units{0}) add_part(note, say(locale, key, {{"units", number.value}}));
    };
    units("desk.handed_units", delivery.handed);
    if (delivery.last_handed_at.ms != 0) add_part(note, when(locale, delivery.last_handed_at, now));
    units("desk.missing_units", delivery.missing);
    units("desk.uncollected_units", delivery.uncollected);
    for (const auto id : handout::corrections_of(client.state().handout, delivery.id)) {
        const handout::Correction& correction = client.state().handout.corrections.at(id);
        if (correction.reason.empty()) continue;
        note += note.empty() ? "" : "\n";
        if (correction.kind == handout::CorrectionKind::weight)
            note += say(locale, "desk.weight_off", {{"off_fen", correction.off_fen.value}}) + " · ";
        note += correction.reason;
    }
    return note;
}

// Whether other goods of the hand-out have a similar name.
bool is_easily_confused(const Handout& handout, const handout::Item& item) {
    const catalog::NormalizedName name = catalog::normalized_name(item.title);
    return std::ranges::any_of(handout.items, [&](const handout::Item& other) {
        return other.offer != item.offer &&
               catalog::look_alike(name, catalog::normalized_name(other.title));
    });
}

// The reason why the delivery cannot be handed over, or a warning.
kit::Chip chip_of(const Client& client, const Handout& handout, const Delivery& delivery) {
    const Locale locale = client.locale();
    if (handout.finished_at.ms != 0 || handout::left_of(delivery) == Units{0}) return {};
    const handout::Item& item = handout::item_of(client.state().handout, delivery);
    if (!client.state().catalog.offers.at(item.offer).halted_reason.empty())
        return {say(locale, "desk.halted"), Tone::bad};
    if (item.arrived - item.handed < handout::left_of(delivery))
        return {say(locale, "desk.not_there"), Tone::warn};
    if (is_easily_confused(handout, item)) return {say(locale, "desk.look_alike"), Tone::warn};
    return {};
}

void draw_deliveries(const Client& client, const Handout& handout, const Slip& slip, Instant now) {
    const Locale locale = client.locale();
    const kit::Group list(accessible::Role::list, say(locale, "desk.goods_of_slip"));
    for (const auto id : slip.deliveries) {
        const Delivery& delivery = client.state().handout.deliveries.at(id);
        const Units left = handout::left_of(delivery);
        const kit::Each each(id.value);
        const kit::Group item(accessible::Role::listitem);
        kit::entry(
            {.title = handout::item_of(client.state().handout, delivery).title,
             .note = history_of(client, delivery, now),
             .value = "× " + std::to_string(left > Units{0} ? left.value : delivery.units.value),
             .value_ink = left > Units{0} ? Ink::text : Ink::muted,
             .chip = chip_of(client, handout, delivery),
             .bold = true,
             .key = "goods"});
    }
}

std::vector<std::int64_t> all_left(const Client& client, const Slip& slip) {
    std::vector<std::int64_t> units;
    units.reserve(slip.deliveries.size());
    for (const auto id : slip.deliveries)
        units.push_back(handout::left_of(client.state().handout.deliveries.at(id)).value);
    return units;
}

void open_form(Desk& desk, const Client& client, const Slip& slip, Form form) {
    desk.form = form;
    desk.refusal.clear();
    desk.refused_field.clear();
    desk.reason.clear();
    desk.amount.clear();
    desk.delivery = 0;
    desk.parts = all_left(client, slip);
    // A missing report starts at 0, so that the person enters which units are missing.
    if (form == Form::missing && desk.parts.size() > 1)
        std::ranges::fill(desk.parts, std::int64_t{0});
}

// The amount that should have been paid in advance and is not. The button states it, so that the
// person confirms an unpaid hand-over.
Fen unpaid_in_advance(const Client& client, const Slip& slip) {
    const auto payment = client.state().handout.handouts.at(slip.handout).payment;
    return payment == groupbuy::PaymentKind::pickup ? Fen{0} : unpaid(client, slip);
}

// The button's label. It states the amount to collect, or the unpaid amount that is not collected
// here.
std::string hand_over_words(const Client& client, const Slip& slip) {
    const Locale locale = client.locale();
    const Fen due = handout::to_collect(client.state().handout, slip);
    if (due > Fen{0}) return say(locale, "desk.collect_and_hand_over", {{"due_fen", due.value}});
    const Fen missing = unpaid_in_advance(client, slip);
    if (missing > Fen{0})
        return say(locale, "desk.hand_over_unpaid", {{"missing_fen", missing.value}});
    return say(locale, "desk.hand_over_all");
}

// Confirms that the leader has received the transfers, or cash instead. False if refused.
bool confirm_transfers(Client& client, const Slip& slip) {
    for (const auto id : slip.deliveries) {
        const auto* const bill =
            client.state().orders.bills.find(orders::bill_of(handout::line_of(id)));
        if (!bill || missing_of(*bill) == Fen{0}) continue;
        const orders::ConfirmTransfer confirm{bill->id, missing_of(*bill), ""};
        if (const auto refusal = client.submit(orders::Command(confirm))) {
            kit::notify(say(client.locale(), *refusal), Tone::bad);
            return false;
        }
    }
    return true;
}

void draw_slip_buttons(View& view, Client& client, const Slip& slip) {
    const Locale locale = client.locale();
    const Fen missing = unpaid_in_advance(client, slip);
    const auto payment = client.state().handout.handouts.at(slip.handout).payment;
    const bool takes = missing > Fen{0} && payment == groupbuy::PaymentKind::transfer;
    kit::space(12);
    if (takes &&
        kit::button(
            {.label = say(locale, "desk.received_and_hand_over", {{"missing_fen", missing.value}}),
             .look = kit::Look::filled,
             .wide = true}) &&
        hand_over(client, slip, all_left(client, slip)) && confirm_transfers(client, slip))
        view.desk.code.clear();
    if (takes) kit::space(8);
    const int pressed = kit::buttons({{.label = hand_over_words(client, slip),
                                       .look = takes ? kit::Look::outline : kit::Look::filled,
                                       .wide = true},
                                      {.label = say(locale, "desk.hand_over_part")},
                                      {.label = say(locale, "desk.missing")}});
    if (pressed == 0 && hand_over(client, slip, all_left(client, slip))) view.desk.code.clear();
    if (pressed == 1) open_form(view.desk, client, slip, Form::part);
    if (pressed == 2) open_form(view.desk, client, slip, Form::missing);
}

}  // namespace

void draw_slip(View& view, Client& client, const Handout& handout, const Slip& slip, Instant now) {
    const Locale locale = client.locale();
    const bool open = handout.finished_at.ms == 0;
    const Person* const person = person_of(client, slip);
    const std::string whose = slip_title(client, slip);
    const kit::Group region(accessible::Role::region, whose);
    const kit::Card card;
    kit::entry({.title = whose,
                .note = note_of(client, slip),
                .chip = open ? money_chip(client, handout, slip) : kit::Chip{},
                .avatar = person ? person->name : "",
                .bold = true,
                .key = "whose"});
    draw_deliveries(client, handout, slip, now);
    const bool left = handout::left_of(client.state().handout, slip) > Units{0};
    if (open && left) draw_slip_buttons(view, client, slip);
    if (!left) {
        kit::space(8);
        const Instant at = handout::last_handed_at(client.state().handout, slip);
        kit::text(at.ms == 0 ? say(locale, "desk.nothing_left")
                             : say(locale, "desk.taken_at", {{"at_ms", at.ms}}),
                  {.ink = Ink::good, .bold = true});
    }
    if (open && client.is_leader()) {
        kit::space(8);
        if (kit::button(
                {.label = say(locale, "desk.weight"), .look = kit::Look::plain, .small = true}))
            open_form(view.desk, client, slip, Form::weight);
    }
}

}  // namespace starfish::web
