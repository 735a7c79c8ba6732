// The ledger: where every fen is, and the leaders' pay.
//
//   paid ─▶ consumer ─line handed out─▶ revenue        planned ─handed out─▶ held ─claims over─▶
//              └─ too much ─▶ refund owed ─▶ given         available ─▶ withdrawing ─▶ bank
//   till of the leader ─settlement─▶ netted against the leader's pay, or in transit ─▶ bank
//
// Double entry in its simplest form: an entry moves an amount from one account to another, so every
// entry sums to zero, and so do all balances. Signs are the usual ones: an entry adds to the
// account it debits and subtracts from the account it credits. Assets and costs are positive (till,
// provider, bank, in transit, cost of rewards); debts (consumers, refunds, leaders' pay) and
// revenue are negative. Balances are stored, never summed up for a screen.
//
// Every account belongs to one leader. A leader's wallet sums to zero by itself, so the leader's
// browser has the same ledger of that wallet as the server. The supplier's balances are the sums
// over all wallets.
//
// A leader's pay for a line is planned when its group-buy locks, from the offer's reward; it can
// never exceed the plan. Pay for the sale and pay for service are separate. The payee is the
// seller of the line: nothing here or in any configuration names another (see core/rules). Pay is
// earned when the line is handed out, pending (`held`) until the line is paid and can no longer be
// claimed, and then available. A refund to the buyer takes back its share of the planned pay; if
// the leader has withdrawn that pay, it is deducted from later pay. A refund never waits for that.
#pragma once

#include "core/base/actor.hpp"
#include "core/base/audience.hpp"
#include "core/base/due_work.hpp"
#include "core/base/id.hpp"
#include "core/base/json/upcast.hpp"
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
#include <span>
#include <string>
#include <tuple>
#include <type_traits>
#include <variant>
#include <vector>

namespace starfish::scenario {
struct Vocabulary;
}

namespace starfish::money {

using community::Leader;
using groupbuy::GroupBuy;
using groupbuy::OrderLine;

// In the order of `Balances`. The first two also have a balance for each line.
enum class Account : std::uint8_t {
    consumers,     // paid by buyers in advance (negative), or owed by them for delivered goods
    refunds_owed,  // to be given back to buyers
    till,          // collected by the leader, in cash or by transfer; belongs to the supplier
    provider,      // collected by the payment provider and not paid out yet
    in_transit,    // on its way to the bank, by a settlement
    bank,          // the supplier's bank account
    revenue,       // of lines that were handed out
    reward_cost,   // leaders' pay, as the supplier's cost
    held,          // a leader's pending pay, while buyers can still claim
    available,     // a leader's pay to withdraw; positive if more was taken back than was there
    on_hold,       // blocked by the supplier, for a stated reason and until a stated day
    withdrawing,   // requested and not paid out yet
};
BOOST_DESCRIBE_ENUM(Account, consumers, refunds_owed, till, provider, in_transit, bank, revenue,
                    reward_cost, held, available, on_hold, withdrawing)

// Why an entry was made; `Entry::source` names the row.
enum class Cause : std::uint8_t {
    payment,             // orders::Payment
    refund_owed,         // orders::Refund
    refund_given,        // orders::Refund
    delivery,            // the line: it was handed out, at its final price
    sale,                // the line: pay for the sale
    service,             // the line: pay for handing it out
    price_cut,           // the line: its price fell after a correction or a claim
    sale_reversed,       // the line
    service_reversed,    // the line
    released,            // the first of the released lines
    hold,                // Hold
    hold_ended,          // Hold
    withdrawal,          // Withdrawal
    withdrawal_refused,  // Withdrawal
    withdrawal_paid,     // Withdrawal
    netted,              // Settlement: money in the till that the leader retains as pay
    remitted,            // Settlement: money in the till to be sent to the supplier
    paid_out,            // Settlement: money collected by the provider
    received,            // Settlement: it arrived in the bank
};
BOOST_DESCRIBE_ENUM(Cause, payment, refund_owed, refund_given, delivery, sale, service, price_cut,
                    sale_reversed, service_reversed, released, hold, hold_ended, withdrawal,
                    withdrawal_refused, withdrawal_paid, netted, remitted, paid_out, received)

struct Entry {
    Id<Entry> id;
    Id<Leader> leader;
    Id<OrderLine> line;  // 0: not about a single line
    Cause cause{};
    std::uint32_t source{};
    Account debit{};
    Account credit{};
    Fen amount_fen;  // 1 or more
    Instant at;
};
BOOST_DESCRIBE_STRUCT(Entry, (), (id, leader, line, cause, source, debit, credit, amount_fen, at))

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
BOOST_DESCRIBE_STRUCT(Balances, (),
                      (consumers_fen, refunds_owed_fen, till_fen, provider_fen, in_transit_fen,
                       bank_fen, revenue_fen, reward_cost_fen, held_fen, available_fen, on_hold_fen,
                       withdrawing_fen))

// The balances of one leader. Its id is the leader's number.
struct Wallet {
    Id<Wallet> id;
    Balances balances;
};
BOOST_DESCRIBE_STRUCT(Wallet, (), (id, balances))

// The balances and pay of one line. Its id is the line's number.
struct LineLedger {
    Id<LineLedger> id;
    Id<Leader> leader;
    Fen consumer_fen;     // the line's part of `consumers`
    Fen refund_owed_fen;  // the line's part of `refunds_owed`
    Fen planned_due_fen;  // the price at the lock
    Fen planned_sale_fen;
    Fen planned_service_fen;
    Fen revenue_fen;  // positive
    Fen sale_fen;     // earned, at most the plan
    Fen service_fen;
    Instant delivered_at;      // 0: not handed out in full yet
    Instant held_until;        // when claims end, unless one is open
    Id<handout::Claim> claim;  // an open claim: the pay waits for the answer
    Instant claim_until;       // the latest time of the answer
    Instant released_at;       // 0: not yet
};
BOOST_DESCRIBE_STRUCT(LineLedger, (),
                      (id, leader, consumer_fen, refund_owed_fen, planned_due_fen, planned_sale_fen,
                       planned_service_fen, revenue_fen, sale_fen, service_fen, delivered_at,
                       held_until, claim, claim_until, released_at))

struct Evidence {
    std::string note;
    std::string photo;  // see handout::photo_id_length; may be empty
    Instant at;
};
BOOST_DESCRIBE_STRUCT(Evidence, (), (note, photo, at))

struct Hold {
    Id<Hold> id;
    Id<Leader> leader;
    Fen amount_fen;
    std::string reason;
    std::string wanted;  // evidence that would help to end it
    Instant placed_at;
    Instant until;  // it ends by itself at this time
    std::vector<Evidence> evidence;
    Instant ended_at;  // 0: not ended
    bool lifted{};     // ended early by the supplier
};
BOOST_DESCRIBE_STRUCT(Hold, (),
                      (id, leader, amount_fen, reason, wanted, placed_at, until, evidence, ended_at,
                       lifted))

enum class WithdrawalPhase : std::uint8_t { requested, approved, refused, paid };
BOOST_DESCRIBE_ENUM(WithdrawalPhase, requested, approved, refused, paid)

struct Withdrawal {
    Id<Withdrawal> id;
    Id<Leader> leader;
    Fen amount_fen;
    WithdrawalPhase phase{};
    Instant requested_at;
    Instant changed_at;     // when its phase last changed
    std::string reason;     // of a refusal
    std::string reference;  // of the bank transfer to the leader
};
BOOST_DESCRIBE_STRUCT(Withdrawal, (),
                      (id, leader, amount_fen, phase, requested_at, changed_at, reason, reference))

// One leader's line of a settlement run: till_fen = kept_fen + offset_fen + remit_fen.
struct Settlement {
    Id<Settlement> id;
    Id<Settlement> run;  // the first line of the run
    Id<Leader> leader;
    Fen till_fen;    // in the till; negative: the leader gave back more than the till had
    Fen kept_fen;    // stays in the till, for refunds that are still to be given out of it
    Fen offset_fen;  // retained by the leader as pay; negative: added to the leader's pay
    Fen remit_fen;   // to be sent to the supplier
    Fen payout_fen;  // paid out by the provider; negative: taken back
    Instant made_at;
    Instant remitted_at;  // as stated by the leader; 0: not yet
    std::string remit_reference;
    Instant closed_at;  // when everything was in the bank; 0: not yet
    std::string receipt_reference;
};
BOOST_DESCRIBE_STRUCT(Settlement, (),
                      (id, run, leader, till_fen, kept_fen, offset_fen, remit_fen, payout_fen,
                       made_at, remitted_at, remit_reference, closed_at, receipt_reference))

inline constexpr Fen amount_max = price_max * units_max;
inline constexpr std::int64_t hold_max_ms = 30 * day_ms;
inline constexpr std::size_t evidence_max = 10;
inline constexpr std::size_t release_most = 1'000;  // lines in one command
inline constexpr std::size_t settle_most = 1'000;   // leaders in one run

// Commands.

// By the system: makes a leader's pay available for every line that is paid and whose claim window
// is over. Refuses leader.unknown, money.nothing_due.
struct Release {
    static constexpr std::string_view name = "money.release";
    Id<Leader> leader;
};
BOOST_DESCRIBE_STRUCT(Release, (), (leader))
// By the supplier: puts part of the available pay on hold. Refuses leader.unknown, money.amount,
// money.not_enough {available_fen}, money.hold_until {bound_ms}, text.*.
struct PlaceHold {
    static constexpr std::string_view name = "money.place_hold";
    Id<Leader> leader;
    Fen amount_fen;
    std::string reason;  // 2 to 200 characters; shown to the leader
    std::string wanted;  // 2 to 200 characters: evidence the leader can give
    Instant until;       // at most hold_max_ms ahead
};
BOOST_DESCRIBE_STRUCT(PlaceHold, (), (leader, amount_fen, reason, wanted, until))
// By the supplier; by the system once `until` is past. Refuses money.unknown_hold, .hold_over,
// .not_due {due_ms}.
struct LiftHold {
    static constexpr std::string_view name = "money.lift_hold";
    Id<Hold> hold;
};
BOOST_DESCRIBE_STRUCT(LiftHold, (), (hold))
// By the leader, for a hold on the leader's own pay. Refuses money.unknown_hold, .hold_over,
// .evidence, .evidence_full {most_count}, text.*.
struct SubmitEvidence {
    static constexpr std::string_view name = "money.submit_evidence";
    Id<Hold> hold;
    std::optional<std::string> note;  // 2 to 200 characters; a note, a photo, or both
    std::optional<std::string> photo;
};
BOOST_DESCRIBE_STRUCT(SubmitEvidence, (), (hold, note, photo))
// By a leader, up to the leader's available pay. Refuses actor.leader_only, money.amount,
// money.not_enough {available_fen}.
struct RequestWithdrawal {
    static constexpr std::string_view name = "money.request_withdrawal";
    Fen amount_fen;
};
BOOST_DESCRIBE_STRUCT(RequestWithdrawal, (), (amount_fen))
// By the supplier: approve or refuse, then confirm the payment. Refuse money.unknown_withdrawal,
// .withdrawal_answered, .withdrawal_not_approved, text.*.
struct ApproveWithdrawal {
    static constexpr std::string_view name = "money.approve_withdrawal";
    Id<Withdrawal> withdrawal;
};
BOOST_DESCRIBE_STRUCT(ApproveWithdrawal, (), (withdrawal))
// Also possible for an approved withdrawal that could not be paid.
struct RefuseWithdrawal {
    static constexpr std::string_view name = "money.refuse_withdrawal";
    Id<Withdrawal> withdrawal;
    std::string reason;  // 2 to 200 characters; shown to the leader
};
BOOST_DESCRIBE_STRUCT(RefuseWithdrawal, (), (withdrawal, reason))
struct ConfirmWithdrawalPaid {
    static constexpr std::string_view name = "money.confirm_withdrawal_paid";
    Id<Withdrawal> withdrawal;
    std::string reference;  // 1 to 64 characters: of the bank transfer
};
BOOST_DESCRIBE_STRUCT(ConfirmWithdrawalPaid, (), (withdrawal, reference))
// By the supplier. The money in each till is netted against the leader's available pay; the rest is
// to be sent to the supplier. Money owed to buyers out of a till stays in it, so that no refund
// ever needs a top-up. Money at the provider is to be paid out. Without `leader`: the first
// settle_most leaders with anything to settle. Refuses leader.unknown, money.nothing_to_settle.
struct Settle {
    static constexpr std::string_view name = "money.settle";
    std::optional<Id<Leader>> leader;
};
BOOST_DESCRIBE_STRUCT(Settle, (), (leader))
// By the leader: states that the money was sent. Refuses money.unknown_settlement,
// .nothing_to_remit, .remitted_already, .settlement_closed, text.*.
struct ConfirmRemitted {
    static constexpr std::string_view name = "money.confirm_remitted";
    Id<Settlement> settlement;
    std::string reference;  // 1 to 64 characters
};
BOOST_DESCRIBE_STRUCT(ConfirmRemitted, (), (settlement, reference))
// By the supplier: everything is in the bank, whether or not the leader confirmed sending it.
// Refuses money.unknown_settlement, .settlement_closed, text.*.
struct ConfirmReceived {
    static constexpr std::string_view name = "money.confirm_received";
    Id<Settlement> settlement;
    std::string reference;  // 1 to 64 characters
};
BOOST_DESCRIBE_STRUCT(ConfirmReceived, (), (settlement, reference))
using Command =
    std::variant<Release, PlaceHold, LiftHold, SubmitEvidence, RequestWithdrawal, ApproveWithdrawal,
                 RefuseWithdrawal, ConfirmWithdrawalPaid, Settle, ConfirmRemitted, ConfirmReceived>;

// Events; each belongs to one leader. `entries` are the amounts the event moves.

// The most a line of a locked group-buy can earn; before anything is handed out.
struct Planned {
    static constexpr std::string_view name = "money.planned";
    static constexpr int version = 1;
    Id<OrderLine> line;
    Id<Leader> leader;
    Fen due_fen;
    Fen sale_fen;
    Fen service_fen;
};
BOOST_DESCRIBE_STRUCT(Planned, (), (line, leader, due_fen, sale_fen, service_fen))
// A payment, or a refund that is owed or given.
struct Posted {
    static constexpr std::string_view name = "money.posted";
    static constexpr int version = 1;
    Id<Leader> leader;
    std::vector<Entry> entries;
};
BOOST_DESCRIBE_STRUCT(Posted, (), (leader, entries))
// The line is handed out in full, or in part with the rest corrected.
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
BOOST_DESCRIBE_STRUCT(Delivered, (),
                      (line, leader, revenue_fen, sale_fen, service_fen, held_until, at, entries))
// The price of a line that was handed out fell.
struct Reduced {
    static constexpr std::string_view name = "money.reduced";
    static constexpr int version = 1;
    Id<OrderLine> line;
    Id<Leader> leader;
    Fen revenue_fen;  // after this event
    Fen sale_fen;
    Fen service_fen;
    std::vector<Entry> entries;
};
BOOST_DESCRIBE_STRUCT(Reduced, (), (line, leader, revenue_fen, sale_fen, service_fen, entries))
// A claim on the line was opened (Withheld) or closed (Freed).
struct Withheld {
    static constexpr std::string_view name = "money.withheld";
    static constexpr int version = 1;
    Id<OrderLine> line;
    Id<Leader> leader;
    Id<handout::Claim> claim;
    Instant until;
};
BOOST_DESCRIBE_STRUCT(Withheld, (), (line, leader, claim, until))
struct Freed {
    static constexpr std::string_view name = "money.freed";
    static constexpr int version = 1;
    Id<OrderLine> line;
    Id<Leader> leader;
    Instant held_until;  // when claims and appeals end
};
BOOST_DESCRIBE_STRUCT(Freed, (), (line, leader, held_until))
struct Released {
    static constexpr std::string_view name = "money.released";
    static constexpr int version = 1;
    Id<Leader> leader;
    std::vector<Id<OrderLine>> lines;
    Instant at;
    std::vector<Entry> entries;
};
BOOST_DESCRIBE_STRUCT(Released, (), (leader, lines, at, entries))
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
BOOST_DESCRIBE_STRUCT(HoldPlaced, (),
                      (hold, leader, amount_fen, reason, wanted, until, at, entries))
struct EvidenceSubmitted {
    static constexpr std::string_view name = "money.evidence_submitted";
    static constexpr int version = 1;
    Id<Hold> hold;
    std::string note;
    std::string photo;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(EvidenceSubmitted, (), (hold, note, photo, at))
struct HoldEnded {
    static constexpr std::string_view name = "money.hold_ended";
    static constexpr int version = 1;
    Id<Hold> hold;
    bool lifted{};
    Instant at;
    std::vector<Entry> entries;
};
BOOST_DESCRIBE_STRUCT(HoldEnded, (), (hold, lifted, at, entries))
struct WithdrawalRequested {
    static constexpr std::string_view name = "money.withdrawal_requested";
    static constexpr int version = 1;
    Id<Withdrawal> withdrawal;
    Id<Leader> leader;
    Fen amount_fen;
    Instant at;
    std::vector<Entry> entries;
};
BOOST_DESCRIBE_STRUCT(WithdrawalRequested, (), (withdrawal, leader, amount_fen, at, entries))
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
BOOST_DESCRIBE_STRUCT(WithdrawalDecided, (), (withdrawal, phase, reason, reference, at, entries))
struct SettlementMade {
    static constexpr std::string_view name = "money.settlement_made";
    static constexpr int version = 2;  // version 1 had no kept_fen
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
BOOST_DESCRIBE_STRUCT(SettlementMade, (),
                      (settlement, run, leader, till_fen, kept_fen, offset_fen, remit_fen,
                       payout_fen, at, entries))
struct SettlementRemitted {
    static constexpr std::string_view name = "money.settlement_remitted";
    static constexpr int version = 1;
    Id<Settlement> settlement;
    std::string reference;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(SettlementRemitted, (), (settlement, reference, at))
struct SettlementReceived {
    static constexpr std::string_view name = "money.settlement_received";
    static constexpr int version = 1;
    Id<Settlement> settlement;
    std::string reference;
    Instant at;
    std::vector<Entry> entries;
};
BOOST_DESCRIBE_STRUCT(SettlementReceived, (), (settlement, reference, at, entries))
using Event =
    std::variant<Planned, Posted, Delivered, Reduced, Withheld, Freed, Released, HoldPlaced,
                 EvidenceSubmitted, HoldEnded, WithdrawalRequested, WithdrawalDecided,
                 SettlementMade, SettlementRemitted, SettlementReceived>;

// The subjects before this one, read only.
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
    Table<Wallet> purses;
    Table<LineLedger> lines;
    Table<Hold> holds;
    Table<Withdrawal> withdrawals;
    Table<Settlement> settlements;

    // Derived; `reindex` rebuilds it.
    struct Index {
        boost::unordered_flat_map<std::uint32_t, std::vector<Id<Entry>>> entries;   // by leader
        boost::unordered_flat_map<std::uint32_t, std::vector<Id<Entry>>> of_lines;  // by line
        // Lines with pending pay, by leader and by the end of the claim window.
        std::set<std::tuple<Id<Leader>, Instant, Id<LineLedger>>> pending;
        std::set<std::pair<Instant, Id<LineLedger>>> due;  // those that are paid, without a claim
        std::set<std::pair<Instant, Id<Hold>>> holds;      // not ended, by their end
        std::set<Id<Withdrawal>> withdrawals;              // neither refused nor paid
        std::set<Id<Settlement>> settlements;              // not closed
    };
    Index index;
};
BOOST_DESCRIBE_STRUCT(State, (), (entries, purses, lines, holds, withdrawals, settlements))

Result<std::vector<Event>> decide(const Reads&, const State&, const Command&, const Context&);
void apply(State&, const Event&);
scenario::Vocabulary vocabulary(std::type_identity<State>);  // scenario.cpp
// Remove text typed about people: trainers do not get it.
void redact_for_trainer(Hold&);
void redact_for_trainer(HoldPlaced&);
void redact_for_trainer(EvidenceSubmitted&);
void redact_for_trainer(Withdrawal&);
void redact_for_trainer(WithdrawalDecided&);
void redact_for_trainer(Settlement&);
void redact_for_trainer(SettlementRemitted&);
void redact_for_trainer(SettlementReceived&);
// When the next work falls due, and the work due at `now`: at most `most`.
std::optional<Instant> next_due(const State&);
std::vector<DueWork<Command>> due_work(const Reads&, const State&, Instant now, std::size_t most);
std::span<const json::Upcast> upcasts(std::type_identity<State>);
// The photo ids in rows of this subject, including empty ids.
std::vector<std::string> named_photos(const State&);
// Plans the pay when a group-buy locks.
std::vector<Event> react(const Reads&, const State&, const groupbuy::Event&);
// Posts payments, refunds, and changes of a line's final price.
std::vector<Event> react(const Reads&, const State&, const orders::Event&);
// Posts hand-overs, corrections and claims.
std::vector<Event> react(const Reads&, const State&, const handout::Event&);
void reindex(State&);
Audience audience(const Reads&, const State&, const Event&);
Audience audience(const Reads&, const State&, const Entry&);
Audience audience(const Reads&, const State&, const Wallet&);
Audience audience(const Reads&, const State&, const LineLedger&);
Audience audience(const Reads&, const State&, const Hold&);
Audience audience(const Reads&, const State&, const Withdrawal&);
Audience audience(const Reads&, const State&, const Settlement&);
// The first broken invariant, described for a developer, or nullopt. Checks every row.
std::optional<std::string> broken_invariant(const Reads&, const State&);

}  // namespace starfish::money
