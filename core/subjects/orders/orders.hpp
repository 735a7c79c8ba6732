// What each order line costs, who has paid it, and what is to be given back.
//
//   joined ─▶ billed ─paid in time─▶ paid ─locked at a lower price─▶ the difference is refunded
//               │                     ├─ failed, cancelled, taken back ─▶ all of it is refunded
//               │                     └─ fewer allotted than asked for ─▶ the rest is refunded
//               └─ not paid by `pay_by` ─▶ the line leaves, and its stock is free again
//
// Where one pays beforehand (see groupbuy::PaymentKind), the bill is the price of the first tier,
// the highest: so whatever comes of the group-buy, nobody has to pay again, and what was too much
// goes back. Where one pays at pickup there is a bill from the lock on, of the final price, and
// what the desk collects with each hand-over is its payment.
//
// After the lock a bill only falls: by what a correction takes off (short, weight, not collected),
// and by what is granted on a claim. What was paid above that is owed back.
//
// Every payment has one defined end. What comes twice is one payment; what comes for a line that is
// no more, too late, or above the bill, is refunded as it is recorded; what comes in parts adds up,
// and goes back if the rest does not come. A refund is a state: owed until somebody acknowledges
// it, tried again with growing pauses, and never more than was paid.
#pragma once

#include "core/subjects/groupbuy/groupbuy.hpp"
#include "core/subjects/handout/handout.hpp"

#include <boost/describe.hpp>
#include <boost/unordered/unordered_flat_map.hpp>

#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace starfish::orders {

using groupbuy::GroupBuy;
using groupbuy::OrderLine;
using groupbuy::PaymentKind;

// What one line owes and has paid. Its id is the line's.
struct Bill {
    Id<Bill> id;
    Id<GroupBuy> groupbuy;
    PaymentKind kind{};
    Fen due_fen;       // in all; 0 once the line is void
    Fen paid_fen;      // received, whatever became of it
    Fen refunded_fen;  // owed back or given back already
    Instant pay_by;
    bool is_void{};   // nothing is bought: left, failed, cancelled, nothing allotted
    bool is_final{};  // the group-buy has ended: what is due can only fall any more
};

// One payment as it arrived.
struct Payment {
    Id<Payment> id;
    Id<Bill> bill;
    Fen amount_fen;
    std::string reference;  // the provider's transaction; of a transfer, the leader's own words; of
                            // what the desk collected, paid_at_pickup
    Instant at;
};

enum class RefundBecause : std::uint8_t {
    price,      // the tier finally reached costs less
    fewer,      // fewer units than asked for
    withdrawn,  // the line was taken back
    failed,
    cancelled,
    excess,   // more was paid than billed
    late,     // nothing was to be paid any more
    missing,  // units did not come, weigh less, or were not collected (see handout::Corrected)
    weight,
    uncollected,
    claim,  // what was wrong with them was made good
};
BOOST_DESCRIBE_ENUM(RefundBecause, price, fewer, withdrawn, failed, cancelled, excess, late,
                    missing, weight, uncollected, claim)

struct Refund {
    Id<Refund> id;
    Id<Bill> bill;
    Fen amount_fen;
    RefundBecause because{};
    Instant owed_since;
    std::int32_t tries{};     // that failed
    Instant next_try;         // when it is worth trying, at the earliest
    std::string last_reason;  // why the last try failed
    Instant given_at;         // when it was acknowledged, else 0
    std::string reference;    // by what
};

// How long a consumer has to pay what she joined for; never beyond the group-buy's own end.
inline constexpr std::int64_t pay_within_transfer_ms = 24 * hour_ms;
inline constexpr std::int64_t pay_within_provider_ms = 30 * minute_ms;
// After the n-th failure a refund waits 2^(n-1) minutes, at most so long.
inline constexpr std::int64_t retry_wait_max_ms = 6 * hour_ms;
// The reference of what the desk collected.
inline constexpr std::string_view paid_at_pickup = "pickup";

// Commands.

// The leader's, of a line of hers that is paid by transfer: she saw the money come in.
// Refuses orders.unknown_bill, .not_by_transfer, .amount {most_fen}, .transfer_repeated (the same
// amount and note again on a bill that is paid: a slip of the finger, unless the note says that a
// second transfer came), text.*.
struct ConfirmTransfer {
    static constexpr std::string_view name = "orders.confirm_transfer";
    Id<Bill> bill;
    Fen amount_fen;  // from 1 to twice what is due; of a bill on which nothing is due any more, to
                     // twice what the line asked for at the first tier's price
    std::string note;  // to 60 characters: how she knows. Kept for ever: no names, no phone numbers
};
// The system's: what the provider reported. Refuses orders.unknown_bill, .not_by_provider,
// .payment_known (the same reference again: nothing more to do), .amount.
struct RecordPayment {
    static constexpr std::string_view name = "orders.record_payment";
    Id<Bill> bill;
    Fen amount_fen;
    std::string reference;  // 1 to 64 characters
};
// The leader's, of a transfer or of what was paid at her desk and she gave back; or the system's,
// of what the provider confirmed. Refuses orders.unknown_refund, .refund_given, text.*.
struct AcknowledgeRefund {
    static constexpr std::string_view name = "orders.acknowledge_refund";
    Id<Refund> refund;
    std::string reference;  // 1 to 64 characters
};
// The system's: the provider did not take it; it is tried again.
// Refuses orders.unknown_refund, .refund_given, text.*.
struct ReportRefundFailed {
    static constexpr std::string_view name = "orders.report_refund_failed";
    Id<Refund> refund;
    std::string reason;  // 1 to 200 characters
};
using Command = std::variant<ConfirmTransfer, RecordPayment, AcknowledgeRefund, ReportRefundFailed>;

// Events; all are the group-buy's leader's.
struct Billed {
    static constexpr std::string_view name = "orders.billed";
    static constexpr int version = 1;
    Id<Bill> bill;
    Id<GroupBuy> groupbuy;
    PaymentKind kind{};
    Fen due_fen;
    Instant pay_by;
};
// The bill is what it will be, or void.
struct Settled {
    static constexpr std::string_view name = "orders.settled";
    static constexpr int version = 1;
    Id<Bill> bill;
    Fen due_fen;
    bool is_void{};
};
// What is due fell after the lock.
struct Lowered {
    static constexpr std::string_view name = "orders.lowered";
    static constexpr int version = 1;
    Id<Bill> bill;
    Fen due_fen;  // after it
    RefundBecause because{};
    Instant at;
};
struct Paid {
    static constexpr std::string_view name = "orders.paid";
    static constexpr int version = 1;
    Id<Payment> payment;
    Id<Bill> bill;
    Fen amount_fen;
    Fen paid_fen;  // of the bill, after it
    std::string reference;
    Instant at;
};
struct RefundOwed {
    static constexpr std::string_view name = "orders.refund_owed";
    static constexpr int version = 1;
    Id<Refund> refund;
    Id<Bill> bill;
    Fen amount_fen;
    Fen refunded_fen;  // of the bill, with it
    RefundBecause because{};
    Instant at;
};
struct RefundFailed {
    static constexpr std::string_view name = "orders.refund_failed";
    static constexpr int version = 1;
    Id<Refund> refund;
    std::int32_t tries{};
    Instant next_try;
    std::string reason;
};
struct RefundGiven {
    static constexpr std::string_view name = "orders.refund_given";
    static constexpr int version = 1;
    Id<Refund> refund;
    std::string reference;
    Instant at;
};
using Event = std::variant<Billed, Settled, Lowered, Paid, RefundOwed, RefundFailed, RefundGiven>;

// The subjects before this one, for reading.
struct Reads {
    const catalog::State& catalog;
    const community::State& community;
    const groupbuy::State& groupbuy;
    const handout::State& handout;
    explicit Reads(const auto& all)
        : catalog(all.catalog),
          community(all.community),
          groupbuy(all.groupbuy),
          handout(all.handout) {}
};

struct State {
    using Command = orders::Command;
    using Event = orders::Event;
    using Reads = orders::Reads;

    Table<Bill> bills;
    Table<Payment> payments;
    Table<Refund> refunds;

    // Derived; `reindex` builds it again.
    struct Index {
        std::set<std::pair<Instant, Id<Bill>>> unpaid;  // by pay_by, while the line stands
        std::set<std::pair<Instant, Id<Refund>>> owed;  // by next_try
        boost::unordered_flat_map<std::string, Id<Payment>> by_reference;  // the provider's
        std::set<std::pair<Instant, Id<Refund>>> to_send;  // owed by the provider, by next_try
        boost::unordered_flat_map<std::uint32_t, std::vector<Id<Payment>>> payments;  // by bill
        boost::unordered_flat_map<std::uint32_t, std::vector<Id<Refund>>> refunds;    // by bill
    };
    Index index;
};

Result<std::vector<Event>> decide(const Reads&, const State&, const Command&, const Context&);
void apply(State&, const Event&);
// Bills what is joined, and settles what ends.
std::vector<Event> react(const Reads&, const State&, const groupbuy::Event&);
// Lowers what is corrected or granted, and records what the desk collects.
std::vector<Event> react(const Reads&, const State&, const handout::Event&);
void reindex(State&);
Audience audience(const Reads&, const State&, const Event&);
Audience audience(const Reads&, const State&, const Bill&);
Audience audience(const Reads&, const State&, const Payment&);
Audience audience(const Reads&, const State&, const Refund&);
std::optional<std::string> broken_invariant(const Reads&, const State&);

// Queries.

Id<Bill> bill_of(Id<OrderLine>);
Id<OrderLine> line_of(Id<Bill>);
// Nothing is to be paid: nothing was billed, or it is paid.
bool is_paid(const State&, Id<OrderLine>);
// Bills that were to be paid at or before `now`, or whose group-buy ends by then, and are not; of
// lines that can still leave. Earliest first, at most `most`.
std::vector<Id<OrderLine>> unpaid_due(const Reads&, const State&, Instant now, std::size_t most);
std::optional<Instant> next_unpaid(const State&);
// What is to be given back and worth trying, longest owed first.
std::vector<Id<Refund>> refunds_due(const State&, Instant now, std::size_t most);
// The same of the provider's alone, leaving out those that `skip` answers true for.
std::vector<Id<Refund>> refunds_to_send(const State&, Instant now, std::size_t most,
                                        const std::function<bool(Id<Refund>)>& skip);
// In their order.
std::span<const Id<Payment>> payments_of(const State&, Id<Bill>);
std::span<const Id<Refund>> refunds_of(const State&, Id<Bill>);
// Out of which payments a refund is given back, and how much of each: a bill's refunds take from
// its payments in their order, so what this answers never changes. The sum is the refund's amount.
struct RefundPart {
    Id<Payment> payment;
    Fen amount_fen;
};
std::vector<RefundPart> parts_of(const State&, Id<Refund>);

BOOST_DESCRIBE_STRUCT(Bill, (),
                      (id, groupbuy, kind, due_fen, paid_fen, refunded_fen, pay_by, is_void,
                       is_final))
BOOST_DESCRIBE_STRUCT(Payment, (), (id, bill, amount_fen, reference, at))
BOOST_DESCRIBE_STRUCT(Refund, (),
                      (id, bill, amount_fen, because, owed_since, tries, next_try, last_reason,
                       given_at, reference))
BOOST_DESCRIBE_STRUCT(ConfirmTransfer, (), (bill, amount_fen, note))
BOOST_DESCRIBE_STRUCT(RecordPayment, (), (bill, amount_fen, reference))
BOOST_DESCRIBE_STRUCT(AcknowledgeRefund, (), (refund, reference))
BOOST_DESCRIBE_STRUCT(ReportRefundFailed, (), (refund, reason))
BOOST_DESCRIBE_STRUCT(Billed, (), (bill, groupbuy, kind, due_fen, pay_by))
BOOST_DESCRIBE_STRUCT(Settled, (), (bill, due_fen, is_void))
BOOST_DESCRIBE_STRUCT(Lowered, (), (bill, due_fen, because, at))
BOOST_DESCRIBE_STRUCT(Paid, (), (payment, bill, amount_fen, paid_fen, reference, at))
BOOST_DESCRIBE_STRUCT(RefundOwed, (), (refund, bill, amount_fen, refunded_fen, because, at))
BOOST_DESCRIBE_STRUCT(RefundFailed, (), (refund, tries, next_try, reason))
BOOST_DESCRIBE_STRUCT(RefundGiven, (), (refund, reference, at))
BOOST_DESCRIBE_STRUCT(State, (), (bills, payments, refunds))

}  // namespace starfish::orders
