#include "core/subjects/groupbuy/queries.hpp"
#include "core/subjects/handout/queries.hpp"
#include "core/subjects/orders/orders.hpp"

#include <map>

namespace starfish::orders {
namespace {

std::string row_name(const char* what, std::uint32_t id) {
    return std::string(what) + " " + std::to_string(id);
}

std::optional<std::string> broken_after_lock(const Reads& reads, const Bill& bill, Fen price) {
    const handout::Delivery* delivery =
        reads.handout.deliveries.find(handout::delivery_of(line_of(bill.id)));
    if (bill.due_fen != (delivery ? handout::cost_left(reads.handout, *delivery) : price))
        return "what is due is not the final price of what is allotted, less what was taken off";
    if (!delivery || bill.kind != PaymentKind::pickup) return std::nullopt;
    if (bill.paid_fen != delivery->collected_fen) return "what is paid is not what was collected";
    const bool complete = handout::left_of(*delivery) == Units{0};
    if (complete && delivery->handed > Units{0} &&
        bill.paid_fen - bill.refunded_fen != bill.due_fen)
        return "it was handed over, and not paid";
    return std::nullopt;
}

std::optional<std::string> broken_rule(const Reads& reads, const Bill& bill, Fen paid,
                                       Fen refunded) {
    if (paid != bill.paid_fen) return "paid_fen is not the sum of the payments";
    if (refunded != bill.refunded_fen) return "refunded_fen is not the sum of the refunds";
    if (refunded > paid) return "more is refunded than was paid";
    if (paid - refunded > bill.due_fen) return "more is kept than is due";
    if (bill.is_void && bill.due_fen != Fen{0}) return "a void bill has something due";
    const OrderLine& line = reads.groupbuy.lines.at(line_of(bill.id));
    const GroupBuy& groupbuy = reads.groupbuy.groupbuys.at(bill.groupbuy);
    const bool ended = groupbuy.phase >= groupbuy::Phase::locked || line.left_at.ms != 0;
    if (ended != bill.is_final) return "it is settled when the line or its group-buy ends";
    if (groupbuy.phase != groupbuy::Phase::locked || line.left_at.ms != 0) return std::nullopt;
    return broken_after_lock(reads, bill, groupbuy::price_now(groupbuy, line.item) * line.allotted);
}

}  // namespace

Id<Bill> bill_of(Id<OrderLine> line) {
    return {line.value};
}
Id<OrderLine> line_of(Id<Bill> bill) {
    return {bill.value};
}

bool is_paid(const State& state, Id<OrderLine> line) {
    const Bill* bill = state.bills.find(bill_of(line));
    return !bill || bill->paid_fen - bill->refunded_fen >= bill->due_fen;
}

std::vector<Id<OrderLine>> unpaid_due(const Reads& reads, const State& state, Instant now,
                                      std::size_t most) {
    std::vector<Id<OrderLine>> found;
    for (const auto& [pay_by, bill] : state.index.unpaid) {
        if (pay_by > now || found.size() == most) break;
        const GroupBuy& groupbuy = reads.groupbuy.groupbuys.at(state.bills.at(bill).groupbuy);
        if (groupbuy.phase == groupbuy::Phase::open_) found.push_back(line_of(bill));
    }
    return found;
}

std::optional<Instant> next_due(const State& state) {
    if (state.index.unpaid.empty()) return std::nullopt;
    return state.index.unpaid.begin()->first;
}

std::vector<Id<Refund>> refunds_due(const State& state, Instant now, std::size_t most) {
    std::vector<Id<Refund>> found;
    for (const auto& [next_try, refund] : state.index.owed) {
        if (next_try > now || found.size() == most) break;
        found.push_back(refund);
    }
    return found;
}

std::optional<std::string> broken_invariant(const Reads& reads, const State& state) {
    std::map<Id<Bill>, std::pair<Fen, Fen>> sums;
    for (const Payment& payment : state.payments) {
        Fen& paid = sums[payment.bill].first;
        paid = paid + payment.amount_fen;
    }
    for (const Refund& refund : state.refunds) {
        Fen& refunded = sums[refund.bill].second;
        refunded = refunded + refund.amount_fen;
    }
    for (const Bill& bill : state.bills) {
        const auto [paid, refunded] = sums[bill.id];
        if (const auto what = broken_rule(reads, bill, paid, refunded))
            return row_name("bill", bill.id.value) + ": " + *what;
    }
    return std::nullopt;
}

}  // namespace starfish::orders
