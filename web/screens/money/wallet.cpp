#include "web/screens/money/wallet.hpp"

#include "core/subjects/groupbuy/queries.hpp"
#include "web/app/screens.hpp"
#include "web/format/phrases.hpp"
#include "web/format/settlement_words.hpp"
#include "web/format/yuan_text.hpp"
#include "web/forms/moment_field.hpp"
#include "web/screens/money/money_rows.hpp"

#include <algorithm>

namespace starfish::web {
namespace {

using groupbuy::OrderLine;
using money::Leader;
using money::Overview;
using money::PendingPay;
using money::PendingReason;
using Kind = WalletForm::Kind;

constexpr std::size_t lines_first = 20;  // statement lines shown before the button "all lines"
constexpr std::size_t history_max = 10;  // withdrawals and settlements

std::string statement_route(const Client& client, std::string_view view, Id<Leader> leader) {
    std::string route = "statement/" + std::string(view);
    if (!client.is_leader()) route += "-" + std::to_string(leader.value);
    return route;
}

void draw_available(View& view, Client& client, const Overview& overview) {
    const Locale locale = client.locale();
    const kit::Card card;
    kit::text(say(locale, "cash.available"), {.type = Type::small, .ink = Ink::muted});
    kit::space(4);
    const Fen available = overview.available_fen;
    kit::text(yuan(available),
              {.type = Type::figure, .ink = available.value < 0 ? Ink::bad : Ink::text});
    if (available.value < 0)
        kit::text(say(locale, "cash.negative"), {.type = Type::small, .ink = Ink::muted});
    if (!client.is_leader() || available.value <= 0) return;
    kit::space(12);
    if (kit::button(
            {.label = say(locale, "cash.withdraw"), .look = kit::Look::filled, .wide = true}))
        view.wallet_form = {.kind = Kind::withdraw, .amount = yuan_input(available)};
}

std::string groupbuy_words(const Client& client, Id<groupbuy::GroupBuy> id) {
    const auto& groupbuy = client.state().groupbuy.groupbuys.at(id);
    return groupbuy::title_of(client.state().catalog, groupbuy) + " · " +
           community_and_leader(client, groupbuy);
}

std::string join_words(const Client& client, Id<OrderLine> id) {
    const OrderLine& line = client.state().groupbuy.lines.at(id);
    const auto& groupbuy = client.state().groupbuy.groupbuys.at(line.groupbuy);
    const auto offer = groupbuy::goods_of(groupbuy, line.item).offer;
    return say(client.locale(), "groupbuy.join_number", {{"number", line.join_number}}) + " · " +
           client.state().catalog.offers.at(offer).title;
}

kit::Entry entry_of(const Client& client, const PendingPay& part) {
    const Locale locale = client.locale();
    kit::Entry entry{
        .note = say(locale, money::words_key(part), money::facts_of(part)),
        .value = yuan(part.amount_fen),
        .value_ink = part.because == PendingReason::after_sales ? Ink::text : Ink::warn,
        .opens = true,
        .key = "held"};
    switch (part.because) {
        case PendingReason::after_sales:
            entry.title = groupbuy_words(client, part.groupbuy);
            break;
        case PendingReason::unpaid:
        case PendingReason::claim:
            entry.title = join_words(client, part.line);
            break;
        case PendingReason::hold: {
            const money::Hold& hold = client.state().money.holds.at(part.hold);
            entry.title = hold.reason;
            entry.note += "\n" + say(locale, "cash.wanted") + "：" + hold.wanted;
            const auto given = static_cast<std::int64_t>(hold.evidence.size());
            if (given > 0)
                entry.note += "\n" + say(locale, "cash.evidence_count", {{"count", given}});
        }
    }
    return entry;
}

void open_pending_part(View& view, Client& client, const PendingPay& part) {
    switch (part.because) {
        case PendingReason::after_sales:
            return platform::go("held/" + client.state().groupbuy.groupbuys.at(part.groupbuy).code);
        case PendingReason::unpaid:
        case PendingReason::claim:
            view.opened_join = part.line;
            return;
        case PendingReason::hold:
            view.wallet_form = {.kind = Kind::hold, .id = part.hold.value};
    }
}

void draw_pending_parts(View& view, Client& client, const Overview& overview) {
    if (overview.held.empty()) return;
    const std::string title = say(client.locale(), "cash.kept_back");
    const kit::Card card({.title = title, .aside = yuan(overview.held_fen)});
    const kit::Group list(accessible::Role::list, title);
    for (std::size_t i = 0; i < overview.held.size(); ++i) {
        const kit::Each each(i);
        if (kit::entry(entry_of(client, overview.held[i])))
            open_pending_part(view, client, overview.held[i]);
    }
}

void draw_withdrawals(View& view, const Client& client, Id<Leader> leader, const Overview& overview,
                      Instant now) {
    const money::State& money = client.state().money;
    auto ids = money::withdrawals_of(money, leader);
    if (ids.empty()) return;
    if (ids.size() > history_max) ids.resize(history_max);
    const Locale locale = client.locale();
    const std::string title = say(locale, "cash.withdrawals");
    const kit::Card card(
        {.title = title,
         .aside = overview.withdrawing_fen.value > 0 ? yuan(overview.withdrawing_fen) : ""});
    const kit::Group list(accessible::Role::list, title);
    for (const auto id : ids) {
        const money::Withdrawal& row = money.withdrawals.at(id);
        const kit::Each each(id.value);
        const bool waits = money.index.withdrawals.contains(id);
        std::string note =
            waits ? age_words(locale, row.requested_at, now) : when(locale, row.changed_at, now);
        for (const std::string* more : {&row.reason, &row.reference})
            if (!more->empty()) note += "\n" + *more;
        if (kit::entry({.title = yuan(row.amount_fen),
                        .note = note,
                        .chip = chip_of(locale, row),
                        .opens = true,
                        .key = "withdrawal"}))
            view.wallet_form = {.kind = Kind::withdrawal, .id = id.value};
    }
}

void draw_till(const Client& client, Id<Leader> leader, const Overview& overview) {
    const Locale locale = client.locale();
    const kit::Card card;
    if (kit::entry({.title = say(locale, "cash.till"),
                    .note = say(locale, "cash.till_note"),
                    .value = yuan(overview.till_fen),
                    .opens = true,
                    .bold = true,
                    .key = "till"}))
        platform::go(statement_route(client, "till", leader));
}

std::string settlement_note(Locale locale, const money::Settlement& row, Instant now) {
    std::string note = when(locale, row.made_at, now) + " · " + say(locale, "cash.settled_till") +
                       " " + yuan(row.till_fen);
    if (row.kept_fen.value != 0)
        note += " · " + say(locale, "cash.settled_kept") + " " + yuan(row.kept_fen);
    if (row.offset_fen.value != 0)
        note += " · " + say(locale, "cash.settled_offset") + " " + yuan(row.offset_fen);
    return note;
}

void draw_settlements(View& view, const Client& client, Id<Leader> leader, Instant now) {
    auto ids = money::settlements_of(client.state().money, leader);
    if (ids.empty()) return;
    if (ids.size() > history_max) ids.resize(history_max);
    const Locale locale = client.locale();
    const std::string title = say(locale, "cash.settlements");
    const kit::Card card({.title = title});
    const kit::Group list(accessible::Role::list, title);
    for (const auto id : ids) {
        const money::Settlement& row = client.state().money.settlements.at(id);
        const kit::Each each(id.value);
        if (kit::entry({.title = say(locale, "cash.settlement", {{"number", id.value}}),
                        .note = settlement_note(locale, row, now),
                        .value = yuan(row.remit_fen),
                        .chip = chip_of(locale, row),
                        .opens = true,
                        .key = "settlement"}))
            view.wallet_form = {.kind = Kind::settlement, .id = id.value};
    }
}

void draw_lines(View& view, Client& client, Id<Leader> leader, Instant now) {
    const Locale locale = client.locale();
    const kit::Card card({.title = say(locale, "cash.lines")});
    const money::Statement& pay =
        cached_statement(view.statement, client, money::View::pay, leader, {});
    if (pay.lines.empty())
        return kit::text(say(locale, "cash.no_lines"), {.type = Type::small, .ink = Ink::muted});
    draw_statement_lines(view, client, pay, {lines_first, false}, now);
    if (pay.lines.size() <= lines_first) return;
    kit::space(12);
    if (kit::button({.label = say(locale, "cash.all_lines"), .wide = true}))
        platform::go(statement_route(client, "pay", leader));
}

// The parts that both the leader's screen and the supplier's screen of that leader show.
void draw_parts(View& view, Client& client, Id<Leader> leader, Instant now) {
    const Overview overview =
        money::overview_of(money::Reads(client.state()), client.state().money, leader);
    const auto figures = [&] {
        draw_available(view, client, overview);
        draw_pending_parts(view, client, overview);
        draw_till(client, leader, overview);
        draw_settlements(view, client, leader, now);
        draw_withdrawals(view, client, leader, overview, now);
    };
    if (!platform::is_desktop()) {
        figures();
        return draw_lines(view, client, leader, now);
    }
    kit::Columns columns({1, 400});
    draw_lines(view, client, leader, now);
    columns.next();
    figures();
}

}  // namespace

std::vector<const money::Settlement*> to_remit(const State& state, Id<Leader> leader) {
    std::vector<const money::Settlement*> found;
    for (const auto id : money::open_settlements(state.money)) {
        const money::Settlement& settlement = state.money.settlements.at(id);
        if (settlement.leader == leader && must_remit(settlement)) found.push_back(&settlement);
    }
    return found;
}

void draw_money(View& view, Client& client, Instant now) {
    const Locale locale = client.locale();
    const Id<Leader> leader{static_cast<std::uint32_t>(client.account().actor.id)};
    {
        const kit::Screen screen(
            {.key = "money",
             .title = say(locale, "nav.money"),
             .subtitle = say(locale, "cash.subtitle"),
             .actions = {{.label = say(locale, "cash.statement"), .small = true}},
             .width_max = platform::is_desktop() ? 1160.0F : 720.0F,
             .centred = true});
        if (screen.action() == 0) return platform::go("statement/pay");
        if (client.link() == Link::offline)
            kit::banner(
                {.text = say(locale, "app.offline_hint", {{"at_ms", client.saved_at().ms}})});
        draw_parts(view, client, leader, now);
    }
    draw_wallet_forms(view, client, now);
}

void draw_wallet(View& view, Client& client, Id<Leader> leader, Instant now) {
    const Locale locale = client.locale();
    {
        const kit::Screen screen(
            {.key = "purse",
             .title = client.state().community.leaders.at(leader).name,
             .subtitle = say(locale, "cash.subtitle"),
             .actions = {{.label = say(locale, "cash.settle"), .small = true},
                         {.label = say(locale, "cash.place_hold"), .small = true}},
             .back = say(locale, "app.back"),
             .width_max = platform::is_desktop() ? 1160.0F : 720.0F,
             .centred = true});
        if (screen.back()) return platform::go("money");
        if (screen.action() == 0) settle(client, leader);
        if (screen.action() == 1)
            view.wallet_form = {
                .kind = Kind::place_hold, .id = leader.value, .until = day_at(now, 7, 20)};
        draw_parts(view, client, leader, now);
    }
    draw_wallet_forms(view, client, now);
}

void draw_pending_pay(View& view, Client& client, const groupbuy::GroupBuy& groupbuy, Instant now) {
    const Locale locale = client.locale();
    const kit::Screen screen({.key = "held",
                              .title = say(locale, "cash.kept_back"),
                              .subtitle = groupbuy_words(client, groupbuy.id),
                              .back = say(locale, "app.back"),
                              .width_max = 720,
                              .centred = true});
    if (screen.back()) {
        if (client.is_leader()) return platform::go("money");
        return platform::go("purse/" + std::to_string(groupbuy.leader.value));
    }
    const money::State& money = client.state().money;
    std::vector<MoneyRow> rows;
    std::vector<Id<OrderLine>> lines;
    Fen sum;
    std::size_t left_out = 0;
    const auto& pending = money.index.pending;
    for (auto it = pending.lower_bound({groupbuy.leader, {}, {}}); it != pending.end(); ++it) {
        const auto& [leader, until, ledger_id] = *it;
        if (leader != groupbuy.leader) break;
        const money::LineLedger& ledger = money.lines.at(ledger_id);
        const Id<OrderLine> line{ledger_id.value};
        if (client.state().groupbuy.lines.at(line).groupbuy != groupbuy.id) continue;
        const Fen pay = ledger.sale_fen + ledger.service_fen;
        sum = sum + pay;
        if (rows.size() == money_rows_max) {
            ++left_out;
            continue;
        }
        const std::string ends = ledger.claim               ? say(locale, "cash.claim_open")
                                 : money::is_unpaid(ledger) ? say(locale, "money.held.unpaid")
                                                            : say(locale, "cash.claims_until") +
                                                                  " " + when(locale, until, now);
        lines.push_back(line);
        rows.push_back({.title = join_words(client, line),
                        .note = ends,
                        .value = yuan(pay),
                        .cells = {join_words(client, line), ends, yuan(pay)}});
    }
    const kit::Card card({.title = say(locale, "cash.kept_back"), .aside = yuan(sum)});
    const auto pressed =
        draw_money_list(locale,
                        {.name = say(locale, "cash.kept_back"),
                         .columns = {{say(locale, "cash.column_what"), 0.5F},
                                     {say(locale, "cash.column_why"), 0.5F},
                                     {say(locale, "cash.column_amount"), 110, Align::right}},
                         .opens = true,
                         .left_out = left_out},
                        rows);
    if (pressed) view.opened_join = lines[*pressed];
}

}  // namespace starfish::web
