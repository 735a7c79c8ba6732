#include "core/subjects/orders/orders.hpp"

#include "core/scenario/play.hpp"
#include "core/subjects/groupbuy/queries.hpp"

#include <catch2/catch_test_macros.hpp>

namespace queries_test {

using namespace starfish;

// The state after a script. All assertions of the script must hold.
State after(std::string_view text) {
    const auto script = scenario::read_script(text, scenario::Calendar{18296}, "orders-query-");
    REQUIRE(script);
    scenario::EngineWorld world;
    const auto trouble = scenario::play(*script, world);
    INFO((trouble ? scenario::to_string(*trouble, "script") : ""));
    REQUIRE(!trouble);
    return world.state();
}

TEST_CASE("refunds_of lists a bill's refunds, the oldest first, given or not") {
    State state = after(R"(D0 09:00
supplier publishes 即食海参: 100 盒, at most 6 each, 1+ ¥168
陈姐 serves 百步亭, pickup at 3号门
陈姐 opens A: 即食海参, 10 units, needs 1 people, until D1 18:00, paid by transfer
10:00  李芳 joins A ×3
10:01  王强 joins A ×1
10:02  陈姐 confirms ¥600 from 李芳 in A
10:03  陈姐 confirms ¥170 from 王强 in A
10:04  李芳 changes A to ×1
10:05  陈姐 gives back to 李芳 in A as "微信"
)");
    const auto check = [&] {
        using Ids = std::vector<Id<orders::Refund>>;
        const auto refunds_of = [&](std::uint32_t bill) {
            const auto found = orders::refunds_of(state.orders, {bill});
            return Ids(found.begin(), found.end());
        };
        CHECK(refunds_of(1) == Ids{{1}, {3}});
        CHECK(refunds_of(2) == Ids{{2}});
        CHECK(refunds_of(3).empty());
    };
    check();
    orders::reindex(state.orders);
    check();
}

TEST_CASE("positions on the waitlist are counted for each of the goods") {
    const State state = after(R"(D0 09:00
supplier publishes 即食海参: 100 盒, at most 6 each, 1+ ¥168
supplier publishes 淡干海参: 100 袋, at most 6 each, 1+ ¥680
陈姐 serves 百步亭, pickup at 3号门
陈姐 opens A: 即食海参, 2 units, with 淡干海参 2 units, needs 1 people, until D1 18:00
10:00  李芳 joins A ×2
10:01  李芳 joins A ×2 of 淡干海参
10:02  王强 joins A ×1 or waits
10:03  赵敏 joins A ×1 of 淡干海参 or waits
10:04  周伟 joins A ×1 or waits
)");
    const auto place = [&](std::uint32_t line) {
        return groupbuy::waiting_place(state.groupbuy, state.groupbuy.lines.at({line}));
    };
    CHECK(place(1) == 0);
    CHECK(place(3) == 1);
    CHECK(place(4) == 1);
    CHECK(place(5) == 2);
}

TEST_CASE(
    "changing an unpaid line wins no time; a paid line that grows gets new time for the rest") {
    const State state = after(R"(D0 09:00
supplier publishes 即食海参: 100 盒, at most 6 each, 1+ ¥168
陈姐 serves 百步亭, pickup at 3号门
陈姐 opens A: 即食海参, 10 units, needs 1 people, until D1 18:00, paid by provider
10:00  李芳 joins A ×1
10:01  王强 joins A ×1
10:02  system records ¥168 from 王强 in A as "420001"
10:20  李芳 changes A to ×2
10:25  王强 changes A to ×2
)");
    const auto minutes_after_ten = [&](std::uint32_t bill) {
        const Instant opened_at = state.groupbuy.lines.at({1}).joined_at;
        return (state.orders.bills.at({bill}).pay_by.ms - opened_at.ms) / minute_ms;
    };
    CHECK(minutes_after_ten(1) == 30);
    CHECK(minutes_after_ten(2) == 25 + 30);
}

}  // namespace queries_test
