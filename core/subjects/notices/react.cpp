// The events of other subjects that cause notices.
#include "core/subjects/groupbuy/queries.hpp"
#include "core/subjects/handout/queries.hpp"
#include "core/subjects/notices/notices.hpp"

namespace starfish::notices {
namespace {

struct NoticeReaction {
    const Reads& reads;
    const State& state;
    std::vector<Event> events;

    // A verifier's replica has hand-outs, but no group-buys or lines: it makes no notices.
    void owe(Id<GroupBuy> id, Kind kind, std::vector<Addressee> addressees, Instant at) {
        const GroupBuy* const groupbuy = reads.groupbuy.groupbuys.find(id);
        if (addressees.empty() || !groupbuy) return;
        Id<Notice> first = state.notices.next_id();
        for (const Event& event : events)
            first.value += static_cast<std::uint32_t>(std::get<Owed>(event).addressees.size());
        events.emplace_back(Owed{.first = first,
                                 .leader = groupbuy->leader,
                                 .groupbuy = id,
                                 .kind = kind,
                                 .addressees = std::move(addressees),
                                 .next_try = at + gather_ms,
                                 .at = at});
    }
    void owe(Id<OrderLine> id, Kind kind, Instant at) {
        const OrderLine* const line = reads.groupbuy.lines.find(id);
        if (line) owe(line->groupbuy, kind, {{line->consumer, id}}, at);
    }
    // For every current line that satisfies `concerns`.
    void owe_all(Id<GroupBuy> id, Kind kind, Instant at, auto concerns) {
        std::vector<Addressee> addressees;
        for (const Id<OrderLine> each : groupbuy::lines_of(reads.groupbuy, id)) {
            const OrderLine& line = reads.groupbuy.lines.at(each);
            if (line.left_at.ms == 0 && concerns(line)) addressees.push_back({line.consumer, each});
        }
        owe(id, kind, std::move(addressees), at);
    }

    void operator()(const groupbuy::Promoted& e) { owe(e.line, Kind::promoted, e.at); }
    void operator()(const groupbuy::Left& e) {
        if (e.because == groupbuy::LeftBecause::removed) owe(e.line, Kind::removed, e.at);
        if (e.because == groupbuy::LeftBecause::unpaid) owe(e.line, Kind::unpaid, e.at);
    }
    void operator()(const groupbuy::Locked& e) {
        const auto gets = [](const OrderLine& line) { return line.allotted > Units{0}; };
        owe_all(e.groupbuy, Kind::locked, e.at, gets);
        owe_all(e.groupbuy, Kind::nothing, e.at,
                [&](const OrderLine& line) { return !gets(line); });
    }
    void operator()(const groupbuy::Failed& e) {
        owe_all(e.groupbuy, Kind::failed, e.at, [](const OrderLine&) { return true; });
    }
    void operator()(const groupbuy::Cancelled& e) {
        owe_all(e.groupbuy, Kind::cancelled, e.at, [](const OrderLine&) { return true; });
    }

    // For every slip whose goods have all arrived and that has units left to collect. The slip's
    // first line stands for the slip.
    void operator()(const handout::CheckedIn& e) {
        const handout::Handout& handout = reads.handout.handouts.at(e.handout);
        std::vector<Addressee> addressees;
        for (const auto id : handout::slips_of(reads.handout, e.handout)) {
            const handout::Slip& slip = reads.handout.slips.at(id);
            const Id<OrderLine> line = handout::line_of(slip.deliveries.front());
            if (!state.index.owed.contains({line, Kind::arrived}) && is_ready(handout, slip))
                addressees.push_back({slip.consumer, line});
        }
        owe({e.handout.value}, Kind::arrived, std::move(addressees), e.at);
    }
    bool is_ready(const handout::Handout& handout, const handout::Slip& slip) const {
        Units left;
        for (const auto id : slip.deliveries) {
            const handout::Delivery& delivery = reads.handout.deliveries.at(id);
            const auto& item = handout.items[static_cast<std::size_t>(delivery.item)];
            if (item.arrived + item.missing < item.sold) return false;
            left = left + handout::left_of(delivery);
        }
        return left > Units{0};
    }
    void operator()(const handout::Corrected& e) {
        owe(handout::line_of(e.delivery), Kind::corrected, e.at);
    }
    void operator()(const handout::ClaimAnswered& e) {
        if (e.phase != handout::ClaimPhase::granted && e.phase != handout::ClaimPhase::declined)
            return;
        owe(handout::line_of(reads.handout.claims.at(e.claim).delivery), Kind::answered, e.at);
    }

    void operator()(const orders::RefundGiven& e) {
        const orders::Refund& refund = reads.orders.refunds.at(e.refund);
        owe(orders::line_of(refund.bill), Kind::refunded, e.at);
    }
    void operator()(const auto&) {}
};

std::vector<Event> reaction_to(const Reads& reads, const State& state, const auto& event) {
    NoticeReaction reaction{reads, state, {}};
    std::visit(reaction, event);
    return std::move(reaction.events);
}

}  // namespace

std::vector<Event> react(const Reads& reads, const State& state, const groupbuy::Event& event) {
    return reaction_to(reads, state, event);
}
std::vector<Event> react(const Reads& reads, const State& state, const handout::Event& event) {
    return reaction_to(reads, state, event);
}
std::vector<Event> react(const Reads& reads, const State& state, const orders::Event& event) {
    return reaction_to(reads, state, event);
}

}  // namespace starfish::notices
