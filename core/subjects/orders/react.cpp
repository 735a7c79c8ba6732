// Reactions of orders to the events of group-buys and hand-outs.
#include "core/subjects/groupbuy/queries.hpp"
#include "core/subjects/handout/queries.hpp"
#include "core/subjects/orders/owe_refund.hpp"

#include <algorithm>
#include <ranges>

namespace starfish::orders {
namespace {

struct GroupBuyReaction {
    const Reads& reads;
    const State& state;
    std::vector<Event> events;

    // The amount billed while the group-buy is open.
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
        const Bill* const before = state.bills.find(bill_of(id));
        // Changing an unpaid line does not extend its time: otherwise a consumer could reserve
        // stock without ever paying.
        const bool had_unpaid_bill = before && !is_paid(state, id);
        const Instant until = had_unpaid_bill ? before->pay_by : now + within;
        const Instant pay_by = std::min(until, groupbuy.terms.deadline);
        events.emplace_back(Billed{bill_of(id), line.groupbuy, kind, due, pay_by});
        if (before) owe_refund(events, state, *before, due, RefundBecause::fewer, now);
    }

    void settle(Id<OrderLine> id, Fen due, bool is_void, RefundBecause because, Instant now) {
        const Bill* bill = state.bills.find(bill_of(id));
        if (!bill || bill->is_void || bill->is_final) return;
        events.emplace_back(Settled{bill->id, due, is_void});
        owe_refund(events, state, *bill, due, because, now);
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
        const PaymentKind kind = groupbuy.terms.payment;
        for (const Id<OrderLine> id : groupbuy::lines_of(reads.groupbuy, e.groupbuy)) {
            const OrderLine& line = reads.groupbuy.lines.at(id);
            const Fen due = groupbuy::price_now(groupbuy, line.item) * line.allotted;
            if (kind == PaymentKind::pickup) {
                if (line.left_at.ms == 0 && due > Fen{0})
                    events.emplace_back(Billed{bill_of(id), e.groupbuy, kind, due, {}});
                continue;
            }
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

RefundBecause because_of(handout::CorrectionKind kind) {
    switch (kind) {
        case handout::CorrectionKind::missing:
            return RefundBecause::missing;
        case handout::CorrectionKind::weight:
            return RefundBecause::weight;
        case handout::CorrectionKind::uncollected:
            break;
    }
    return RefundBecause::uncollected;
}

// Group-buys that locked before hand-outs existed have no bills, nor does a verifier's replica.
struct HandoutReaction {
    const Reads& reads;
    const State& state;
    std::vector<Event> events;

    const Bill* bill_of(Id<handout::Delivery> delivery) const {
        return state.bills.find(orders::bill_of(handout::line_of(delivery)));
    }

    void lower(Id<handout::Delivery> delivery, Fen off, RefundBecause because, Instant now) {
        const Bill* bill = bill_of(delivery);
        if (!bill || off == Fen{0}) return;
        const Fen due = bill->due_fen - off;
        events.emplace_back(Lowered{bill->id, due, because, now});
        owe_refund(events, state, *bill, due, because, now);
    }

    void operator()(const handout::HandedOver& e) {
        const Bill* bill = bill_of(e.delivery);
        if (!bill || e.collected_fen == Fen{0}) return;
        events.emplace_back(Paid{state.payments.next_id(), bill->id, e.collected_fen,
                                 bill->paid_fen + e.collected_fen, std::string(paid_at_pickup),
                                 e.handed_at});
    }
    void operator()(const handout::Corrected& e) {
        lower(e.delivery, e.off_fen, because_of(e.kind), e.at);
    }
    void operator()(const handout::ClaimAnswered& e) {
        if (e.refund_fen == Fen{0}) return;
        lower(reads.handout.claims.at(e.claim).delivery, e.refund_fen, RefundBecause::claim, e.at);
    }
    void operator()(const auto&) {}
};

}  // namespace

void owe_refund(std::vector<Event>& events, const State& state, const Bill& bill, Fen due,
                RefundBecause because, Instant at) {
    const Fen back = bill.paid_fen - bill.refunded_fen - due;
    if (back <= Fen{0}) return;
    // One transaction may owe several refunds: take the id after the last of them.
    auto id = state.refunds.next_id();
    for (const Event& event : std::views::reverse(events))
        if (const auto* const last = std::get_if<RefundOwed>(&event)) {
            id = {last->refund.value + 1};
            break;
        }
    events.emplace_back(RefundOwed{id, bill.id, back, bill.refunded_fen + back, because, at});
}

std::vector<Event> react(const Reads& reads, const State& state, const groupbuy::Event& event) {
    GroupBuyReaction reaction{reads, state, {}};
    std::visit(reaction, event);
    return std::move(reaction.events);
}

std::vector<Event> react(const Reads& reads, const State& state, const handout::Event& event) {
    HandoutReaction reaction{reads, state, {}};
    std::visit(reaction, event);
    return std::move(reaction.events);
}

}  // namespace starfish::orders
