// A group-buy (拼团): one leader's time-boxed sale of one or several offers to a community.
//
//   draft ─submit─▶ review ─approve─▶ open ─ close, or the deadline ─┬▶ locked     threshold
//   reached
//     ▲               │                │  ◀─────undo─────┐           └▶ failed     threshold missed
//     └───send back───┘                └── cancel ───── ending ────────▶ cancelled
//
// Without `draft`, and when no offer needs the supplier's review, it opens at once. Preheat (before
// `starts_at`) and "past its deadline" are not stored: they follow from the time of each decision.
// What a leader ends herself takes effect some minutes later, and until then she can undo it;
// nothing is refunded or ordered before. While one of its offers is halted (a recall) that offer is
// not sold, and nothing locks or fails; it goes on when the offer is resumed, or is cancelled.
//
// A group-buy takes its stock out of the offers' when it opens, and gives back what it did not
// sell when it ends; so joins of different leaders never compete, and none can oversell. When it
// ends, the allocator (allocator.hpp) says who gets how many at which price.
//
// This header is what exists; decide*.cpp and apply.cpp are what happens, queries.hpp what can be
// asked.
#pragma once

#include "core/base/actor.hpp"
#include "core/base/audience.hpp"
#include "core/base/id.hpp"
#include "core/base/quantity.hpp"
#include "core/base/refusal.hpp"
#include "core/base/table.hpp"
#include "core/subjects/catalog/catalog.hpp"
#include "core/subjects/community/community.hpp"

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

// See `stage_at` in queries.hpp for what it is at a moment.
enum class Phase : std::uint8_t { draft, review, open_, locked, failed, cancelled };
BOOST_DESCRIBE_ENUM(Phase, draft, review, open_, locked, failed, cancelled)

enum class ThresholdKind : std::uint8_t { people, units, amount };
BOOST_DESCRIBE_ENUM(ThresholdKind, people, units, amount)

// What must be reached for the group-buy to hold (成团门槛). `value` from 1: people, units, or fen
// at the prices reached.
struct Threshold {
    ThresholdKind kind{};
    std::int32_t value{};
    auto operator<=>(const Threshold&) const = default;
};

// How consumers pay. `pickup`: to the leader, at the hand-out. The other two pay beforehand, at
// the price of the first tier; the difference to the tier finally reached is refunded at lock.
enum class PaymentKind : std::uint8_t { pickup, transfer, provider };
BOOST_DESCRIBE_ENUM(PaymentKind, pickup, transfer, provider)

// One offer as this group-buy sells it: decided when it opens, whatever becomes of the offer.
struct Goods {
    Id<Offer> offer;
    Units stock;
    Units cap_per_person;
    Units cap_per_order;
    Units carton;
    std::vector<Tier> tiers;
};

// What a group-buy promises. Unchanged once it is open, but for the deadline, once.
struct Terms {
    std::string title;         // empty: its first offer's
    std::vector<Goods> goods;  // 1 to goods_max, of different offers
    Instant starts_at;
    Instant deadline;
    Threshold threshold;
    Instant pickup_from;  // when it is handed out; 0: as the pickup point says
    Instant pickup_until;
    PaymentKind payment{};
    bool hidden{};       // only the leader and the supplier see it
    bool reofferable{};  // other leaders may offer it to their communities (帮卖)
};

// How one of the goods is selling; in the order of `Terms::goods`.
struct Sale {
    Units joined;   // standing lines; never above the stock
    Units waiting;  // asked for by those on the waitlist (候补)
    Units sold;     // allotted; once locked, else 0
    Fen price_fen;  // what a unit costs; once locked, else 0
};

struct GroupBuy {
    Id<GroupBuy> id;
    std::string code;  // in links: 10 of Crockford's base 32, from the opening command's id
    Id<Community> community;
    Id<Leader> leader;
    Id<GroupBuy> reoffer_of;  // whose campaign this leader offers again, else 0
    Instant opened_at;        // or drafted
    Terms terms;
    std::vector<Sale> sales;
    Phase phase{};
    std::string review_note;          // why it was sent back, else empty
    Instant first_deadline;           // before it was extended, else 0
    std::int32_t joined_people{};     // distinct consumers with a standing line
    std::int32_t last_join_number{};  // 跟团号 given last
    Instant ending_at;                // when the leader's ending takes effect, else 0
    bool ending_cancels{};            // … and whether it cancels
    bool halted{};                    // one of its offers is
    Instant ended_at;                 // when it left `open_` for good, else 0
    std::string end_reason;           // of a cancellation
};

enum class LeftBecause : std::uint8_t { withdrawn, removed, unpaid };
BOOST_DESCRIBE_ENUM(LeftBecause, withdrawn, removed, unpaid)

// One join of one consumer (跟团, 接龙).
struct OrderLine {
    Id<OrderLine> id;
    Id<GroupBuy> groupbuy;
    std::int32_t item{};         // which of the goods, from 0
    std::int32_t join_number{};  // 跟团号, from 1 in each group-buy
    ConsumerId consumer;
    Units quantity;
    Units tolerance;  // "up to so many more if it helps", within her cap
    bool waiting{};   // on the waitlist: gets what is left over, or nothing
    Id<PickupPoint> pickup;
    Instant joined_at;
    Instant left_at;  // when it was taken back, else 0
    LeftBecause left_because{};
    Units allotted;       // what she gets if the group-buy holds: as she asked, until the allocator
                          // says otherwise; 0 while waiting
    Id<OrderLine> order;  // the first line of what is collected together; its own id if it is that
};

// How much of an offer's stock its group-buys hold or have sold.
struct Reservation {
    Id<Reservation> id;  // the offer's number
    Units reserved;
};

inline constexpr std::int64_t open_duration_min_ms = 10 * minute_ms;
inline constexpr std::int64_t open_duration_max_ms = 30 * day_ms;
inline constexpr std::int64_t preheat_max_ms = 14 * day_ms;
inline constexpr std::int64_t pickup_span_max_ms = 14 * day_ms;
inline constexpr std::int64_t undo_ms = 10 * minute_ms;
inline constexpr std::size_t goods_max = 20;

// Commands.

struct Choice {
    Id<Offer> offer;
    Units stock;  // taken from what the offer has left
};

// The community's own leader's. Refuses community.unknown, offer.unknown, offer.withdrawn and
// groupbuy.* at the field.
struct Open {
    static constexpr std::string_view name = "groupbuy.open";
    Id<Community> community;
    std::optional<std::string> title;  // 2 to 40 characters; absent: the first offer's
    std::vector<Choice> items;         // 1 to goods_max different offers
    std::optional<Instant> starts_at;  // absent: now; at most preheat_max_ms ahead
    Instant deadline;                  // open_duration_min_ms to _max_ms after it starts
    Threshold threshold;
    std::optional<Instant> pickup_from;   // not before the deadline
    std::optional<Instant> pickup_until;  // both or neither; at most pickup_span_max_ms later
    std::optional<PaymentKind> payment;   // absent: pickup
    std::optional<bool> hidden;
    std::optional<bool> reofferable;
    std::optional<bool> draft;            // absent or false: open it, or ask for review
    std::optional<Id<GroupBuy>> revises;  // this draft gets these terms; of the same community
};
// The leader's: the same goods, stock, threshold and ways again, from now or `starts_at` on.
// Refuses what Open does.
struct Clone {
    static constexpr std::string_view name = "groupbuy.clone";
    Id<GroupBuy> groupbuy;
    std::optional<Instant> starts_at;
    Instant deadline;
};
// Another leader's: her community is offered what a colleague's is, with stock of its own, until
// that one's deadline. The lines are her sale, and so is their reward: nothing goes to the
// colleague. Refuses groupbuy.unknown, .not_reofferable, .own, .over, and what Open does.
struct Reoffer {
    static constexpr std::string_view name = "groupbuy.reoffer";
    Id<GroupBuy> groupbuy;
    Id<Community> community;
    Units stock;  // of each of the goods
    Threshold threshold;
};
// The leader's: a draft is to open, or to be reviewed. Refuses groupbuy.unknown, .not_draft,
// .community_changed (it has another leader by now), and what Open does, since time has passed.
struct Submit {
    static constexpr std::string_view name = "groupbuy.submit";
    Id<GroupBuy> groupbuy;
};
// The supplier's, of one in review. Refuses groupbuy.unknown, .not_in_review, .community_changed,
// and what Open does.
struct Approve {
    static constexpr std::string_view name = "groupbuy.approve";
    Id<GroupBuy> groupbuy;
};
struct SendBack {
    static constexpr std::string_view name = "groupbuy.send_back";
    Id<GroupBuy> groupbuy;
    std::string reason;  // 2 to 200 characters
};
// A consumer's. Refuses groupbuy.unknown, .not_started, .over, .halted, .sold_out {left_units},
// .over_cap {cap_units, held_units}, .quantity, .tolerance, .pickup, .offer.
struct Join {
    static constexpr std::string_view name = "groupbuy.join";
    Id<GroupBuy> groupbuy;
    Id<Offer> offer;
    Units quantity;
    Units tolerance;
    Id<PickupPoint> pickup;
    std::optional<bool> waitlist;  // when it is sold out: wait for what is given back
    // An earlier line of hers here: both are collected together. A phone number alone proves
    // nobody, so without it the line is an order of its own, with a pickup code of its own.
    std::optional<Id<OrderLine>> with;
};
// The consumer's own: another quantity, tolerance or place; she keeps her join number.
// Refuses groupbuy.unknown_line, .left_already, .waiting, .unchanged, and what Join does.
struct Change {
    static constexpr std::string_view name = "groupbuy.change";
    Id<OrderLine> line;
    Units quantity;
    Units tolerance;
    Id<PickupPoint> pickup;
};
// The consumer's own, or the leader's: takes back one join while the group-buy is open; the
// system's when it was not paid in time.
// Refuses groupbuy.unknown_line, .left_already, .over.
struct Leave {
    static constexpr std::string_view name = "groupbuy.leave";
    Id<OrderLine> line;
};
// The leader's at any time: takes effect undo_ms later, or at once with `now`. The system's once
// that, or the deadline, is past. Locks or fails. Refuses groupbuy.unknown, .over, .not_due.
struct Close {
    static constexpr std::string_view name = "groupbuy.close";
    Id<GroupBuy> groupbuy;
    std::optional<bool> now;
};
// The leader's, taking effect as Close does, or the supplier's, at once. A draft's at once.
// Refuses groupbuy.unknown, .over.
struct Cancel {
    static constexpr std::string_view name = "groupbuy.cancel";
    Id<GroupBuy> groupbuy;
    std::string reason;  // 2 to 200 characters; shown to everyone who joined
    std::optional<bool> now;
};
// The leader's: what she ended goes on. Refuses groupbuy.unknown, .not_ending.
struct Undo {
    static constexpr std::string_view name = "groupbuy.undo";
    Id<GroupBuy> groupbuy;
};
// The leader's, once: a later deadline; every join is kept. Only once, so that no countdown
// restarts; the page shows both. Refuses groupbuy.unknown, .over, .extended_already,
// .deadline_too_soon, .deadline_too_late.
struct Extend {
    static constexpr std::string_view name = "groupbuy.extend";
    Id<GroupBuy> groupbuy;
    Instant deadline;
};
// The leader's: who may see it. Refuses groupbuy.unknown, .unchanged.
struct SetHidden {
    static constexpr std::string_view name = "groupbuy.set_hidden";
    Id<GroupBuy> groupbuy;
    bool hidden{};
};
using Command = std::variant<Open, Clone, Reoffer, Submit, Approve, SendBack, Join, Change, Leave,
                             Close, Cancel, Undo, Extend, SetHidden>;

// Events. `Reserved` is public, so that every leader sees what an offer has left; the others are
// the group-buy's leader's.
struct Opened {
    static constexpr std::string_view name = "groupbuy.opened";
    // 1 sold a single offer, paid at pickup, without review.
    static constexpr int version = 2;
    Id<GroupBuy> groupbuy;
    std::string code;
    Id<Community> community;
    Id<Leader> leader;
    Id<GroupBuy> reoffer_of;
    Phase phase{};  // draft, review or open_
    Terms terms;
    Instant at;
};
// A draft got other terms, was submitted, approved or sent back.
struct Revised {
    static constexpr std::string_view name = "groupbuy.revised";
    static constexpr int version = 1;
    Id<GroupBuy> groupbuy;
    Phase phase{};
    Terms terms;
    std::string review_note;
    Instant at;
};
struct Reserved {
    static constexpr std::string_view name = "groupbuy.reserved";
    static constexpr int version = 1;
    Id<Offer> offer;
    Units reserved;  // of the offer, after this event
};
struct Joined {
    static constexpr std::string_view name = "groupbuy.joined";
    // 1 had no tolerance, 2 neither several goods nor a waitlist, 3 no orders of several lines.
    static constexpr int version = 4;
    Id<OrderLine> line;
    Id<GroupBuy> groupbuy;
    std::int32_t item{};
    ConsumerId consumer;
    Units quantity;
    Units tolerance;
    bool waiting{};
    Id<PickupPoint> pickup;
    std::int32_t join_number{};
    Units joined_units;  // of that item, after this join
    std::int32_t joined_people{};
    Id<OrderLine> order;
    Instant at;
};
// From the waitlist into the group-buy, since somebody left.
struct Promoted {
    static constexpr std::string_view name = "groupbuy.promoted";
    static constexpr int version = 1;
    Id<OrderLine> line;
    Id<GroupBuy> groupbuy;
    Units joined_units;
    std::int32_t joined_people{};
    Instant at;
};
struct Changed {
    static constexpr std::string_view name = "groupbuy.changed";
    static constexpr int version = 1;
    Id<OrderLine> line;
    Id<GroupBuy> groupbuy;
    Units quantity;
    Units tolerance;
    Id<PickupPoint> pickup;
    Units joined_units;
    Instant at;
};
struct Left {
    static constexpr std::string_view name = "groupbuy.left";
    // 1 did not say why.
    static constexpr int version = 2;
    Id<OrderLine> line;
    Id<GroupBuy> groupbuy;
    LeftBecause because{};
    Units joined_units;  // after it
    std::int32_t joined_people{};
    Instant at;
};
// The leader ended it; `Undone`, or what it announces, follows.
struct Ending {
    static constexpr std::string_view name = "groupbuy.ending";
    static constexpr int version = 1;
    Id<GroupBuy> groupbuy;
    bool cancels{};
    std::string reason;
    Instant takes_effect_at;
    Instant at;
};
struct Undone {
    static constexpr std::string_view name = "groupbuy.undone";
    static constexpr int version = 1;
    Id<GroupBuy> groupbuy;
    Instant at;
};
struct Extended {
    static constexpr std::string_view name = "groupbuy.extended";
    static constexpr int version = 1;
    Id<GroupBuy> groupbuy;
    Instant deadline;
    Instant at;
};
struct Hidden {
    static constexpr std::string_view name = "groupbuy.hidden";
    static constexpr int version = 1;
    Id<GroupBuy> groupbuy;
    bool hidden{};
    Instant at;
};
// One of its offers was halted; all that were are resumed.
struct Halted {
    static constexpr std::string_view name = "groupbuy.halted";
    static constexpr int version = 1;
    Id<GroupBuy> groupbuy;
    Instant at;
};
struct Resumed {
    static constexpr std::string_view name = "groupbuy.resumed";
    static constexpr int version = 1;
    Id<GroupBuy> groupbuy;
    Instant at;
};
// Before Locked, for each line that gets another number than it asked for, in their order.
struct Allotted {
    static constexpr std::string_view name = "groupbuy.allotted";
    static constexpr int version = 1;
    Id<OrderLine> line;
    Id<GroupBuy> groupbuy;
    Units units;
};
struct Locked {
    static constexpr std::string_view name = "groupbuy.locked";
    // 1 had a single price.
    static constexpr int version = 2;
    Id<GroupBuy> groupbuy;
    std::vector<Fen> prices_fen;    // what a unit of each of the goods costs, finally
    std::vector<Units> sold_units;  // of each; empty: all that were joined, as in version 1
    Instant at;
};
struct Failed {
    static constexpr std::string_view name = "groupbuy.failed";
    static constexpr int version = 1;
    Id<GroupBuy> groupbuy;
    std::int32_t missing{};  // people, units or fen, as the threshold counts
    Instant at;
};
struct Cancelled {
    static constexpr std::string_view name = "groupbuy.cancelled";
    static constexpr int version = 1;
    Id<GroupBuy> groupbuy;
    std::string reason;
    Instant at;
};
using Event =
    std::variant<Opened, Revised, Reserved, Joined, Promoted, Changed, Left, Ending, Undone,
                 Extended, Hidden, Halted, Resumed, Allotted, Locked, Failed, Cancelled>;

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
    struct Holder {
        std::uint32_t groupbuy{};
        std::int32_t item{};
        std::int64_t consumer{};
        bool operator==(const Holder&) const = default;
    };
    struct HolderHash {
        std::size_t operator()(const Holder& holder) const;
    };
    struct Index {
        boost::unordered_flat_map<std::string, Id<GroupBuy>> by_code;
        boost::unordered_flat_map<std::uint32_t, std::vector<Id<OrderLine>>> lines;  // by group-buy
        boost::unordered_flat_map<std::uint32_t, std::vector<Id<GroupBuy>>> by_leader;
        // Standing lines of a consumer, of one item of a group-buy; the waiting ones not.
        boost::unordered_flat_map<Holder, Holding, HolderHash> holdings;
        // Standing lines on the waitlist, in their order.
        std::set<std::pair<Id<GroupBuy>, Id<OrderLine>>> waiting;
        std::set<std::pair<Instant, Id<GroupBuy>>> open_by_deadline;  // or by when its end is due
        std::set<std::pair<Id<Offer>, Id<GroupBuy>>> open_by_offer;
    };
    Index index;
};

Result<std::vector<Event>> decide(const Reads&, const State&, const Command&, const Context&);
void apply(State&, const Event&);
// A withdrawn offer cancels its open group-buys; a halted one halts them.
std::vector<Event> react(const Reads&, const State&, const catalog::Event&);
void reindex(State&);
Audience audience(const Reads&, const State&, const Event&);
Audience audience(const Reads&, const State&, const GroupBuy&);
Audience audience(const Reads&, const State&, const OrderLine&);
Audience audience(const Reads&, const State&, const Reservation&);
// The first broken promise in words for a developer, or nothing. Walks everything.
std::optional<std::string> broken_invariant(const Reads&, const State&);

BOOST_DESCRIBE_STRUCT(Threshold, (), (kind, value))
BOOST_DESCRIBE_STRUCT(Goods, (), (offer, stock, cap_per_person, cap_per_order, carton, tiers))
BOOST_DESCRIBE_STRUCT(Terms, (),
                      (title, goods, starts_at, deadline, threshold, pickup_from, pickup_until,
                       payment, hidden, reofferable))
BOOST_DESCRIBE_STRUCT(Sale, (), (joined, waiting, sold, price_fen))
BOOST_DESCRIBE_STRUCT(GroupBuy, (),
                      (id, code, community, leader, reoffer_of, opened_at, terms, sales, phase,
                       review_note, first_deadline, joined_people, last_join_number, ending_at,
                       ending_cancels, halted, ended_at, end_reason))
BOOST_DESCRIBE_STRUCT(OrderLine, (),
                      (id, groupbuy, item, join_number, consumer, quantity, tolerance, waiting,
                       pickup, joined_at, left_at, left_because, allotted, order))
BOOST_DESCRIBE_STRUCT(Reservation, (), (id, reserved))
BOOST_DESCRIBE_STRUCT(Choice, (), (offer, stock))
BOOST_DESCRIBE_STRUCT(Open, (),
                      (community, title, items, starts_at, deadline, threshold, pickup_from,
                       pickup_until, payment, hidden, reofferable, draft, revises))
BOOST_DESCRIBE_STRUCT(Clone, (), (groupbuy, starts_at, deadline))
BOOST_DESCRIBE_STRUCT(Reoffer, (), (groupbuy, community, stock, threshold))
BOOST_DESCRIBE_STRUCT(Submit, (), (groupbuy))
BOOST_DESCRIBE_STRUCT(Approve, (), (groupbuy))
BOOST_DESCRIBE_STRUCT(SendBack, (), (groupbuy, reason))
BOOST_DESCRIBE_STRUCT(Join, (), (groupbuy, offer, quantity, tolerance, pickup, waitlist, with))
BOOST_DESCRIBE_STRUCT(Change, (), (line, quantity, tolerance, pickup))
BOOST_DESCRIBE_STRUCT(Leave, (), (line))
BOOST_DESCRIBE_STRUCT(Close, (), (groupbuy, now))
BOOST_DESCRIBE_STRUCT(Cancel, (), (groupbuy, reason, now))
BOOST_DESCRIBE_STRUCT(Undo, (), (groupbuy))
BOOST_DESCRIBE_STRUCT(Extend, (), (groupbuy, deadline))
BOOST_DESCRIBE_STRUCT(SetHidden, (), (groupbuy, hidden))
BOOST_DESCRIBE_STRUCT(Opened, (), (groupbuy, code, community, leader, reoffer_of, phase, terms, at))
BOOST_DESCRIBE_STRUCT(Revised, (), (groupbuy, phase, terms, review_note, at))
BOOST_DESCRIBE_STRUCT(Reserved, (), (offer, reserved))
BOOST_DESCRIBE_STRUCT(Joined, (),
                      (line, groupbuy, item, consumer, quantity, tolerance, waiting, pickup,
                       join_number, joined_units, joined_people, order, at))
BOOST_DESCRIBE_STRUCT(Promoted, (), (line, groupbuy, joined_units, joined_people, at))
BOOST_DESCRIBE_STRUCT(Changed, (), (line, groupbuy, quantity, tolerance, pickup, joined_units, at))
BOOST_DESCRIBE_STRUCT(Left, (), (line, groupbuy, because, joined_units, joined_people, at))
BOOST_DESCRIBE_STRUCT(Ending, (), (groupbuy, cancels, reason, takes_effect_at, at))
BOOST_DESCRIBE_STRUCT(Undone, (), (groupbuy, at))
BOOST_DESCRIBE_STRUCT(Extended, (), (groupbuy, deadline, at))
BOOST_DESCRIBE_STRUCT(Hidden, (), (groupbuy, hidden, at))
BOOST_DESCRIBE_STRUCT(Halted, (), (groupbuy, at))
BOOST_DESCRIBE_STRUCT(Resumed, (), (groupbuy, at))
BOOST_DESCRIBE_STRUCT(Allotted, (), (line, groupbuy, units))
BOOST_DESCRIBE_STRUCT(Locked, (), (groupbuy, prices_fen, sold_units, at))
BOOST_DESCRIBE_STRUCT(Failed, (), (groupbuy, missing, at))
BOOST_DESCRIBE_STRUCT(Cancelled, (), (groupbuy, reason, at))
BOOST_DESCRIBE_STRUCT(State, (), (groupbuys, lines, reservations))

}  // namespace starfish::groupbuy
