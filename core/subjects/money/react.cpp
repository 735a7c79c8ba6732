// What money makes of the subjects before it. The ids of entries are decided here, so only one
// reaction may write them at a time: where orders answers an event, money follows its answer, and
// not the event as well.
#include "core/subjects/groupbuy/queries.hpp"
#include "core/subjects/handout/queries.hpp"
#include "core/subjects/money/journal.hpp"
#include "core/subjects/money/split.hpp"

#include <algorithm>

namespace starfish::money {
namespace {

using groupbuy::PaymentKind;
using handout::Delivery;

// Where the money of a bill is collected, and given back from.
Account collected_in(const orders::Bill& bill) {
    return bill.kind == PaymentKind::provider ? Account::provider : Account::till;
}

Id<Leader> leader_of(const Reads& reads, const orders::Bill& bill) {
    return reads.groupbuy.groupbuys.at(bill.groupbuy).leader;
}
// A verifier's replica has hand-outs, and neither group-buys nor bills.
Id<Leader> leader_of(const Reads& reads, Id<Delivery> delivery) {
    return reads.handout.handouts.at(reads.handout.deliveries.at(delivery).handout).leader;
}

// Plans the pay of the lines of one of the goods.
class Planning {
public:
    Planning(const Reads& reads, const GroupBuy& groupbuy) : reads_(reads), groupbuy_(groupbuy) {}

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

// What one event comes to for one line.
class Following {
public:
    Following(const Reads& reads, const State& state, const orders::Bill& bill, Instant at)
        : Following(reads, state, orders::line_of(bill.id), leader_of(reads, bill), at) {}
    Following(const Reads& reads, const State& state, Id<Delivery> delivery, Instant at)
        : Following(reads, state, handout::line_of(delivery), leader_of(reads, delivery), at) {}

    void post(Cause cause, std::uint32_t source, Fen amount, Account credit, Account debit) {
        move(cause, source, amount, credit, debit);
        events_.emplace_back(Posted{leader_, journal_.take()});
    }

    // The line's revenue and pay, as far as it is handed out and at what it costs now.
    void follow() {
        const orders::Bill* bill = reads_.orders.bills.find(orders::bill_of(line_));
        const Delivery* delivery = reads_.handout.deliveries.find(handout::delivery_of(line_));
        if (!bill || !delivery) return;
        const LineBook* book = state_.lines.find({line_.value});
        const LineBook before = book ? *book : LineBook{};
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
    Following(const Reads& reads, const State& state, Id<OrderLine> line, Id<Leader> leader,
              Instant at)
        : reads_(reads),
          state_(state),
          line_(line),
          leader_(leader),
          at_(at),
          journal_(state, at) {}

    struct Earned {
        Fen sale;
        Fen service;
    };
    // Of what was planned, what stands when the line costs `due`.
    static Earned earned(const LineBook& book, Fen due) {
        if (book.planned_due_fen == Fen{0} || due == Fen{0}) return {};
        const Fen part = std::min(due, book.planned_due_fen);
        return {share(book.planned_sale_fen, part, book.planned_due_fen), book.planned_service_fen};
    }

    void deliver(const LineBook& before, Fen due, const Delivery& delivery) {
        const Earned pay = earned(before, due);
        move(Cause::delivery, line_.value, due, Account::revenue, Account::consumers);
        move(Cause::sale, line_.value, pay.sale, Account::held, Account::reward_cost);
        move(Cause::service, line_.value, pay.service, Account::held, Account::reward_cost);
        const auto end = handout::claims_end(reads_.handout, delivery);
        events_.emplace_back(Delivered{line_, leader_, due, pay.sale, pay.service,
                                       end.value_or(delivery.claims_until), at_, journal_.take()});
    }

    void reduce(const LineBook& before, Fen due) {
        if (due >= before.revenue_fen) return;
        const Earned pay = earned(before, due);
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

struct FollowingOrders {
    const Reads& reads;
    const State& state;

    std::vector<Event> operator()(const orders::Paid& e) const {
        const orders::Bill& bill = reads.orders.bills.at(e.bill);
        Following following(reads, state, bill, e.at);
        following.post(Cause::payment, e.payment.value, e.amount_fen, Account::consumers,
                       collected_in(bill));
        following.follow();
        return std::move(following).events();
    }
    std::vector<Event> operator()(const orders::RefundOwed& e) const {
        Following following(reads, state, reads.orders.bills.at(e.bill), e.at);
        following.post(Cause::refund_owed, e.refund.value, e.amount_fen, Account::refunds_owed,
                       Account::consumers);
        return std::move(following).events();
    }
    std::vector<Event> operator()(const orders::RefundGiven& e) const {
        const orders::Refund& refund = reads.orders.refunds.at(e.refund);
        const orders::Bill& bill = reads.orders.bills.at(refund.bill);
        Following following(reads, state, bill, e.at);
        following.post(Cause::refund_given, e.refund.value, refund.amount_fen, collected_in(bill),
                       Account::refunds_owed);
        return std::move(following).events();
    }
    std::vector<Event> operator()(const orders::Lowered& e) const {
        Following following(reads, state, reads.orders.bills.at(e.bill), e.at);
        following.follow();
        return std::move(following).events();
    }
    std::vector<Event> operator()(const auto&) const { return {}; }
};

// Whether orders answers an event, and so money follows that.
bool orders_answers(const Reads& reads, const handout::Event& event) {
    return !orders::react(orders::Reads(reads), reads.orders, event).empty();
}

struct FollowingHandout {
    const Reads& reads;
    const State& state;
    bool answered{};  // by orders

    std::vector<Event> follow(Id<Delivery> delivery, Instant at) const {
        if (answered) return {};
        Following following(reads, state, delivery, at);
        following.follow();
        return std::move(following).events();
    }

    std::vector<Event> operator()(const handout::HandedOver& e) const {
        return follow(e.delivery, e.handed_at);
    }
    std::vector<Event> operator()(const handout::Corrected& e) const {
        return follow(e.delivery, e.at);
    }
    std::vector<Event> operator()(const handout::ClaimFiled& e) const {
        const handout::Claim& claim = reads.handout.claims.at(e.claim);
        Following following(reads, state, claim.delivery, e.at);
        following.withhold(claim);
        return std::move(following).events();
    }
    std::vector<Event> operator()(const handout::ClaimAnswered& e) const {
        const handout::Claim& claim = reads.handout.claims.at(e.claim);
        Following following(reads, state, claim.delivery, e.at);
        if (handout::is_open(claim)) {
            following.withhold(claim);
        } else {
            if (!answered) following.follow();
            following.free(reads.handout.deliveries.at(claim.delivery));
        }
        return std::move(following).events();
    }
    std::vector<Event> operator()(const auto&) const { return {}; }
};

}  // namespace

std::vector<Event> react(const Reads& reads, const State&, const groupbuy::Event& event) {
    const auto* const locked = std::get_if<groupbuy::Locked>(&event);
    if (!locked) return {};
    return Planning(reads, reads.groupbuy.groupbuys.at(locked->groupbuy)).plan();
}

std::vector<Event> react(const Reads& reads, const State& state, const orders::Event& event) {
    return std::visit(FollowingOrders{reads, state}, event);
}

std::vector<Event> react(const Reads& reads, const State& state, const handout::Event& event) {
    return std::visit(FollowingHandout{reads, state, orders_answers(reads, event)}, event);
}

}  // namespace starfish::money
