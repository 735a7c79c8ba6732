// The books: where every fen is, and what leaders earn.
//
//   paid ─▶ consumer ─line handed out─▶ revenue        planned ─handed out─▶ held ─claims over─▶
//              └─ too much ─▶ refund owed ─▶ given         available ─▶ withdrawing ─▶ bank
//   till of the leader ─settlement─▶ netted against her pay, or on its way ─▶ bank
//
// Double entry in its simplest form: an entry moves an amount from one account to another, so every
// entry sums to zero, and so do all the balances. Signs are the usual ones: an entry adds to the
// account it debits and takes from the one it credits. What we have or are owed is positive (till,
// provider, bank, in transit, cost of rewards), what we owe is negative (consumers, refunds, what a
// leader has earned), and so is revenue. Balances are kept, never summed up for a screen.
//
// Every account is one leader's slice: her purse sums to zero by itself, so that her browser has
// the same books as the server, of her own; the supplier's are the sum of all purses.
//
// A leader's pay for a line is planned when its group-buy locks, by what its offer says, and that
// is the most it can ever be. Pay for the sale and pay for service are kept apart. Its payee is the
// line's own seller: nothing here or in any configuration names another (see core/rules). It
// is earned when the line is handed out, held until nothing can be claimed any more and all of it
// is paid, and then hers. What goes back to the buyer takes its share of the pay with it, by what
// was planned for that line; if she has spent it already, it comes off what she earns next. A
// refund never waits for that.
#pragma once

#include "core/base/actor.hpp"
#include "core/base/audience.hpp"
#include "core/base/id.hpp"
#include "core/base/quantity.hpp"
#include "core/base/refusal.hpp"
#include "core/base/table.hpp"
#include "core/subjects/groupbuy/groupbuy.hpp"
#include "core/subjects/handout/handout.hpp"
#include "core/subjects/orders/orders.hpp"

#include <boost/describe.hpp>
#include <boost/unordered/unordered_flat_map.hpp>

#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

namespace starfish::money {

using community::Leader;
using groupbuy::GroupBuy;
using groupbuy::OrderLine;

// In the order of `Balances`. The first two are kept for each line as well.
enum class Account : std::uint8_t {
    consumers,     // what buyers have paid beforehand (negative), or still owe for what they got
    refunds_owed,  // what is to be given back to them
    till,          // what the leader collected, in cash or by transfer: it is the supplier's
    provider,      // what the payment provider collected and has not paid out
    in_transit,    // on its way to the bank, by a settlement
    bank,          // the supplier's
    revenue,       // of lines that were handed out
    reward_cost,   // what leaders earned, to the supplier
    held,          // a leader's pay while her buyers may still claim
    available,     // hers to withdraw; positive when more was taken back than she had
    on_hold,       // kept back by the supplier, for a stated reason and until a stated day
    withdrawing,   // asked for and not paid out yet
};
BOOST_DESCRIBE_ENUM(Account, consumers, refunds_owed, till, provider, in_transit, bank, revenue,
                    reward_cost, held, available, on_hold, withdrawing)

// Why an entry was made; `Entry::source` names the row.
enum class Cause : std::uint8_t {
    payment,             // orders::Payment
    refund_owed,         // orders::Refund
    refund_given,        // orders::Refund
    delivery,            // the line: it was handed out, at what it finally costs
    sale,                // the line: pay for the sale
    service,             // the line: pay for handing it out
    price_cut,           // the line: it costs less, after a correction or a claim
    sale_reversed,       // the line
    service_reversed,    // the line
    released,            // the first line of those released
    hold,                // Hold
    hold_ended,          // Hold
    withdrawal,          // Withdrawal
    withdrawal_refused,  // Withdrawal
    withdrawal_paid,     // Withdrawal
    netted,              // Settlement: what she collected, kept as her pay
    remitted,            // Settlement: what she collected, sent to the supplier
    paid_out,            // Settlement: what the provider collected
    received,            // Settlement: it is in the bank
};
BOOST_DESCRIBE_ENUM(Cause, payment, refund_owed, refund_given, delivery, sale, service, price_cut,
                    sale_reversed, service_reversed, released, hold, hold_ended, withdrawal,
                    withdrawal_refused, withdrawal_paid, netted, remitted, paid_out, received)

struct Entry {
    Id<Entry> id;
    Id<Leader> leader;
    Id<OrderLine> line;  // 0: of no one line
    Cause cause{};
    std::uint32_t source{};
    Account debit{};
    Account credit{};
    Fen amount_fen;  // 1 or more
    Instant at;
};

struct Balances {
    Fen consumers_fen;
    Fen refunds_owed_fen;
    Fen till_fen;
    Fen provider_fen;
    Fen in_transit_fen;
    Fen bank_fen;
    Fen revenue_fen;
    Fen reward_cost_fen;
    Fen held_fen;
    Fen available_fen;
    Fen on_hold_fen;
    Fen withdrawing_fen;
};

// The books of one leader. Its id is the leader's number.
struct Purse {
    Id<Purse> id;
    Balances balances;
};

// The books of one line. Its id is the line's number.
struct LineBook {
    Id<LineBook> id;
    Id<Leader> leader;
    Fen consumer_fen;     // its part of `consumers`
    Fen refund_owed_fen;  // its part of `refunds_owed`
    Fen planned_due_fen;  // what it cost at the lock
    Fen planned_sale_fen;
    Fen planned_service_fen;
    Fen revenue_fen;  // of it; positive
    Fen sale_fen;     // earned, never above what was planned
    Fen service_fen;
    Instant delivered_at;      // 0: not handed out in full yet
    Instant held_until;        // from when on nothing can be claimed, if no claim is open
    Id<handout::Claim> claim;  // open: the pay waits for the answer
    Instant claim_until;       // when that is given at the latest
    Instant released_at;       // 0: not yet
};

struct Evidence {
    std::string note;
    std::string photo;  // see handout::photo_id_length; or empty
    Instant at;
};

struct Hold {
    Id<Hold> id;
    Id<Leader> leader;
    Fen amount_fen;
    std::string reason;
    std::string wanted;  // what would help to end it
    Instant placed_at;
    Instant until;  // then it ends by itself
    std::vector<Evidence> evidence;
    Instant ended_at;  // else 0
    bool lifted{};     // by the supplier, before its time
};

enum class WithdrawalPhase : std::uint8_t { requested, approved, refused, paid };
BOOST_DESCRIBE_ENUM(WithdrawalPhase, requested, approved, refused, paid)

struct Withdrawal {
    Id<Withdrawal> id;
    Id<Leader> leader;
    Fen amount_fen;
    WithdrawalPhase phase{};
    Instant requested_at;
    Instant changed_at;     // when it came to its phase
    std::string reason;     // of a refusal
    std::string reference;  // of the transfer to her
};

// One leader's line of a settlement run: till_fen = kept_fen + offset_fen + remit_fen.
struct Settlement {
    Id<Settlement> id;
    Id<Settlement> run;  // the first line of the run
    Id<Leader> leader;
    Fen till_fen;    // in her till; negative: she gave back more than she held
    Fen kept_fen;    // of it left there, for refunds that are still to be given out of it
    Fen offset_fen;  // of it kept as her pay; negative: added to her pay
    Fen remit_fen;   // of it to be sent to the supplier
    Fen payout_fen;  // what the provider pays out; negative: takes back
    Instant made_at;
    Instant remitted_at;  // as she says, else 0
    std::string remit_reference;
    Instant closed_at;  // when everything was in the bank, else 0
    std::string receipt_reference;
};

inline constexpr Fen amount_max = price_max * units_max;
inline constexpr std::int64_t hold_max_ms = 30 * day_ms;
inline constexpr std::size_t evidence_max = 10;
inline constexpr std::size_t release_most = 1'000;  // lines in one command
inline constexpr std::size_t settle_most = 1'000;   // leaders in one run

// Commands.

// The system's: a leader's pay of every line whose window is over and that is paid. Refuses
// leader.unknown, money.nothing_due.
struct Release {
    static constexpr std::string_view name = "money.release";
    Id<Leader> leader;
};
// The supplier's: keeps back some of what is available. Refuses leader.unknown, money.amount,
// money.not_enough {available_fen}, money.hold_until {bound_ms}, text.*.
struct PlaceHold {
    static constexpr std::string_view name = "money.place_hold";
    Id<Leader> leader;
    Fen amount_fen;
    std::string reason;  // 2 to 200 characters; shown to the leader
    std::string wanted;  // 2 to 200: what she can show
    Instant until;       // at most hold_max_ms ahead
};
// The supplier's; the system's once `until` is past. Refuses money.unknown_hold, .hold_over,
// .not_due {due_ms}.
struct LiftHold {
    static constexpr std::string_view name = "money.lift_hold";
    Id<Hold> hold;
};
// The leader's own. Refuses money.unknown_hold, .hold_over, .evidence, .evidence_full {most_count},
// text.*.
struct SubmitEvidence {
    static constexpr std::string_view name = "money.submit_evidence";
    Id<Hold> hold;
    std::optional<std::string> note;  // 2 to 200 characters; one of the two
    std::optional<std::string> photo;
};
// A leader's, of what is available to her. Refuses actor.leader_only, money.amount,
// money.not_enough {available_fen}.
struct RequestWithdrawal {
    static constexpr std::string_view name = "money.request_withdrawal";
    Fen amount_fen;
};
// The supplier's, in this order. Refuse money.unknown_withdrawal, .withdrawal_answered,
// .withdrawal_not_approved, text.*.
struct ApproveWithdrawal {
    static constexpr std::string_view name = "money.approve_withdrawal";
    Id<Withdrawal> withdrawal;
};
// Also one that was approved and could not be paid.
struct RefuseWithdrawal {
    static constexpr std::string_view name = "money.refuse_withdrawal";
    Id<Withdrawal> withdrawal;
    std::string reason;  // 2 to 200 characters; shown to the leader
};
struct ConfirmWithdrawalPaid {
    static constexpr std::string_view name = "money.confirm_withdrawal_paid";
    Id<Withdrawal> withdrawal;
    std::string reference;  // 1 to 64 characters: of the transfer
};
// The supplier's: what is in the tills is netted against what their leaders may withdraw, the rest
// is to be sent; but what is owed back to buyers out of a till stays in it, so that no refund ever
// needs a top-up. What the provider holds is to be paid out. Without a leader: of the first
// settle_most that have anything. Refuses leader.unknown, money.nothing_to_settle.
struct Settle {
    static constexpr std::string_view name = "money.settle";
    std::optional<Id<Leader>> leader;
};
// The leader's own: she sent it. Refuses money.unknown_settlement, .nothing_to_remit,
// .remitted_already, .settlement_closed, text.*.
struct ConfirmRemitted {
    static constexpr std::string_view name = "money.confirm_remitted";
    Id<Settlement> settlement;
    std::string reference;  // 1 to 64 characters
};
// The supplier's: all of it is in the bank, whether or not the leader said that she sent it.
// Refuses money.unknown_settlement, .settlement_closed, text.*.
struct ConfirmReceived {
    static constexpr std::string_view name = "money.confirm_received";
    Id<Settlement> settlement;
    std::string reference;  // 1 to 64 characters
};
using Command =
    std::variant<Release, PlaceHold, LiftHold, SubmitEvidence, RequestWithdrawal, ApproveWithdrawal,
                 RefuseWithdrawal, ConfirmWithdrawalPaid, Settle, ConfirmRemitted, ConfirmReceived>;

// Events; all are one leader's. What an event moves stands in its `entries`.

// What a line of a locked group-buy can earn; before anything is handed out.
struct Planned {
    static constexpr std::string_view name = "money.planned";
    static constexpr int version = 1;
    Id<OrderLine> line;
    Id<Leader> leader;
    Fen due_fen;
    Fen sale_fen;
    Fen service_fen;
};
// A payment, or a refund that is owed or given.
struct Posted {
    static constexpr std::string_view name = "money.posted";
    static constexpr int version = 1;
    Id<Leader> leader;
    std::vector<Entry> entries;
};
// The line is handed out in full, or in part and the rest corrected.
struct Delivered {
    static constexpr std::string_view name = "money.delivered";
    static constexpr int version = 1;
    Id<OrderLine> line;
    Id<Leader> leader;
    Fen revenue_fen;
    Fen sale_fen;
    Fen service_fen;
    Instant held_until;
    Instant at;
    std::vector<Entry> entries;
};
// A line that was handed out costs less.
struct Reduced {
    static constexpr std::string_view name = "money.reduced";
    static constexpr int version = 1;
    Id<OrderLine> line;
    Id<Leader> leader;
    Fen revenue_fen;  // after it
    Fen sale_fen;
    Fen service_fen;
    std::vector<Entry> entries;
};
// A claim on the line is open; or it no longer is.
struct Withheld {
    static constexpr std::string_view name = "money.withheld";
    static constexpr int version = 1;
    Id<OrderLine> line;
    Id<Leader> leader;
    Id<handout::Claim> claim;
    Instant until;
};
struct Freed {
    static constexpr std::string_view name = "money.freed";
    static constexpr int version = 1;
    Id<OrderLine> line;
    Id<Leader> leader;
    Instant held_until;  // nothing can be claimed any more; the consumer may ask the supplier
};
struct Released {
    static constexpr std::string_view name = "money.released";
    static constexpr int version = 1;
    Id<Leader> leader;
    std::vector<Id<OrderLine>> lines;
    Instant at;
    std::vector<Entry> entries;
};
struct HoldPlaced {
    static constexpr std::string_view name = "money.hold_placed";
    static constexpr int version = 1;
    Id<Hold> hold;
    Id<Leader> leader;
    Fen amount_fen;
    std::string reason;
    std::string wanted;
    Instant until;
    Instant at;
    std::vector<Entry> entries;
};
struct EvidenceSubmitted {
    static constexpr std::string_view name = "money.evidence_submitted";
    static constexpr int version = 1;
    Id<Hold> hold;
    std::string note;
    std::string photo;
    Instant at;
};
struct HoldEnded {
    static constexpr std::string_view name = "money.hold_ended";
    static constexpr int version = 1;
    Id<Hold> hold;
    bool lifted{};
    Instant at;
    std::vector<Entry> entries;
};
struct WithdrawalRequested {
    static constexpr std::string_view name = "money.withdrawal_requested";
    static constexpr int version = 1;
    Id<Withdrawal> withdrawal;
    Id<Leader> leader;
    Fen amount_fen;
    Instant at;
    std::vector<Entry> entries;
};
// Approved, refused or paid.
struct WithdrawalDecided {
    static constexpr std::string_view name = "money.withdrawal_decided";
    static constexpr int version = 1;
    Id<Withdrawal> withdrawal;
    WithdrawalPhase phase{};
    std::string reason;
    std::string reference;
    Instant at;
    std::vector<Entry> entries;
};
struct SettlementMade {
    static constexpr std::string_view name = "money.settlement_made";
    static constexpr int version = 2;  // 1 kept nothing
    Id<Settlement> settlement;
    Id<Settlement> run;
    Id<Leader> leader;
    Fen till_fen;
    Fen kept_fen;
    Fen offset_fen;
    Fen remit_fen;
    Fen payout_fen;
    Instant at;
    std::vector<Entry> entries;
};
struct SettlementRemitted {
    static constexpr std::string_view name = "money.settlement_remitted";
    static constexpr int version = 1;
    Id<Settlement> settlement;
    std::string reference;
    Instant at;
};
struct SettlementReceived {
    static constexpr std::string_view name = "money.settlement_received";
    static constexpr int version = 1;
    Id<Settlement> settlement;
    std::string reference;
    Instant at;
    std::vector<Entry> entries;
};
using Event =
    std::variant<Planned, Posted, Delivered, Reduced, Withheld, Freed, Released, HoldPlaced,
                 EvidenceSubmitted, HoldEnded, WithdrawalRequested, WithdrawalDecided,
                 SettlementMade, SettlementRemitted, SettlementReceived>;

// The subjects before this one, for reading.
struct Reads {
    const catalog::State& catalog;
    const community::State& community;
    const groupbuy::State& groupbuy;
    const handout::State& handout;
    const orders::State& orders;
    explicit Reads(const auto& all)
        : catalog(all.catalog),
          community(all.community),
          groupbuy(all.groupbuy),
          handout(all.handout),
          orders(all.orders) {}
};

struct State {
    using Command = money::Command;
    using Event = money::Event;
    using Reads = money::Reads;

    Table<Entry> entries;
    Table<Purse> purses;
    Table<LineBook> lines;
    Table<Hold> holds;
    Table<Withdrawal> withdrawals;
    Table<Settlement> settlements;

    // Derived; `reindex` builds it again.
    struct Index {
        boost::unordered_flat_map<std::uint32_t, std::vector<Id<Entry>>> entries;   // by leader
        boost::unordered_flat_map<std::uint32_t, std::vector<Id<Entry>>> of_lines;  // by line
        // Pay that is held, by leader and by when its window ends.
        std::set<std::tuple<Id<Leader>, Instant, Id<LineBook>>> held;
        std::set<std::pair<Instant, Id<LineBook>>> due;  // of these, what waits for no claim
        std::set<std::pair<Instant, Id<Hold>>> holds;    // that stand, by their end
        std::set<Id<Withdrawal>> withdrawals;            // neither refused nor paid
        std::set<Id<Settlement>> settlements;            // not closed
    };
    Index index;
};

Result<std::vector<Event>> decide(const Reads&, const State&, const Command&, const Context&);
void apply(State&, const Event&);
// Plans the pay of what locks.
std::vector<Event> react(const Reads&, const State&, const groupbuy::Event&);
// Follows payments, refunds, and what lines finally cost.
std::vector<Event> react(const Reads&, const State&, const orders::Event&);
// Follows what is handed out, and claims.
std::vector<Event> react(const Reads&, const State&, const handout::Event&);
void reindex(State&);
Audience audience(const Reads&, const State&, const Event&);
Audience audience(const Reads&, const State&, const Entry&);
Audience audience(const Reads&, const State&, const Purse&);
Audience audience(const Reads&, const State&, const LineBook&);
Audience audience(const Reads&, const State&, const Hold&);
Audience audience(const Reads&, const State&, const Withdrawal&);
Audience audience(const Reads&, const State&, const Settlement&);
// The first broken promise in words for a developer, or nothing. Walks everything.
std::optional<std::string> broken_invariant(const Reads&, const State&);

BOOST_DESCRIBE_STRUCT(Entry, (), (id, leader, line, cause, source, debit, credit, amount_fen, at))
BOOST_DESCRIBE_STRUCT(Balances, (),
                      (consumers_fen, refunds_owed_fen, till_fen, provider_fen, in_transit_fen,
                       bank_fen, revenue_fen, reward_cost_fen, held_fen, available_fen, on_hold_fen,
                       withdrawing_fen))
BOOST_DESCRIBE_STRUCT(Purse, (), (id, balances))
BOOST_DESCRIBE_STRUCT(LineBook, (),
                      (id, leader, consumer_fen, refund_owed_fen, planned_due_fen, planned_sale_fen,
                       planned_service_fen, revenue_fen, sale_fen, service_fen, delivered_at,
                       held_until, claim, claim_until, released_at))
BOOST_DESCRIBE_STRUCT(Evidence, (), (note, photo, at))
BOOST_DESCRIBE_STRUCT(Hold, (),
                      (id, leader, amount_fen, reason, wanted, placed_at, until, evidence, ended_at,
                       lifted))
BOOST_DESCRIBE_STRUCT(Withdrawal, (),
                      (id, leader, amount_fen, phase, requested_at, changed_at, reason, reference))
BOOST_DESCRIBE_STRUCT(Settlement, (),
                      (id, run, leader, till_fen, kept_fen, offset_fen, remit_fen, payout_fen,
                       made_at, remitted_at, remit_reference, closed_at, receipt_reference))
BOOST_DESCRIBE_STRUCT(Release, (), (leader))
BOOST_DESCRIBE_STRUCT(PlaceHold, (), (leader, amount_fen, reason, wanted, until))
BOOST_DESCRIBE_STRUCT(LiftHold, (), (hold))
BOOST_DESCRIBE_STRUCT(SubmitEvidence, (), (hold, note, photo))
BOOST_DESCRIBE_STRUCT(RequestWithdrawal, (), (amount_fen))
BOOST_DESCRIBE_STRUCT(ApproveWithdrawal, (), (withdrawal))
BOOST_DESCRIBE_STRUCT(RefuseWithdrawal, (), (withdrawal, reason))
BOOST_DESCRIBE_STRUCT(ConfirmWithdrawalPaid, (), (withdrawal, reference))
BOOST_DESCRIBE_STRUCT(Settle, (), (leader))
BOOST_DESCRIBE_STRUCT(ConfirmRemitted, (), (settlement, reference))
BOOST_DESCRIBE_STRUCT(ConfirmReceived, (), (settlement, reference))
BOOST_DESCRIBE_STRUCT(Planned, (), (line, leader, due_fen, sale_fen, service_fen))
BOOST_DESCRIBE_STRUCT(Posted, (), (leader, entries))
BOOST_DESCRIBE_STRUCT(Delivered, (),
                      (line, leader, revenue_fen, sale_fen, service_fen, held_until, at, entries))
BOOST_DESCRIBE_STRUCT(Reduced, (), (line, leader, revenue_fen, sale_fen, service_fen, entries))
BOOST_DESCRIBE_STRUCT(Withheld, (), (line, leader, claim, until))
BOOST_DESCRIBE_STRUCT(Freed, (), (line, leader, held_until))
BOOST_DESCRIBE_STRUCT(Released, (), (leader, lines, at, entries))
BOOST_DESCRIBE_STRUCT(HoldPlaced, (),
                      (hold, leader, amount_fen, reason, wanted, until, at, entries))
BOOST_DESCRIBE_STRUCT(EvidenceSubmitted, (), (hold, note, photo, at))
BOOST_DESCRIBE_STRUCT(HoldEnded, (), (hold, lifted, at, entries))
BOOST_DESCRIBE_STRUCT(WithdrawalRequested, (), (withdrawal, leader, amount_fen, at, entries))
BOOST_DESCRIBE_STRUCT(WithdrawalDecided, (), (withdrawal, phase, reason, reference, at, entries))
BOOST_DESCRIBE_STRUCT(SettlementMade, (),
                      (settlement, run, leader, till_fen, kept_fen, offset_fen, remit_fen,
                       payout_fen, at, entries))
BOOST_DESCRIBE_STRUCT(SettlementRemitted, (), (settlement, reference, at))
BOOST_DESCRIBE_STRUCT(SettlementReceived, (), (settlement, reference, at, entries))
BOOST_DESCRIBE_STRUCT(State, (), (entries, purses, lines, holds, withdrawals, settlements))

}  // namespace starfish::money
