#include "core/base/json/description.hpp"
#include "core/subjects/groupbuy/queries.hpp"
#include "core/subjects/handout/queries.hpp"
#include "wasm/outside/outside.hpp"
#include "web/app/screens.hpp"
#include "web/format/phrases.hpp"
#include "web/screens/notices/reminders.hpp"

namespace starfish::web {
namespace {

using groupbuy::GroupBuy;
using groupbuy::OrderLine;
using groupbuy::Phase;

void draw_progress(Client& client, const GroupBuy& groupbuy, const std::string& title,
                   Instant now) {
    const Locale locale = client.locale();
    const kit::Card card(
        {.title = say(locale, "groupbuy.progress"), .chip = stage_chip(locale, groupbuy, now)});
    const auto& goods = groupbuy.terms.goods;
    for (std::size_t i = 0; i < goods.size(); ++i) {
        const kit::Each each(static_cast<std::uint32_t>(i));
        const std::string& name =
            goods.size() > 1 ? client.state().catalog.offers.at(goods[i].offer).title : title;
        const auto item = static_cast<std::int32_t>(i);
        if (goods.size() > 1) {
            if (i > 0) kit::space(16);
            kit::row({.left = name,
                      .right = sold_words(locale, groupbuy, item),
                      .left_style = {.type = Type::small, .bold = true},
                      .right_style = {.type = Type::small, .ink = Ink::muted}});
        }
        draw_ladder(locale, groupbuy, item, name);
    }
    kit::row({.left = people_and_units(locale, groupbuy),
              .right = !is_selling(groupbuy) || goods.size() > 1
                           ? ""
                           : next_tier_words(locale, groupbuy),
              .left_style = {.type = Type::small, .bold = true},
              .right_style = {.type = Type::small, .ink = Ink::muted}});
    kit::text(threshold_words(locale, groupbuy),
              {.type = Type::small,
               .ink = groupbuy::threshold_reached(groupbuy) ? Ink::good : Ink::muted});
}

std::int32_t waiting_units(const GroupBuy& groupbuy) {
    std::int32_t units = 0;
    for (const groupbuy::Sale& sale : groupbuy.sales) units += sale.waiting.value;
    return units;
}

// Chips: hidden, may be offered again by others, is offered again.
void draw_marks(Locale locale, const GroupBuy& groupbuy) {
    std::vector<kit::Chip> chips;
    if (groupbuy.terms.hidden) chips.push_back({say(locale, "groupbuy.is_hidden"), Tone::warn});
    if (groupbuy.terms.reofferable)
        chips.push_back({say(locale, "groupbuy.is_reofferable"), Tone::sea});
    if (groupbuy.reoffer_of) chips.push_back({say(locale, "groupbuy.is_reoffer"), Tone::sea});
    if (chips.empty()) return;
    kit::space(12);
    kit::chips(chips);
}

void draw_facts(Client& client, const GroupBuy& groupbuy, Instant now) {
    const Locale locale = client.locale();
    const kit::Card card;
    const auto fact = [&](std::string_view key, const std::string& value) {
        kit::entry({.title = say(locale, key), .value = value, .small = true});
    };
    const groupbuy::Terms& terms = groupbuy.terms;
    if (terms.goods.size() == 1)
        fact(groupbuy.phase == Phase::locked ? "groupbuy.final_price" : "groupbuy.price_now",
             yuan(groupbuy::price_now(groupbuy, 0)));
    if (now < terms.starts_at) fact("groupbuy.starts", when(locale, terms.starts_at, now));
    fact("groupbuy.deadline", when(locale, groupbuy.terms.deadline, now));
    if (groupbuy.first_deadline.ms != 0)
        fact("groupbuy.first_deadline", when(locale, groupbuy.first_deadline, now));
    if (terms.pickup_from.ms != 0) {
        const bool same_day = shanghai_day(terms.pickup_from) == shanghai_day(terms.pickup_until);
        fact("groupbuy.pickup_time", when(locale, terms.pickup_from, now) + "–" +
                                         (same_day ? time_of_day(terms.pickup_until)
                                                   : when(locale, terms.pickup_until, now)));
    }
    fact("groupbuy.payment", say(locale, "payment." + std::string(json::name_of(terms.payment))));
    if (groupbuy.ended_at.ms != 0) fact("groupbuy.ended_at", when(locale, groupbuy.ended_at, now));
    fact("groupbuy.stock_left", say(locale, "groupbuy.of_stock",
                                    {{"left", groupbuy::remaining(groupbuy).value},
                                     {"stock", groupbuy::stock_units(groupbuy).value}}));
    if (const std::int32_t waiting = waiting_units(groupbuy); waiting > 0)
        fact("groupbuy.waitlist", say(locale, "groupbuy.units", {{"units", waiting}}));
    draw_marks(locale, groupbuy);
    if (groupbuy.phase == Phase::cancelled) {
        kit::divider();
        kit::text(say(locale, "groupbuy.end_reason"), {.type = Type::small, .ink = Ink::muted});
        kit::text(groupbuy.end_reason);
    }
}

void draw_sharing(Client& client, const GroupBuy& groupbuy) {
    const Locale locale = client.locale();
    const std::string link = outside::origin() + "/g/" + groupbuy.code;
    const kit::Card card;
    kit::row({.left = say(locale, "groupbuy.link"),
              .right = "/g/" + groupbuy.code,
              .right_style = {.type = Type::small, .ink = Ink::muted}});
    const bool open = groupbuy.phase == Phase::open_;
    const int pressed = kit::buttons({{.label = say(locale, "groupbuy.copy_link"),
                                       .look = open ? kit::Look::filled : kit::Look::outline},
                                      {.label = say(locale, "groupbuy.view_page")}});
    if (pressed == 0) {
        platform::copy_text(link);
        kit::notify(say(locale, "groupbuy.link_copied"), Tone::good);
    }
    if (pressed == 1) platform::open_page(link);
}

// The title of the line's item; "" if the group-buy has a single item.
std::string goods_of(const Client& client, const OrderLine& line) {
    const auto& groupbuy = client.state().groupbuy.groupbuys.at(line.groupbuy);
    if (groupbuy.terms.goods.size() < 2) return "";
    return client.state().catalog.offers.at(groupbuy::goods_of(groupbuy, line.item).offer).title;
}

// The text below the name: "周二站 · 昨天 20:15 · 放门卫".
std::string line_note(const Client& client, const OrderLine& line, const Person* person,
                      Instant now) {
    const Locale locale = client.locale();
    std::string note = client.state().community.pickup_points.at(line.pickup).name + " · " +
                       when(locale, line.joined_at, now);
    const std::string of = goods_of(client, line);
    if (!of.empty()) note = of + " · " + note;
    if (person && !person->note.empty()) note += " · " + person->note;
    return note;
}

std::string line_name(const Client& client, const Person* person) {
    return person ? person->name : say(client.locale(), "groupbuy.consumer");
}

std::string line_number(const Client& client, const OrderLine& line) {
    return say(client.locale(), "groupbuy.join_number", {{"number", line.join_number}});
}

std::string quantity_words(Locale locale, const OrderLine& line) {
    if (line.left_at.ms == 0) return "× " + std::to_string(line.quantity.value);
    return say(locale, line.left_because == groupbuy::LeftBecause::unpaid ? "groupbuy.left_unpaid"
                                                                          : "groupbuy.left");
}

// A chip for a line of which nothing was handed over: all missing or uncollected.
kit::Chip not_delivered_chip(const Client& client, const OrderLine& line) {
    const auto* const delivery =
        client.state().handout.deliveries.find(handout::delivery_of(line.id));
    if (!delivery || handout::left_of(*delivery) > Units{0} || delivery->handed > Units{0})
        return {};
    const bool uncollected = delivery->uncollected > Units{0};
    return {
        say(client.locale(), uncollected ? "groupbuy.chip_uncollected" : "groupbuy.chip_missing"),
        Tone::neutral};
}

// A chip for the line's payment, waitlist or delivery status.
kit::Chip money_chip(const Client& client, const OrderLine& line) {
    const Locale locale = client.locale();
    if (line.left_at.ms != 0) return {};
    if (line.waiting) return {say(locale, "groupbuy.chip_waiting"), Tone::sea};
    const auto* const bill = client.state().orders.bills.find(orders::bill_of(line.id));
    if (!bill) return {};
    // Nothing was paid and nothing is due any more: do not show "paid".
    if (bill->due_fen == Fen{0} && bill->paid_fen == Fen{0})
        return not_delivered_chip(client, line);
    const bool paid = orders::is_paid(client.state().orders, line.id);
    return {say(locale, paid ? "groupbuy.chip_paid" : "groupbuy.chip_unpaid"),
            paid ? Tone::good : Tone::warn};
}

void draw_joins_as_list(View& view, Client& client, std::span<const Id<OrderLine>> lines,
                        Instant now) {
    const Locale locale = client.locale();
    const kit::Group list(accessible::Role::list, say(locale, "groupbuy.joins"));
    // The latest join first: leaders look for it.
    for (std::size_t i = lines.size(); i-- > 0;) {
        const OrderLine& line = client.state().groupbuy.lines.at(lines[i]);
        const Person* person = client.person(line.id);
        const kit::Each each(line.id.value);
        const kit::Group item(accessible::Role::listitem);
        if (kit::entry({.title = line_number(client, line) + " · " + line_name(client, person),
                        .note = line_note(client, line, person, now),
                        .value = quantity_words(locale, line),
                        .value_ink = line.left_at.ms != 0 ? Ink::muted : Ink::text,
                        .chip = money_chip(client, line),
                        .avatar = person ? person->name : "",
                        .opens = true,
                        .key = "open"}))
            view.opened_join = line.id;
    }
}

constexpr float joins_wide = 1440;

// False for payment at pickup while the group-buy is open and nobody is on the waitlist.
bool has_chips(const GroupBuy& groupbuy) {
    return groupbuy.terms.payment != groupbuy::PaymentKind::pickup ||
           groupbuy.phase != Phase::open_ || waiting_units(groupbuy) > 0;
}

void draw_joins_as_table(View& view, Client& client, std::span<const Id<OrderLine>> lines,
                         Instant now) {
    const Locale locale = client.locale();
    // In a narrow window only the sheet of the join shows the pickup point.
    const bool wide = platform::environment().width >= joins_wide;
    const bool chips = has_chips(client.state().groupbuy.groupbuys.at(
        client.state().groupbuy.lines.at(lines.front()).groupbuy));
    std::vector<kit::TableColumn> columns = {
        {.title = say(locale, "groupbuy.number_column"), .width = 56},
        {.title = say(locale, "groupbuy.consumer"), .width = wide ? 0.4F : 96},
        {.title = say(locale, "groupbuy.quantity_column"), .width = 56, .align = Align::right},
        {.title = say(locale, "groupbuy.note_column"), .width = 0.6F},
        {.title = say(locale, "groupbuy.time_column"), .width = 140}};
    if (chips) columns.insert(columns.begin() + 3, {.title = "", .width = 76});
    if (wide)
        columns.insert(columns.end() - 1,
                       {.title = say(locale, "groupbuy.pickup_point"), .width = 0.4F});
    kit::Table table({.name = say(locale, "groupbuy.joins"),
                      .columns = columns,
                      .rows = lines.size(),
                      .rows_open = true});
    for (const std::size_t row : table.rows_in_sight()) {
        const OrderLine& line = client.state().groupbuy.lines.at(lines[lines.size() - 1 - row]);
        const Person* person = client.person(line.id);
        const bool left = line.left_at.ms != 0;
        table.begin_row(row);
        table.cell(line_number(client, line));
        table.cell(line_name(client, person), {.type = Type::small, .bold = true, .struck = left});
        table.cell(
            quantity_words(locale, line),
            {.type = Type::small, .ink = left ? Ink::muted : Ink::text, .align = Align::right});
        if (chips) table.cell(money_chip(client, line));
        std::string words = goods_of(client, line);
        if (person && !person->note.empty()) (words += words.empty() ? "" : " · ") += person->note;
        table.cell(words, {.type = Type::small, .ink = Ink::muted});
        if (wide) table.cell(client.state().community.pickup_points.at(line.pickup).name);
        table.cell(when(locale, line.joined_at, now), {.type = Type::small, .ink = Ink::muted});
    }
    if (const auto row = table.pressed_row()) view.opened_join = lines[lines.size() - 1 - *row];
}

void draw_joins(View& view, Client& client, const GroupBuy& groupbuy, Instant now) {
    const Locale locale = client.locale();
    const auto lines = groupbuy::lines_of(client.state().groupbuy, groupbuy.id);
    const kit::Card card(
        {.title = say(locale, "groupbuy.joins"), .aside = people_and_units(locale, groupbuy)});
    if (lines.empty())
        kit::empty_state(Icon::people, say(locale, "groupbuy.no_joins"),
                         say(locale, "groupbuy.no_joins_hint"));
    else if (platform::is_desktop())
        draw_joins_as_table(view, client, lines, now);
    else
        draw_joins_as_list(view, client, lines, now);
}

// A close or cancellation in its undo period: the leader can undo it or end the period at once.
void draw_undo_card(Client& client, const GroupBuy& groupbuy) {
    const Locale locale = client.locale();
    const kit::Card card;
    kit::banner(
        {.text = say(locale,
                     groupbuy.ending_cancels ? "groupbuy.ending_cancel" : "groupbuy.ending_close",
                     {{"at_ms", groupbuy.ending_at.ms}}),
         .tone = Tone::warn});
    if (!groupbuy.end_reason.empty()) kit::text(groupbuy.end_reason);
    const int pressed =
        kit::buttons({{.label = say(locale, "groupbuy.undo"), .look = kit::Look::filled},
                      {.label = say(locale, "groupbuy.end_now")}});
    if (pressed < 0) return;
    groupbuy::Command command = groupbuy::Undo{groupbuy.id};
    if (pressed == 1 && groupbuy.ending_cancels)
        command = groupbuy::Cancel{groupbuy.id, groupbuy.end_reason, true};
    else if (pressed == 1)
        command = groupbuy::Close{groupbuy.id, true};
    if (const auto refusal = client.submit(std::move(command)))
        kit::notify(say(locale, *refusal), Tone::bad);
}

// The leader may close; the leader and the supplier's staff may cancel.
void draw_ending(View& view, Client& client, const GroupBuy& groupbuy) {
    const Locale locale = client.locale();
    const bool leader = client.is_leader();
    if (leader && groupbuy.ending_at.ms != 0) return draw_undo_card(client, groupbuy);
    if (!leader && client.account().actor.role != Role::supplier) return;
    if (leader && groupbuy.phase == Phase::open_ &&
        kit::button({.label = say(locale, "groupbuy.close_now"), .wide = true}))
        view.asking_close = true;
    if (kit::button(
            {.label = say(locale, "groupbuy.cancel"), .look = kit::Look::plain, .wide = true}))
        view.asking_cancel = true;
}

}  // namespace

void draw_groupbuy(View& view, Client& client, const GroupBuy& groupbuy, Instant now) {
    const Locale locale = client.locale();
    const std::string& title = groupbuy::title_of(client.state().catalog, groupbuy);
    const kit::Screen screen({.key = "g/" + groupbuy.code,
                              .title = title,
                              .subtitle = community_and_leader(client, groupbuy),
                              .chip = link_chip(client),
                              .back = say(locale, "app.back"),
                              .width_max = platform::is_desktop() ? 1160.0F : 720.0F,
                              .centred = true});
    if (screen.back()) return platform::go("groupbuys");
    if (client.link() == Link::offline)
        kit::banner({.text = say(locale, "app.offline_hint", {{"at_ms", client.saved_at().ms}})});
    const auto side = [&] {
        draw_facts(client, groupbuy, now);
        if (groupbuy.phase >= Phase::open_) draw_sharing(client, groupbuy);
        draw_reminders_entry(view, client, groupbuy.id, now);
        draw_exports_entry(view, client, groupbuy);
        draw_menu(view, client, groupbuy, now);
        if (groupbuy.phase == Phase::open_ || groupbuy.phase == Phase::review)
            draw_ending(view, client, groupbuy);
    };
    const auto joins = [&] {
        if (groupbuy.phase >= Phase::open_) draw_joins(view, client, groupbuy, now);
    };
    draw_status(view, client, groupbuy);
    if (platform::is_desktop()) {
        kit::Columns columns({1, 360});
        draw_progress(client, groupbuy, title, now);
        joins();
        columns.next();
        side();
    } else {
        draw_progress(client, groupbuy, title, now);
        side();
        joins();
    }
}

}  // namespace starfish::web
