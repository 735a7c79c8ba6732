#include "server/pages/groupbuy_view.hpp"

#include <algorithm>

namespace starfish {

GroupBuyView view_of(const State& state, const groupbuy::GroupBuy& groupbuy, Seq head,
                     Instant now) {
    GroupBuyView view{.groupbuy = groupbuy,
                      .stage = groupbuy::stage_at(groupbuy, now),
                      .offer = state.catalog.offers.at(groupbuy.terms.goods.front().offer),
                      .leader = state.community.leaders.at(groupbuy.leader),
                      .community = state.community.communities.at(groupbuy.community),
                      .pickups = {},
                      .head = head,
                      .now = now};
    for (const auto id : pickup_points_of(state.community, groupbuy.community))
        view.pickups.push_back(state.community.pickup_points.at(id));
    return view;
}

std::optional<GroupBuyView> find_view(const State& state, std::string_view code, Seq head,
                                      Instant now) {
    const auto* const groupbuy = groupbuy::find_by_code(state.groupbuy, code);
    // Drafts and hidden ones are nobody's to see here.
    if (!groupbuy || groupbuy->terms.hidden || groupbuy->phase < groupbuy::Phase::open_)
        return std::nullopt;
    return view_of(state, *groupbuy, head, now);
}

std::int64_t fresh_for_ms(const GroupBuyView& view) {
    const std::int64_t now = view.now.ms;
    std::int64_t fresh = minute_ms - now % minute_ms;
    for (const Instant t : {view.groupbuy.terms.starts_at, view.groupbuy.terms.deadline}) {
        // "12 minutes left" holds until exactly 12 minutes are left, that millisecond included.
        if (t.ms > now) fresh = std::min(fresh, (t.ms - now) % minute_ms + 1);
        if (t.ms > now) fresh = std::min(fresh, t.ms - now);
    }
    return std::max<std::int64_t>(fresh, 1);
}

}  // namespace starfish
