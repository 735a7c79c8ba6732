// Money's reactions to the subjects before it. Entry ids are assigned here, so only one reaction
// may write entries at a time: if orders reacts to an event, money reacts to the events of orders
// and not to the first event as well.
#include "core/subjects/groupbuy/queries.hpp"
#include "core/subjects/handout/queries.hpp"
#include "core/subjects/money/journal.hpp"
#include "core/subjects/money/split.hpp"

#include <algorithm>

namespace starfish::money {
namespace {

using groupbuy::PaymentKind;
using handout::Delivery;

// The account that collects a bill's payments and pays its refunds.
Account collected_in(const orders::Bill& bill) {
    return bill.kind == PaymentKind::provider ? Account::provider : Account::till;
}

Id<Leader> leader_of(const Reads& reads, const orders::Bill& bill) {
    return reads.groupbuy.groupbuys.at(bill.groupbuy).leader;
}
// Reads hand-outs only: a verifier's replica has neither group-buys nor bills.
Id<Leader> leader_of(const Reads& reads, Id<Delivery> delivery) {
    return reads.handout.handouts.at(reads.handout.deliveries.at(delivery).handout).leader;
}

// Plans the pay for the lines of a group-buy.
class PayPlan {
public:
    PayPlan(const Reads& reads, const GroupBuy& groupbuy) : reads_(reads), groupbuy_(groupbuy) {}

    std::vector<Event> plan() && {
        for (std::size_t i = 0; i < groupbuy_.terms.goods.size(); ++i)
            plan_item(static_cast<std::int32_t>(i));
        return std::move(events_);
    }

private:
    void plan_item(std::int32_t item) {
        const groupbuy::Goods& goods = groupbuy::goods_of(groupbuy_, item);
        const catalog::Reward& reward = reads_.catalog.offers.at(goods.offer).reward;
        if (reward == catalog::Reward{}) return;
        std::vector<const OrderLine*> lines;
        std::vector<Fen> dues;
        for (const Id<OrderLine> id : groupbuy::lines_of(reads_.groupbuy, groupbuy_.id)) {
            const OrderLine& line = reads_.groupbuy.lines.at(id);
            if (line.item != item || line.left_at.ms != 0 || line.allotted == Units{0}) continue;
            lines.push_back(&line);
            dues.push_back(groupbuy::price_now(groupbuy_, item) * line.allotted);
        }
        const std::vector<Fen> shares = per_mille_of(dues, reward.sale_per_mille);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const Fen sale = reward.sale_fen * lines[i]->allotted + shares[i];
            events_.emplace_back(
                Planned{lines[i]->id, groupbuy_.leader, dues[i], sale, reward.service_fen});
        }
    }

    const Reads& reads_;
    const GroupBuy& groupbuy_;
    std::vector<Event> events_;
};

// Money's events for one line, caused by one event of another subject.
class LineReaction {
public:
    LineReaction(const Reads& reads, const State& state, const orders::Bill& bill, Instant at)
        : LineReaction(reads, state, orders::line_of(bill.id), leader_of(reads, bill), at) {}
    LineReaction(const Reads& reads, const State& state, Id<Delivery> delivery, Instant at)
        : LineReaction(reads, state, handout::line_of(delivery), leader_of(reads, delivery), at) {}

    void post(Cause cause, std::uint32_t source, Fen amount, Account credit, Account debit) {
        move(cause, source, amount, credit, debit);
        events_.emplace_back(Posted{leader_, journal_.take()});
    }

    // Posts revenue and pay of a line that is handed out, at its current price.
    void post_delivery() {
        const orders::Bill* bill = reads_.orders.bills.find(orders::bill_of(line_));
        const Delivery* delivery = reads_.handout.deliveries.find(handout::delivery_of(line_));
        if (!bill || !delivery) return;
        const LineLedger* ledger = state_.lines.find({line_.value});
        const LineLedger before = ledger ? *ledger : LineLedger{};
        if (before.delivered_at.ms != 0)
            reduce(before, bill->due_fen);
        else if (handout::left_of(*delivery) == Units{0} && delivery->handed > Units{0})
            deliver(before, bill->due_fen, *delivery);
    }

    void withhold(const handout::Claim& claim) {
        events_.emplace_back(Withheld{line_, leader_, claim.id, claim.answer_by});
    }
    void free(const Delivery& delivery) {
        const auto end = handout::claims_end(reads_.handout, delivery);
        events_.emplace_back(Freed{line_, leader_, end.value_or(delivery.claims_until)});
    }

    std::vector<Event> events() && { return std::move(events_); }

private:
    LineReaction(const Reads& reads, const State& state, Id<OrderLine> line, Id<Leader> leader,
                 Instant at)
        : reads_(reads),
          state_(state),
          line_(line),
          leader_(leader),
          at_(at),
          journal_(state, at) {}

    struct Pay {
        Fen sale;
        Fen service;
    };
    // The part of the planned pay that is earned if the line costs `due`.
    static Pay pay_for(const LineLedger& ledger, Fen due) {
        if (ledger.planned_due_fen == Fen{0} || due == Fen{0}) return {};
        const Fen part = std::min(due, ledger.planned_due_fen);
        return {share(ledger.planned_sale_fen, part, ledger.planned_due_fen),
                ledger.planned_service_fen};
    }

    void deliver(const LineLedger& before, Fen due, const Delivery& delivery) {
        const Pay pay = pay_for(before, due);
        move(Cause::delivery, line_.value, due, Account::revenue, Account::consumers);
        move(Cause::sale, line_.value, pay.sale, Account::held, Account::reward_cost);
        move(Cause::service, line_.value, pay.service, Account::held, Account::reward_cost);
        const auto end = handout::claims_end(reads_.handout, delivery);
        events_.emplace_back(Delivered{line_, leader_, due, pay.sale, pay.service,
                                       end.value_or(delivery.claims_until), at_, journal_.take()});
    }

    void reduce(const LineLedger& before, Fen due) {
        if (due >= before.revenue_fen) return;
        const Pay pay = pay_for(before, due);
        const Account from = before.released_at.ms == 0 ? Account::held : Account::available;
        move(Cause::price_cut, line_.value, before.revenue_fen - due, Account::consumers,
             Account::revenue);
        move(Cause::sale_reversed, line_.value, before.sale_fen - pay.sale, Account::reward_cost,
             from);
        move(Cause::service_reversed, line_.value, before.service_fen - pay.service,
             Account::reward_cost, from);
        events_.emplace_back(Reduced{line_, leader_, due, pay.sale, pay.service, journal_.take()});
    }

    void move(Cause cause, std::uint32_t source, Fen amount, Account credit, Account debit) {
        journal_.move({leader_, line_, cause, source}, amount, credit, debit);
    }

    const Reads& reads_;
    const State& state_;
    Id<OrderLine> line_;
    Id<Leader> leader_;
    Instant at_;
    Journal journal_;
    std::vector<Event> events_;
};

struct OrdersReaction {
    const Reads& reads;
    const State& state;

    std::vector<Event> operator()(const orders::Paid& e) const {
        const orders::Bill& bill = reads.orders.bills.at(e.bill);
        LineReaction reaction(reads, state, bill, e.at);
        reaction.post(Cause::payment, e.payment.value, e.amount_fen, Account::consumers,
                      collected_in(bill));
        reaction.post_delivery();
        return std::move(reaction).events();
    }
    std::vector<Event> operator()(const orders::RefundOwed& e) const {
        LineReaction reaction(reads, state, reads.orders.bills.at(e.bill), e.at);
        reaction.post(Cause::refund_owed, e.refund.value, e.amount_fen, Account::refunds_owed,
                      Account::consumers);
        return std::move(reaction).events();
    }
    std::vector<Event> operator()(const orders::RefundGiven& e) const {
        const orders::Refund& refund = reads.orders.refunds.at(e.refund);
        const orders::Bill& bill = reads.orders.bills.at(refund.bill);
        LineReaction reaction(reads, state, bill, e.at);
        reaction.post(Cause::refund_given, e.refund.value, refund.amount_fen, collected_in(bill),
                      Account::refunds_owed);
        return std::move(reaction).events();
    }
    std::vector<Event> operator()(const orders::Lowered& e) const {
        LineReaction reaction(reads, state, reads.orders.bills.at(e.bill), e.at);
        reaction.post_delivery();
        return std::move(reaction).events();
    }
    std::vector<Event> operator()(const auto&) const { return {}; }
};

// Whether orders reacts to an event; then money reacts to the events of orders instead.
bool orders_reacts(const Reads& reads, const handout::Event& event) {
    return !orders::react(orders::Reads(reads), reads.orders, event).empty();
}

struct HandoutReaction {
    const Reads& reads;
    const State& state;
    bool orders_react{};

    std::vector<Event> post_delivery(Id<Delivery> delivery, Instant at) const {
        if (orders_react) return {};
        LineReaction reaction(reads, state, delivery, at);
        reaction.post_delivery();
        return std::move(reaction).events();
    }

    std::vector<Event> operator()(const handout::HandedOver& e) const {
        return post_delivery(e.delivery, e.handed_at);
    }
    std::vector<Event> operator()(const handout::Corrected& e) const {
        return post_delivery(e.delivery, e.at);
    }
    std::vector<Event> operator()(const handout::ClaimFiled& e) const {
        const handout::Claim& claim = reads.handout.claims.at(e.claim);
        LineReaction reaction(reads, state, claim.delivery, e.at);
        reaction.withhold(claim);
        return std::move(reaction).events();
    }
    std::vector<Event> operator()(const handout::ClaimAnswered& e) const {
        const handout::Claim& claim = reads.handout.claims.at(e.claim);
        LineReaction reaction(reads, state, claim.delivery, e.at);
        if (handout::is_open(claim)) {
            reaction.withhold(claim);
        } else {
            if (!orders_react) reaction.post_delivery();
            reaction.free(reads.handout.deliveries.at(claim.delivery));
        }
        return std::move(reaction).events();
    }
    std::vector<Event> operator()(const auto&) const { return {}; }
};

}  // namespace

std::vector<Event> react(const Reads& reads, const State&, const groupbuy::Event& event) {
    const auto* const locked = std::get_if<groupbuy::Locked>(&event);
    if (!locked) return {};
    return PayPlan(reads, reads.groupbuy.groupbuys.at(locked->groupbuy)).plan();
}

std::vector<Event> react(const Reads& reads, const State& state, const orders::Event& event) {
    return std::visit(OrdersReaction{reads, state}, event);
}

std::vector<Event> react(const Reads& reads, const State& state, const handout::Event& event) {
    return std::visit(HandoutReaction{reads, state, orders_reacts(reads, event)}, event);
}

}  // namespace starfish::money
