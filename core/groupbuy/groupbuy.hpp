// A group-buy (拼团): one leader's time-boxed sale of an offer to a community.
//
//   preheat ─starts_at─▶ open ─close or deadline─┬▶ locked     threshold reached: everyone pays the
//      │                  │                      │             price of the tier finally reached
//      │                  │                      └▶ failed     threshold missed
//      └──────cancel──────┴──────────────────────▶ cancelled  by the leader, the supplier, or
//                                                              because its offer was withdrawn
//
// Preheat and "past its deadline" are not stored: they follow from the time of each decision.
// A group-buy takes its stock out of the offer's when it opens, and gives back what it did not
// sell when it ends; so joins of different leaders never compete, and none can oversell.
//
// This header is what exists; decide.cpp, apply.cpp and react.cpp are what happens, queries.hpp
// what can be asked.
#pragma once

#include "core/base/actor.hpp"
#include "core/base/audience.hpp"
#include "core/base/id.hpp"
#include "core/base/quantity.hpp"
#include "core/base/refusal.hpp"
#include "core/base/table.hpp"
#include "core/catalog/catalog.hpp"
#include "core/community/community.hpp"

#include <boost/describe.hpp>
#include <boost/unordered/unordered_flat_map.hpp>

#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace starfish::groupbuy {

using catalog::Offer;
using catalog::Tier;
using community::Community;
using community::Leader;
using community::PickupPoint;

// `open_` is stored from opening on; see `stage_at` in queries.hpp for preheat and overdue.
enum class Phase : std::uint8_t { open_, locked, failed, cancelled };
BOOST_DESCRIBE_ENUM(Phase, open_, locked, failed, cancelled)

enum class ThresholdKind : std::uint8_t { people, units };
BOOST_DESCRIBE_ENUM(ThresholdKind, people, units)

// What must be reached for the group-buy to hold (成团门槛). `value` from 1.
struct Threshold {
    ThresholdKind kind{};
    std::int32_t value{};
    auto operator<=>(const Threshold&) const = default;
};

struct GroupBuy {
    Id<GroupBuy> id;
    std::string code;  // in links: 10 of Crockford's base 32, from the opening command's id
    Id<Offer> offer;
    Id<Community> community;
    Id<Leader> leader;
    Instant opened_at;
    Instant starts_at;
    Instant deadline;
    Units stock;
    Units cap_per_person;
    Threshold threshold;
    std::vector<Tier> tiers;
    Phase phase{};
    Units joined_units;
    std::int32_t joined_people{};     // distinct consumers with a standing line
    std::int32_t last_join_number{};  // 跟团号 given last
    Instant ended_at;                 // when it left `open_`, else 0
    Fen final_price_fen;              // once locked, else 0
    std::string end_reason;           // once cancelled
};

// One join of one consumer (跟团, 接龙).
struct OrderLine {
    Id<OrderLine> id;
    Id<GroupBuy> groupbuy;
    std::int32_t join_number{};  // 跟团号, from 1 in each group-buy
    ConsumerId consumer;
    Units quantity;
    Units tolerance;  // "up to so many more if it helps"
    Id<PickupPoint> pickup;
    Instant joined_at;
    Instant left_at;  // when the consumer withdrew, else 0
};

// How much of an offer's stock its group-buys hold or have sold.
struct Reservation {
    Id<Reservation> id;  // the offer's number
    Units reserved;
};

inline constexpr std::int64_t open_duration_min_ms = 10 * minute_ms;
inline constexpr std::int64_t open_duration_max_ms = 30 * day_ms;
inline constexpr std::int64_t preheat_max_ms = 14 * day_ms;

// Commands.

// The community's own leader's. Refuses community.unknown, offer.unknown, offer.withdrawn and
// groupbuy.* at the field.
struct Open {
    static constexpr std::string_view name = "groupbuy.open";
    Id<Offer> offer;
    Id<Community> community;
    std::optional<Instant> starts_at;  // absent: now; at most preheat_max_ms ahead
    Instant deadline;                  // open_duration_min_ms to _max_ms after it starts
    Units stock;                       // taken from what the offer has left
    Threshold threshold;
};
// A consumer's. Refuses groupbuy.unknown, .not_started, .over, .sold_out {left_units}, .over_cap
// {cap_units, held_units}, .quantity, .tolerance, .pickup.
struct Join {
    static constexpr std::string_view name = "groupbuy.join";
    Id<GroupBuy> groupbuy;
    Id<Offer> offer;
    Units quantity;
    Units tolerance;
    Id<PickupPoint> pickup;
};
// The consumer's own, or the leader's: takes back one join while the group-buy is open.
// Refuses groupbuy.unknown_line, .left_already, .over.
struct Leave {
    static constexpr std::string_view name = "groupbuy.leave";
    Id<OrderLine> line;
};
// The leader's at any time, the system's once the deadline is past. Locks or fails.
// Refuses groupbuy.unknown, .over, .not_due.
struct Close {
    static constexpr std::string_view name = "groupbuy.close";
    Id<GroupBuy> groupbuy;
};
// The leader's or the supplier's. Refuses groupbuy.unknown, .over.
struct Cancel {
    static constexpr std::string_view name = "groupbuy.cancel";
    Id<GroupBuy> groupbuy;
    std::string reason;  // 2 to 200 characters; shown to everyone who joined
};
using Command = std::variant<Open, Join, Leave, Close, Cancel>;

// Events. `Reserved` is public, so that every leader sees what an offer has left; the others are
// the group-buy's leader's.
struct Opened {
    static constexpr std::string_view name = "groupbuy.opened";
    static constexpr int version = 1;
    Id<GroupBuy> groupbuy;
    std::string code;
    Id<Offer> offer;
    Id<Community> community;
    Id<Leader> leader;
    Instant at;
    Instant starts_at;
    Instant deadline;
    Units stock;
    Units cap_per_person;
    Threshold threshold;
    std::vector<Tier> tiers;
};
struct Reserved {
    static constexpr std::string_view name = "groupbuy.reserved";
    static constexpr int version = 1;
    Id<Offer> offer;
    Units reserved;  // of the offer, after this event
};
struct Joined {
    static constexpr std::string_view name = "groupbuy.joined";
    // 1 had no tolerance.
    static constexpr int version = 2;
    Id<OrderLine> line;
    Id<GroupBuy> groupbuy;
    ConsumerId consumer;
    Units quantity;
    Units tolerance;
    Id<PickupPoint> pickup;
    std::int32_t join_number{};
    Units joined_units;  // of the group-buy, after this join
    std::int32_t joined_people{};
    Instant at;
};
struct Left {
    static constexpr std::string_view name = "groupbuy.left";
    static constexpr int version = 1;
    Id<OrderLine> line;
    Id<GroupBuy> groupbuy;
    Units joined_units;  // after it
    std::int32_t joined_people{};
    Instant at;
};
struct Locked {
    static constexpr std::string_view name = "groupbuy.locked";
    static constexpr int version = 1;
    Id<GroupBuy> groupbuy;
    Fen price_fen;  // what every unit costs, finally
    Instant at;
};
struct Failed {
    static constexpr std::string_view name = "groupbuy.failed";
    static constexpr int version = 1;
    Id<GroupBuy> groupbuy;
    std::int32_t missing{};  // people or units, as the threshold counts
    Instant at;
};
struct Cancelled {
    static constexpr std::string_view name = "groupbuy.cancelled";
    static constexpr int version = 1;
    Id<GroupBuy> groupbuy;
    std::string reason;
    Instant at;
};
using Event = std::variant<Opened, Reserved, Joined, Left, Locked, Failed, Cancelled>;

// The subjects before this one, for reading.
struct Reads {
    const catalog::State& catalog;
    const community::State& community;
    explicit Reads(const auto& all) : catalog(all.catalog), community(all.community) {}
};

struct State {
    using Command = groupbuy::Command;
    using Event = groupbuy::Event;
    using Reads = groupbuy::Reads;

    Table<GroupBuy> groupbuys;
    Table<OrderLine> lines;
    Table<Reservation> reservations;

    // Derived from the tables; `reindex` builds it again. Hash maps are only looked up in, never
    // iterated.
    struct Holding {
        Units units;
        std::int32_t lines{};
    };
    struct HolderHash {
        std::size_t operator()(const std::pair<std::uint32_t, std::int64_t>& holder) const;
    };
    struct Index {
        boost::unordered_flat_map<std::string, Id<GroupBuy>> by_code;
        boost::unordered_flat_map<std::uint32_t, std::vector<Id<OrderLine>>> lines;  // by group-buy
        boost::unordered_flat_map<std::uint32_t, std::vector<Id<GroupBuy>>> by_leader;
        // Standing lines of a consumer in a group-buy.
        boost::unordered_flat_map<std::pair<std::uint32_t, std::int64_t>, Holding, HolderHash>
            holdings;
        std::set<std::pair<Instant, Id<GroupBuy>>> open_by_deadline;
        std::set<std::pair<Id<Offer>, Id<GroupBuy>>> open_by_offer;
    };
    Index index;
};

Result<std::vector<Event>> decide(const Reads&, const State&, const Command&, const Context&);
void apply(State&, const Event&);
// A withdrawn offer cancels its open group-buys.
std::vector<Event> react(const Reads&, const State&, const catalog::Event&);
void reindex(State&);
Audience audience(const Reads&, const State&, const Event&);
Audience audience(const Reads&, const State&, const GroupBuy&);
Audience audience(const Reads&, const State&, const OrderLine&);
Audience audience(const Reads&, const State&, const Reservation&);
// The first broken promise in words for a developer, or nothing. Walks everything.
std::optional<std::string> broken_invariant(const Reads&, const State&);

BOOST_DESCRIBE_STRUCT(Threshold, (), (kind, value))
BOOST_DESCRIBE_STRUCT(GroupBuy, (),
                      (id, code, offer, community, leader, opened_at, starts_at, deadline, stock,
                       cap_per_person, threshold, tiers, phase, joined_units, joined_people,
                       last_join_number, ended_at, final_price_fen, end_reason))
BOOST_DESCRIBE_STRUCT(OrderLine, (),
                      (id, groupbuy, join_number, consumer, quantity, tolerance, pickup, joined_at,
                       left_at))
BOOST_DESCRIBE_STRUCT(Reservation, (), (id, reserved))
BOOST_DESCRIBE_STRUCT(Open, (), (offer, community, starts_at, deadline, stock, threshold))
BOOST_DESCRIBE_STRUCT(Join, (), (groupbuy, offer, quantity, tolerance, pickup))
BOOST_DESCRIBE_STRUCT(Leave, (), (line))
BOOST_DESCRIBE_STRUCT(Close, (), (groupbuy))
BOOST_DESCRIBE_STRUCT(Cancel, (), (groupbuy, reason))
BOOST_DESCRIBE_STRUCT(Opened, (),
                      (groupbuy, code, offer, community, leader, at, starts_at, deadline, stock,
                       cap_per_person, threshold, tiers))
BOOST_DESCRIBE_STRUCT(Reserved, (), (offer, reserved))
BOOST_DESCRIBE_STRUCT(Joined, (),
                      (line, groupbuy, consumer, quantity, tolerance, pickup, join_number,
                       joined_units, joined_people, at))
BOOST_DESCRIBE_STRUCT(Left, (), (line, groupbuy, joined_units, joined_people, at))
BOOST_DESCRIBE_STRUCT(Locked, (), (groupbuy, price_fen, at))
BOOST_DESCRIBE_STRUCT(Failed, (), (groupbuy, missing, at))
BOOST_DESCRIBE_STRUCT(Cancelled, (), (groupbuy, reason, at))
BOOST_DESCRIBE_STRUCT(State, (), (groupbuys, lines, reservations))

}  // namespace starfish::groupbuy
