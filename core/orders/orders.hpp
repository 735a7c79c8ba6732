// What each order line costs, who has paid it, and what is to be given back.
//
//   joined ─▶ billed ─paid in time─▶ paid ─locked at a lower price─▶ the difference is refunded
//               │                     ├─ failed, cancelled, taken back ─▶ all of it is refunded
//               │                     └─ fewer allotted than asked for ─▶ the rest is refunded
//               └─ not paid by `pay_by` ─▶ the line leaves, and its stock is free again
//
// Bills exist where one pays beforehand (see groupbuy::PaymentKind); elsewhere the leader collects
// at the hand-out. The bill is the price of the first tier, the highest: so whatever comes of the
// group-buy, nobody has to pay again, and what was too much goes back.
//
// Every payment has one defined end. What comes twice is one payment; what comes for a line that is
// no more, too late, or above the bill, is refunded as it is recorded; what comes in parts adds up,
// and goes back if the rest does not come. A refund is a state: owed until somebody acknowledges
// it, tried again with growing pauses, and never more than was paid.
#pragma once

#include "core/groupbuy/groupbuy.hpp"

#include <boost/describe.hpp>
#include <boost/unordered/unordered_flat_map.hpp>

#include <optional>
#include <set>
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
    bool is_final{};  // the group-buy has ended: the bill does not change any more
};

// One payment as it arrived.
struct Payment {
    Id<Payment> id;
    Id<Bill> bill;
    Fen amount_fen;
    std::string reference;  // the provider's transaction; of a transfer, the leader's own words
    Instant at;
};

enum class RefundBecause : std::uint8_t {
    price,      // the tier finally reached costs less
    fewer,      // fewer units than asked for
    withdrawn,  // the line was taken back
    failed,
    cancelled,
    excess,  // more was paid than billed
    late,    // nothing was to be paid any more
};
BOOST_DESCRIBE_ENUM(RefundBecause, price, fewer, withdrawn, failed, cancelled, excess, late)

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

// Commands.

// The leader's, of a line of hers that is paid by transfer: she saw the money come in.
// Refuses orders.unknown_bill, .not_by_transfer, .amount {most_fen}, text.*.
struct ConfirmTransfer {
    static constexpr std::string_view name = "orders.confirm_transfer";
    Id<Bill> bill;
    Fen amount_fen;    // 1 to amount_max_fen
    std::string note;  // to 60 characters: how she knows
};
// The system's: what the provider reported. Refuses orders.unknown_bill, .not_by_provider,
// .payment_known (the same reference again: nothing more to do), .amount.
struct RecordPayment {
    static constexpr std::string_view name = "orders.record_payment";
    Id<Bill> bill;
    Fen amount_fen;
    std::string reference;  // 1 to 64 characters
};
// The leader's, of a transfer she gave back, or the system's, of what the provider confirmed.
// Refuses orders.unknown_refund, .refund_given, text.*.
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
using Event = std::variant<Billed, Settled, Paid, RefundOwed, RefundFailed, RefundGiven>;

// The subjects before this one, for reading.
struct Reads {
    const catalog::State& catalog;
    const community::State& community;
    const groupbuy::State& groupbuy;
    explicit Reads(const auto& all)
        : catalog(all.catalog), community(all.community), groupbuy(all.groupbuy) {}
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
        std::set<std::pair<Id<Bill>, Id<Refund>>> refunds;
        boost::unordered_flat_map<std::string, Id<Payment>> by_reference;  // the provider's
    };
    Index index;
};

Result<std::vector<Event>> decide(const Reads&, const State&, const Command&, const Context&);
void apply(State&, const Event&);
// Bills what is joined, and settles what ends.
std::vector<Event> react(const Reads&, const State&, const groupbuy::Event&);
void reindex(State&);
Audience audience(const Reads&, const State&, const Event&);
Audience audience(const Reads&, const State&, const Bill&);
Audience audience(const Reads&, const State&, const Payment&);
Audience audience(const Reads&, const State&, const Refund&);
std::optional<std::string> broken_invariant(const Reads&, const State&);

// Queries.

Id<Bill> bill_of(Id<OrderLine>);
Id<OrderLine> line_of(Id<Bill>);
// Nothing is missing: nothing was billed, or it is paid.
bool is_paid(const State&, Id<OrderLine>);
// Bills that were to be paid at or before `now`, or whose group-buy ends by then, and are not; of
// lines that can still leave. Earliest first, at most `most`.
std::vector<Id<OrderLine>> unpaid_due(const Reads&, const State&, Instant now, std::size_t most);
std::optional<Instant> next_unpaid(const State&);
// Of one bill, the oldest first.
std::vector<Id<Refund>> refunds_of(const State&, Id<Bill>);
// What is to be given back and worth trying, longest owed first.
std::vector<Id<Refund>> refunds_due(const State&, Instant now, std::size_t most);

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
BOOST_DESCRIBE_STRUCT(Paid, (), (payment, bill, amount_fen, paid_fen, reference, at))
BOOST_DESCRIBE_STRUCT(RefundOwed, (), (refund, bill, amount_fen, refunded_fen, because, at))
BOOST_DESCRIBE_STRUCT(RefundFailed, (), (refund, tries, next_try, reason))
BOOST_DESCRIBE_STRUCT(RefundGiven, (), (refund, reference, at))
BOOST_DESCRIBE_STRUCT(State, (), (bills, payments, refunds))

}  // namespace starfish::orders
