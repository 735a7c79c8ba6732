#include "core/subjects/groupbuy/queries.hpp"

#include "core/engine/transaction.hpp"
#include "tests/histories/history.hpp"

#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <set>

namespace queries_test {

using namespace starfish;
using groupbuy::GroupBuy;
using groupbuy::Phase;
using groupbuy::Stage;

GroupBuy groupbuy_of(Phase phase) {
    GroupBuy groupbuy;
    groupbuy.phase = phase;
    groupbuy.terms.starts_at = {1'000};
    groupbuy.terms.deadline = {2'000};
    groupbuy.terms.goods = {{.offer = {1},
                             .stock = {20},
                             .cap_per_person = {5},
                             .cap_per_order = {5},
                             .carton = {1},
                             .tiers = {{Units{1}, Fen{200}}, {Units{5}, Fen{100}}}}};
    groupbuy.sales = {{}};
    return groupbuy;
}

TEST_CASE("preheat and overdue follow from the time alone") {
    const GroupBuy open = groupbuy_of(Phase::open_);
    CHECK(stage_at(open, {0}) == Stage::preheat);
    CHECK(stage_at(open, {999}) == Stage::preheat);
    CHECK(stage_at(open, {1'000}) == Stage::open_);
    CHECK(stage_at(open, {1'999}) == Stage::open_);
    CHECK(stage_at(open, {2'000}) == Stage::overdue);
    CHECK(stage_at(open, {9'999}) == Stage::overdue);
    for (const Instant now : {Instant{0}, Instant{1'500}, Instant{9'999}}) {
        CHECK(stage_at(groupbuy_of(Phase::locked), now) == Stage::locked);
        CHECK(stage_at(groupbuy_of(Phase::failed), now) == Stage::failed);
        CHECK(stage_at(groupbuy_of(Phase::cancelled), now) == Stage::cancelled);
    }
}

TEST_CASE("a threshold counts people, units or the amount at the prices reached") {
    GroupBuy groupbuy = groupbuy_of(Phase::open_);
    groupbuy.joined_people = 3;
    groupbuy.sales[0].joined = {8};
    groupbuy.terms.threshold = {groupbuy::ThresholdKind::people, 3};
    CHECK(toward_threshold(groupbuy) == 3);
    CHECK(threshold_reached(groupbuy));
    groupbuy.terms.threshold = {groupbuy::ThresholdKind::units, 9};
    CHECK(toward_threshold(groupbuy) == 8);
    CHECK_FALSE(threshold_reached(groupbuy));
    groupbuy.terms.threshold = {groupbuy::ThresholdKind::amount, 800};
    CHECK(toward_threshold(groupbuy) == 800);
    CHECK(threshold_reached(groupbuy));
    CHECK(remaining(groupbuy) == Units{12});
}

TEST_CASE("once locked, the price is the final one") {
    GroupBuy groupbuy = groupbuy_of(Phase::open_);
    groupbuy.sales[0].joined = {5};
    CHECK(price_now(groupbuy, 0) == Fen{100});
    groupbuy.phase = Phase::locked;
    groupbuy.sales[0].price_fen = {150};
    CHECK(price_now(groupbuy, 0) == Fen{150});
}

TEST_CASE("queries find nothing in an empty state") {
    const groupbuy::State state;
    CHECK(find_by_code(state, "") == nullptr);
    CHECK(find_by_code(state, "0123456789") == nullptr);
    CHECK(groupbuys_of(state, {1}).empty());
    CHECK(lines_of(state, {1}).empty());
    CHECK(due(state, {9'999}, 10).empty());
    CHECK_FALSE(next_due(state));
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

// Compares the indexes that `apply` maintains with a walk over all rows.
TEST_CASE("a look-up by index finds the same as a walk over all rows") {
    CHECK(rc::check("by code, leader, group-buy", [](std::uint64_t seed) {
        const State all = after_history(seed);
        const groupbuy::State& state = all.groupbuy;
        std::map<std::uint32_t, std::vector<Id<GroupBuy>>> by_leader;
        for (const GroupBuy& groupbuy : state.groupbuys) {
            RC_ASSERT(find_by_code(state, groupbuy.code) == &groupbuy);
            by_leader[groupbuy.leader.value].push_back(groupbuy.id);
            std::vector<Id<groupbuy::OrderLine>> lines;
            for (const auto& line : state.lines)
                if (line.groupbuy == groupbuy.id) lines.push_back(line.id);
            RC_ASSERT(std::ranges::equal(lines_of(state, groupbuy.id), lines));
        }
        for (const auto& leader : all.community.leaders)
            RC_ASSERT(std::ranges::equal(groupbuys_of(state, {leader.id.value}),
                                         by_leader[leader.id.value]));
    }));
}

TEST_CASE("open group-buys past their deadline are due, earliest first") {
    CHECK(rc::check("due", [](std::uint64_t seed) {
        const State all = after_history(seed);
        const groupbuy::State& state = all.groupbuy;
        std::vector<std::pair<Instant, Id<GroupBuy>>> open;
        for (const GroupBuy& groupbuy : state.groupbuys)
            if (groupbuy.phase == Phase::open_ && !groupbuy.halted)
                open.emplace_back(ends_at(groupbuy), groupbuy.id);
        std::ranges::sort(open);
        RC_ASSERT(next_due(state).has_value() == !open.empty());
        if (open.empty()) return;
        RC_ASSERT(*next_due(state) == open.front().first);
        const Instant now = open[open.size() / 2].first;
        std::vector<Id<GroupBuy>> expected;
        for (const auto& [deadline, id] : open)
            if (deadline <= now) expected.push_back(id);
        RC_ASSERT(due(state, now, open.size()) == expected);
        RC_ASSERT(due(state, now, 1).size() == 1U);
        RC_ASSERT(due(state, now, 0).empty());
        RC_ASSERT(due(state, open.front().first + -1, 10).empty());
    }));
}

TEST_CASE("codes are ten plain characters, each group-buy's own, from the opening command's id") {
    std::set<std::string> codes;
    std::size_t count = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed)
        for (const State state = after_history(seed);
             const GroupBuy& groupbuy : state.groupbuy.groupbuys) {
            CHECK(groupbuy.code.size() == 10);
            CHECK(groupbuy.code.find_first_not_of("0123456789abcdefghjkmnpqrstvwxyz") ==
                  std::string::npos);
            codes.insert(groupbuy.code);
            ++count;
        }
    CHECK(count > 50);
    CHECK(codes.size() == count);
    CHECK(after_history(3).groupbuy.groupbuys.begin()->code ==
          after_history(3).groupbuy.groupbuys.begin()->code);
}

}  // namespace queries_test
