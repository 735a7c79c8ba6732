#include "core/base/text.hpp"
#include "core/groupbuy/queries.hpp"
#include "core/orders/orders.hpp"

#include <algorithm>

namespace starfish::orders {
namespace {

using Decision = Result<std::vector<Event>>;

// Above any bill: price_max of units_max.
constexpr Fen amount_max = price_max * units_max;

const GroupBuy& groupbuy_of(const Reads& reads, const Bill& bill) {
    return reads.groupbuy.groupbuys.at(bill.groupbuy);
}

// Owes back what `bill` has received above `due`, if that is anything.
void owe(std::vector<Event>& events, const State& state, const Bill& bill, Fen due,
         RefundBecause because, Instant at) {
    const Fen back = bill.paid_fen - bill.refunded_fen - due;
    if (back <= Fen{0}) return;
    // Several may be owed in one transaction.
    auto id = state.refunds.next_id();
    for (const Event& event : events) id.value += std::holds_alternative<RefundOwed>(event);
    events.emplace_back(RefundOwed{id, bill.id, back, bill.refunded_fen + back, because, at});
}

// What a payment does: it is recorded, and what is too much is owed back at once.
Decision received(const State& state, const Bill& bill, Fen amount, const std::string& reference,
                  Instant now) {
    if (amount < Fen{1} || amount > amount_max)
        return invalid("orders.amount", "amount_fen", {{"most_fen", amount_max.value}});
    Bill after = bill;
    after.paid_fen = bill.paid_fen + amount;
    std::vector<Event> events{
        Paid{state.payments.next_id(), bill.id, amount, after.paid_fen, reference, now}};
    owe(events, state, after, bill.due_fen,
        bill.is_void ? RefundBecause::late : RefundBecause::excess, now);
    return events;
}

Decision decide(const Reads& reads, const State& state, const ConfirmTransfer& c,
                const Context& context) {
    const Bill* bill = state.bills.find(c.bill);
    if (!bill || context.actor != Actor{Role::leader, groupbuy_of(reads, *bill).leader.value})
        return unknown("orders.unknown_bill", "bill");
    if (bill->kind != PaymentKind::transfer) return conflict("orders.not_by_transfer", "bill");
    if (auto no = refuse_text(c.note, "note", {.least = 0, .most = 60}))
        return Refused(std::move(*no));
    return received(state, *bill, c.amount_fen, c.note, context.now);
}

Decision decide(const Reads&, const State& state, const RecordPayment& c, const Context& context) {
    if (context.actor.role != Role::system) return forbidden("actor.system_only");
    const Bill* bill = state.bills.find(c.bill);
    if (!bill) return unknown("orders.unknown_bill", "bill");
    if (bill->kind != PaymentKind::provider) return conflict("orders.not_by_provider", "bill");
    if (auto no = refuse_text(c.reference, "reference", {.least = 1, .most = 64}))
        return Refused(std::move(*no));
    if (state.index.by_reference.contains(c.reference))
        return conflict("orders.payment_known", "reference");
    return received(state, *bill, c.amount_fen, c.reference, context.now);
}

Result<const Refund*> owed_refund(const Reads& reads, const State& state, Id<Refund> id,
                                  const Context& context) {
    const Refund* refund = state.refunds.find(id);
    const Bill* bill = refund ? &state.bills.at(refund->bill) : nullptr;
    const bool by_system = context.actor.role == Role::system;
    const bool by_leader =
        bill && bill->kind == PaymentKind::transfer &&
        context.actor == Actor{Role::leader, groupbuy_of(reads, *bill).leader.value};
    if (!refund || (!by_system && !by_leader)) return unknown("orders.unknown_refund", "refund");
    if (refund->given_at.ms != 0) return conflict("orders.refund_given", "refund");
    return refund;
}

Decision decide(const Reads& reads, const State& state, const AcknowledgeRefund& c,
                const Context& context) {
    if (const auto found = owed_refund(reads, state, c.refund, context); !found)
        return Refused(found.error());
    if (auto no = refuse_text(c.reference, "reference", {.least = 1, .most = 64}))
        return Refused(std::move(*no));
    return std::vector<Event>{RefundGiven{c.refund, c.reference, context.now}};
}

Decision decide(const Reads& reads, const State& state, const ReportRefundFailed& c,
                const Context& context) {
    if (context.actor.role != Role::system) return forbidden("actor.system_only");
    const auto found = owed_refund(reads, state, c.refund, context);
    if (!found) return Refused(found.error());
    if (auto no = refuse_text(c.reason, "reason", {.least = 1, .most = 200}))
        return Refused(std::move(*no));
    const std::int32_t tries = (*found)->tries + 1;
    const std::int64_t wait = std::min(minute_ms << std::min(tries - 1, 20), retry_wait_max_ms);
    return std::vector<Event>{RefundFailed{c.refund, tries, context.now + wait, c.reason}};
}

// Reactions.

struct Answering {
    const Reads& reads;
    const State& state;
    std::vector<Event> events;

    // What the line is billed while the group-buy runs.
    static Fen due_of(const GroupBuy& groupbuy, const OrderLine& line) {
        return groupbuy::goods_of(groupbuy, line.item).tiers.front().price_fen * line.quantity;
    }

    void bill(Id<OrderLine> id, Instant now) {
        const OrderLine& line = reads.groupbuy.lines.at(id);
        const GroupBuy& groupbuy = reads.groupbuy.groupbuys.at(line.groupbuy);
        const PaymentKind kind = groupbuy.terms.payment;
        if (kind == PaymentKind::pickup || line.waiting) return;
        const Fen due = due_of(groupbuy, line);
        const std::int64_t within =
            kind == PaymentKind::transfer ? pay_within_transfer_ms : pay_within_provider_ms;
        const Instant pay_by = std::min(now + within, groupbuy.terms.deadline);
        events.emplace_back(Billed{bill_of(id), line.groupbuy, kind, due, pay_by});
        if (const Bill* before = state.bills.find(bill_of(id)))
            owe(events, state, *before, due, RefundBecause::fewer, now);
    }

    void settle(Id<OrderLine> id, Fen due, bool is_void, RefundBecause because, Instant now) {
        const Bill* bill = state.bills.find(bill_of(id));
        if (!bill || bill->is_void || bill->is_final) return;
        events.emplace_back(Settled{bill->id, due, is_void});
        owe(events, state, *bill, due, because, now);
    }

    void settle_all(Id<GroupBuy> id, RefundBecause because, Instant now) {
        for (const Id<OrderLine> line : groupbuy::lines_of(reads.groupbuy, id))
            settle(line, Fen{0}, true, because, now);
    }

    void operator()(const groupbuy::Joined& e) { bill(e.line, e.at); }
    void operator()(const groupbuy::Promoted& e) { bill(e.line, e.at); }
    void operator()(const groupbuy::Changed& e) { bill(e.line, e.at); }
    void operator()(const groupbuy::Left& e) {
        settle(e.line, Fen{0}, true, RefundBecause::withdrawn, e.at);
    }
    void operator()(const groupbuy::Locked& e) {
        const GroupBuy& groupbuy = reads.groupbuy.groupbuys.at(e.groupbuy);
        for (const Id<OrderLine> id : groupbuy::lines_of(reads.groupbuy, e.groupbuy)) {
            const OrderLine& line = reads.groupbuy.lines.at(id);
            const Fen due = groupbuy::price_now(groupbuy, line.item) * line.allotted;
            const bool fewer = line.allotted < line.quantity;
            settle(id, due, due == Fen{0}, fewer ? RefundBecause::fewer : RefundBecause::price,
                   e.at);
        }
    }
    void operator()(const groupbuy::Failed& e) {
        settle_all(e.groupbuy, RefundBecause::failed, e.at);
    }
    void operator()(const groupbuy::Cancelled& e) {
        settle_all(e.groupbuy, RefundBecause::cancelled, e.at);
    }
    void operator()(const auto&) {}
};

}  // namespace

Decision decide(const Reads& reads, const State& state, const Command& command,
                const Context& context) {
    return std::visit([&](const auto& c) { return decide(reads, state, c, context); }, command);
}

std::vector<Event> react(const Reads& reads, const State& state, const groupbuy::Event& event) {
    Answering answering{reads, state, {}};
    std::visit(answering, event);
    return std::move(answering.events);
}

}  // namespace starfish::orders
