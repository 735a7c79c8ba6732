#include "server/payment/cashier.hpp"

#include "server/payment/stand_in_provider.hpp"
#include "tests/support/small_case.hpp"

#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <optional>
#include <thread>

namespace starfish::payment {
namespace cashier_test {

using namespace small_case;
using namespace std::chrono_literals;

// A group-buy paid by the provider, with a cashier that can be taken away and come back.
struct Counter {
    StandInProvider provider;
    World world;
    std::optional<Cashier> cashier;

    explicit Counter(std::shared_ptr<Memory> memory = make_memory()) : world({}, memory) { hire(); }

    void open(Units stock = {2000}) {
        auto steps = opening(stock);
        auto& open = std::get<groupbuy::Open>(std::get<groupbuy::Command>(steps.back().command));
        open.payment = groupbuy::PaymentKind::provider;
        for (Submission& step : steps) REQUIRE((world.answer(std::move(step)))->has_value());
    }
    void hire() {
        cashier.emplace(*world.platform, provider, Numbers("tag123"),
                        Cashier::Options{.notify_url = "https://tuan.example/pay/notice",
                                         .now = [this] { return Instant{world.now_ms.load()}; }});
    }
    void pass(std::int64_t ms) {
        world.now_ms += ms;
        cashier->look();
    }
    Id<orders::Bill> joined(std::int64_t consumer, int quantity = 1) {
        const auto answer =
            world.answer(join(consumer, "join-of-" + std::to_string(consumer), quantity));
        REQUIRE((answer && *answer));
        return view(*world.platform, [](const State& state) {
            return orders::bill_of((state.groupbuy.lines.end() - 1)->id);
        });
    }
    int tell(const std::string& number, std::string_view signature = "good") {
        return cashier->notified({"serial", signature, "0", "nonce"}, number);
    }
    // Started and paid at the provider's; nobody was told.
    std::string paid(Id<orders::Bill> bill) {
        REQUIRE(cashier->start_payment(bill, NativeWay{}));
        const std::string number = provider.last_trade();
        provider.pay(number, Instant{world.now_ms.load()});
        return number;
    }
    orders::Bill bill(Id<orders::Bill> id) {
        return view(*world.platform,
                    [id](const State& state) { return state.orders.bills.at(id); });
    }
    // Waits for what the cashier does on its own.
    template <class Holds>
    bool becomes(Holds holds) {
        for (int i = 0; i < 2000; ++i) {
            if (view(*world.platform, holds)) return true;
            std::this_thread::sleep_for(5ms);
        }
        return false;
    }
    void cancel() {
        REQUIRE(world
                    .answer(by(leader, groupbuy::Command(groupbuy::Cancel{{1}, "货没有到", true}),
                               "cancel-all"))
                    ->has_value());
        cashier->look();
    }
};

bool all_given(const State& state) {
    for (const orders::Refund& refund : state.orders.refunds)
        if (refund.given_at.ms == 0) return false;
    return state.orders.refunds.size() > 0;
}

Fen sum_of(StandInProvider& provider) {
    Fen sum{0};
    for (const auto& [number, refund] : provider.returns())
        if (refund.state != RefundState::closed) sum = sum + refund.amount;
    return sum;
}

const Failure no_answer{FailureKind::unknown, 0, std::string(code_no_answer), "timed out"};

TEST_CASE("cashier: a payment that is told of twice is recorded once") {
    Counter counter;
    counter.open();
    const auto bill = counter.joined(7, 2);
    const std::string number = counter.paid(bill);
    CHECK(counter.tell(number) == http_status_accepted);
    CHECK(counter.tell(number) == http_status_accepted);
    CHECK(counter.bill(bill).paid_fen == Fen{33'600});
    CHECK(view(*counter.world.platform,
               [](const State& state) { return state.orders.payments.size(); }) == 1);
    const auto again = counter.cashier->start_payment(bill, NativeWay{});
    REQUIRE_FALSE(again);
    CHECK(again.error() == NotStarted::not_due);
}

TEST_CASE("cashier: what is forged or not ours is refused and changes nothing") {
    Counter counter;
    counter.open();
    const auto bill = counter.joined(7);
    const std::string number = counter.paid(bill);
    CHECK(counter.tell(number, "forged") == 401);
    CHECK(counter.tell("SFother1-1-00000000") == 422);
    CHECK(counter.tell("SFtag123-99-00000000") == 503);  // ours by its name, yet of no bill
    CHECK(counter.bill(bill).paid_fen == Fen{0});
}

TEST_CASE("cashier: a payment nobody tells of is asked after") {
    Counter counter;
    counter.open();
    const auto bill = counter.joined(7);
    counter.paid(bill);
    counter.pass(21 * second_ms);
    CHECK(counter.becomes([bill](const State& state) {
        return state.orders.bills.at(bill).paid_fen == Fen{16'800};
    }));
}

TEST_CASE("cashier: so is one that was started before the process was") {
    Counter counter;
    counter.open();
    const auto bill = counter.joined(7);
    counter.paid(bill);
    counter.cashier.reset();
    counter.hire();
    CHECK(counter.becomes([bill](const State& state) {
        return state.orders.bills.at(bill).paid_fen == Fen{16'800};
    }));
}

TEST_CASE("cashier: a payment that comes after its line has left is given back") {
    Counter counter;
    counter.open();
    const auto bill = counter.joined(7);
    REQUIRE(counter.cashier->start_payment(bill, NativeWay{}));
    const std::string number = counter.provider.last_trade();
    counter.cashier.reset();  // the process was away when it could still have been closed
    counter.world.now_ms += 31 * minute_ms;
    counter.joined(8);  // wakes the engine: the unpaid line leaves
    CHECK(counter.bill(bill).is_void);
    counter.provider.pay(number, Instant{counter.world.now_ms.load()});
    counter.hire();
    CHECK(counter.tell(number) == http_status_accepted);
    counter.cashier->look();
    CHECK(counter.becomes(all_given));
    CHECK(sum_of(counter.provider) == Fen{16'800});
}

TEST_CASE("cashier: what is not paid in time is closed at the provider's, before the line leaves") {
    Counter counter;
    counter.open();
    const auto bill = counter.joined(7);
    REQUIRE(counter.cashier->start_payment(bill, NativeWay{}));
    const std::string number = counter.provider.last_trade();
    counter.pass(30 * minute_ms - last_call_ms + second_ms);
    for (int i = 0; i < 2000 && !counter.provider.trades().at(number).closed; ++i)
        std::this_thread::sleep_for(5ms);
    CHECK(counter.provider.trades().at(number).closed);
    const auto late = counter.cashier->start_payment(bill, NativeWay{});
    REQUIRE_FALSE(late);
    CHECK(late.error() == NotStarted::too_late);
}

TEST_CASE("cashier: of a thousand refunds one fails, and is given a minute later") {
    Counter counter;
    counter.open();
    constexpr int payers = 1000;
    for (int i = 0; i < payers; ++i)
        REQUIRE(counter.tell(counter.paid(counter.joined(1000 + i))) == http_status_accepted);
    counter.provider.refund_fails_before = [](int call) {
        return call == 500 ? std::optional(no_answer) : std::nullopt;
    };
    counter.cancel();
    const auto owed = [](const State& state) { return state.orders.index.owed.size(); };
    CHECK(counter.becomes([&](const State& state) { return owed(state) == 1; }));
    const auto refund = view(*counter.world.platform, [](const State& state) {
        return state.orders.refunds.at(state.orders.index.owed.begin()->second);
    });
    CHECK(refund.tries == 1);
    CHECK(refund.last_reason == "starfish.no_answer timed out");
    CHECK(refund.next_try == Instant{counter.world.now_ms} + minute_ms);
    counter.pass(minute_ms);
    CHECK(counter.becomes(all_given));
    CHECK(counter.provider.returns().size() == payers);
    CHECK(sum_of(counter.provider) == Fen{16'800 * payers});
}

TEST_CASE("cashier: a refund whose answer is lost is not given twice") {
    Counter counter;
    counter.open();
    counter.tell(counter.paid(counter.joined(7)));
    counter.provider.refund_fails_after = [](int call) {
        return call == 1 ? std::optional(no_answer) : std::nullopt;
    };
    counter.cancel();
    CHECK(counter.becomes(
        [](const State& state) { return state.orders.refunds.at({1}).tries == 1; }));
    counter.pass(minute_ms);
    CHECK(counter.becomes(all_given));
    CHECK(counter.provider.returns().size() == 1);
}

TEST_CASE(
    "cashier: after a crash between sending a refund and recording it, it is the same refund") {
    const auto memory = make_memory();
    StandInProvider remembers;
    {
        Counter counter(memory);
        counter.open();
        counter.tell(counter.paid(counter.joined(7)));
        // The provider carries it out, and then nothing can be written any more.
        counter.provider.refund_fails_after = [&](int) {
            counter.world.store->break_down();
            return std::nullopt;
        };
        counter.cancel();
        for (int i = 0; i < 2000 && counter.provider.returns().empty(); ++i)
            std::this_thread::sleep_for(5ms);
        REQUIRE(counter.provider.returns().size() == 1);
        for (const auto& [number, trade] : counter.provider.trades()) {
            (void)remembers.create_payment({.out_trade_no = number,
                                            .description = "",
                                            .amount = trade.amount,
                                            .expires_at = {},
                                            .notify_url = "",
                                            .way = NativeWay{}});
            remembers.pay(number, trade.paid_at);
        }
        for (const auto& [number, refund] : counter.provider.returns())
            REQUIRE(remembers.create_refund({.out_refund_no = number,
                                             .out_trade_no = refund.trade,
                                             .refund = refund.amount,
                                             .total = refund.amount,
                                             .reason = "",
                                             .notify_url = ""}));
    }
    World again({}, memory);
    Cashier cashier(*again.platform, remembers, Numbers("tag123"),
                    {.notify_url = "https://tuan.example/pay/notice",
                     .now = [&] { return Instant{again.now_ms.load()}; }});
    bool given = false;
    for (int i = 0; i < 2000 && !given; ++i) {
        given = view(*again.platform, all_given);
        if (!given) std::this_thread::sleep_for(5ms);
    }
    CHECK(given);
    CHECK(remembers.returns().size() == 1);
}

TEST_CASE(
    "cashier: a refund the provider works on is asked after; one it closed has a new number") {
    Counter counter;
    counter.open();
    counter.tell(counter.paid(counter.joined(7)));
    counter.provider.next_state = RefundState::processing;
    counter.cancel();
    for (int i = 0; i < 2000 && counter.provider.returns().empty(); ++i)
        std::this_thread::sleep_for(5ms);
    const std::string first = counter.provider.returns().begin()->first;
    counter.provider.next_state = RefundState::success;
    counter.provider.settle(first, RefundState::closed);
    CHECK(counter.tell(first) == http_status_accepted);
    CHECK(counter.becomes(all_given));
    CHECK(counter.provider.returns().size() == 2);
    CHECK(sum_of(counter.provider) == Fen{16'800});
}

TEST_CASE("cashier: what the bank refuses is told with its reason and tried again") {
    Counter counter;
    counter.open();
    counter.tell(counter.paid(counter.joined(7)));
    counter.provider.next_state = RefundState::abnormal;
    counter.cancel();
    CHECK(counter.becomes(
        [](const State& state) { return state.orders.refunds.at({1}).last_reason == "ABNORMAL"; }));
    const std::string number = counter.provider.returns().begin()->first;
    counter.provider.settle(number, RefundState::success);  // a person saw to it
    counter.pass(minute_ms);
    CHECK(counter.becomes(all_given));
}

TEST_CASE("cashier: a refund may come out of several payments") {
    Counter counter;
    counter.open();
    const auto bill = counter.joined(7);
    counter.tell(counter.paid(bill));
    // She takes two more, and pays for those as well.
    REQUIRE(counter.world
                .answer(by({Role::consumer, 7},
                           groupbuy::Command(
                               groupbuy::Change{orders::line_of(bill), Units{3}, Units{0}, {1}}),
                           "change-to-3"))
                ->has_value());
    counter.tell(counter.paid(bill));
    CHECK(counter.bill(bill).paid_fen == Fen{50'400});
    counter.cancel();
    CHECK(counter.becomes(all_given));
    CHECK(counter.provider.returns().size() == 2);
    CHECK(sum_of(counter.provider) == Fen{50'400});
}

}  // namespace cashier_test
}  // namespace starfish::payment
