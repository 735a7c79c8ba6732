// The ledger over random histories, and the sentence for each cause.
#include "core/engine/snapshot.hpp"
#include "core/engine/transaction.hpp"
#include "core/subjects/money/queries.hpp"
#include "core/words/words.hpp"
#include "tests/histories/history.hpp"

#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace money_test {

using namespace starfish;
using money::View;

constexpr View views[] = {View::pay, View::till, View::sales, View::bank, View::buyer};

State told(std::uint64_t seed, int moves) {
    histories::Author author(seed);
    State state;
    for (int i = 0; i < moves; ++i) {
        const auto move = author.next(state);
        (void)carry_out(state, move.command, move.context());
    }
    return state;
}

TEST_CASE("every statement adds up to its balance, line by line") {
    CHECK(rc::check("statements", [](std::uint64_t seed) {
        const State state = told(seed, 300);
        const money::Reads reads(state);
        std::map<View, Fen> sums;
        for (const money::Wallet& purse : state.money.purses)
            for (const View view : views) {
                const auto statement =
                    money::statement_of(reads, state.money, view, {purse.id.value}, {});
                Fen balance;
                Instant last;
                for (const auto& line : statement.lines) {
                    balance = balance + line.amount_fen;
                    RC_ASSERT(line.balance_fen == balance);
                    RC_ASSERT(line.amount_fen != Fen{0});
                    RC_ASSERT(line.at >= last);
                    last = line.at;
                }
                RC_ASSERT(balance == money::balance_of(purse.balances, view));
                RC_ASSERT(statement.closing_fen == balance);
                sums[view] = sums[view] + balance;
            }
        for (const View view : views) {
            const auto all = money::statement_of(reads, state.money, view, {}, {});
            RC_ASSERT(all.closing_fen == sums[view]);
            RC_ASSERT(money::balance_of(money::balances_of_all(state.money), view) == sums[view]);
        }
    }));
}

TEST_CASE("a period's statement opens with the closing balance of the period before") {
    CHECK(rc::check("periods", [](std::uint64_t seed) {
        const State state = told(seed, 200);
        const money::Reads reads(state);
        const Instant cut =
            histories::first_moment + *rc::gen::inRange<std::int64_t>(0, 20 * day_ms);
        for (const View view : views) {
            const auto before = money::statement_of(reads, state.money, view, {}, {.until = cut});
            const auto after = money::statement_of(reads, state.money, view, {}, {.from = cut});
            const auto whole = money::statement_of(reads, state.money, view, {}, {});
            RC_ASSERT(before.closing_fen == after.opening_fen);
            RC_ASSERT(after.closing_fen == whole.closing_fen);
            RC_ASSERT(before.lines.size() + after.lines.size() == whole.lines.size());
        }
    }));
}

TEST_CASE("pending pay has a reason for every fen, and a buyer's account matches the bill") {
    CHECK(rc::check("overviews", [](std::uint64_t seed) {
        const State state = told(seed, 300);
        const money::Reads reads(state);
        for (const auto& leader : state.community.leaders) {
            const auto overview = money::overview_of(reads, state.money, leader.id);
            Fen held;
            for (const auto& part : overview.held) {
                held = held + part.amount_fen;
                RC_ASSERT(part.amount_fen > Fen{0});
                RC_ASSERT((part.until.ms > 0) == (part.because != money::PendingReason::unpaid));
                RC_ASSERT((part.because == money::PendingReason::hold) == bool(part.hold));
                RC_ASSERT((part.because == money::PendingReason::claim) == bool(part.claim));
            }
            RC_ASSERT(held == overview.held_fen);
            RC_ASSERT(overview.available_fen + overview.held_fen + overview.withdrawing_fen ==
                      money::balance_of(money::balances_of(state.money, leader.id), View::pay));
        }
        for (const auto& bill : state.orders.bills) {
            const std::vector lines{orders::line_of(bill.id)};
            const auto account = money::statement_of(reads, state.money, lines, {});
            const money::LineLedger* book = state.money.lines.find({bill.id.value});
            const Fen earned = book ? book->revenue_fen : Fen{0};
            Fen given;
            for (const auto& refund : state.orders.refunds)
                if (refund.bill == bill.id && refund.given_at.ms != 0)
                    given = given + refund.amount_fen;
            RC_ASSERT(account.closing_fen == bill.paid_fen - given - earned);
        }
    }));
}

TEST_CASE("a leader's browser has the same statements as the server") {
    CHECK(rc::check("replicas", [](std::uint64_t seed) {
        const State state = told(seed, 250);
        for (const auto& leader : state.community.leaders) {
            std::string text;
            write_snapshot(text, state, for_leader(leader.id.value));
            const auto replica = read_snapshot(text);
            RC_ASSERT(replica.has_value());
            const money::Reads here(*replica);
            const money::Reads there(state);
            for (const View view : views) {
                const auto one = money::statement_of(here, replica->money, view, leader.id, {});
                const auto two = money::statement_of(there, state.money, view, leader.id, {});
                RC_ASSERT(one.closing_fen == two.closing_fen);
                RC_ASSERT(one.lines.size() == two.lines.size());
                for (std::size_t i = 0; i < one.lines.size(); ++i) {
                    RC_ASSERT(one.lines[i].base_fen == two.lines[i].base_fen);
                    RC_ASSERT(one.lines[i].reference == two.lines[i].reference);
                }
            }
            const auto one = money::overview_of(here, replica->money, leader.id);
            const auto two = money::overview_of(there, state.money, leader.id);
            RC_ASSERT(one.available_fen == two.available_fen);
            RC_ASSERT(one.held_fen == two.held_fen);
            RC_ASSERT(one.held.size() == two.held.size());
        }
    }));
}

// Random histories must reach the cases that the tests above cover.
TEST_CASE("long histories earn, lose, release, hold, withdraw and settle, and stay consistent") {
    std::set<money::Cause> causes;
    bool below_zero = false;
    for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
        const State state = told(seed, 300);
        INFO("seed " << seed);
        CHECK(broken_invariant(state).value_or("") == "");
        for (const money::Entry& entry : state.money.entries) causes.insert(entry.cause);
        for (const money::Wallet& purse : state.money.purses)
            below_zero = below_zero || purse.balances.available_fen > Fen{0};
    }
    CHECK(below_zero);
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<money::Cause>>([&](auto cause) {
        INFO(cause.name);
        CHECK(causes.contains(cause.value));
    });
}

// "A refund never needs a top-up": a settlement leaves refunds owed out of a till in the till.
TEST_CASE("no settlement takes refunds owed to buyers out of a till") {
    int kept = 0;
    for (std::uint64_t seed = 1; seed <= 1500; ++seed) {
        histories::Author author(seed);
        State state;
        for (int i = 0; i < 300; ++i) {
            const auto move = author.next(state);
            const auto made = carry_out(state, move.command, move.context());
            if (!made) continue;
            for (const Event& event : *made) {
                const auto* const of_money = std::get_if<money::Event>(&event);
                const auto* const settled =
                    of_money ? std::get_if<money::SettlementMade>(of_money) : nullptr;
                if (!settled) continue;
                Fen owed;
                for (const orders::Refund& refund : state.orders.refunds) {
                    const orders::Bill& bill = state.orders.bills.at(refund.bill);
                    const auto& of = state.groupbuy.groupbuys.at(bill.groupbuy);
                    if (refund.given_at.ms == 0 && of.leader == settled->leader &&
                        bill.kind != groupbuy::PaymentKind::provider)
                        owed = owed + refund.amount_fen;
                }
                const Fen left = money::balances_of(state.money, settled->leader).till_fen;
                INFO("seed " << seed << " move " << i);
                CHECK(left == std::clamp(settled->till_fen, Fen{0}, owed));
                kept += left > Fen{0};
            }
        }
    }
    CHECK(kept > 20);
}

// A verifier's browser has the desk's rows and no others, and decides hand-overs with them.
TEST_CASE("the desk decides without the ledger") {
    int decided = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        const State state = told(seed, 250);
        const Instant now = histories::first_moment + 300 * day_ms;
        for (const handout::Slip& slip : state.handout.slips) {
            const auto leader = state.handout.handouts.at(slip.handout).leader.value;
            std::string text;
            write_snapshot(text, state, for_desk(leader));
            auto desk = read_snapshot(text);
            REQUIRE(desk);
            State server = state;
            const Context context{{Role::leader, leader}, now, "at-the-desk"};
            const handout::Command hand_over = handout::HandOver{slip.id, {}, {}};
            const auto here = carry_out(*desk, Command(hand_over), context);
            const auto there = carry_out(server, Command(hand_over), context);
            CHECK(here.has_value() == there.has_value());
            decided += here.has_value();
            if (decided > 60) return;
        }
    }
    CHECK(decided > 10);
}

// Carries out the due work, as the sweep does.
void sweep(State& state, Instant now) {
    int number = 0;
    const auto act = [&](const money::Command& command) {
        const std::string id = "sweep-" + std::to_string(now.ms) + "-" + std::to_string(++number);
        REQUIRE(carry_out(state, Command(command), {{Role::system, 0}, now, id}));
    };
    for (;;) {
        const auto releases = money::releases_due(state.money, now, 4);
        const auto holds = money::holds_due(state.money, now, 4);
        if (releases.empty() && holds.empty()) break;
        for (const auto& due : releases) act(money::Release{due.leader});
        for (const auto id : holds) act(money::LiftHold{id});
    }
}

TEST_CASE("due work is done once, and then nothing is due") {
    int released = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        State state = told(seed, 250);
        const std::size_t before = state.money.entries.size();
        const Instant far = histories::first_moment + 400 * day_ms;
        const auto due = money::next_due(state.money);
        if (due) {
            CHECK((*due > far || !money::releases_due(state.money, *due, 1).empty() ||
                   !money::holds_due(state.money, *due, 1).empty()));
            CHECK(money::releases_due(state.money, *due + -1, 1).empty());
        }
        sweep(state, far);
        CHECK_FALSE(money::next_due(state.money));
        CHECK(broken_invariant(state).value_or("").empty());
        for (const money::LineLedger& book : state.money.lines) {
            const bool waits =
                book.claim || money::is_unpaid(book) || book.sale_fen + book.service_fen == Fen{0};
            CHECK((book.delivered_at.ms == 0 || waits || book.released_at.ms != 0));
        }
        released += state.money.entries.size() > before;
    }
    CHECK(released > 0);
}

TEST_CASE("every cause and pending reason has a sentence and all the facts it needs") {
    for (const Locale locale : {Locale::zh_cn, Locale::en}) {
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<money::Cause>>(
            [&](auto cause) {
                for (const std::int32_t per_mille : {0, 80}) {
                    money::StatementLine line{};
                    line.cause = cause.value;
                    line.per_mille = per_mille;
                    const std::string key = money::words_key(line);
                    INFO(key);
                    REQUIRE(has_words(locale, key));
                    CHECK(say(locale, key, money::facts_of(line)).find('{') == std::string::npos);
                }
            });
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<money::PendingReason>>(
            [&](auto because) {
                for (const bool wants_photo : {false, true}) {
                    money::PendingPay part{};
                    part.because = because.value;
                    part.wants_photo = wants_photo;
                    const std::string key = money::words_key(part);
                    INFO(key);
                    REQUIRE(has_words(locale, key));
                    CHECK(say(locale, key, money::facts_of(part)).find('{') == std::string::npos);
                }
            });
    }
    money::StatementLine sale{};
    sale.cause = money::Cause::sale;
    sale.per_mille = 80;
    sale.base_fen = {31'800};
    CHECK(say(Locale::zh_cn, money::words_key(sale), money::facts_of(sale)) ==
          "成交所得 ¥318 × 8%");
    CHECK(percent(85) == "8.5%");
    CHECK(percent(5) == "0.5%");
}

}  // namespace money_test
