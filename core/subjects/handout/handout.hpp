// Hand-out day (交付): what a locked group-buy sold arrives, is handed out, and is made good.
//
//   group-buy locks ─▶ prepared ─check in─▶ arrived ─hand over─▶ handing out ─finish─▶ finished
//                         a slip and a pickup code for each order
//
// One line's delivery: units = handed + missing + uncollected + still to hand over.
//
// Every unit that is handed over comes out of an arrival, so it has a batch; the arrivals are
// served first come, first served, and whom a short one does not reach is the leader's to decide.
// What cannot be handed over is corrected (short, weight), with a reason and a trail that the
// consumer sees; what nobody collects is given up when the hand-out is finished. What was wrong
// with what she got, a consumer claims until the after-sales window ends. Orders and money make of
// all this what is due: here are units, decisions and what they take off a line's price.
//
// The desk works without a network, on several devices at once: nothing is ever handed over twice,
// since the second command is refused with the time of the first. A device that was offline says
// which parts it handed over, not "all that is left", so that what another did meanwhile is told.
//
// Whatever the desk shows or decides stands in this subject's own rows, so that a verifier's device
// (who hands out and sees nothing else) holds the rows of hand-outs and no others; claims, and what
// was granted on them, are the leader's alone.
//
// This header is what exists; decide*.cpp, prepare.cpp and apply.cpp are what happens, queries.hpp
// what can be asked.
#pragma once

#include "core/base/actor.hpp"
#include "core/base/audience.hpp"
#include "core/base/id.hpp"
#include "core/base/quantity.hpp"
#include "core/base/refusal.hpp"
#include "core/base/table.hpp"
#include "core/subjects/groupbuy/groupbuy.hpp"

#include <boost/describe.hpp>
#include <boost/unordered/unordered_flat_map.hpp>

#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace starfish::handout {

using community::Community;
using community::Leader;
using community::PickupPoint;
using groupbuy::GroupBuy;
using groupbuy::OrderLine;
using groupbuy::PaymentKind;

// One of the goods at the desk.
struct Item {
    Id<catalog::Offer> offer;
    std::string title;
    std::string unit;
    Fen price_fen;  // a unit, finally
    Units sold;
    Units arrived;      // in good condition
    Units damaged;      // arrived, and not fit to be handed over
    Units handed;       // never above arrived
    Units missing;      // corrected: will not be handed over
    Units uncollected;  // given up at the finish
};

// The hand-out of one group-buy. Its id is the group-buy's number.
struct Handout {
    Id<Handout> id;
    Id<Community> community;
    Id<Leader> leader;
    std::string title;
    PaymentKind payment{};
    Instant pickup_from;  // 0: as the pickup point says
    Instant pickup_until;
    std::int32_t after_sales_days{};  // the longest of its goods'
    std::vector<Item> items;
    Instant prepared_at;
    Instant last_arrival_at;  // 0: nothing yet
    Instant first_handed_at;  // 0: nothing yet
    Instant finished_at;      // 0: not finished
};

struct Delivery;

// What is fetched together from one hand-out: the lines of an order.
struct Slip {
    Id<Slip> id;
    Id<Handout> handout;
    ConsumerId consumer;
    std::string code;  // pickup code (取货码): see code_digits; unique in its hand-out
    std::vector<Id<Delivery>> deliveries;  // in the order of their join numbers
};

// One line. Its id is the line's number.
struct Delivery {
    Id<Delivery> id;
    Id<Handout> handout;
    Id<Slip> slip;
    std::int32_t item{};
    std::int32_t join_number{};
    Id<PickupPoint> pickup;
    Units units;  // allotted
    Units handed;
    Units missing;
    Units uncollected;
    Fen off_fen;        // what corrections took off its price; claims are counted apart
    Fen collected_fen;  // at the desk, where one pays at pickup
    Instant last_handed_at;
    Instant claims_until;  // when the after-sales window ends; 0 while nothing was handed over
    std::vector<std::string> batches;  // of what was handed over, each once, in order
};

// What came in at once, of one batch.
struct Arrival {
    Id<Arrival> id;
    Id<Handout> handout;
    std::int32_t item{};
    std::string batch;
    Units units;    // good
    Units damaged;  // not good
    Units handed;   // of the good ones, so far
    std::string note;
    std::string photo;  // see photo_id_length; or empty
    Instant at;
};

enum class CorrectionKind : std::uint8_t { missing, weight, uncollected };
BOOST_DESCRIBE_ENUM(CorrectionKind, missing, weight, uncollected)

// The visible trail of what a line lost after the lock.
struct Correction {
    Id<Correction> id;
    Id<Delivery> delivery;
    CorrectionKind kind{};
    Units units;  // missing, uncollected
    Fen off_fen;  // what the price falls by
    std::string reason;
    Instant at;
};

enum class ClaimKind : std::uint8_t { missing, damaged, quality, wrong };
BOOST_DESCRIBE_ENUM(ClaimKind, missing, damaged, quality, wrong)

// open_: the leader answers; appealed: the supplier does, finally.
enum class ClaimPhase : std::uint8_t { open_, granted, declined, appealed };
BOOST_DESCRIBE_ENUM(ClaimPhase, open_, granted, declined, appealed)

// What a consumer says was wrong. Her words and name are a profile's matter, not the log's.
struct Claim {
    Id<Claim> id;
    Id<Delivery> delivery;
    ClaimKind kind{};
    Units units;
    std::string photo;  // or empty
    ClaimPhase phase{};
    Instant filed_at;
    Instant answer_by;  // else the supplier answers (open_), or it is granted (appealed)
    Fen refund_fen;     // granted in all
    std::string answer;
    Instant answered_at;
    bool is_final{};  // the supplier, or time, has decided
};

inline constexpr std::size_t photo_id_length = 64;  // SHA-256 of the stored picture, lowercase hex
inline constexpr std::int64_t claim_answer_ms = 48 * hour_ms;
// How long after the leader's answer a consumer can ask the supplier.
inline constexpr std::int64_t claim_appeal_ms = 72 * hour_ms;
// When one cannot collect any more (see collect_until in queries.hpp): at the pickup time's end,
// but a day after what came later than that; where no time was said, a week after the last
// arrival, since pickup points have weekly hours; and a month after the lock if nothing came.
inline constexpr std::int64_t collect_late_arrival_ms = day_ms;
inline constexpr std::int64_t collect_any_time_ms = 7 * day_ms;
inline constexpr std::int64_t arrive_within_ms = 30 * day_ms;
// How long what is not collected is kept after that; then the sweep finishes the hand-out.
inline constexpr std::int64_t keep_uncollected_ms = 7 * day_ms;
// How far a device's clock may be ahead of the server's.
inline constexpr std::int64_t clock_slack_ms = 5 * minute_ms;

// Commands. "The desk" is the hand-out's leader or a verifier of hers.

// The desk's. Refuses handout.unknown, .finished, .item, .units {most_units}, .photo, text.*.
struct CheckIn {
    static constexpr std::string_view name = "handout.check_in";
    Id<Handout> handout;
    std::int32_t item{};  // from 0
    std::string batch;    // 1 to 40 characters
    Units units;       // good and damaged together: at least 1; of good ones, at most what was sold
    Units damaged;     // of them: not fit to be handed over
    std::string note;  // to 100
    std::optional<std::string> photo;
};
struct Part {
    Id<Delivery> delivery;
    Units units;
};
// The desk's. All of the slip that is left, or the parts named; all or nothing.
// Refuses handout.unknown_slip, .unknown_delivery, .finished, .handed_already {at_ms},
// .halted, .not_arrived {arrived_units: still there}, .units {most_units}, .time.
struct HandOver {
    static constexpr std::string_view name = "handout.hand_over";
    Id<Slip> slip;
    std::optional<std::vector<Part>> parts;  // absent: everything left; else 1 or more
    std::optional<Instant> handed_at;        // at the desk without a network; not ahead of now,
                                             // but for clock_slack_ms, nor before the lock
};
// The desk's: so many units of a delivery will not come. Refuses handout.unknown_delivery,
// .finished, .units {most_units}, text.*.
struct ReportMissing {
    static constexpr std::string_view name = "handout.report_missing";
    Id<Delivery> delivery;
    Units units;
    std::string reason;  // 2 to 100 characters
};
// The leader's: what was weighed costs less; never more, since nobody pays again.
// Refuses handout.unknown_delivery, .finished, .off {most_fen}, text.*.
struct CorrectWeight {
    static constexpr std::string_view name = "handout.correct_weight";
    Id<Delivery> delivery;
    Fen off_fen;
    std::string reason;  // 2 to 100
};
// The consumer's own, from the first hand-over until claims_until, one at a time a delivery; that
// units are missing also when one cannot collect any more, until the hand-out is finished. Refuses
// handout.unknown_delivery, .claims_over {claims_until_ms}, .too_soon {collect_until_ms},
// .claim_open, .units {most_units: handed over, or of missing ones all that are not given up; less
// what was granted}, .photo.
struct FileClaim {
    static constexpr std::string_view name = "handout.file_claim";
    Id<Delivery> delivery;
    ClaimKind kind{};
    Units units;
    std::optional<std::string> photo;
};
// The leader's of an open claim, the supplier's of any that is open or appealed, finally; the
// system's when answer_by is past: an open one goes on to the supplier, an appealed one is granted
// whole. Units that are granted as missing and were still to be handed over are so no more.
// Refuses handout.unknown_claim, .claim_answered, .not_due, .refund {most_fen: what its units cost,
// less what was given; never more than the line still costs}, text.*.
struct AnswerClaim {
    static constexpr std::string_view name = "handout.answer_claim";
    Id<Claim> claim;
    Fen refund_fen;      // 0: declined; beside what an earlier answer gave
    std::string reason;  // 2 to 200 characters; shown to the consumer; the system gives none
};
// The consumer's, once, within claim_appeal_ms of the leader's answer: the supplier decides.
// Refuses handout.unknown_claim, .appeal, .claim_open.
struct Appeal {
    static constexpr std::string_view name = "handout.appeal";
    Id<Claim> claim;
};
// The leader's once nothing is left to hand over or one cannot collect any more, the system's
// keep_uncollected_ms later: what was not collected is given up, what never arrived is missing, and
// the price of both goes back. Refuses handout.unknown, .finished, .not_due {due_ms}.
struct Finish {
    static constexpr std::string_view name = "handout.finish";
    Id<Handout> handout;
};
using Command = std::variant<CheckIn, HandOver, ReportMissing, CorrectWeight, FileClaim,
                             AnswerClaim, Appeal, Finish>;

// Events. Those of claims are the leader's; the others the desk's.

struct Planned {
    Id<Delivery> delivery;
    std::int32_t item{};
    std::int32_t join_number{};
    Id<PickupPoint> pickup;
    Units units;
};
struct Prepared {
    static constexpr std::string_view name = "handout.prepared";
    static constexpr int version = 1;
    Id<Handout> handout;
    Id<Community> community;
    Id<Leader> leader;
    std::string title;
    PaymentKind payment{};
    Instant pickup_from;
    Instant pickup_until;
    std::int32_t after_sales_days{};
    std::vector<Item> items;
    Instant at;
};
struct SlipMade {
    static constexpr std::string_view name = "handout.slip_made";
    static constexpr int version = 1;
    Id<Slip> slip;
    Id<Handout> handout;
    ConsumerId consumer;
    std::string code;
    std::vector<Planned> deliveries;
};
struct CheckedIn {
    static constexpr std::string_view name = "handout.checked_in";
    static constexpr int version = 1;
    Id<Arrival> arrival;
    Id<Handout> handout;
    std::int32_t item{};
    std::string batch;
    Units units;  // good
    Units damaged;
    std::string note;
    std::string photo;
    Instant at;
};
// Out of one arrival; one command may make several.
struct HandedOver {
    static constexpr std::string_view name = "handout.handed_over";
    static constexpr int version = 1;
    Id<Delivery> delivery;
    Id<Arrival> arrival;
    Units units;
    Units handed;       // of the delivery, after it
    Fen collected_fen;  // with it, where one pays at pickup: a unit's price each, and with the last
                        // whatever the line still costs
    Instant handed_at;
    Instant claims_until;
};
struct Corrected {
    static constexpr std::string_view name = "handout.corrected";
    static constexpr int version = 1;
    Id<Correction> correction;
    Id<Delivery> delivery;
    CorrectionKind kind{};
    Units units;
    Fen off_fen;  // units at their price, or what the weight takes off; never above what the line
                  // still costs; 0 where a claim gave it already
    std::string reason;
    Instant at;
};
struct ClaimFiled {
    static constexpr std::string_view name = "handout.claim_filed";
    static constexpr int version = 1;
    Id<Claim> claim;
    Id<Delivery> delivery;
    ClaimKind kind{};
    Units units;
    std::string photo;
    Instant answer_by;
    Instant at;
};
// `phase` is what it is now: granted, declined, or appealed (passed on to the supplier).
struct ClaimAnswered {
    static constexpr std::string_view name = "handout.claim_answered";
    static constexpr int version = 1;
    Id<Claim> claim;
    ClaimPhase phase{};
    Fen refund_fen;      // what this answer gives
    std::string reason;  // empty: answer_by was past
    Instant answer_by;
    bool is_final{};  // decided: nothing more comes of this claim
    Instant at;
};
struct Finished {
    static constexpr std::string_view name = "handout.finished";
    static constexpr int version = 1;
    Id<Handout> handout;
    Instant at;
};
using Event = std::variant<Prepared, SlipMade, CheckedIn, HandedOver, Corrected, ClaimFiled,
                           ClaimAnswered, Finished>;

// The subjects before this one, for reading.
struct Reads {
    const catalog::State& catalog;
    const community::State& community;
    const groupbuy::State& groupbuy;
    explicit Reads(const auto& all)
        : catalog(all.catalog), community(all.community), groupbuy(all.groupbuy) {}
};

struct State {
    using Command = handout::Command;
    using Event = handout::Event;
    using Reads = handout::Reads;

    Table<Handout> handouts;
    Table<Slip> slips;
    Table<Delivery> deliveries;
    Table<Arrival> arrivals;
    Table<Correction> corrections;
    Table<Claim> claims;

    // Derived; `reindex` builds it again. Hash maps are only looked up in, never iterated.
    struct Day {  // of one hand-out
        std::vector<Id<Slip>> slips;
        std::vector<Id<Arrival>> arrivals;
        std::int32_t slips_done{};  // with nothing left to hand over
        Instant claims_until;       // the last of its deliveries'
        std::int32_t open_claims{};
    };
    struct Index {
        boost::unordered_flat_map<std::uint32_t, Day> days;          // by hand-out
        boost::unordered_flat_map<std::uint64_t, Id<Slip>> by_code;  // see code_key
        boost::unordered_flat_map<std::uint32_t, std::vector<Id<Handout>>> by_leader;
        boost::unordered_flat_map<std::uint32_t, std::vector<Id<Correction>>> corrections;
        boost::unordered_flat_map<std::uint32_t, std::vector<Id<Claim>>> claims;  // by delivery
        std::set<std::pair<Instant, Id<Handout>>> unfinished;  // by when the sweep finishes it
        std::set<std::pair<Instant, Id<Claim>>> unanswered;    // by answer_by
    };
    Index index;
};

Result<std::vector<Event>> decide(const Reads&, const State&, const Command&, const Context&);
void apply(State&, const Event&);
// A group-buy that locks is prepared: a slip and a code for each order that gets something.
std::vector<Event> react(const Reads&, const State&, const groupbuy::Event&);
void reindex(State&);
Audience audience(const Reads&, const State&, const Event&);
Audience audience(const Reads&, const State&, const Handout&);
Audience audience(const Reads&, const State&, const Slip&);
Audience audience(const Reads&, const State&, const Delivery&);
Audience audience(const Reads&, const State&, const Arrival&);
Audience audience(const Reads&, const State&, const Correction&);
Audience audience(const Reads&, const State&, const Claim&);
std::optional<std::string> broken_invariant(const Reads&, const State&);

BOOST_DESCRIBE_STRUCT(Item, (),
                      (offer, title, unit, price_fen, sold, arrived, damaged, handed, missing,
                       uncollected))
BOOST_DESCRIBE_STRUCT(Handout, (),
                      (id, community, leader, title, payment, pickup_from, pickup_until,
                       after_sales_days, items, prepared_at, last_arrival_at, first_handed_at,
                       finished_at))
BOOST_DESCRIBE_STRUCT(Slip, (), (id, handout, consumer, code, deliveries))
BOOST_DESCRIBE_STRUCT(Delivery, (),
                      (id, handout, slip, item, join_number, pickup, units, handed, missing,
                       uncollected, off_fen, collected_fen, last_handed_at, claims_until, batches))
BOOST_DESCRIBE_STRUCT(Arrival, (),
                      (id, handout, item, batch, units, damaged, handed, note, photo, at))
BOOST_DESCRIBE_STRUCT(Correction, (), (id, delivery, kind, units, off_fen, reason, at))
BOOST_DESCRIBE_STRUCT(Claim, (),
                      (id, delivery, kind, units, photo, phase, filed_at, answer_by, refund_fen,
                       answer, answered_at, is_final))
BOOST_DESCRIBE_STRUCT(CheckIn, (), (handout, item, batch, units, damaged, note, photo))
BOOST_DESCRIBE_STRUCT(Part, (), (delivery, units))
BOOST_DESCRIBE_STRUCT(HandOver, (), (slip, parts, handed_at))
BOOST_DESCRIBE_STRUCT(ReportMissing, (), (delivery, units, reason))
BOOST_DESCRIBE_STRUCT(CorrectWeight, (), (delivery, off_fen, reason))
BOOST_DESCRIBE_STRUCT(FileClaim, (), (delivery, kind, units, photo))
BOOST_DESCRIBE_STRUCT(AnswerClaim, (), (claim, refund_fen, reason))
BOOST_DESCRIBE_STRUCT(Appeal, (), (claim))
BOOST_DESCRIBE_STRUCT(Finish, (), (handout))
BOOST_DESCRIBE_STRUCT(Planned, (), (delivery, item, join_number, pickup, units))
BOOST_DESCRIBE_STRUCT(Prepared, (),
                      (handout, community, leader, title, payment, pickup_from, pickup_until,
                       after_sales_days, items, at))
BOOST_DESCRIBE_STRUCT(SlipMade, (), (slip, handout, consumer, code, deliveries))
BOOST_DESCRIBE_STRUCT(CheckedIn, (),
                      (arrival, handout, item, batch, units, damaged, note, photo, at))
BOOST_DESCRIBE_STRUCT(HandedOver, (),
                      (delivery, arrival, units, handed, collected_fen, handed_at, claims_until))
BOOST_DESCRIBE_STRUCT(Corrected, (), (correction, delivery, kind, units, off_fen, reason, at))
BOOST_DESCRIBE_STRUCT(ClaimFiled, (), (claim, delivery, kind, units, photo, answer_by, at))
BOOST_DESCRIBE_STRUCT(ClaimAnswered, (),
                      (claim, phase, refund_fen, reason, answer_by, is_final, at))
BOOST_DESCRIBE_STRUCT(Finished, (), (handout, at))
BOOST_DESCRIBE_STRUCT(State, (), (handouts, slips, deliveries, arrivals, corrections, claims))

}  // namespace starfish::handout
