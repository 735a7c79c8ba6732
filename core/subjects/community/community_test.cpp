#include "core/subjects/community/community.hpp"

#include <catch2/catch_test_macros.hpp>

namespace community_test {

using namespace starfish;
using namespace starfish::community;

TEST_CASE("a leader's communities and their pickup points, in the order they were added") {
    State state;
    const auto now = Instant{1};
    for (const std::uint32_t leader : {1U, 2U})
        apply(state, Event(LeaderRegistered{{leader}, "团长", "", now}));
    apply(state, Event(CommunityOpened{{1}, {1}, "百步亭", "江岸区"}));
    apply(state, Event(CommunityOpened{{2}, {2}, "常青花园", "东西湖区"}));
    apply(state, Event(CommunityOpened{{3}, {1}, "百步亭二期", "江岸区"}));
    apply(state, Event(PickupPointAdded{{1}, {3}, "二期北门", "某路", "周二"}));
    apply(state, Event(PickupPointAdded{{2}, {1}, "3号门", "某路", "周二"}));
    apply(state, Event(PickupPointAdded{{3}, {3}, "二期南门", "某路", "周三"}));

    CHECK(communities_of(state, {1}) == std::vector<Id<Community>>{{1}, {3}});
    CHECK(communities_of(state, {2}) == std::vector<Id<Community>>{{2}});
    CHECK(communities_of(state, {9}).empty());
    CHECK(pickup_points_of(state, {3}) == std::vector<Id<PickupPoint>>{{1}, {3}});
    CHECK(pickup_points_of(state, {1}) == std::vector<Id<PickupPoint>>{{2}});
    CHECK(pickup_points_of(state, {2}).empty());
    CHECK(state.pickup_points.at({2}).hours == "周二");
}

}  // namespace community_test
