#include "core/subjects/orders/orders.hpp"

#include <cassert>

namespace starfish::orders {
namespace {

bool is_unpaid(const Bill& bill) {
    return !bill.is_void && !bill.is_final && bill.paid_fen - bill.refunded_fen < bill.due_fen;
}

void index_bill(State& state, const Bill& bill) {
    if (is_unpaid(bill)) state.index.unpaid.emplace(bill.pay_by, bill.id);
}
void forget_bill(State& state, const Bill& bill) {
    state.index.unpaid.erase({bill.pay_by, bill.id});
}

void index_payment(State& state, const Payment& payment) {
    state.index.payments[payment.bill.value].push_back(payment.id);
    if (state.bills.at(payment.bill).kind == PaymentKind::provider)
        state.index.by_reference.emplace(payment.reference, payment.id);
}

bool is_by_provider(const State& state, const Refund& refund) {
    return state.bills.at(refund.bill).kind == PaymentKind::provider;
}

// Indexes the refund by its next try, if it is still owed.
void index_owed(State& state, const Refund& refund) {
    if (refund.given_at.ms != 0) return;
    state.index.owed.emplace(refund.next_try, refund.id);
    if (is_by_provider(state, refund)) state.index.to_send.emplace(refund.next_try, refund.id);
}
void forget_refund(State& state, const Refund& refund) {
    state.index.owed.erase({refund.next_try, refund.id});
    state.index.to_send.erase({refund.next_try, refund.id});
}

void index_refund(State& state, const Refund& refund) {
    state.index.refunds[refund.bill.value].push_back(refund.id);
    index_owed(state, refund);
}

// Changes a bill and its place in the index.
template <class Change>
void change(State& state, Id<Bill> id, Change make) {
    Bill& bill = state.bills.at(id);
    forget_bill(state, bill);
    make(bill);
    index_bill(state, bill);
}

void apply(State& state, const Billed& e) {
    if (!state.bills.find(e.bill)) state.bills.put({.id = e.bill, .groupbuy = e.groupbuy});
    change(state, e.bill, [&](Bill& bill) {
        bill.kind = e.kind;
        bill.due_fen = e.due_fen;
        bill.pay_by = e.pay_by;
        bill.is_final = e.kind == PaymentKind::pickup;  // billed when the group-buy has locked
    });
}

void apply(State& state, const Settled& e) {
    change(state, e.bill, [&](Bill& bill) {
        bill.due_fen = e.due_fen;
        bill.is_void = e.is_void;
        bill.is_final = true;
    });
}

void apply(State& state, const Lowered& e) {
    change(state, e.bill, [&](Bill& bill) { bill.due_fen = e.due_fen; });
    assert(state.bills.at(e.bill).due_fen >= Fen{0});
}

void apply(State& state, const Paid& e) {
    change(state, e.bill, [&](Bill& bill) { bill.paid_fen = e.paid_fen; });
    index_payment(state, state.payments.add({.id = e.payment,
                                             .bill = e.bill,
                                             .amount_fen = e.amount_fen,
                                             .reference = e.reference,
                                             .at = e.at}));
}

void apply(State& state, const RefundOwed& e) {
    change(state, e.bill, [&](Bill& bill) { bill.refunded_fen = e.refunded_fen; });
    assert(state.bills.at(e.bill).refunded_fen <= state.bills.at(e.bill).paid_fen);
    index_refund(state, state.refunds.add({.id = e.refund,
                                           .bill = e.bill,
                                           .amount_fen = e.amount_fen,
                                           .because = e.because,
                                           .owed_since = e.at,
                                           .tries = 0,
                                           .next_try = e.at,
                                           .last_reason = {},
                                           .given_at = {},
                                           .reference = {}}));
}

void apply(State& state, const RefundFailed& e) {
    Refund& refund = state.refunds.at(e.refund);
    forget_refund(state, refund);
    refund.tries = e.tries;
    refund.next_try = e.next_try;
    refund.last_reason = e.reason;
    index_owed(state, refund);
}

void apply(State& state, const RefundGiven& e) {
    Refund& refund = state.refunds.at(e.refund);
    forget_refund(state, refund);
    refund.given_at = e.at;
    refund.reference = e.reference;
}

Audience of_bill(const Reads& reads, const State& state, Id<Bill> id) {
    const Bill& bill = state.bills.at(id);
    return for_leader(reads.groupbuy.groupbuys.at(bill.groupbuy).leader.value);
}

}  // namespace

void apply(State& state, const Event& event) {
    std::visit([&](const auto& e) { apply(state, e); }, event);
}

void reindex(State& state) {
    state.index = {};
    for (const Bill& bill : state.bills) index_bill(state, bill);
    for (const Payment& payment : state.payments) index_payment(state, payment);
    for (const Refund& refund : state.refunds) index_refund(state, refund);
}

Audience audience(const Reads& reads, const State& state, const Event& event) {
    return std::visit(
        [&]<class E>(const E& e) {
            if constexpr (requires { e.bill; })
                return of_bill(reads, state, e.bill);
            else
                return of_bill(reads, state, state.refunds.at(e.refund).bill);
        },
        event);
}
Audience audience(const Reads& reads, const State& state, const Bill& bill) {
    return of_bill(reads, state, bill.id);
}
Audience audience(const Reads& reads, const State& state, const Payment& payment) {
    return of_bill(reads, state, payment.bill);
}
Audience audience(const Reads& reads, const State& state, const Refund& refund) {
    return of_bill(reads, state, refund.bill);
}

}  // namespace starfish::orders
