// Leaders, the communities they serve and where people pick up. What leaders are called here is
// their public trade name; nothing in this subject is a consumer's.
#pragma once

#include "core/base/actor.hpp"
#include "core/base/audience.hpp"
#include "core/base/id.hpp"
#include "core/base/refusal.hpp"
#include "core/base/table.hpp"

#include <boost/describe.hpp>

#include <string>
#include <variant>
#include <vector>

namespace starfish::community {

struct Leader {
    Id<Leader> id;
    std::string name;     // 陈姐
    std::string tagline;  // 本地海参顾问
    Instant since;
};

struct Community {
    Id<Community> id;
    Id<Leader> leader;
    std::string name;      // 百步亭
    std::string district;  // 江岸区
};

struct PickupPoint {
    Id<PickupPoint> id;
    Id<Community> community;
    std::string name;  // 3 号门驿站
    std::string address;
    std::string hours;  // 周二 16:00–20:00
};

// Commands.

// The supplier's. Refuses text.*.
struct RegisterLeader {
    static constexpr std::string_view name = "community.register_leader";
    std::string leader_name;  // 1 to 20 characters
    std::string tagline;      // to 40
};
// The supplier's. Refuses leader.unknown, text.*.
struct OpenCommunity {
    static constexpr std::string_view name = "community.open_community";
    Id<Leader> leader;
    std::string community_name;  // 2 to 30
    std::string district;        // to 30
};
// The supplier's or the community's own leader's. Refuses community.unknown, text.*.
struct AddPickupPoint {
    static constexpr std::string_view name = "community.add_pickup_point";
    Id<Community> community;
    std::string point_name;  // 2 to 30
    std::string address;     // 2 to 80
    std::string hours;       // 2 to 60
};
using Command = std::variant<RegisterLeader, OpenCommunity, AddPickupPoint>;

// Events; all public, since a consumer's page shows leader and pickup point.
struct LeaderRegistered {
    static constexpr std::string_view name = "community.leader_registered";
    static constexpr int version = 1;
    Id<Leader> leader;
    std::string leader_name;
    std::string tagline;
    Instant at;
};
struct CommunityOpened {
    static constexpr std::string_view name = "community.community_opened";
    static constexpr int version = 1;
    Id<Community> community;
    Id<Leader> leader;
    std::string community_name;
    std::string district;
};
struct PickupPointAdded {
    static constexpr std::string_view name = "community.pickup_point_added";
    static constexpr int version = 1;
    Id<PickupPoint> pickup_point;
    Id<Community> community;
    std::string point_name;
    std::string address;
    std::string hours;
};
using Event = std::variant<LeaderRegistered, CommunityOpened, PickupPointAdded>;

// The subjects before this one, for reading: it needs none.
struct Reads {
    explicit Reads(const auto&) {}
};

struct State {
    using Command = community::Command;
    using Event = community::Event;
    using Reads = community::Reads;
    Table<Leader> leaders;
    Table<Community> communities;
    Table<PickupPoint> pickup_points;
};

Result<std::vector<Event>> decide(const Reads&, const State&, const Command&, const Context&);
void apply(State&, const Event&);
inline Audience audience(const Reads&, const State&, const Event&) {
    return for_everyone;
}
template <class Row>
Audience audience(const Reads&, const State&, const Row&) {
    return for_everyone;
}

// Queries.

// In the order they were added.
std::vector<Id<PickupPoint>> pickup_points_of(const State&, Id<Community>);
std::vector<Id<Community>> communities_of(const State&, Id<Leader>);

BOOST_DESCRIBE_STRUCT(Leader, (), (id, name, tagline, since))
BOOST_DESCRIBE_STRUCT(Community, (), (id, leader, name, district))
BOOST_DESCRIBE_STRUCT(PickupPoint, (), (id, community, name, address, hours))
BOOST_DESCRIBE_STRUCT(RegisterLeader, (), (leader_name, tagline))
BOOST_DESCRIBE_STRUCT(OpenCommunity, (), (leader, community_name, district))
BOOST_DESCRIBE_STRUCT(AddPickupPoint, (), (community, point_name, address, hours))
BOOST_DESCRIBE_STRUCT(LeaderRegistered, (), (leader, leader_name, tagline, at))
BOOST_DESCRIBE_STRUCT(CommunityOpened, (), (community, leader, community_name, district))
BOOST_DESCRIBE_STRUCT(PickupPointAdded, (), (pickup_point, community, point_name, address, hours))
BOOST_DESCRIBE_STRUCT(State, (), (leaders, communities, pickup_points))

}  // namespace starfish::community
