#include "server/api/queries/listing.hpp"

#include <algorithm>
#include <span>

namespace starfish {
namespace {

using groupbuy::GroupBuy;
using groupbuy::Stage;

// The rows of `all` that are on the page.
template <class T>
std::span<const T> part_of(const std::vector<T>& all, Page page) {
    const std::size_t size = static_cast<std::size_t>(page.size);
    const std::size_t start = std::min(all.size(), size * static_cast<std::size_t>(page.page - 1));
    return std::span(all).subspan(start, std::min(size, all.size() - start));
}

std::vector<const GroupBuy*> visible(const State& state, Scope scope, Instant now,
                                     std::optional<Stage> stage) {
    std::vector<const GroupBuy*> found;
    const auto add = [&](const GroupBuy& g) {
        if (!stage || groupbuy::stage_at(g, now) == *stage) found.push_back(&g);
    };
    if (sees_all(scope))
        for (const GroupBuy& g : state.groupbuy.groupbuys) add(g);
    else if (scope.kind == AudienceKind::leader)
        for (const auto id : groupbuy::groupbuys_of(state.groupbuy, {scope.leader}))
            add(state.groupbuy.groupbuys.at(id));
    return found;
}

GroupBuyRow row_of(const State& state, const GroupBuy& g, Instant now) {
    return {.id = g.id,
            .code = g.code,
            .title = groupbuy::title_of(state.catalog, g),
            .leader = g.leader,
            .leader_name = state.community.leaders.at(g.leader).name,
            .community_name = state.community.communities.at(g.community).name,
            .stage = groupbuy::stage_at(g, now),
            .deadline = g.terms.deadline,
            .price_fen = groupbuy::price_now(g, 0),
            .stock = groupbuy::stock_units(g),
            .threshold = g.terms.threshold,
            .joined_people = g.joined_people,
            .joined_units = groupbuy::joined_units(g)};
}

GroupBuyPage page_of(const State& state, const std::vector<const GroupBuy*>& found, Instant now,
                     Page page) {
    GroupBuyPage result{static_cast<std::int64_t>(found.size()), page.page, page.size, {}};
    for (const GroupBuy* g : part_of(found, page)) result.rows.push_back(row_of(state, *g, now));
    return result;
}

LeaderRow row_of(const State& state, const community::Leader& leader, Instant now) {
    LeaderRow row{.id = leader.id,
                  .name = leader.name,
                  .tagline = leader.tagline,
                  .since = leader.since,
                  .communities = static_cast<std::int32_t>(
                      community::communities_of(state.community, leader.id).size()),
                  .groupbuys = 0,
                  .open_groupbuys = 0,
                  .joined_units = {}};
    for (const auto id : groupbuy::groupbuys_of(state.groupbuy, leader.id)) {
        const GroupBuy& g = state.groupbuy.groupbuys.at(id);
        const Stage stage = groupbuy::stage_at(g, now);
        ++row.groupbuys;
        if (stage == Stage::open_) ++row.open_groupbuys;
        if (stage != Stage::failed && stage != Stage::cancelled)
            row.joined_units = row.joined_units + groupbuy::joined_units(g);
    }
    return row;
}

}  // namespace

GroupBuyPage list_groupbuys(const State& state, Scope scope, Instant now, GroupBuySort sort,
                            std::optional<Stage> stage, Page page) {
    auto found = visible(state, scope, now, stage);
    switch (sort) {
        case GroupBuySort::deadline:
            std::ranges::sort(
                found, {}, [](const GroupBuy* g) { return std::pair(g->terms.deadline, g->id); });
            break;
        case GroupBuySort::units:
            std::ranges::sort(found, {}, [](const GroupBuy* g) {
                return std::pair(Units{} - groupbuy::joined_units(*g), g->id);
            });
            break;
        case GroupBuySort::code:
            std::ranges::sort(found, {}, &GroupBuy::code);  // codes are unique
            break;
    }
    return page_of(state, found, now, page);
}

GroupBuyPage list_reofferable(const State& state, Scope scope, Instant now, Page page) {
    std::vector<const GroupBuy*> found;
    // The open group-buys, ordered by their end.
    for (const auto& [ends_at, id] : state.groupbuy.index.open_by_deadline) {
        const GroupBuy& g = state.groupbuy.groupbuys.at(id);
        const Stage stage = groupbuy::stage_at(g, now);
        const bool is_open = stage == Stage::open_ || stage == Stage::preheat;
        if (is_open && g.terms.reofferable && !g.terms.hidden &&
            scope != for_leader(g.leader.value))
            found.push_back(&g);
    }
    return page_of(state, found, now, page);
}

LeaderPage list_leaders(const State& state, Scope scope, Instant now, Page page) {
    std::vector<const community::Leader*> found;
    for (const community::Leader& leader : state.community.leaders)
        if (sees_all(scope) || scope == for_leader(leader.id.value)) found.push_back(&leader);
    LeaderPage result{static_cast<std::int64_t>(found.size()), page.page, page.size, {}};
    for (const auto* leader : part_of(found, page))
        result.rows.push_back(row_of(state, *leader, now));
    return result;
}

}  // namespace starfish
