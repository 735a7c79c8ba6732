#include "server/payment/cashier.hpp"

#include "server/payment/fake_provider.hpp"
#include "tests/support/small_case.hpp"

#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <optional>
#include <thread>

namespace starfish::payment {
namespace cashier_test {

using namespace small_case;
using namespace std::chrono_literals;

// A group-buy paid through the provider, with a cashier that can be stopped and restarted.
struct CashierCase {
    FakeProvider provider;
    World world;
    std::optional<Cashier> cashier;

    explicit CashierCase(std::shared_ptr<Memory> memory = make_memory()) : world({}, memory) {
        start_cashier();
    }

    void open(Units stock = {2000}) {
        auto steps = opening(stock);
        auto& open = std::get<groupbuy::Open>(std::get<groupbuy::Command>(steps.back().command));
        open.payment = groupbuy::PaymentKind::provider;
        for (Submission& step : steps) REQUIRE((world.answer(std::move(step)))->has_value());
    }
    void start_cashier() {
        cashier.emplace(*world.platform, provider, Numbers("tag123"),
                        Cashier::Options{.notify_url = "https://tuan.example/pay/notice",
                                         .now = [this] { return Instant{world.now_ms.load()}; }});
    }
    void pass(std::int64_t ms) {
        world.now_ms += ms;
        cashier->check_now();
    }
    Id<orders::Bill> joined(std::int64_t consumer, int quantity = 1) {
        const auto answer =
            world.answer(join(consumer, "join-of-" + std::to_string(consumer), quantity));
        REQUIRE((answer && *answer));
        return view(*world.platform, [](const State& state) {
            return orders::bill_of((state.groupbuy.lines.end() - 1)->id);
        });
    }
    int notify(const std::string& number, std::string_view signature = "good") {
        return cashier->handle_notification({"serial", signature, "0", "nonce"}, number);
    }
    // Starts a payment and pays it at the provider, without a notification. Returns its number.
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
    // Waits until the cashier has made `holds` true.
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
        cashier->check_now();
    }
};

bool all_given(const State& state) {
    for (const orders::Refund& refund : state.orders.refunds)
        if (refund.given_at.ms == 0) return false;
    return state.orders.refunds.size() > 0;
}

Fen sum_of(FakeProvider& provider) {
    Fen sum{0};
    for (const auto& [number, refund] : provider.returns())
        if (refund.state != RefundState::closed) sum = sum + refund.amount;
    return sum;
}

const Failure no_answer{FailureKind::unknown, 0, std::string(code_no_answer), "timed out"};

TEST_CASE("cashier: a payment with two notifications is recorded once") {
    CashierCase test;
    test.open();
    const auto bill = test.joined(7, 2);
    const std::string number = test.paid(bill);
    CHECK(test.notify(number) == http_status_accepted);
    CHECK(test.notify(number) == http_status_accepted);
    CHECK(test.bill(bill).paid_fen == Fen{33'600});
    CHECK(view(*test.world.platform,
               [](const State& state) { return state.orders.payments.size(); }) == 1);
    const auto again = test.cashier->start_payment(bill, NativeWay{});
    REQUIRE_FALSE(again);
    CHECK(again.error() == PaymentStartError::not_due);
}

TEST_CASE("cashier: forged and foreign notifications are refused and change nothing") {
    CashierCase test;
    test.open();
    const auto bill = test.joined(7);
    const std::string number = test.paid(bill);
    CHECK(test.notify(number, "forged") == 401);
    CHECK(test.notify("SFother1-1-00000000") == 422);
    CHECK(test.notify("SFtag123-99-00000000") == 503);  // our tag, but no such bill
    CHECK(test.bill(bill).paid_fen == Fen{0});
}

TEST_CASE("cashier: a payment without a notification is found by a query") {
    CashierCase test;
    test.open();
    const auto bill = test.joined(7);
    test.paid(bill);
    test.pass(21 * second_ms);
    CHECK(test.becomes([bill](const State& state) {
        return state.orders.bills.at(bill).paid_fen == Fen{16'800};
    }));
}

TEST_CASE("cashier: a payment that an earlier process started is found by a query") {
    CashierCase test;
    test.open();
    const auto bill = test.joined(7);
    test.paid(bill);
    test.cashier.reset();
    test.start_cashier();
    CHECK(test.becomes([bill](const State& state) {
        return state.orders.bills.at(bill).paid_fen == Fen{16'800};
    }));
}

TEST_CASE("cashier: a payment that arrives after its line has left is refunded") {
    CashierCase test;
    test.open();
    const auto bill = test.joined(7);
    REQUIRE(test.cashier->start_payment(bill, NativeWay{}));
    const std::string number = test.provider.last_trade();
    test.cashier.reset();  // no process while the payment could have been closed
    test.world.now_ms += 31 * minute_ms;
    test.joined(8);  // wakes the engine: the unpaid line leaves
    CHECK(test.bill(bill).is_void);
    test.provider.pay(number, Instant{test.world.now_ms.load()});
    test.start_cashier();
    CHECK(test.notify(number) == http_status_accepted);
    test.cashier->check_now();
    CHECK(test.becomes(all_given));
    CHECK(sum_of(test.provider) == Fen{16'800});
}

TEST_CASE("cashier: an unpaid payment is closed at the provider before its line leaves") {
    CashierCase test;
    test.open();
    const auto bill = test.joined(7);
    REQUIRE(test.cashier->start_payment(bill, NativeWay{}));
    const std::string number = test.provider.last_trade();
    test.pass(30 * minute_ms - last_call_ms + second_ms);
    for (int i = 0; i < 2000 && !test.provider.trades().at(number).closed; ++i)
        std::this_thread::sleep_for(5ms);
    CHECK(test.provider.trades().at(number).closed);
    const auto late = test.cashier->start_payment(bill, NativeWay{});
    REQUIRE_FALSE(late);
    CHECK(late.error() == PaymentStartError::too_late);
}

TEST_CASE("cashier: one of a thousand refunds fails, and is given a minute later") {
    CashierCase test;
    test.open();
    constexpr int payers = 1000;
    for (int i = 0; i < payers; ++i)
        REQUIRE(test.notify(test.paid(test.joined(1000 + i))) == http_status_accepted);
    test.provider.refund_fails_before = [](int call) {
        return call == 500 ? std::optional(no_answer) : std::nullopt;
    };
    test.cancel();
    const auto owed = [](const State& state) { return state.orders.index.owed.size(); };
    CHECK(test.becomes([&](const State& state) { return owed(state) == 1; }));
    const auto refund = view(*test.world.platform, [](const State& state) {
        return state.orders.refunds.at(state.orders.index.owed.begin()->second);
    });
    CHECK(refund.tries == 1);
    CHECK(refund.last_reason == "starfish.no_answer timed out");
    CHECK(refund.next_try == Instant{test.world.now_ms} + minute_ms);
    test.pass(minute_ms);
    CHECK(test.becomes(all_given));
    CHECK(test.provider.returns().size() == payers);
    CHECK(sum_of(test.provider) == Fen{16'800 * payers});
}

TEST_CASE("cashier: a refund whose answer is lost is not given twice") {
    CashierCase test;
    test.open();
    test.notify(test.paid(test.joined(7)));
    test.provider.refund_fails_after = [](int call) {
        return call == 1 ? std::optional(no_answer) : std::nullopt;
    };
    test.cancel();
    CHECK(test.becomes([](const State& state) { return state.orders.refunds.at({1}).tries == 1; }));
    test.pass(minute_ms);
    CHECK(test.becomes(all_given));
    CHECK(test.provider.returns().size() == 1);
}

TEST_CASE(
    "cashier: after a crash between sending and recording a refund, the same refund is sent") {
    const auto memory = make_memory();
    FakeProvider remembers;
    {
        CashierCase test(memory);
        test.open();
        test.notify(test.paid(test.joined(7)));
        // The provider gives the refund, and then the store fails.
        test.provider.refund_fails_after = [&](int) {
            test.world.store->break_down();
            return std::nullopt;
        };
        test.cancel();
        for (int i = 0; i < 2000 && test.provider.returns().empty(); ++i)
            std::this_thread::sleep_for(5ms);
        REQUIRE(test.provider.returns().size() == 1);
        for (const auto& [number, trade] : test.provider.trades()) {
            (void)remembers.create_payment({.out_trade_no = number,
                                            .description = "",
                                            .amount = trade.amount,
                                            .expires_at = {},
                                            .notify_url = "",
                                            .way = NativeWay{}});
            remembers.pay(number, trade.paid_at);
        }
        for (const auto& [number, refund] : test.provider.returns())
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
    "cashier: a processing refund is queried; a refund the provider closed gets a new number") {
    CashierCase test;
    test.open();
    test.notify(test.paid(test.joined(7)));
    test.provider.next_state = RefundState::processing;
    test.cancel();
    for (int i = 0; i < 2000 && test.provider.returns().empty(); ++i)
        std::this_thread::sleep_for(5ms);
    const std::string first = test.provider.returns().begin()->first;
    test.provider.next_state = RefundState::success;
    test.provider.settle(first, RefundState::closed);
    CHECK(test.notify(first) == http_status_accepted);
    CHECK(test.becomes(all_given));
    CHECK(test.provider.returns().size() == 2);
    CHECK(sum_of(test.provider) == Fen{16'800});
}

TEST_CASE("cashier: a refund the bank refuses is recorded with its reason and tried again") {
    CashierCase test;
    test.open();
    test.notify(test.paid(test.joined(7)));
    test.provider.next_state = RefundState::abnormal;
    test.cancel();
    CHECK(test.becomes(
        [](const State& state) { return state.orders.refunds.at({1}).last_reason == "ABNORMAL"; }));
    const std::string number = test.provider.returns().begin()->first;
    test.provider.settle(number, RefundState::success);  // an operator solved it
    test.pass(minute_ms);
    CHECK(test.becomes(all_given));
}

TEST_CASE("cashier: a refund may have parts of several payments") {
    CashierCase test;
    test.open();
    const auto bill = test.joined(7);
    test.notify(test.paid(bill));
    // The consumer takes two more, and pays for these, too.
    REQUIRE(test.world
                .answer(by({Role::consumer, 7},
                           groupbuy::Command(
                               groupbuy::Change{orders::line_of(bill), Units{3}, Units{0}, {1}}),
                           "change-to-3"))
                ->has_value());
    test.notify(test.paid(bill));
    CHECK(test.bill(bill).paid_fen == Fen{50'400});
    test.cancel();
    CHECK(test.becomes(all_given));
    CHECK(test.provider.returns().size() == 2);
    CHECK(sum_of(test.provider) == Fen{50'400});
}

}  // namespace cashier_test
}  // namespace starfish::payment
