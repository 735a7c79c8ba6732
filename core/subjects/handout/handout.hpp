// Hand-out day (交付): the goods of a locked group-buy arrive, are handed out, and are made good.
//
//   group-buy locks ─▶ prepared ─check in─▶ arrived ─hand over─▶ handing out ─finish─▶ finished
//                         a slip and a pickup code for each order
//
// One line's delivery: units = handed + missing + uncollected + still to hand over.
//
// Every unit that is handed over comes out of an arrival, so it has a batch. Units are taken from
// the earliest arrival first. If too little arrives, the leader decides which consumers go short.
// Units that cannot be handed over are corrected (short, weight); the consumer sees each correction
// with its reason. Units that nobody collects are given up when the hand-out is finished. A
// consumer can file claims about delivered goods until the after-sales window ends. This subject
// has units, decisions, and the amounts they take off a line's price; orders and money compute the
// amounts due from them.
//
// The desk works without a network, on several devices at once. Nothing is handed over twice: the
// second command is refused with the time of the first. A device that was offline names the parts
// it handed over, not "everything left", so that a conflict with another device is reported.
//
// Everything the desk shows or decides is in this subject's own rows. So a verifier's device, which
// only hands out, holds the rows of hand-outs and no others. Claims and the refunds granted on them
// are visible to the leader only.
//
// This header has the types; decide*.cpp, prepare.cpp and apply.cpp the rules, queries.hpp the
// queries.
#pragma once

#include "core/base/actor.hpp"
#include "core/base/audience.hpp"
#include "core/base/due_work.hpp"
#include "core/base/id.hpp"
#include "core/base/private_text.hpp"
#include "core/base/quantity.hpp"
#include "core/base/refusal.hpp"
#include "core/base/table.hpp"
#include "core/subjects/groupbuy/groupbuy.hpp"

#include <boost/describe.hpp>
#include <boost/unordered/unordered_flat_map.hpp>

#include <optional>
#include <set>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

namespace starfish::scenario {
struct Vocabulary;
}

namespace starfish::handout {

using community::Community;
using community::Leader;
using community::PickupPoint;
using groupbuy::GroupBuy;
using groupbuy::OrderLine;
using groupbuy::PaymentKind;

// One kind of goods at the desk.
struct Item {
    Id<catalog::Offer> offer;
    std::string title;
    std::string unit;
    Fen price_fen;  // final, per unit
    Units sold;
    Units arrived;      // in good condition
    Units damaged;      // arrived, but not fit to be handed over
    Units handed;       // never above arrived
    Units missing;      // corrected: will not be handed over
    Units uncollected;  // given up at the finish
};
BOOST_DESCRIBE_STRUCT(Item, (),
                      (offer, title, unit, price_fen, sold, arrived, damaged, handed, missing,
                       uncollected))

// The hand-out of one group-buy. Its id is the group-buy's number.
struct Handout {
    Id<Handout> id;
    Id<Community> community;
    Id<Leader> leader;
    std::string title;
    PaymentKind payment{};
    Instant pickup_from;  // 0: the pickup point's own hours
    Instant pickup_until;
    std::int32_t after_sales_days{};  // the longest among its goods
    std::vector<Item> items;
    Instant prepared_at;
    Instant last_arrival_at;  // 0: nothing has arrived
    Instant first_handed_at;  // 0: nothing is handed over
    Instant finished_at;      // 0: not finished
};
BOOST_DESCRIBE_STRUCT(Handout, (),
                      (id, community, leader, title, payment, pickup_from, pickup_until,
                       after_sales_days, items, prepared_at, last_arrival_at, first_handed_at,
                       finished_at))

struct Delivery;

// The lines of one order: the consumer collects them together.
struct Slip {
    Id<Slip> id;
    Id<Handout> handout;
    ConsumerId consumer;
    std::string code;  // pickup code (取货码): see code_digits; unique in the hand-out
    std::vector<Id<Delivery>> deliveries;  // in the order of their join numbers
};
BOOST_DESCRIBE_STRUCT(Slip, (), (id, handout, consumer, code, deliveries))

// The delivery of one order line. Its id is the line's number.
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
    Fen off_fen;        // taken off the price by corrections, without claims
    Fen collected_fen;  // at the desk, if payment is at pickup
    Instant last_handed_at;
    Instant claims_until;  // when the after-sales window ends; 0 until something is handed over
    std::vector<std::string> batches;  // of the units handed over, each once, in order
};
BOOST_DESCRIBE_STRUCT(Delivery, (),
                      (id, handout, slip, item, join_number, pickup, units, handed, missing,
                       uncollected, off_fen, collected_fen, last_handed_at, claims_until, batches))

// Goods of one batch that came in together.
struct Arrival {
    Id<Arrival> id;
    Id<Handout> handout;
    std::int32_t item{};
    std::string batch;
    Units units;    // good
    Units damaged;  // not good
    Units handed;   // of the good units
    std::string note;
    std::string photo;  // see photo_id_length; may be empty
    Instant at;
};
BOOST_DESCRIBE_STRUCT(Arrival, (),
                      (id, handout, item, batch, units, damaged, handed, note, photo, at))

enum class CorrectionKind : std::uint8_t { missing, weight, uncollected };
BOOST_DESCRIBE_ENUM(CorrectionKind, missing, weight, uncollected)

// A loss of units or price after the lock; visible to the consumer.
struct Correction {
    Id<Correction> id;
    Id<Delivery> delivery;
    CorrectionKind kind{};
    Units units;  // missing, uncollected
    Fen off_fen;  // taken off the price
    std::string reason;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(Correction, (), (id, delivery, kind, units, off_fen, reason, at))

enum class ClaimKind : std::uint8_t { missing, damaged, quality, wrong };
BOOST_DESCRIBE_ENUM(ClaimKind, missing, damaged, quality, wrong)

// open_: waits for the leader's answer; appealed: for the supplier's, which is final.
enum class ClaimPhase : std::uint8_t { open_, granted, declined, appealed };
BOOST_DESCRIBE_ENUM(ClaimPhase, open_, granted, declined, appealed)

// A consumer's claim about a delivery. The consumer's words and name are private texts, not in the
// log.
struct Claim {
    Id<Claim> id;
    Id<Delivery> delivery;
    ClaimKind kind{};
    Units units;
    std::string photo;  // may be empty
    ClaimPhase phase{};
    Instant filed_at;
    Instant answer_by;  // after it an open_ claim goes to the supplier, an appealed one is granted
    Fen refund_fen;     // total granted
    std::string answer;
    Instant answered_at;
    bool is_final{};  // decided by the supplier or by the system
};
BOOST_DESCRIBE_STRUCT(Claim, (),
                      (id, delivery, kind, units, photo, phase, filed_at, answer_by, refund_fen,
                       answer, answered_at, is_final))

inline constexpr std::size_t photo_id_length = 64;  // SHA-256 of the stored picture, lowercase hex
inline constexpr std::int64_t claim_answer_ms = 48 * hour_ms;
// How long after the leader's answer a consumer can ask the supplier.
inline constexpr std::int64_t claim_appeal_ms = 72 * hour_ms;
// When collecting ends (see collect_until in queries.hpp): at the end of the pickup time, or a day
// after a later arrival; without a pickup time, a week after the last arrival, since pickup points
// have weekly hours; if nothing arrived, a month after the lock.
inline constexpr std::int64_t collect_late_arrival_ms = day_ms;
inline constexpr std::int64_t collect_any_time_ms = 7 * day_ms;
inline constexpr std::int64_t arrive_within_ms = 30 * day_ms;
// How long uncollected goods are retained after that; then the sweep finishes the hand-out.
inline constexpr std::int64_t retain_uncollected_ms = 7 * day_ms;
// How far a device's clock may be ahead of the server's.
inline constexpr std::int64_t clock_slack_ms = 5 * minute_ms;

// Commands. "The desk" is the hand-out's leader or one of that leader's verifiers.

// By the desk. Refuses handout.unknown, .finished, .item, .units {most_units}, .photo, text.*.
struct CheckIn {
    static constexpr std::string_view name = "handout.check_in";
    Id<Handout> handout;
    std::int32_t item{};  // from 0
    std::string batch;    // 1 to 40 characters
    Units units;          // good and damaged together: at least 1; good units at most those sold
    Units damaged;        // part of `units`
    std::string note;     // at most 100 characters
    std::optional<std::string> photo;
};
BOOST_DESCRIBE_STRUCT(CheckIn, (), (handout, item, batch, units, damaged, note, photo))
struct Part {
    Id<Delivery> delivery;
    Units units;
};
BOOST_DESCRIBE_STRUCT(Part, (), (delivery, units))
// By the desk: everything left on the slip, or the named parts; all or nothing.
// Refuses handout.unknown_slip, .unknown_delivery, .finished, .handed_already {at_ms},
// .halted, .not_arrived {arrived_units: still in stock}, .units {most_units}, .time.
struct HandOver {
    static constexpr std::string_view name = "handout.hand_over";
    Id<Slip> slip;
    std::optional<std::vector<Part>> parts;  // absent: everything left; otherwise 1 or more
    std::optional<Instant> handed_at;        // given by a desk that was offline; from the lock to
                                             // now + clock_slack_ms
};
BOOST_DESCRIBE_STRUCT(HandOver, (), (slip, parts, handed_at))
// By the desk: these units of a delivery will not come. Refuses handout.unknown_delivery,
// .finished, .units {most_units}, text.*.
struct ReportMissing {
    static constexpr std::string_view name = "handout.report_missing";
    Id<Delivery> delivery;
    Units units;
    std::string reason;  // 2 to 100 characters
};
BOOST_DESCRIBE_STRUCT(ReportMissing, (), (delivery, units, reason))
// By the leader: the weighed goods cost less. The price never rises, since nobody pays again.
// Refuses handout.unknown_delivery, .finished, .off {most_fen}, text.*.
struct CorrectWeight {
    static constexpr std::string_view name = "handout.correct_weight";
    Id<Delivery> delivery;
    Fen off_fen;
    std::string reason;  // 2 to 100 characters
};
BOOST_DESCRIBE_STRUCT(CorrectWeight, (), (delivery, off_fen, reason))
// By the consumer, on the consumer's own delivery, from the first hand-over until claims_until; one
// open claim a delivery. A claim that units are missing is also possible after collecting ended,
// until the hand-out is finished. Refuses handout.unknown_delivery, .claims_over {claims_until_ms},
// .too_soon {collect_until_ms}, .claim_open, .photo, .units {most_units: the units handed over, for
// missing units all that are not given up; less those already granted}.
struct FileClaim {
    static constexpr std::string_view name = "handout.file_claim";
    Id<Delivery> delivery;
    ClaimKind kind{};
    Units units;
    std::optional<std::string> photo;
};
BOOST_DESCRIBE_STRUCT(FileClaim, (), (delivery, kind, units, photo))
// By the leader, on an open claim; by the supplier, on an open or appealed claim, which is final;
// by the system, once answer_by is past: an open claim goes on to the supplier, an appealed claim
// is granted in full. Missing units that are granted are no longer to be handed over.
// Refuses handout.unknown_claim, .claim_answered, .not_due, .refund {most_fen: the price of the
// claim's units less earlier refunds, at most what the line still costs}, text.*.
struct AnswerClaim {
    static constexpr std::string_view name = "handout.answer_claim";
    Id<Claim> claim;
    Fen refund_fen;      // 0: declined; adds to the refund of an earlier answer
    std::string reason;  // 2 to 200 characters; shown to the consumer; empty from the system
};
BOOST_DESCRIBE_STRUCT(AnswerClaim, (), (claim, refund_fen, reason))
// By the consumer, once, within claim_appeal_ms of the leader's answer: the supplier decides.
// Refuses handout.unknown_claim, .appeal, .claim_open.
struct Appeal {
    static constexpr std::string_view name = "handout.appeal";
    Id<Claim> claim;
};
BOOST_DESCRIBE_STRUCT(Appeal, (), (claim))
// By the leader, once nothing is left to hand over or collecting has ended; by the system,
// retain_uncollected_ms later. Uncollected units are given up, units that never arrived are
// missing, and the price of both is refunded. Refuses handout.unknown, .finished, .not_due
// {due_ms}.
struct Finish {
    static constexpr std::string_view name = "handout.finish";
    Id<Handout> handout;
};
BOOST_DESCRIBE_STRUCT(Finish, (), (handout))
using Command = std::variant<CheckIn, HandOver, ReportMissing, CorrectWeight, FileClaim,
                             AnswerClaim, Appeal, Finish>;

// Events. The leader sees those of claims, the desk all others.

struct Planned {
    Id<Delivery> delivery;
    std::int32_t item{};
    std::int32_t join_number{};
    Id<PickupPoint> pickup;
    Units units;
};
BOOST_DESCRIBE_STRUCT(Planned, (), (delivery, item, join_number, pickup, units))
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
BOOST_DESCRIBE_STRUCT(Prepared, (),
                      (handout, community, leader, title, payment, pickup_from, pickup_until,
                       after_sales_days, items, at))
struct SlipMade {
    static constexpr std::string_view name = "handout.slip_made";
    static constexpr int version = 1;
    Id<Slip> slip;
    Id<Handout> handout;
    ConsumerId consumer;
    std::string code;
    std::vector<Planned> deliveries;
};
BOOST_DESCRIBE_STRUCT(SlipMade, (), (slip, handout, consumer, code, deliveries))
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
BOOST_DESCRIBE_STRUCT(CheckedIn, (),
                      (arrival, handout, item, batch, units, damaged, note, photo, at))
// Units from one arrival; one command may make several of these events.
struct HandedOver {
    static constexpr std::string_view name = "handout.handed_over";
    static constexpr int version = 1;
    Id<Delivery> delivery;
    Id<Arrival> arrival;
    Units units;
    Units handed;       // total of the delivery after this event
    Fen collected_fen;  // if payment is at pickup: the price of the units; with the last units,
                        // everything the line still costs
    Instant handed_at;
    Instant claims_until;
};
BOOST_DESCRIBE_STRUCT(HandedOver, (),
                      (delivery, arrival, units, handed, collected_fen, handed_at, claims_until))
struct Corrected {
    static constexpr std::string_view name = "handout.corrected";
    static constexpr int version = 1;
    Id<Correction> correction;
    Id<Delivery> delivery;
    CorrectionKind kind{};
    Units units;
    Fen off_fen;  // the price of the units, or the reduction by weight; at most what the line still
                  // costs; 0 if a claim has refunded it already
    std::string reason;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(Corrected, (), (correction, delivery, kind, units, off_fen, reason, at))
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
BOOST_DESCRIBE_STRUCT(ClaimFiled, (), (claim, delivery, kind, units, photo, answer_by, at))
// `phase` is the new one: granted, declined, or appealed (passed on to the supplier).
struct ClaimAnswered {
    static constexpr std::string_view name = "handout.claim_answered";
    static constexpr int version = 1;
    Id<Claim> claim;
    ClaimPhase phase{};
    Fen refund_fen;      // granted by this answer
    std::string reason;  // empty: answer_by was past
    Instant answer_by;
    bool is_final{};  // no further answer or appeal is possible
    Instant at;
};
BOOST_DESCRIBE_STRUCT(ClaimAnswered, (),
                      (claim, phase, refund_fen, reason, answer_by, is_final, at))
struct Finished {
    static constexpr std::string_view name = "handout.finished";
    static constexpr int version = 1;
    Id<Handout> handout;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(Finished, (), (handout, at))
using Event = std::variant<Prepared, SlipMade, CheckedIn, HandedOver, Corrected, ClaimFiled,
                           ClaimAnswered, Finished>;

// The subjects before this one, read only.
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

    // Derived; `reindex` rebuilds it. Hash maps are only looked up in, never iterated.
    struct Summary {  // of one hand-out
        std::vector<Id<Slip>> slips;
        std::vector<Id<Arrival>> arrivals;
        std::int32_t slips_done{};  // with nothing left to hand over
        Instant claims_until;       // the latest among its deliveries
        std::int32_t open_claims{};
    };
    struct Index {
        boost::unordered_flat_map<std::uint32_t, Summary> summaries;  // by hand-out
        boost::unordered_flat_map<std::uint64_t, Id<Slip>> by_code;   // see code_key
        boost::unordered_flat_map<std::uint32_t, std::vector<Id<Handout>>> by_leader;
        boost::unordered_flat_map<std::uint32_t, std::vector<Id<Correction>>> corrections;
        boost::unordered_flat_map<std::uint32_t, std::vector<Id<Claim>>> claims;  // by delivery
        std::set<std::pair<Instant, Id<Handout>>> unfinished;  // by when the sweep finishes them
        std::set<std::pair<Instant, Id<Claim>>> unanswered;    // by answer_by
    };
    Index index;
};
BOOST_DESCRIBE_STRUCT(State, (), (handouts, slips, deliveries, arrivals, corrections, claims))

Result<std::vector<Event>> decide(const Reads&, const State&, const Command&, const Context&);
void apply(State&, const Event&);
scenario::Vocabulary vocabulary(std::type_identity<State>);  // scenario.cpp
// The consumer's words about a claim are a private text of the claim.
inline constexpr std::string_view claim_text_kind = "claim";
std::optional<PrivateTextKey> private_text_of(const Event&);
// Remove text typed about people, and pickup codes: trainers get neither.
void redact_for_trainer(Slip&);
void redact_for_trainer(SlipMade&);
void redact_for_trainer(Arrival&);
void redact_for_trainer(CheckedIn&);
void redact_for_trainer(Correction&);
void redact_for_trainer(Corrected&);
void redact_for_trainer(Claim&);
void redact_for_trainer(ClaimAnswered&);
// When the next work falls due, and the work due at `now`: at most `most`.
std::optional<Instant> next_due(const State&);
std::vector<DueWork<Command>> due_work(const Reads&, const State&, Instant now, std::size_t most);
// The photo ids in rows of this subject, including empty ids.
std::vector<std::string> named_photos(const State&);
// Prepares a group-buy that locks: a slip and a code for each order with allotted units.
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

}  // namespace starfish::handout
