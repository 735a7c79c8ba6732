#include "core/subjects/groupbuy/allocator.hpp"

#include "core/base/json/write.hpp"
#include "core/engine/snapshot.hpp"
#include "core/subjects/groupbuy/queries.hpp"
#include "tests/histories/history.hpp"

#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

namespace allocator_test {

using namespace starfish;
using groupbuy::allot;
using groupbuy::Close;
using groupbuy::Demand;
using groupbuy::Goods;
using groupbuy::GroupBuy;
using groupbuy::Phase;
using groupbuy::Terms;
using groupbuy::Threshold;
using groupbuy::ThresholdKind;

Terms terms_with(std::vector<Goods> goods, Threshold threshold) {
    Terms terms;
    terms.goods = std::move(goods);
    terms.threshold = threshold;
    return terms;
}

Goods goods_of(std::int32_t stock, std::int32_t carton = 1) {
    return {.offer = {1},
            .stock = {stock},
            .cap_per_person = {stock},
            .cap_per_order = {stock},
            .carton = {carton},
            .tiers = {{Units{1}, Fen{1000}}, {Units{10}, Fen{900}}}};
}

Demand asks(std::int32_t number, std::int32_t quantity, std::int32_t tolerance = 0) {
    return {{static_cast<std::uint32_t>(number)}, 0, {number}, {quantity}, {tolerance}, false};
}
Demand waits(std::int32_t number, std::int32_t quantity) {
    return {{static_cast<std::uint32_t>(number)}, 0, {number}, {quantity}, {0}, true};
}

std::vector<std::int32_t> numbers(const std::vector<Units>& units) {
    std::vector<std::int32_t> plain;
    for (const Units one : units) plain.push_back(one.value);
    return plain;
}

constexpr Threshold one_person{ThresholdKind::people, 1};

TEST_CASE("tolerance fills the last carton, in the order of the joins and no further") {
    const std::vector demands{asks(1, 4, 1), asks(2, 3), asks(3, 3, 5)};
    const groupbuy::Outcome outcome = allot(terms_with({goods_of(24, 6)}, one_person), demands);
    CHECK(outcome.holds);
    CHECK(numbers(outcome.allotted) == std::vector{5, 3, 4});
    CHECK(numbers(outcome.sold) == std::vector{12});
    CHECK(outcome.prices_fen == std::vector{Fen{900}});
    CHECK(outcome.people == 3);
}

TEST_CASE("an incomplete carton is taken from the last lines") {
    const std::vector demands{asks(1, 4, 1), asks(2, 3), asks(3, 2), asks(4, 1)};
    const groupbuy::Outcome outcome = allot(terms_with({goods_of(24, 6)}, one_person), demands);
    CHECK(numbers(outcome.allotted) == std::vector{4, 2, 0, 0});
    CHECK(outcome.people == 2);
}

TEST_CASE("the waitlist comes after tolerance, and gets the left-over units") {
    const std::vector demands{asks(1, 6), waits(2, 3), waits(3, 4)};
    CHECK(numbers(allot(terms_with({goods_of(10)}, one_person), demands).allotted) ==
          std::vector{6, 3, 1});
    // In whole cartons: ten units are left, six are asked for, so one carton of five is given.
    CHECK(numbers(allot(terms_with({goods_of(15, 5)}, one_person),
                        std::vector{asks(1, 5), waits(2, 3), waits(3, 3)})
                      .allotted) == std::vector{5, 3, 2});
}

TEST_CASE("below the threshold the missing number is stated, and nobody gets anything") {
    const std::vector demands{asks(1, 4), asks(2, 3, 2)};
    const groupbuy::Outcome units =
        allot(terms_with({goods_of(20)}, {ThresholdKind::units, 10}), demands);
    CHECK_FALSE(units.holds);
    CHECK(units.missing == 1);
    CHECK(numbers(units.allotted) == std::vector{0, 0});
    CHECK(numbers(units.sold) == std::vector{0});
    CHECK(allot(terms_with({goods_of(20)}, {ThresholdKind::people, 5}), demands).missing == 3);
    CHECK(allot(terms_with({goods_of(20)}, {ThresholdKind::amount, 10'000}), demands).missing ==
          1'000);
}

TEST_CASE("tolerance reaches a threshold of units or amount, with no more than it takes") {
    const std::vector demands{asks(1, 4, 4), asks(2, 3, 4)};
    CHECK(numbers(allot(terms_with({goods_of(20)}, {ThresholdKind::units, 9}), demands).allotted) ==
          std::vector{6, 3});
    // Nine units cost ¥90. The tenth unit lowers the price, so ten units cost ¥90 too.
    const groupbuy::Outcome amount =
        allot(terms_with({goods_of(20)}, {ThresholdKind::amount, 9'100}), demands);
    CHECK(amount.holds);
    CHECK(numbers(amount.allotted) == std::vector{8, 3});
    CHECK(amount.prices_fen == std::vector{Fen{900}});
}

TEST_CASE("without demands nothing is sold") {
    const groupbuy::Outcome outcome = allot(terms_with({goods_of(20)}, one_person), {});
    CHECK_FALSE(outcome.holds);
    CHECK(outcome.missing == 1);
    CHECK(outcome.allotted.empty());
}

// Any demands that a group-buy can have.
struct Case {
    Terms terms;
    std::vector<Demand> demands;
};
Case any_case() {
    using rc::gen::inRange;
    Case made;
    const int items = *inRange(1, 4);
    std::vector<std::int32_t> left;
    for (int i = 0; i < items; ++i) {
        const int carton = *inRange(1, 7);
        made.terms.goods.push_back(goods_of(carton * *inRange(1, 12), carton));
        left.push_back(made.terms.goods.back().stock.value);
    }
    const auto kind = static_cast<ThresholdKind>(*inRange(0, 3));
    made.terms.threshold = {kind, *inRange(1, kind == ThresholdKind::amount ? 60'000 : 30)};
    const int lines = *inRange(0, 30);
    for (int i = 1; i <= lines; ++i) {
        Demand demand{{static_cast<std::uint32_t>(i)},
                      *inRange(0, items),
                      {*inRange(1, 12)},
                      {*inRange(1, 9)},
                      {*inRange(0, 4)},
                      false};
        auto& free = left[static_cast<std::size_t>(demand.item)];
        demand.waiting = demand.quantity.value > free;
        if (demand.waiting)
            demand.tolerance = {0};
        else
            free -= demand.quantity.value;
        made.demands.push_back(demand);
    }
    return made;
}

TEST_CASE("the allocator keeps its promises") {
    CHECK(rc::check("stock, cartons, caps, first come first served", [] {
        const Case given = any_case();
        const groupbuy::Outcome outcome = allot(given.terms, given.demands);
        RC_ASSERT(outcome.holds == (outcome.missing == 0));
        std::vector<std::int32_t> sums(given.terms.goods.size());
        for (std::size_t i = 0; i < given.demands.size(); ++i) {
            const Demand& demand = given.demands[i];
            RC_ASSERT(outcome.allotted[i] >= Units{0});
            RC_ASSERT(outcome.allotted[i] <= demand.quantity + demand.tolerance);
            sums[static_cast<std::size_t>(demand.item)] += outcome.allotted[i].value;
        }
        for (std::size_t item = 0; item < sums.size(); ++item) {
            const Goods& goods = given.terms.goods[item];
            RC_ASSERT(sums[item] == outcome.sold[item].value);
            RC_ASSERT(sums[item] <= goods.stock.value);
            RC_ASSERT(sums[item] % goods.carton.value == 0);
            if (outcome.holds)
                RC_ASSERT(outcome.prices_fen[item] ==
                          catalog::price_at(goods.tiers, outcome.sold[item]));
        }
        if (!outcome.holds) return;
        // For each item: after a line that lost units, no line got any; before a line that got
        // more than it asked for, every line got its full tolerance.
        for (std::size_t i = 0; i < given.demands.size(); ++i)
            for (std::size_t j = i + 1; j < given.demands.size(); ++j) {
                const Demand& earlier = given.demands[i];
                const Demand& later = given.demands[j];
                if (earlier.item != later.item || earlier.waiting != later.waiting) continue;
                if (outcome.allotted[i] < earlier.quantity)
                    RC_ASSERT(outcome.allotted[j] == Units{0});
                if (outcome.allotted[j] > later.quantity)
                    RC_ASSERT(outcome.allotted[i] == earlier.quantity + earlier.tolerance);
            }
    }));
}

State after_history(std::uint64_t seed) {
    histories::Author author(seed);
    State state;
    for (int i = 0; i < 150; ++i) {
        const auto move = author.next(state);
        (void)carry_out(state, move.command, move.context());
    }
    return state;
}

// The leader's browser holds a scoped replica. Its preview must equal the server's decision byte
// for byte.
TEST_CASE("a leader's preview is the server's outcome") {
    CHECK(rc::check("byte for byte", [](std::uint64_t seed) {
        State server = after_history(seed);
        for (const GroupBuy& shown : State(server).groupbuy.groupbuys) {
            if (shown.phase != Phase::open_ || shown.halted) continue;
            const Audience scope = for_leader(shown.leader.value);
            std::string bytes;
            write_snapshot(bytes, server, scope);
            const auto replica = read_snapshot(bytes);
            RC_ASSERT(replica.has_value());
            const GroupBuy& copy = replica->groupbuy.groupbuys.at(shown.id);
            const std::string preview =
                json::text_of(groupbuy::outcome_now(replica->groupbuy, copy));
            RC_ASSERT(preview == json::text_of(groupbuy::outcome_now(server.groupbuy, shown)));

            const groupbuy::Outcome outcome = groupbuy::outcome_now(replica->groupbuy, copy);
            const Context context{
                {Role::leader, shown.leader.value}, shown.terms.starts_at, "preview-1"};
            const auto here = decide(*replica, groupbuy::Command(Close{shown.id, true}), context);
            const auto there = decide(server, groupbuy::Command(Close{shown.id, true}), context);
            RC_ASSERT((here && there));
            for (std::size_t i = 0; i < there->size(); ++i) {
                // Both the public events and the leader's events must be equal.
                std::string ours, theirs;
                write_body(ours, (*here)[i]);
                write_body(theirs, (*there)[i]);
                RC_ASSERT(ours == theirs);
            }
            State after = server;
            RC_ASSERT(carry_out(after, groupbuy::Command(Close{shown.id, true}), context));
            const GroupBuy& ended = after.groupbuy.groupbuys.at(shown.id);
            RC_ASSERT((ended.phase == Phase::locked) == outcome.holds);
            for (std::size_t i = 0; outcome.holds && i < outcome.sold.size(); ++i)
                RC_ASSERT(ended.sales[i].sold == outcome.sold[i]);
        }
    }));
}

TEST_CASE("ten thousand lines are allotted") {
    std::vector<Demand> demands;
    for (std::int32_t i = 1; i <= 10'000; ++i) demands.push_back(asks(i, 1 + i % 3, i % 4));
    const groupbuy::Outcome outcome =
        allot(terms_with({goods_of(960'000, 96)}, {ThresholdKind::units, 25'000}), demands);
    CHECK(outcome.holds);
    CHECK(outcome.sold[0].value == 25'056);  // 261 cartons of 96, the first that reach it
}

}  // namespace allocator_test
