#include "server/api/queries/listing.hpp"

#include "server/api/groupbuys/groupbuy_api.hpp"
#include "tests/support/small_case.hpp"

#include "core/base/json/write.hpp"

#include <catch2/catch_test_macros.hpp>

namespace starfish {
namespace listing_test {

using namespace small_case;
using groupbuy::Stage;

// The small case with one join, and a group-buy of a second leader.
struct TwoLeaders {
    World world;
    TwoLeaders() {
        world.open();
        const auto done = [&](Submission s) {
            const auto answer = world.answer(std::move(s));
            REQUIRE(answer->has_value());
        };
        done(by(supplier, community::Command(community::RegisterLeader{"老周", ""}), "setup-zhou"));
        done(by(supplier, community::Command(community::OpenCommunity{{2}, "常青花园", ""}),
                "setup-garden"));
        done(by({Role::leader, 2},
                groupbuy::Command(groupbuy::Open{.community = {2},
                                                 .items = {{{1}, {10}}},
                                                 .deadline = deadline + (-hour_ms),
                                                 .threshold = {groupbuy::ThresholdKind::units, 5}}),
                "setup-second"));
        done(join(7, "join-0001", 3));
    }
    template <class Look>
    auto look(Look look) {
        return view(*world.platform, look);
    }
};

TEST_CASE("listing: group-buys are sorted, filtered and cut into pages") {
    TwoLeaders two;
    const auto ids = [&](Scope scope, GroupBuySort sort, std::optional<Stage> stage, Page page,
                         Instant now = morning) {
        return two.look([&](const State& state) {
            std::vector<std::uint32_t> found;
            const auto listed = list_groupbuys(state, scope, now, sort, stage, page);
            found.reserve(listed.rows.size());
            for (const auto& row : listed.rows) found.push_back(row.id.value);
            return std::pair(listed.total, found);
        });
    };
    using Ids = std::pair<std::int64_t, std::vector<std::uint32_t>>;
    CHECK(ids(for_staff, GroupBuySort::deadline, {}, {}) == Ids{2, {2, 1}});
    CHECK(ids(for_staff, GroupBuySort::units, {}, {}) == Ids{2, {1, 2}});
    CHECK(ids(for_staff, GroupBuySort::deadline, {}, {.page = 2, .size = 1}) == Ids{2, {1}});
    CHECK(ids(for_staff, GroupBuySort::deadline, {}, {.page = 3, .size = 1}) == Ids{2, {}});
    CHECK(ids(for_staff, GroupBuySort::deadline, Stage::open_, {}) == Ids{2, {2, 1}});
    CHECK(ids(for_staff, GroupBuySort::deadline, Stage::locked, {}) == Ids{0, {}});
    CHECK(ids(for_staff, GroupBuySort::deadline, Stage::open_, {}, deadline + (-1)) == Ids{1, {1}});
    CHECK(ids(for_leader(2), GroupBuySort::deadline, {}, {}) == Ids{1, {2}});
    CHECK(ids({AudienceKind::public_, 0}, GroupBuySort::deadline, {}, {}) == Ids{0, {}});
}

TEST_CASE("listing: all leaders for staff, a leader's own row for a leader") {
    TwoLeaders two;
    two.look([](const State& state) {
        const auto all = list_leaders(state, for_staff, morning, {});
        REQUIRE(all.rows.size() == 2);
        CHECK(all.rows[0].name == "陈姐");
        CHECK(all.rows[0].open_groupbuys == 1);
        CHECK(all.rows[0].joined_units == Units{3});
        const auto own = list_leaders(state, for_leader(2), morning, {});
        REQUIRE(own.rows.size() == 1);
        CHECK(own.rows[0].name == "老周");
        return 0;
    });
}

TEST_CASE("a group-buy for everyone") {
    TwoLeaders two;
    two.look([](const State& state) {
        const std::string code = state.groupbuy.groupbuys.at({1}).code;
        const auto seen = public_groupbuy(state, code, morning);
        REQUIRE(seen);
        CHECK(json::text_of(*seen) ==
              R"({"code":")" + code +
                  R"(","title":"即食海参","state":"open","deadline":"2020-11-24T09:00:00Z",)"
                  R"("price_fen":16800,"tiers":[{"units":1,"price_fen":16800},)"
                  R"({"units":5,"price_fen":15900}],"threshold":{"kind":"people","value":2},)"
                  R"("joined_people":1,"joined_units":3,"remaining_units":997})");
        CHECK_FALSE(public_groupbuy(state, "nothing", morning));
        return 0;
    });
}

}  // namespace listing_test
}  // namespace starfish
