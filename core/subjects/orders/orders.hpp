// Orders: the bill of each order line, its payments and its refunds.
//
//   joined ─▶ billed ─paid in time─▶ paid ─locked at a lower price─▶ the difference is refunded
//               │                     ├─ failed, cancelled, taken back ─▶ everything is refunded
//               │                     └─ fewer allotted than asked for ─▶ the rest is refunded
//               └─ not paid by `pay_by` ─▶ the line leaves, and its stock is free again
//
// If consumers pay beforehand (see groupbuy::PaymentKind), the bill is at the price of the first
// tier, the highest price: so nobody has to pay again, and any excess is refunded. If consumers pay
// at pickup, a line is billed at the lock, at the final price, and the amount that the desk
// collects at each hand-over is its payment.
//
// After the lock a bill only falls: by a correction (missing, weight, not collected) or by a
// granted claim. A payment above the lowered bill is owed back.
//
// Every payment has one defined end. A payment reported twice is one payment. A payment for a line
// that has left, one that comes too late, or one above the bill is refunded when recorded. Partial
// payments add up, and are refunded if the rest does not come. A refund is owed until somebody
// acknowledges it. It is tried again with growing pauses, and is never more than was paid.
#pragma once

#include "core/base/due_work.hpp"
#include "core/subjects/groupbuy/groupbuy.hpp"
#include "core/subjects/handout/handout.hpp"

#include <boost/describe.hpp>
#include <boost/unordered/unordered_flat_map.hpp>

#include <functional>
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

namespace starfish::orders {

using groupbuy::GroupBuy;
using groupbuy::OrderLine;
using groupbuy::PaymentKind;

// The bill of one line. A bill has the same id as its line.
struct Bill {
    Id<Bill> id;
    Id<GroupBuy> groupbuy;
    PaymentKind kind{};
    Fen due_fen;       // the total; 0 once the bill is void
    Fen paid_fen;      // the total received, even if refunded later
    Fen refunded_fen;  // owed back or already given back
    Instant pay_by;
    bool is_void{};   // nothing is bought: left, failed, cancelled, nothing allotted
    bool is_final{};  // the line or its group-buy has ended: due_fen can only fall
};
BOOST_DESCRIBE_STRUCT(Bill, (),
                      (id, groupbuy, kind, due_fen, paid_fen, refunded_fen, pay_by, is_void,
                       is_final))

// One payment as it arrived.
struct Payment {
    Id<Payment> id;
    Id<Bill> bill;
    Fen amount_fen;
    std::string reference;  // the provider's transaction; for a transfer, the leader's note; for an
                            // amount collected at the desk, paid_at_pickup
    Instant at;
};
BOOST_DESCRIBE_STRUCT(Payment, (), (id, bill, amount_fen, reference, at))

enum class RefundBecause : std::uint8_t {
    price,      // the tier finally reached costs less
    fewer,      // fewer units than asked for
    withdrawn,  // the line was taken back
    failed,
    cancelled,
    excess,       // more was paid than billed
    late,         // the bill was void already
    missing,      // units did not arrive (see handout::Corrected)
    weight,       // units weigh less
    uncollected,  // units were not collected
    claim,        // a claim was granted
};
BOOST_DESCRIBE_ENUM(RefundBecause, price, fewer, withdrawn, failed, cancelled, excess, late,
                    missing, weight, uncollected, claim)

struct Refund {
    Id<Refund> id;
    Id<Bill> bill;
    Fen amount_fen;
    RefundBecause because{};
    Instant owed_since;
    std::int32_t tries{};     // failed tries
    Instant next_try;         // the earliest time of the next try
    std::string last_reason;  // why the last try failed
    Instant given_at;         // when it was acknowledged, else 0
    std::string reference;    // of the acknowledgement
};
BOOST_DESCRIBE_STRUCT(Refund, (),
                      (id, bill, amount_fen, because, owed_since, tries, next_try, last_reason,
                       given_at, reference))

// How long a consumer has to pay for a join; never beyond the group-buy's deadline.
inline constexpr std::int64_t pay_within_transfer_ms = 24 * hour_ms;
inline constexpr std::int64_t pay_within_provider_ms = 30 * minute_ms;
// After the n-th failure a refund waits 2^(n-1) minutes, at most retry_wait_max_ms.
inline constexpr std::int64_t retry_wait_max_ms = 6 * hour_ms;
// The reference of a payment that the desk collected.
inline constexpr std::string_view paid_at_pickup = "pickup";

// Commands.

// By the leader, for a line paid by transfer: the leader saw the money arrive.
// Refuses orders.unknown_bill, .not_by_transfer, .amount {most_fen}, .transfer_repeated (the same
// amount and note again on a paid bill: a typing mistake; for a real second transfer the leader
// writes another note), text.*.
struct ConfirmTransfer {
    static constexpr std::string_view name = "orders.confirm_transfer";
    Id<Bill> bill;
    Fen amount_fen;    // from 1 to twice the amount due; if nothing is due any more, to twice the
                       // price of the line's quantity and tolerance at the first tier
    std::string note;  // to 60 characters. Stored for ever: no names, no phone numbers
};
BOOST_DESCRIBE_STRUCT(ConfirmTransfer, (), (bill, amount_fen, note))
// By the system: a payment that the provider reported. Refuses orders.unknown_bill,
// .not_by_provider, .payment_known (the same reference again: nothing more to do), .amount.
struct RecordPayment {
    static constexpr std::string_view name = "orders.record_payment";
    Id<Bill> bill;
    Fen amount_fen;
    std::string reference;  // 1 to 64 characters
};
BOOST_DESCRIBE_STRUCT(RecordPayment, (), (bill, amount_fen, reference))
// By the leader, after giving back a transfer or a payment at the desk; or by the system, after the
// provider confirmed the refund. Refuses orders.unknown_refund, .refund_given, text.*.
struct AcknowledgeRefund {
    static constexpr std::string_view name = "orders.acknowledge_refund";
    Id<Refund> refund;
    std::string reference;  // 1 to 64 characters
};
BOOST_DESCRIBE_STRUCT(AcknowledgeRefund, (), (refund, reference))
// By the system: the provider did not accept the refund; it is tried again.
// Refuses orders.unknown_refund, .refund_given, text.*.
struct ReportRefundFailed {
    static constexpr std::string_view name = "orders.report_refund_failed";
    Id<Refund> refund;
    std::string reason;  // 1 to 200 characters
};
BOOST_DESCRIBE_STRUCT(ReportRefundFailed, (), (refund, reason))
using Command = std::variant<ConfirmTransfer, RecordPayment, AcknowledgeRefund, ReportRefundFailed>;

// Events. The leader of the group-buy sees all of them.
struct Billed {
    static constexpr std::string_view name = "orders.billed";
    static constexpr int version = 1;
    Id<Bill> bill;
    Id<GroupBuy> groupbuy;
    PaymentKind kind{};
    Fen due_fen;
    Instant pay_by;
};
BOOST_DESCRIBE_STRUCT(Billed, (), (bill, groupbuy, kind, due_fen, pay_by))
// The line or its group-buy has ended: the bill is final, or void.
struct Settled {
    static constexpr std::string_view name = "orders.settled";
    static constexpr int version = 1;
    Id<Bill> bill;
    Fen due_fen;
    bool is_void{};
};
BOOST_DESCRIBE_STRUCT(Settled, (), (bill, due_fen, is_void))
// The amount due fell after the lock.
struct Lowered {
    static constexpr std::string_view name = "orders.lowered";
    static constexpr int version = 1;
    Id<Bill> bill;
    Fen due_fen;  // after this event
    RefundBecause because{};
    Instant at;
};
BOOST_DESCRIBE_STRUCT(Lowered, (), (bill, due_fen, because, at))
struct Paid {
    static constexpr std::string_view name = "orders.paid";
    static constexpr int version = 1;
    Id<Payment> payment;
    Id<Bill> bill;
    Fen amount_fen;
    Fen paid_fen;  // total of the bill, after this event
    std::string reference;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(Paid, (), (payment, bill, amount_fen, paid_fen, reference, at))
struct RefundOwed {
    static constexpr std::string_view name = "orders.refund_owed";
    static constexpr int version = 1;
    Id<Refund> refund;
    Id<Bill> bill;
    Fen amount_fen;
    Fen refunded_fen;  // total of the bill, after this event
    RefundBecause because{};
    Instant at;
};
BOOST_DESCRIBE_STRUCT(RefundOwed, (), (refund, bill, amount_fen, refunded_fen, because, at))
struct RefundFailed {
    static constexpr std::string_view name = "orders.refund_failed";
    static constexpr int version = 1;
    Id<Refund> refund;
    std::int32_t tries{};
    Instant next_try;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(RefundFailed, (), (refund, tries, next_try, reason))
struct RefundGiven {
    static constexpr std::string_view name = "orders.refund_given";
    static constexpr int version = 1;
    Id<Refund> refund;
    std::string reference;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(RefundGiven, (), (refund, reference, at))
using Event = std::variant<Billed, Settled, Lowered, Paid, RefundOwed, RefundFailed, RefundGiven>;

// The earlier subjects that this one reads.
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
    // This subject's due work comes first: an unpaid line leaves before its group-buy is counted.
    static constexpr bool due_first = true;

    Table<Bill> bills;
    Table<Payment> payments;
    Table<Refund> refunds;

    // The index is derived from the tables; `reindex` builds it again.
    struct Index {
        std::set<std::pair<Instant, Id<Bill>>> unpaid;  // by pay_by, while the line stands
        std::set<std::pair<Instant, Id<Refund>>> owed;  // by next_try
        boost::unordered_flat_map<std::string, Id<Payment>> by_reference;  // provider payments only
        std::set<std::pair<Instant, Id<Refund>>> to_send;  // owed through the provider, by next_try
        boost::unordered_flat_map<std::uint32_t, std::vector<Id<Payment>>> payments;  // by bill
        boost::unordered_flat_map<std::uint32_t, std::vector<Id<Refund>>> refunds;    // by bill
    };
    Index index;
};
BOOST_DESCRIBE_STRUCT(State, (), (bills, payments, refunds))

Result<std::vector<Event>> decide(const Reads&, const State&, const Command&, const Context&);
void apply(State&, const Event&);
scenario::Vocabulary vocabulary(std::type_identity<State>);  // scenario.cpp
// A trainer gets nothing that was typed about people, and no pickup code.
void redact_for_trainer(Payment&);
void redact_for_trainer(Paid&);
void redact_for_trainer(Refund&);
void redact_for_trainer(RefundFailed&);
void redact_for_trainer(RefundGiven&);
// When work falls due next, and the work that is due at `now`, at most `most` items.
std::optional<Instant> next_due(const State&);
std::vector<DueWork<groupbuy::Command>> due_work(const Reads&, const State&, Instant now,
                                                 std::size_t most);
// Bills joins, and settles the bills of lines and group-buys that end.
std::vector<Event> react(const Reads&, const State&, const groupbuy::Event&);
// Lowers bills for corrections and granted claims, and records payments that the desk collects.
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
// Whether nothing is left to pay: the line has no bill, or the bill is paid.
bool is_paid(const State&, Id<OrderLine>);
// Lines whose bill is unpaid although `pay_by` has passed at `now`, and whose group-buy is still
// open, so that they can leave. Earliest `pay_by` first, at most `most`.
std::vector<Id<OrderLine>> unpaid_due(const Reads&, const State&, Instant now, std::size_t most);
// Refunds that are owed and whose next try is due, earliest first.
std::vector<Id<Refund>> refunds_due(const State&, Instant now, std::size_t most);
// The same, but only refunds through the provider, without those for which `skip` returns true.
std::vector<Id<Refund>> refunds_to_send(const State&, Instant now, std::size_t most,
                                        const std::function<bool(Id<Refund>)>& skip);
// In order of creation.
std::span<const Id<Payment>> payments_of(const State&, Id<Bill>);
std::span<const Id<Refund>> refunds_of(const State&, Id<Bill>);
// The payments out of which a refund is given back, and how much of each. A bill's refunds take
// from its payments in order of creation, so the answer never changes. The sum of the parts is the
// refund's amount.
struct RefundPart {
    Id<Payment> payment;
    Fen amount_fen;
};
std::vector<RefundPart> parts_of(const State&, Id<Refund>);

}  // namespace starfish::orders
