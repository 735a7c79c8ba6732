// The sheet of one join: the consumer's name, phone and note, and the join's facts and money.
#include "core/subjects/groupbuy/queries.hpp"
#include "core/subjects/handout/queries.hpp"
#include "web/app/screens.hpp"
#include "web/format/phrases.hpp"
#include "web/kit/kit.hpp"

namespace starfish::web {
namespace {

using groupbuy::OrderLine;

// The sheet has a money action, which comes before calling the consumer.
bool has_money_to_do(const Client& client, const OrderLine& line) {
    const orders::State& orders = client.state().orders;
    const auto* const bill = orders.bills.find(orders::bill_of(line.id));
    return bill && (missing_of(*bill).value > 0 || bill->refunded_fen.value > 0);
}

// A phone can call the number; on a desktop the leader copies it.
void draw_phone(Locale locale, const std::string& phone, bool first_thing) {
    kit::space(16);
    std::vector<kit::Button> buttons;
    const bool calls = !platform::is_desktop();
    if (calls)
        buttons.push_back({.label = say(locale, "join.call"),
                           .look = first_thing ? kit::Look::filled : kit::Look::outline,
                           .wide = true});
    buttons.push_back({.label = say(locale, "join.copy_phone"), .wide = true});
    const int pressed = kit::buttons(buttons);
    if (pressed < 0) return;
    if (calls && pressed == 0) return platform::open_page("tel:" + phone);
    platform::copy_text(phone);
    kit::notify(say(locale, "join.phone_copied"), Tone::good);
}

// "已取 1 · 缺 2": the units handed over, missing and uncollected.
std::string handed_words(const Client& client, const OrderLine& line) {
    const auto* const delivery =
        client.state().handout.deliveries.find(handout::delivery_of(line.id));
    if (!delivery) return {};
    std::string words;
    const auto part = [&](std::string_view key, Units units) {
        if (units == Units{0}) return;
        if (!words.empty()) words += " · ";
        words += say(client.locale(), key, {{"units", units.value}});
    };
    part("desk.handed_units", delivery->handed);
    part("desk.missing_units", delivery->missing);
    part("desk.uncollected_units", delivery->uncollected);
    return words;
}

void draw_facts(Client& client, const OrderLine& line, const Person* person, Instant now) {
    const Locale locale = client.locale();
    const auto fact = [](const std::string& title, const std::string& value) {
        kit::entry({.title = title, .value = value});
    };
    const State& state = client.state();
    const auto& groupbuy = state.groupbuy.groupbuys.at(line.groupbuy);
    if (person && !person->phone.empty()) fact(say(locale, "join.phone"), person->phone);
    if (groupbuy.terms.goods.size() > 1)
        fact(say(locale, "join.goods"),
             state.catalog.offers.at(groupbuy::goods_of(groupbuy, line.item).offer).title);
    fact(say(locale, "groupbuy.quantity_column"),
         say(locale, "groupbuy.units", {{"units", line.quantity.value}}));
    if (line.tolerance.value > 0)
        fact(say(locale, "join.tolerance"),
             say(locale, "groupbuy.units", {{"units", line.tolerance.value}}));
    if (line.waiting && line.left_at.ms == 0)
        fact(say(locale, "join.waiting"), say(locale, "join.waiting_hint"));
    else if (groupbuy.phase == groupbuy::Phase::locked && line.allotted != line.quantity)
        fact(say(locale, "join.allotted"),
             say(locale, "groupbuy.units", {{"units", line.allotted.value}}));
    if (const std::string done = handed_words(client, line); !done.empty())
        fact(say(locale, "nav.handout"), done);
    fact(say(locale, "groupbuy.pickup_point"),
         client.state().community.pickup_points.at(line.pickup).name);
    fact(say(locale, "join.joined_at"), when(locale, line.joined_at, now));
    if (line.left_at.ms != 0) fact(say(locale, "join.left_at"), when(locale, line.left_at, now));
    if (!person) return kit::text(say(locale, "join.nobody"), {.ink = Ink::muted});
    kit::space(16);
    kit::text(say(locale, "groupbuy.note_column"), {.type = Type::small, .ink = Ink::muted});
    kit::space(0);
    const bool silent = person->note.empty();
    kit::text(silent ? say(locale, "join.no_note") : person->note,
              {.ink = silent ? Ink::muted : Ink::text});
}

}  // namespace

void draw_join(View& view, Client& client, Instant now) {
    const auto* const found = client.state().groupbuy.lines.find(view.opened_join);
    if (!found) {
        view.opened_join = {};
        return;
    }
    // A copy: a command submitted while drawing changes the state at once.
    const OrderLine line = *found;
    const Locale locale = client.locale();
    const Person* const person = client.person(line.id);
    const std::string number = say(locale, "groupbuy.join_number", {{"number", line.join_number}});
    const std::string name = person ? person->name : say(locale, "groupbuy.consumer");
    const kit::Dialog dialog(
        {.title = number + " · " + name, .close_label = say(locale, "app.close")});
    draw_facts(client, line, person, now);
    if (person && !person->phone.empty())
        draw_phone(locale, person->phone, !has_money_to_do(client, line));
    draw_join_money(view, client, line, now);
    if (dialog.dismissed()) {
        view.opened_join = {};
        view.money = {};
    }
}

}  // namespace starfish::web
