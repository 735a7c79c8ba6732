#include "core/community/community.hpp"

#include "core/base/text.hpp"

namespace starfish::community {
namespace {

using Decision = Result<std::vector<Event>>;

bool is_supplier(const Context& context) {
    return context.actor.role == Role::supplier;
}

Decision decide(const State& state, const RegisterLeader& c, const Context& context) {
    if (!is_supplier(context)) return forbidden("actor.supplier_only");
    if (auto no = refuse_text(c.leader_name, "leader_name", {.least = 1, .most = 20}))
        return Refused(std::move(*no));
    if (auto no = refuse_text(c.tagline, "tagline", {.least = 0, .most = 40}))
        return Refused(std::move(*no));
    return std::vector<Event>{
        LeaderRegistered{state.leaders.next_id(), c.leader_name, c.tagline, context.now}};
}

Decision decide(const State& state, const OpenCommunity& c, const Context& context) {
    if (!is_supplier(context)) return forbidden("actor.supplier_only");
    if (!state.leaders.find(c.leader)) return unknown("leader.unknown", "leader");
    if (auto no = refuse_text(c.community_name, "community_name", {.least = 2, .most = 30}))
        return Refused(std::move(*no));
    if (auto no = refuse_text(c.district, "district", {.least = 0, .most = 30}))
        return Refused(std::move(*no));
    return std::vector<Event>{
        CommunityOpened{state.communities.next_id(), c.leader, c.community_name, c.district}};
}

Decision decide(const State& state, const AddPickupPoint& c, const Context& context) {
    const Community* community = state.communities.find(c.community);
    const bool own = community && context.actor == Actor{Role::leader, community->leader.value};
    // A leader learns nothing of other leaders' communities, not even that they exist.
    if (!community || (!is_supplier(context) && !own))
        return unknown("community.unknown", "community");
    if (auto no = refuse_text(c.point_name, "point_name", {.least = 2, .most = 30}))
        return Refused(std::move(*no));
    if (auto no = refuse_text(c.address, "address", {.least = 2, .most = 80}))
        return Refused(std::move(*no));
    if (auto no = refuse_text(c.hours, "hours", {.least = 2, .most = 60}))
        return Refused(std::move(*no));
    return std::vector<Event>{PickupPointAdded{state.pickup_points.next_id(), c.community,
                                               c.point_name, c.address, c.hours}};
}

void apply(State& state, const LeaderRegistered& e) {
    state.leaders.add({.id = e.leader, .name = e.leader_name, .tagline = e.tagline, .since = e.at});
}
void apply(State& state, const CommunityOpened& e) {
    state.communities.add(
        {.id = e.community, .leader = e.leader, .name = e.community_name, .district = e.district});
}
void apply(State& state, const PickupPointAdded& e) {
    state.pickup_points.add({.id = e.pickup_point,
                             .community = e.community,
                             .name = e.point_name,
                             .address = e.address,
                             .hours = e.hours});
}

}  // namespace

Decision decide(const Reads&, const State& state, const Command& command, const Context& context) {
    return std::visit([&](const auto& c) { return decide(state, c, context); }, command);
}

void apply(State& state, const Event& event) {
    std::visit([&](const auto& e) { apply(state, e); }, event);
}

// Leaders have a few communities and these a few points: a scan is the simplest right thing while
// it runs once a page that is then cached.
std::vector<Id<PickupPoint>> pickup_points_of(const State& state, Id<Community> community) {
    std::vector<Id<PickupPoint>> found;
    for (const PickupPoint& point : state.pickup_points)
        if (point.community == community) found.push_back(point.id);
    return found;
}

std::vector<Id<Community>> communities_of(const State& state, Id<Leader> leader) {
    std::vector<Id<Community>> found;
    for (const Community& community : state.communities)
        if (community.leader == leader) found.push_back(community.id);
    return found;
}

}  // namespace starfish::community
