#include "server/pages/groupbuy/groupbuy_view.hpp"

#include <algorithm>
#include <ranges>

namespace starfish {
namespace {

using groupbuy::GroupBuy;

std::vector<PublicJoin> latest_of(const State& state, const GroupBuy& groupbuy) {
    std::vector<PublicJoin> latest;
    for (const auto id : groupbuy::lines_of(state.groupbuy, groupbuy.id) | std::views::reverse) {
        if (latest.size() == GroupBuyView::latest_max) break;
        const groupbuy::OrderLine& line = state.groupbuy.lines.at(id);
        if (line.left_at.ms != 0) continue;
        latest.push_back(
            {line.join_number, line.item, line.quantity, line.waiting, line.joined_at});
    }
    return latest;
}

// The leader's open group-buys, offered once `ended` has ended.
std::vector<OpenGroupBuy> others_of(const State& state, const GroupBuy& ended, Instant now) {
    std::vector<OpenGroupBuy> others;
    if (ended.phase <= groupbuy::Phase::open_) return others;
    for (const auto id :
         groupbuy::groupbuys_of(state.groupbuy, ended.leader) | std::views::reverse) {
        if (others.size() == GroupBuyView::others_max) break;
        const GroupBuy& other = state.groupbuy.groupbuys.at(id);
        if (other.terms.hidden || groupbuy::stage_at(other, now) != groupbuy::Stage::open_)
            continue;
        others.push_back(
            {other.code, groupbuy::title_of(state.catalog, other), other.terms.deadline});
    }
    return others;
}

}  // namespace

bool GroupBuyView::is_running() const {
    return groupbuy.phase == groupbuy::Phase::open_ && groupbuy.ending_at.ms == 0 &&
           now >= groupbuy.terms.starts_at && now < groupbuy.terms.deadline;
}

bool GroupBuyView::sells(std::int32_t item) const {
    return is_running() && offer(item).halted_reason.empty();
}

bool GroupBuyView::takes_joins() const {
    for (std::int32_t item = 0; item < size(); ++item)
        if (sells(item)) return true;
    return false;
}

bool GroupBuyView::is_sold_out(std::int32_t item) const {
    return sells(item) && groupbuy::remaining(groupbuy, item) < Units{1};
}

bool GroupBuyView::is_sold_out() const {
    for (std::int32_t item = 0; item < size(); ++item)
        if (sells(item) && !is_sold_out(item)) return false;
    return takes_joins();
}

bool GroupBuyView::may_run_short(std::int32_t item) const {
    return sells(item) &&
           groupbuy::remaining(groupbuy, item) < groupbuy::goods_of(groupbuy, item).cap_per_order;
}

bool GroupBuyView::tolerance_helps() const {
    const groupbuy::Terms& terms = groupbuy.terms;
    if (terms.payment != groupbuy::PaymentKind::pickup) return false;
    const bool by_people = terms.threshold.kind == groupbuy::ThresholdKind::people;
    return (!by_people && !groupbuy::threshold_reached(groupbuy)) ||
           std::ranges::any_of(terms.goods, [](const auto& g) { return g.carton > Units{1}; });
}

GroupBuyView view_of(const State& state, const GroupBuy& groupbuy, Seq head, Instant now) {
    GroupBuyView view{.groupbuy = groupbuy,
                      .stage = groupbuy::stage_at(groupbuy, now),
                      .title = groupbuy::title_of(state.catalog, groupbuy),
                      .offers = {},
                      .leader = state.community.leaders.at(groupbuy.leader),
                      .community = state.community.communities.at(groupbuy.community),
                      .pickups = {},
                      .latest = latest_of(state, groupbuy),
                      .others = others_of(state, groupbuy, now),
                      .head = head,
                      .now = now};
    for (const groupbuy::Goods& goods : groupbuy.terms.goods)
        view.offers.push_back(state.catalog.offers.at(goods.offer));
    for (const auto id : pickup_points_of(state.community, groupbuy.community))
        view.pickups.push_back(state.community.pickup_points.at(id));
    return view;
}

std::optional<GroupBuyView> find_view(const State& state, std::string_view code, Seq head,
                                      Instant now) {
    const auto* const groupbuy = groupbuy::find_by_code(state.groupbuy, code);
    if (!groupbuy || groupbuy->terms.hidden || groupbuy->phase < groupbuy::Phase::open_)
        return std::nullopt;
    return view_of(state, *groupbuy, head, now);
}

std::int64_t fresh_for_ms(const GroupBuyView& view) {
    const GroupBuy& g = view.groupbuy;
    const std::int64_t now = view.now.ms;
    std::int64_t fresh = minute_ms - now % minute_ms;
    for (const Instant t : {g.terms.starts_at, g.terms.deadline, g.ending_at}) {
        // "12 minutes left" is true until exactly 12 minutes are left, including that millisecond.
        if (t.ms > now) fresh = std::min(fresh, (t.ms - now) % minute_ms + 1);
        if (t.ms > now) fresh = std::min(fresh, t.ms - now);
    }
    return std::max<std::int64_t>(fresh, 1);
}

}  // namespace starfish
