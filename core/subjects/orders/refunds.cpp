// The payments that each refund comes out of, and the refunds to send.
#include "core/subjects/orders/orders.hpp"

#include <algorithm>
#include <cassert>

namespace starfish::orders {
namespace {

template <class Row>
std::span<const Id<Row>> ids_of(const auto& by_bill, Id<Bill> bill) {
    const auto place = by_bill.find(bill.value);
    if (place == by_bill.end()) return {};
    return place->second;
}

}  // namespace

std::span<const Id<Payment>> payments_of(const State& state, Id<Bill> bill) {
    return ids_of<Payment>(state.index.payments, bill);
}
std::span<const Id<Refund>> refunds_of(const State& state, Id<Bill> bill) {
    return ids_of<Refund>(state.index.refunds, bill);
}

std::vector<Id<Refund>> refunds_to_send(const State& state, Instant now, std::size_t most,
                                        const std::function<bool(Id<Refund>)>& skip) {
    std::vector<Id<Refund>> chosen;
    for (const auto& [next_try, refund] : state.index.to_send) {
        if (next_try > now || chosen.size() == most) break;
        if (!skip(refund)) chosen.push_back(refund);
    }
    return chosen;
}

std::vector<RefundPart> parts_of(const State& state, Id<Refund> id) {
    const Refund& refund = state.refunds.at(id);
    Fen before{0};  // taken by the bill's earlier refunds
    for (const Id<Refund> earlier : refunds_of(state, refund.bill))
        if (earlier < id) before = before + state.refunds.at(earlier).amount_fen;
    std::vector<RefundPart> parts;
    Fen left = refund.amount_fen;
    for (const Id<Payment> payment : payments_of(state, refund.bill)) {
        const Fen whole = state.payments.at(payment).amount_fen;
        const Fen used = std::min(before, whole);
        before = before - used;
        const Fen taken = std::min(left, whole - used);
        if (taken > Fen{0}) parts.push_back({payment, taken});
        left = left - taken;
    }
    assert(left == Fen{0});
    return parts;
}

}  // namespace starfish::orders
