// A group-buy (拼团): one leader's time-boxed sale of one or several offers to a community.
//
//   draft ─submit─▶ review ─approve─▶ open ─ close or deadline ─┬▶ locked     threshold reached
//     ▲               │                │  ◀─────undo─────┐      └▶ failed     threshold missed
//     └───send back───┘                └── cancel ───── ending ───▶ cancelled
//
// Without `draft`, and when no offer needs the supplier's review, a group-buy opens at once. The
// stages "preheat" (before `starts_at`) and "overdue" (past the deadline) are not stored: they
// follow from the time of each decision. If the leader closes or cancels a group-buy, the end takes
// effect undo_ms later. Until then the leader can undo it, and nothing is refunded or ordered.
// While one of its offers is halted (a recall), that offer is not sold, and the group-buy neither
// locks nor fails. It goes on when the offer is resumed, or it is cancelled.
//
// A group-buy reserves its stock from the offers' stock when it opens, and gives back the unsold
// units when it ends; so joins of different leaders never compete, and no group-buy can oversell.
// When a group-buy ends, the allocator (allocator.hpp) decides who gets how many at which price.
//
// This header declares the data. decide*.cpp and apply.cpp have the behaviour, queries.hpp has the
// queries.
#pragma once

#include "core/base/actor.hpp"
#include "core/base/audience.hpp"
#include "core/base/due_work.hpp"
#include "core/base/id.hpp"
#include "core/base/json/upcast.hpp"
#include "core/base/private_text.hpp"
#include "core/base/quantity.hpp"
#include "core/base/refusal.hpp"
#include "core/base/table.hpp"
#include "core/subjects/catalog/catalog.hpp"
#include "core/subjects/community/community.hpp"

#include <boost/describe.hpp>
#include <boost/unordered/unordered_flat_map.hpp>

#include <optional>
#include <set>
#include <span>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

namespace starfish::scenario {
struct Vocabulary;
}

namespace starfish::groupbuy {

using catalog::Offer;
using catalog::Tier;
using community::Community;
using community::Leader;
using community::PickupPoint;

// The stored phase. `stage_at` in queries.hpp derives the stage at a moment.
enum class Phase : std::uint8_t { draft, review, open_, locked, failed, cancelled };
BOOST_DESCRIBE_ENUM(Phase, draft, review, open_, locked, failed, cancelled)

enum class ThresholdKind : std::uint8_t { people, units, amount };
BOOST_DESCRIBE_ENUM(ThresholdKind, people, units, amount)

// The threshold that a group-buy must reach to succeed (成团门槛). `value` is at least 1: people,
// units, or fen at the prices reached.
struct Threshold {
    ThresholdKind kind{};
    std::int32_t value{};
    auto operator<=>(const Threshold&) const = default;
};
BOOST_DESCRIBE_STRUCT(Threshold, (), (kind, value))

// How consumers pay. `pickup`: to the leader, at the hand-out. With `transfer` and `provider`
// consumers pay beforehand, at the price of the first tier; the difference to the tier finally
// reached is refunded at lock.
enum class PaymentKind : std::uint8_t { pickup, transfer, provider };
BOOST_DESCRIBE_ENUM(PaymentKind, pickup, transfer, provider)

// One offer as this group-buy sells it. Fixed when the group-buy opens, even if the offer changes.
struct Goods {
    Id<Offer> offer;
    Units stock;
    Units cap_per_person;
    Units cap_per_order;
    Units carton;
    std::vector<Tier> tiers;
};
BOOST_DESCRIBE_STRUCT(Goods, (), (offer, stock, cap_per_person, cap_per_order, carton, tiers))

// The terms that a group-buy promises. They do not change once it is open, except that the deadline
// can be extended once, and `hidden` can be changed.
struct Terms {
    std::string title;         // empty: the first offer's title
    std::vector<Goods> goods;  // 1 to goods_max, of different offers
    Instant starts_at;
    Instant deadline;
    Threshold threshold;
    Instant pickup_from;  // start of the hand-out; 0: the hours of the pickup point
    Instant pickup_until;
    PaymentKind payment{};
    bool hidden{};       // only the leader and the supplier see it
    bool reofferable{};  // other leaders may offer it to their communities (帮卖)
};
BOOST_DESCRIBE_STRUCT(Terms, (),
                      (title, goods, starts_at, deadline, threshold, pickup_from, pickup_until,
                       payment, hidden, reofferable))

// The sales of one of the goods; in the order of `Terms::goods`.
struct Sale {
    Units joined;   // of standing lines; never above the stock
    Units waiting;  // of lines on the waitlist (候补)
    Units sold;     // allotted; 0 until locked
    Fen price_fen;  // final price of a unit; 0 until locked
};
BOOST_DESCRIBE_STRUCT(Sale, (), (joined, waiting, sold, price_fen))

struct GroupBuy {
    Id<GroupBuy> id;
    std::string code;  // in links: 10 of Crockford's base 32, from the opening command's id
    Id<Community> community;
    Id<Leader> leader;
    Id<GroupBuy> reoffer_of;  // the group-buy that this one offers again, else 0
    Instant opened_at;        // or drafted
    Terms terms;
    std::vector<Sale> sales;
    Phase phase{};
    std::string review_note;          // why the supplier sent it back, else empty
    Instant first_deadline;           // the deadline before the extension, else 0
    std::int32_t joined_people{};     // distinct consumers with a standing line
    std::int32_t last_join_number{};  // the last 跟团号 given
    Instant ending_at;                // when the leader's close or cancel takes effect, else 0
    bool ending_cancels{};            // whether the pending end is a cancellation
    bool halted{};                    // one of its offers is halted
    Instant ended_at;                 // when it was locked, failed or cancelled, else 0
    std::string end_reason;           // of a cancellation
};
BOOST_DESCRIBE_STRUCT(GroupBuy, (),
                      (id, code, community, leader, reoffer_of, opened_at, terms, sales, phase,
                       review_note, first_deadline, joined_people, last_join_number, ending_at,
                       ending_cancels, halted, ended_at, end_reason))

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
    Units tolerance;  // "up to so many more if it helps", within the cap
    bool waiting{};   // on the waitlist: gets left-over units, or nothing
    Id<PickupPoint> pickup;
    Instant joined_at;
    Instant left_at;  // when the line was taken back, else 0
    LeftBecause left_because{};
    Units allotted;       // `quantity` until the allocator changes it; 0 while waiting
    Id<OrderLine> order;  // the first of the lines that are collected together; may be this line
};
BOOST_DESCRIBE_STRUCT(OrderLine, (),
                      (id, groupbuy, item, join_number, consumer, quantity, tolerance, waiting,
                       pickup, joined_at, left_at, left_because, allotted, order))

// How much of an offer's stock the open group-buys have reserved and the locked ones have sold.
struct Reservation {
    Id<Reservation> id;  // the number of the offer's id
    Units reserved;
};
BOOST_DESCRIBE_STRUCT(Reservation, (), (id, reserved))

inline constexpr std::int64_t open_duration_min_ms = 10 * minute_ms;
inline constexpr std::int64_t open_duration_max_ms = 30 * day_ms;
inline constexpr std::int64_t preheat_max_ms = 14 * day_ms;
inline constexpr std::int64_t pickup_span_max_ms = 14 * day_ms;
inline constexpr std::int64_t undo_ms = 10 * minute_ms;
inline constexpr std::size_t goods_max = 20;

// Commands.

struct Choice {
    Id<Offer> offer;
    Units stock;  // reserved from the offer's unreserved stock
};
BOOST_DESCRIBE_STRUCT(Choice, (), (offer, stock))

// By the community's leader. Refuses community.unknown, offer.unknown, offer.withdrawn and
// groupbuy.* at the field.
struct Open {
    static constexpr std::string_view name = "groupbuy.open";
    Id<Community> community;
    std::optional<std::string> title;  // 2 to 40 characters; absent: the first offer's title
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
    std::optional<Id<GroupBuy>> revises;  // the draft that gets these terms; same community
};
BOOST_DESCRIBE_STRUCT(Open, (),
                      (community, title, items, starts_at, deadline, threshold, pickup_from,
                       pickup_until, payment, hidden, reofferable, draft, revises))
// By the leader: opens a group-buy with the same terms again, from now or from `starts_at` on.
// Refuses as Open does.
struct Clone {
    static constexpr std::string_view name = "groupbuy.clone";
    Id<GroupBuy> groupbuy;
    std::optional<Instant> starts_at;
    Instant deadline;
};
BOOST_DESCRIBE_STRUCT(Clone, (), (groupbuy, starts_at, deadline))
// By another leader: offers a colleague's group-buy to a community of the acting leader, with stock
// of its own, until the colleague's deadline. The acting leader makes the sale and earns the
// reward; the colleague earns nothing. Refuses groupbuy.unknown, .not_reofferable, .own, .over, and
// as Open does.
struct Reoffer {
    static constexpr std::string_view name = "groupbuy.reoffer";
    Id<GroupBuy> groupbuy;
    Id<Community> community;
    Units stock;  // of each of the goods
    Threshold threshold;
};
BOOST_DESCRIBE_STRUCT(Reoffer, (), (groupbuy, community, stock, threshold))
// By the leader: opens a draft, or sends it to review. Refuses groupbuy.unknown, .not_draft,
// .community_changed (another leader has the community by now), and as Open does, since the time
// and the offers have changed.
struct Submit {
    static constexpr std::string_view name = "groupbuy.submit";
    Id<GroupBuy> groupbuy;
};
BOOST_DESCRIBE_STRUCT(Submit, (), (groupbuy))
// By the supplier, for a group-buy in review. Refuses groupbuy.unknown, .not_in_review,
// .community_changed, and as Open does.
struct Approve {
    static constexpr std::string_view name = "groupbuy.approve";
    Id<GroupBuy> groupbuy;
};
BOOST_DESCRIBE_STRUCT(Approve, (), (groupbuy))
struct SendBack {
    static constexpr std::string_view name = "groupbuy.send_back";
    Id<GroupBuy> groupbuy;
    std::string reason;  // 2 to 200 characters
};
BOOST_DESCRIBE_STRUCT(SendBack, (), (groupbuy, reason))
// By a consumer. Refuses groupbuy.unknown, .not_started, .over, .halted, .sold_out {left_units},
// .over_cap {cap_units, held_units}, .quantity, .tolerance, .pickup, .offer.
struct Join {
    static constexpr std::string_view name = "groupbuy.join";
    Id<GroupBuy> groupbuy;
    Id<Offer> offer;
    Units quantity;
    Units tolerance;
    Id<PickupPoint> pickup;
    std::optional<bool> waitlist;  // if sold out: wait for units that others give back
    // An earlier line of the same consumer in this group-buy: both are collected together. A phone
    // number alone proves no identity, so without `with` the line is an order of its own, with its
    // own pickup code.
    std::optional<Id<OrderLine>> with;
};
BOOST_DESCRIBE_STRUCT(Join, (), (groupbuy, offer, quantity, tolerance, pickup, waitlist, with))
// By the consumer: another quantity, tolerance or pickup point; the join number stays the same.
// Refuses groupbuy.unknown_line, .left_already, .waiting, .unchanged, and as Join does.
struct Change {
    static constexpr std::string_view name = "groupbuy.change";
    Id<OrderLine> line;
    Units quantity;
    Units tolerance;
    Id<PickupPoint> pickup;
};
BOOST_DESCRIBE_STRUCT(Change, (), (line, quantity, tolerance, pickup))
// By the consumer or the leader: takes back one join while the group-buy is open. By the system, if
// the join was not paid in time. Refuses groupbuy.unknown_line, .left_already, .over.
struct Leave {
    static constexpr std::string_view name = "groupbuy.leave";
    Id<OrderLine> line;
};
BOOST_DESCRIBE_STRUCT(Leave, (), (line))
// By the leader at any time: takes effect undo_ms later, or at once with `now`. By the system once
// that time, or the deadline, is past. Locks or fails the group-buy. Refuses groupbuy.unknown,
// .over, .halted, .not_due, .ending_already.
struct Close {
    static constexpr std::string_view name = "groupbuy.close";
    Id<GroupBuy> groupbuy;
    std::optional<bool> now;
};
BOOST_DESCRIBE_STRUCT(Close, (), (groupbuy, now))
// By the leader, with effect as for Close, or by the supplier, with effect at once. A draft or a
// group-buy in review is cancelled at once. Refuses groupbuy.unknown, .over, .ending_already.
struct Cancel {
    static constexpr std::string_view name = "groupbuy.cancel";
    Id<GroupBuy> groupbuy;
    std::string reason;  // 2 to 200 characters; shown to everyone who joined
    std::optional<bool> now;
};
BOOST_DESCRIBE_STRUCT(Cancel, (), (groupbuy, reason, now))
// By the leader: takes back a pending Close or Cancel. Refuses groupbuy.unknown, .not_ending.
struct Undo {
    static constexpr std::string_view name = "groupbuy.undo";
    Id<GroupBuy> groupbuy;
};
BOOST_DESCRIBE_STRUCT(Undo, (), (groupbuy))
// By the leader, once: a later deadline; every join stays. Only once, so that a countdown cannot
// restart again and again; the page shows both deadlines. Refuses groupbuy.unknown, .over,
// .extended_already, .deadline_too_soon, .deadline_too_late.
struct Extend {
    static constexpr std::string_view name = "groupbuy.extend";
    Id<GroupBuy> groupbuy;
    Instant deadline;
};
BOOST_DESCRIBE_STRUCT(Extend, (), (groupbuy, deadline))
// By the leader: hides the group-buy from consumers, or shows it. Refuses groupbuy.unknown,
// .unchanged.
struct SetHidden {
    static constexpr std::string_view name = "groupbuy.set_hidden";
    Id<GroupBuy> groupbuy;
    bool hidden{};
};
BOOST_DESCRIBE_STRUCT(SetHidden, (), (groupbuy, hidden))
using Command = std::variant<Open, Clone, Reoffer, Submit, Approve, SendBack, Join, Change, Leave,
                             Close, Cancel, Undo, Extend, SetHidden>;

// Events. `Reserved` is public, so that every leader sees an offer's unreserved stock. The leader
// of the group-buy sees the other events.
struct Opened {
    static constexpr std::string_view name = "groupbuy.opened";
    // Version 1 sold a single offer, paid at pickup, without review.
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
BOOST_DESCRIBE_STRUCT(Opened, (), (groupbuy, code, community, leader, reoffer_of, phase, terms, at))
// A draft got other terms, or was submitted, approved or sent back.
struct Revised {
    static constexpr std::string_view name = "groupbuy.revised";
    static constexpr int version = 1;
    Id<GroupBuy> groupbuy;
    Phase phase{};
    Terms terms;
    std::string review_note;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(Revised, (), (groupbuy, phase, terms, review_note, at))
struct Reserved {
    static constexpr std::string_view name = "groupbuy.reserved";
    static constexpr int version = 1;
    Id<Offer> offer;
    Units reserved;  // total of the offer, after this event
};
BOOST_DESCRIBE_STRUCT(Reserved, (), (offer, reserved))
struct Joined {
    static constexpr std::string_view name = "groupbuy.joined";
    // Version 1 had no tolerance, 2 had one offer and no waitlist, 3 had no orders of several
    // lines.
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
BOOST_DESCRIBE_STRUCT(Joined, (),
                      (line, groupbuy, item, consumer, quantity, tolerance, waiting, pickup,
                       join_number, joined_units, joined_people, order, at))
// A line moved from the waitlist into the group-buy, since another line gave units back.
struct Promoted {
    static constexpr std::string_view name = "groupbuy.promoted";
    static constexpr int version = 1;
    Id<OrderLine> line;
    Id<GroupBuy> groupbuy;
    Units joined_units;
    std::int32_t joined_people{};
    Instant at;
};
BOOST_DESCRIBE_STRUCT(Promoted, (), (line, groupbuy, joined_units, joined_people, at))
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
BOOST_DESCRIBE_STRUCT(Changed, (), (line, groupbuy, quantity, tolerance, pickup, joined_units, at))
struct Left {
    static constexpr std::string_view name = "groupbuy.left";
    // Version 1 had no reason.
    static constexpr int version = 2;
    Id<OrderLine> line;
    Id<GroupBuy> groupbuy;
    LeftBecause because{};
    Units joined_units;  // after this event
    std::int32_t joined_people{};
    Instant at;
};
BOOST_DESCRIBE_STRUCT(Left, (), (line, groupbuy, because, joined_units, joined_people, at))
// The leader closed or cancelled the group-buy. `Undone`, `Locked`, `Failed` or `Cancelled`
// follows.
struct Ending {
    static constexpr std::string_view name = "groupbuy.ending";
    static constexpr int version = 1;
    Id<GroupBuy> groupbuy;
    bool cancels{};
    std::string reason;
    Instant takes_effect_at;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(Ending, (), (groupbuy, cancels, reason, takes_effect_at, at))
struct Undone {
    static constexpr std::string_view name = "groupbuy.undone";
    static constexpr int version = 1;
    Id<GroupBuy> groupbuy;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(Undone, (), (groupbuy, at))
struct Extended {
    static constexpr std::string_view name = "groupbuy.extended";
    static constexpr int version = 1;
    Id<GroupBuy> groupbuy;
    Instant deadline;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(Extended, (), (groupbuy, deadline, at))
struct Hidden {
    static constexpr std::string_view name = "groupbuy.hidden";
    static constexpr int version = 1;
    Id<GroupBuy> groupbuy;
    bool hidden{};
    Instant at;
};
BOOST_DESCRIBE_STRUCT(Hidden, (), (groupbuy, hidden, at))
// Halted: one of the group-buy's offers was halted. Resumed: no offer of it is halted any more.
struct Halted {
    static constexpr std::string_view name = "groupbuy.halted";
    static constexpr int version = 1;
    Id<GroupBuy> groupbuy;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(Halted, (), (groupbuy, at))
struct Resumed {
    static constexpr std::string_view name = "groupbuy.resumed";
    static constexpr int version = 1;
    Id<GroupBuy> groupbuy;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(Resumed, (), (groupbuy, at))
// Comes before Locked, once for each line that gets another number than it asked for, in join
// order.
struct Allotted {
    static constexpr std::string_view name = "groupbuy.allotted";
    static constexpr int version = 1;
    Id<OrderLine> line;
    Id<GroupBuy> groupbuy;
    Units units;
};
BOOST_DESCRIBE_STRUCT(Allotted, (), (line, groupbuy, units))
struct Locked {
    static constexpr std::string_view name = "groupbuy.locked";
    // Version 1 had a single price.
    static constexpr int version = 2;
    Id<GroupBuy> groupbuy;
    std::vector<Fen> prices_fen;    // final price of a unit, one for each of the goods
    std::vector<Units> sold_units;  // one for each; empty: all joined units, as in version 1
    Instant at;
};
BOOST_DESCRIBE_STRUCT(Locked, (), (groupbuy, prices_fen, sold_units, at))
struct Failed {
    static constexpr std::string_view name = "groupbuy.failed";
    static constexpr int version = 1;
    Id<GroupBuy> groupbuy;
    std::int32_t missing{};  // people, units or fen, by the kind of the threshold
    Instant at;
};
BOOST_DESCRIBE_STRUCT(Failed, (), (groupbuy, missing, at))
struct Cancelled {
    static constexpr std::string_view name = "groupbuy.cancelled";
    static constexpr int version = 1;
    Id<GroupBuy> groupbuy;
    std::string reason;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(Cancelled, (), (groupbuy, reason, at))
using Event =
    std::variant<Opened, Revised, Reserved, Joined, Promoted, Changed, Left, Ending, Undone,
                 Extended, Hidden, Halted, Resumed, Allotted, Locked, Failed, Cancelled>;

// The earlier subjects that this one reads.
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

    // The index is derived from the tables; `reindex` builds it again. Hash maps are only used for
    // look-ups, never iterated.
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
        // Standing lines of one consumer for one item of a group-buy, without waiting lines.
        boost::unordered_flat_map<Holder, Holding, HolderHash> holdings;
        // Standing lines on the waitlist, in join order.
        std::set<std::pair<Id<GroupBuy>, Id<OrderLine>>> waiting;
        std::set<std::pair<Instant, Id<GroupBuy>>> open_by_deadline;  // by ends_at
        std::set<std::pair<Id<Offer>, Id<GroupBuy>>> open_by_offer;
    };
    Index index;
};
BOOST_DESCRIBE_STRUCT(State, (), (groupbuys, lines, reservations))

Result<std::vector<Event>> decide(const Reads&, const State&, const Command&, const Context&);
void apply(State&, const Event&);
scenario::Vocabulary vocabulary(std::type_identity<State>);  // scenario.cpp
// The note typed with a join is a private text of the line.
inline constexpr std::string_view note_kind = "line";
std::optional<PrivateTextKey> private_text_of(const Event&);
// When work falls due next, and the work that is due at `now`, at most `most` items.
std::optional<Instant> next_due(const State&);
std::vector<DueWork<Command>> due_work(const Reads&, const State&, Instant now, std::size_t most);
std::span<const json::Upcast> upcasts(std::type_identity<State>);
// A withdrawn offer cancels its open group-buys; a halted offer halts them.
std::vector<Event> react(const Reads&, const State&, const catalog::Event&);
void reindex(State&);
Audience audience(const Reads&, const State&, const Event&);
Audience audience(const Reads&, const State&, const GroupBuy&);
Audience audience(const Reads&, const State&, const OrderLine&);
Audience audience(const Reads&, const State&, const Reservation&);
// The first broken invariant, in words for a developer, or nullopt. Walks all rows.
std::optional<std::string> broken_invariant(const Reads&, const State&);

}  // namespace starfish::groupbuy
