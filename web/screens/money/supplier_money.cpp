#include "web/screens/money/supplier_money.hpp"

#include "core/base/order.hpp"
#include "core/subjects/money/queries.hpp"
#include "web/app/screens.hpp"
#include "web/format/phrases.hpp"
#include "web/format/settlement_words.hpp"
#include "web/screens/money/money_rows.hpp"
#include "web/screens/orders/money_lists.hpp"

#include <algorithm>
#include <utility>

namespace starfish::web {
namespace {

using Kind = WalletForm::Kind;

std::string name_of(const Client& client, Id<money::Leader> leader) {
    return client.state().community.leaders.at(leader).name;
}

// The sums over all leaders. Each figure opens the rows it is made of.
void draw_figures(const Client& client) {
    const Locale locale = client.locale();
    const money::Balances all = money::balances_of_all(client.state().money);
    std::int64_t owed = 0;
    const auto refunds = refunds_owed(client.state());
    for (const orders::Refund* refund : refunds) owed += refund->amount_fen.value;
    const auto count = static_cast<std::int64_t>(refunds.size());
    const std::vector<kit::Stat> stats{
        {.label = say(locale, "cash.view_sales"),
         .figure = yuan(money::balance_of(all, money::View::sales)),
         .note = say(locale, "cash.sales_note"),
         .opens = true},
        {.label = say(locale, "cash.view_bank"),
         .figure = yuan(money::balance_of(all, money::View::bank)),
         .note = say(locale, "cash.bank_note",
                     {{"moving_fen", (all.in_transit_fen + all.provider_fen).value}}),
         .opens = true},
        {.label = say(locale, "cash.tills"), .figure = yuan(all.till_fen), .opens = true},
        {.label = say(locale, "cash.pay_owed"),
         .figure = yuan(money::balance_of(all, money::View::pay)),
         .opens = true},
        {.label = say(locale, "cash.refunds"),
         .figure = yuan({owed}),
         .note = say(locale, "cash.refunds_note", {{"count", count}}),
         .opens = true}};
    constexpr const char* routes[] = {"statement/sales", "statement/bank", "statement/till",
                                      "statement/pay", "give-back"};
    const int pressed = kit::stats(stats);
    if (pressed >= 0) platform::go(routes[pressed]);
}

void draw_withdrawals(View& view, const Client& client, Instant now) {
    const Locale locale = client.locale();
    const auto ids = money::open_withdrawals(client.state().money);
    const std::string title = say(locale, "cash.to_answer");
    const kit::Card card({.title = title, .aside = std::to_string(ids.size())});
    if (ids.empty())
        return kit::text(say(locale, "cash.nothing_to_answer"),
                         {.type = Type::small, .ink = Ink::muted});
    std::vector<MoneyRow> rows;
    for (std::size_t i = 0; i < std::min(ids.size(), money_rows_max); ++i) {
        const money::Withdrawal& row = client.state().money.withdrawals.at(ids[i]);
        const std::string age = age_words(locale, row.requested_at, now);
        const std::string leader = name_of(client, row.leader);
        rows.push_back({.title = leader,
                        .note = age,
                        .value = yuan(row.amount_fen),
                        .chip = chip_of(locale, row),
                        .cells = {leader, age, yuan(row.amount_fen)}});
    }
    const auto pressed =
        draw_money_list(locale,
                        {.name = title,
                         .columns = {{say(locale, "cash.leader"), 0.5F},
                                     {say(locale, "cash.column_age"), 0.5F},
                                     {say(locale, "cash.column_amount"), 140, Align::right},
                                     {say(locale, "cash.column_state"), 140}},
                         .opens = true,
                         .left_out = ids.size() - rows.size()},
                        rows);
    if (pressed) view.wallet_form = {.kind = Kind::withdrawal, .id = ids[*pressed].value};
}

MoneyRow settlement_row(const Client& client, const money::Settlement& row, Instant now) {
    const Locale locale = client.locale();
    const Fen expected = row.remit_fen + row.payout_fen;
    const std::string leader = name_of(client, row.leader);
    const std::string age = age_words(locale, row.made_at, now);
    std::string note = say(locale, "cash.run", {{"number", row.run.value}}) + " · " + age;
    if (!row.remit_reference.empty()) note += "\n" + row.remit_reference;
    return {.title = leader,
            .note = note,
            .value = yuan(expected),
            .chip = chip_of(locale, row),
            // The column is titled "waiting".
            .cells = {leader, duration(locale, std::max<std::int64_t>(now.ms - row.made_at.ms, 0)),
                      yuan(row.till_fen), yuan(row.kept_fen), yuan(row.offset_fen),
                      yuan(row.remit_fen), yuan(row.payout_fen)}};
}

void draw_settlements(View& view, Client& client, Instant now) {
    const Locale locale = client.locale();
    const auto ids = money::open_settlements(client.state().money);
    const std::string title = say(locale, "cash.to_receive");
    const kit::Card card({.title = title, .aside = std::to_string(ids.size())});
    std::vector<MoneyRow> rows;
    for (std::size_t i = 0; i < std::min(ids.size(), money_rows_max); ++i)
        rows.push_back(settlement_row(client, client.state().money.settlements.at(ids[i]), now));
    if (ids.empty())
        kit::text(say(locale, "cash.nothing_to_receive"), {.type = Type::small, .ink = Ink::muted});
    else if (const auto pressed = draw_money_list(
                 locale,
                 {.name = title,
                  .columns = {{say(locale, "cash.leader"), 0.4F},
                              {say(locale, "cash.column_age"), 0.6F},
                              {say(locale, "cash.settled_till"), 104, Align::right},
                              {say(locale, "cash.settled_kept"), 104, Align::right},
                              {say(locale, "cash.settled_offset"), 104, Align::right},
                              {say(locale, "cash.settled_remit"), 104, Align::right},
                              {say(locale, "cash.settled_payout"), 104, Align::right},
                              {say(locale, "cash.column_state"), 130}},
                  .opens = true,
                  .left_out = ids.size() - rows.size()},
                 rows))
        view.wallet_form = {.kind = Kind::settlement, .id = ids[*pressed].value};
    kit::space(12);
    if (kit::button({.label = say(locale, "cash.settle_all"), .small = true}))
        view.wallet_form = {.kind = Kind::settle_all};
}

void draw_holds(View& view, const Client& client, Instant now) {
    const money::State& money = client.state().money;
    if (money.index.holds.empty()) return;
    const Locale locale = client.locale();
    const std::string title = say(locale, "cash.holds");
    const kit::Card card({.title = title, .aside = std::to_string(money.index.holds.size())});
    std::vector<MoneyRow> rows;
    std::vector<Id<money::Hold>> ids;
    for (const auto& [until, id] : money.index.holds) {
        if (ids.size() == money_rows_max) break;
        const money::Hold& hold = money.holds.at(id);
        const auto given = static_cast<std::int64_t>(hold.evidence.size());
        const std::string leader = name_of(client, hold.leader);
        const std::string ends = say(locale, "cash.until") + " " + when(locale, until, now);
        ids.push_back(id);
        rows.push_back(
            {.title = leader,
             .note = hold.reason + "\n" + ends,
             .value = yuan(hold.amount_fen),
             .chip = given == 0 ? kit::Chip{}
                                : kit::Chip{say(locale, "cash.evidence_count", {{"count", given}}),
                                            Tone::sea},
             .cells = {leader, hold.reason, ends, yuan(hold.amount_fen)}});
    }
    const auto pressed =
        draw_money_list(locale,
                        {.name = title,
                         .columns = {{say(locale, "cash.leader"), 0.3F},
                                     {say(locale, "cash.reason"), 0.7F},
                                     {say(locale, "cash.until"), 200},
                                     {say(locale, "cash.column_amount"), 120, Align::right},
                                     {say(locale, "cash.column_state"), 130}},
                         .opens = true,
                         .left_out = money.index.holds.size() - ids.size()},
                        rows);
    if (pressed) view.wallet_form = {.kind = Kind::hold, .id = ids[*pressed].value};
}

// The fullest tills come first, because they should be settled first.
void draw_leaders(const Client& client) {
    const Locale locale = client.locale();
    std::vector<const money::Wallet*> wallets;
    for (const money::Wallet& wallet : client.state().money.purses) wallets.push_back(&wallet);
    if (wallets.empty()) return;
    put_in_order(wallets, {}, [](const money::Wallet* wallet) {
        const money::Balances& has = wallet->balances;
        return std::pair(Fen{0} - has.till_fen - has.provider_fen, wallet->id);
    });
    const std::size_t all = wallets.size();
    if (all > money_rows_max) wallets.resize(money_rows_max);
    std::vector<MoneyRow> rows;
    for (const money::Wallet* wallet : wallets) {
        const money::Balances& has = wallet->balances;
        const std::string leader = name_of(client, {wallet->id.value});
        const std::string available = yuan(Fen{0} - has.available_fen);
        const std::string pending = yuan(Fen{0} - has.held_fen - has.on_hold_fen);
        std::string note = say(locale, "cash.available") + " " + available;
        note += " · " + say(locale, "cash.kept_back");
        note += " " + pending;
        rows.push_back(
            {.title = leader,
             .note = std::move(note),
             .value = yuan(has.till_fen),
             .cells = {leader, available, pending, yuan(has.till_fen), yuan(has.provider_fen)}});
    }
    const std::string title = say(locale, "cash.purses");
    const kit::Card card({.title = title, .aside = say(locale, "cash.till")});
    const auto pressed =
        draw_money_list(locale,
                        {.name = title,
                         .columns = {{say(locale, "cash.leader"), 1},
                                     {say(locale, "cash.available"), 140, Align::right},
                                     {say(locale, "cash.kept_back"), 140, Align::right},
                                     {say(locale, "cash.till"), 140, Align::right},
                                     {say(locale, "cash.settled_payout"), 140, Align::right}},
                         .opens = true,
                         .left_out = all - rows.size()},
                        rows);
    if (pressed) platform::go("purse/" + std::to_string(wallets[*pressed]->id.value));
}

}  // namespace

void draw_supplier_money(View& view, Client& client, Instant now) {
    const Locale locale = client.locale();
    {
        const kit::Screen screen(
            {.key = "money",
             .title = say(locale, "nav.money"),
             .subtitle = say(locale, "cash.subtitle"),
             .actions = {{.label = say(locale, "cash.statement"), .small = true},
                         {.label = say(locale, "plan_check.open"), .small = true}},
             .width_max = platform::is_desktop() ? 1160.0F : 720.0F,
             .centred = true});
        if (screen.action() == 0) return platform::go("statement/sales");
        if (screen.action() == 1) return platform::go("plan");
        if (client.link() == Link::offline)
            kit::banner(
                {.text = say(locale, "app.offline_hint", {{"at_ms", client.saved_at().ms}})});
        draw_figures(client);
        draw_withdrawals(view, client, now);
        draw_settlements(view, client, now);
        draw_holds(view, client, now);
        draw_leaders(client);
    }
    draw_wallet_forms(view, client, now);
}

}  // namespace starfish::web
