#include "core/base/text.hpp"
#include "core/subjects/groupbuy/queries.hpp"
#include "core/subjects/orders/owe_refund.hpp"

#include <algorithm>

namespace starfish::orders {
namespace {

using Decision = Result<std::vector<Event>>;

// Above any possible bill.
constexpr Fen amount_max = price_max * units_max;

const GroupBuy& groupbuy_of(const Reads& reads, const Bill& bill) {
    return reads.groupbuy.groupbuys.at(bill.groupbuy);
}

// The largest amount that a leader can have meant. A larger amount is a typing mistake: an order
// number, or fen instead of yuan.
Fen most_by_transfer(const Reads& reads, const Bill& bill) {
    if (bill.due_fen > Fen{0}) return bill.due_fen + bill.due_fen;
    const OrderLine& line = reads.groupbuy.lines.at(line_of(bill.id));
    const groupbuy::Goods& goods = groupbuy::goods_of(groupbuy_of(reads, bill), line.item);
    const Fen asked = goods.tiers.front().price_fen * (line.quantity + line.tolerance);
    return asked + asked;
}

bool is_repeated_transfer(const State& state, const Bill& bill, const ConfirmTransfer& c) {
    if (!is_paid(state, line_of(bill.id))) return false;
    return std::ranges::any_of(payments_of(state, bill.id), [&](Id<Payment> id) {
        const Payment& payment = state.payments.at(id);
        return payment.amount_fen == c.amount_fen && payment.reference == c.note;
    });
}

// Records a payment. Any excess is owed back at once.
Decision record_payment(const State& state, const Bill& bill, Fen amount,
                        const std::string& reference, Instant now) {
    if (amount < Fen{1} || amount > amount_max)
        return invalid("orders.amount", "amount_fen", {{"most_fen", amount_max.value}});
    Bill after = bill;
    after.paid_fen = bill.paid_fen + amount;
    std::vector<Event> events{
        Paid{state.payments.next_id(), bill.id, amount, after.paid_fen, reference, now}};
    owe_refund(events, state, after, bill.due_fen,
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
    const Fen most = most_by_transfer(reads, *bill);
    if (c.amount_fen < Fen{1} || c.amount_fen > most)
        return invalid("orders.amount", "amount_fen", {{"most_fen", most.value}});
    if (is_repeated_transfer(state, *bill, c)) return conflict("orders.transfer_repeated", "note");
    return record_payment(state, *bill, c.amount_fen, c.note, context.now);
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
    return record_payment(state, *bill, c.amount_fen, c.reference, context.now);
}

Result<const Refund*> owed_refund(const Reads& reads, const State& state, Id<Refund> id,
                                  const Context& context) {
    const Refund* refund = state.refunds.find(id);
    const Bill* bill = refund ? &state.bills.at(refund->bill) : nullptr;
    const bool by_system = context.actor.role == Role::system;
    const bool by_leader =
        bill && bill->kind != PaymentKind::provider &&
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

}  // namespace

Decision decide(const Reads& reads, const State& state, const Command& command,
                const Context& context) {
    return std::visit([&](const auto& c) { return decide(reads, state, c, context); }, command);
}

}  // namespace starfish::orders
