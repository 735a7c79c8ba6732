#include "web/screens/orders/money_lists.hpp"

#include "core/base/order.hpp"
#include "core/subjects/groupbuy/queries.hpp"
#include "web/app/screens.hpp"
#include "web/format/phrases.hpp"
#include "web/kit/kit.hpp"
#include "web/screens/orders/join_money.hpp"

#include <algorithm>

namespace starfish::web {
namespace {

using groupbuy::OrderLine;
using orders::Bill;
using orders::Refund;

constexpr std::size_t rows_max = 100;  // further rows are only counted

struct Row {
    Id<OrderLine> line;
    Fen amount;
    std::string note;
    Tone tone{};
    std::string chip;
};

void draw_rows(View& view, Client& client, const std::string& title, std::vector<Row>& rows) {
    const Locale locale = client.locale();
    const State& state = client.state();
    std::int64_t sum = 0;
    for (const Row& row : rows) sum += row.amount.value;
    const kit::Card card({.title = title, .aside = yuan({sum})});
    const kit::Group list(accessible::Role::list, title);
    for (std::size_t i = 0; i < std::min(rows.size(), rows_max); ++i) {
        const Row& row = rows[i];
        const OrderLine& line = state.groupbuy.lines.at(row.line);
        const Person* const person = client.person(line.id);
        const auto& groupbuy = state.groupbuy.groupbuys.at(line.groupbuy);
        const kit::Each each(i);
        const kit::Group item(accessible::Role::listitem);
        if (kit::entry(
                {.title = say(locale, "groupbuy.join_number", {{"number", line.join_number}}) +
                          " · " + (person ? person->name : say(locale, "groupbuy.consumer")),
                 .note = groupbuy::title_of(state.catalog, groupbuy) + "\n" + row.note,
                 .value = yuan(row.amount),
                 .chip = {row.chip, row.tone},
                 .avatar = person ? person->name : "",
                 .opens = true,
                 .key = "open"}))
            view.opened_join = line.id;
    }
    if (rows.size() > rows_max)
        kit::text(say(locale, "money.more_rows",
                      {{"count", static_cast<std::int64_t>(rows.size() - rows_max)}}),
                  {.type = Type::small, .ink = Ink::muted});
}

template <class Draw>
void draw_screen(Client& client, const char* title, const char* subtitle, Draw draw) {
    const Locale locale = client.locale();
    const kit::Screen screen({.key = title,
                              .title = say(locale, title),
                              .subtitle = say(locale, subtitle),
                              .chip = link_chip(client),
                              .back = say(locale, "app.back"),
                              .width_max = 720,
                              .centred = true});
    if (screen.back()) return platform::go("");
    draw();
}

bool waits(const Bill& bill) {
    return bill.kind == groupbuy::PaymentKind::transfer && !bill.is_void &&
           missing_of(bill) > Fen{0};
}

}  // namespace

std::vector<const Bill*> bills_to_confirm(const State& state) {
    std::vector<const Bill*> found;
    // Includes bills that were unpaid at the lock. The earliest join comes first.
    for (const Bill& bill : state.orders.bills)
        if (waits(bill)) found.push_back(&bill);
    put_in_order(found, {}, [&](const Bill* bill) {
        return std::pair(state.groupbuy.lines.at(orders::line_of(bill->id)).joined_at, bill->id);
    });
    return found;
}

std::vector<const Refund*> refunds_owed(const State& state) {
    std::vector<const Refund*> found;
    found.reserve(state.orders.index.owed.size());
    for (const auto& [next_try, id] : state.orders.index.owed)
        found.push_back(&state.orders.refunds.at(id));
    put_in_order(found, {},
                 [](const Refund* refund) { return std::pair(refund->owed_since, refund->id); });
    return found;
}

std::vector<const Refund*> refunds_by_hand(const State& state) {
    std::vector<const Refund*> found = refunds_owed(state);
    std::erase_if(found, [&](const Refund* refund) { return !is_by_hand(state, *refund); });
    return found;
}

void draw_to_confirm(View& view, Client& client, Instant now) {
    draw_screen(client, "confirm.title", "confirm.subtitle", [&] {
        const Locale locale = client.locale();
        std::vector<Row> rows;
        for (const Bill* bill : bills_to_confirm(client.state())) {
            const auto line = orders::line_of(bill->id);
            const Instant since = client.state().groupbuy.lines.at(line).joined_at;
            const std::int64_t age = std::max<std::int64_t>(now.ms - since.ms, 0);
            rows.push_back({.line = line,
                            .amount = missing_of(*bill),
                            .note = say(locale, "confirm.since", {{"age_ms", age}}) + "\n" +
                                    (bill->is_final ? say(locale, "confirm.locked")
                                                    : say(locale, "money.pay_by") + " " +
                                                          when(locale, bill->pay_by, now)),
                            .tone = Tone::warn,
                            .chip = bill->paid_fen.value > 0 ? say(locale, "confirm.part") : ""});
        }
        {
            const kit::Card card;
            draw_payment_instructions(view, client);
        }
        if (rows.empty())
            return kit::empty_state(Icon::check, say(locale, "confirm.none"),
                                    say(locale, "confirm.none_hint"));
        draw_rows(view, client, say(locale, "confirm.title"), rows);
    });
    draw_payment_instructions_form(view, client);
}

void draw_to_give_back(View& view, Client& client, Instant now) {
    draw_screen(client, "give_back.title", "give_back.subtitle", [&] {
        const Locale locale = client.locale();
        std::vector<Row> rows;
        for (const Refund* refund : refunds_owed(client.state()))
            rows.push_back({.line = orders::line_of(refund->bill),
                            .amount = refund->amount_fen,
                            .note = refund_words(locale, *refund, now),
                            .tone = Tone::sea,
                            .chip = is_by_hand(client.state(), *refund)
                                        ? ""
                                        : say(locale, "give_back.provider")});
        if (rows.empty())
            return kit::empty_state(Icon::check, say(locale, "give_back.none"),
                                    say(locale, "give_back.none_hint"));
        draw_rows(view, client, say(locale, "give_back.title"), rows);
    });
}

}  // namespace starfish::web
