#include "core/base/digest.hpp"
#include "core/subjects/groupbuy/groupbuy.hpp"
#include "core/subjects/groupbuy/queries.hpp"

#include <cassert>

namespace starfish::groupbuy {
namespace {

// Indexes the moment at which the end falls due. The end of a halted group-buy does not fall due.
void index_deadline(State& state, const GroupBuy& groupbuy) {
    if (groupbuy.phase == Phase::open_ && !groupbuy.halted)
        state.index.open_by_deadline.emplace(ends_at(groupbuy), groupbuy.id);
}
void forget_deadline(State& state, const GroupBuy& groupbuy) {
    state.index.open_by_deadline.erase({ends_at(groupbuy), groupbuy.id});
}

void index_selling(State& state, const GroupBuy& groupbuy) {
    index_deadline(state, groupbuy);
    if (groupbuy.phase != Phase::open_) return;
    for (const Goods& goods : groupbuy.terms.goods)
        state.index.open_by_offer.emplace(goods.offer, groupbuy.id);
}

void index_groupbuy(State& state, const GroupBuy& groupbuy) {
    state.index.by_code.emplace(groupbuy.code, groupbuy.id);
    state.index.by_leader[groupbuy.leader.value].push_back(groupbuy.id);
    index_selling(state, groupbuy);
}

State::Holder holder_of(const OrderLine& line) {
    return {line.groupbuy.value, line.item, line.consumer.value};
}

void index_standing(State& state, const OrderLine& line) {
    if (line.waiting) {
        state.index.waiting.emplace(line.groupbuy, line.id);
        return;
    }
    State::Holding& holding = state.index.holdings[holder_of(line)];
    holding.units = holding.units + line.quantity;
    ++holding.lines;
}

void forget_standing(State& state, const OrderLine& line) {
    if (line.waiting) {
        state.index.waiting.erase({line.groupbuy, line.id});
        return;
    }
    const auto holding = state.index.holdings.find(holder_of(line));
    assert(holding != state.index.holdings.end());
    holding->second.units = holding->second.units - line.quantity;
    if (--holding->second.lines == 0) state.index.holdings.erase(holding);
}

void index_line(State& state, const OrderLine& line) {
    state.index.lines[line.groupbuy.value].push_back(line.id);
    if (line.left_at.ms == 0) index_standing(state, line);
}

Sale& sale_of(GroupBuy& groupbuy, std::int32_t item) {
    return groupbuy.sales.at(static_cast<std::size_t>(item));
}

GroupBuy& end(State& state, Id<GroupBuy> id, Phase phase, Instant at) {
    GroupBuy& groupbuy = state.groupbuys.at(id);
    assert(groupbuy.phase < Phase::locked);
    forget_deadline(state, groupbuy);
    groupbuy.phase = phase;
    groupbuy.ended_at = at;
    for (const Goods& goods : groupbuy.terms.goods)
        state.index.open_by_offer.erase({goods.offer, id});
    return groupbuy;
}

void apply(State& state, const Opened& e) {
    index_groupbuy(state, state.groupbuys.add({.id = e.groupbuy,
                                               .code = e.code,
                                               .community = e.community,
                                               .leader = e.leader,
                                               .reoffer_of = e.reoffer_of,
                                               .opened_at = e.at,
                                               .terms = e.terms,
                                               .sales = {e.terms.goods.size(), Sale{}},
                                               .phase = e.phase,
                                               .review_note = {},
                                               .first_deadline = {},
                                               .joined_people = 0,
                                               .last_join_number = 0,
                                               .ending_at = {},
                                               .ending_cancels = false,
                                               .halted = false,
                                               .ended_at = {},
                                               .end_reason = {}}));
}

void apply(State& state, const Revised& e) {
    GroupBuy& groupbuy = state.groupbuys.at(e.groupbuy);
    groupbuy.terms = e.terms;
    groupbuy.sales.assign(e.terms.goods.size(), Sale{});
    groupbuy.phase = e.phase;
    groupbuy.review_note = e.review_note;
    if (e.phase == Phase::open_) groupbuy.opened_at = e.at;
    index_selling(state, groupbuy);
}

void apply(State& state, const Reserved& e) {
    state.reservations.put({.id = {e.offer.value}, .reserved = e.reserved});
}

void apply(State& state, const Joined& e) {
    GroupBuy& groupbuy = state.groupbuys.at(e.groupbuy);
    Sale& sale = sale_of(groupbuy, e.item);
    groupbuy.last_join_number = e.join_number;
    groupbuy.joined_people = e.joined_people;
    sale.joined = e.joined_units;
    if (e.waiting) sale.waiting = sale.waiting + e.quantity;
    assert(sale.joined <= goods_of(groupbuy, e.item).stock);
    index_line(state, state.lines.add({.id = e.line,
                                       .groupbuy = e.groupbuy,
                                       .item = e.item,
                                       .join_number = e.join_number,
                                       .consumer = e.consumer,
                                       .quantity = e.quantity,
                                       .tolerance = e.tolerance,
                                       .waiting = e.waiting,
                                       .pickup = e.pickup,
                                       .joined_at = e.at,
                                       .left_at = {},
                                       .left_because = {},
                                       .allotted = e.waiting ? Units{0} : e.quantity,
                                       .order = e.order}));
}

void apply(State& state, const Promoted& e) {
    OrderLine& line = state.lines.at(e.line);
    GroupBuy& groupbuy = state.groupbuys.at(e.groupbuy);
    Sale& sale = sale_of(groupbuy, line.item);
    forget_standing(state, line);
    line.waiting = false;
    line.allotted = line.quantity;
    index_standing(state, line);
    sale.waiting = sale.waiting - line.quantity;
    sale.joined = e.joined_units;
    groupbuy.joined_people = e.joined_people;
}

void apply(State& state, const Changed& e) {
    OrderLine& line = state.lines.at(e.line);
    forget_standing(state, line);
    line.quantity = e.quantity;
    line.allotted = e.quantity;
    line.tolerance = e.tolerance;
    line.pickup = e.pickup;
    index_standing(state, line);
    sale_of(state.groupbuys.at(e.groupbuy), line.item).joined = e.joined_units;
}

void apply(State& state, const Left& e) {
    OrderLine& line = state.lines.at(e.line);
    GroupBuy& groupbuy = state.groupbuys.at(e.groupbuy);
    Sale& sale = sale_of(groupbuy, line.item);
    forget_standing(state, line);
    if (line.waiting) sale.waiting = sale.waiting - line.quantity;
    line.left_at = e.at;
    line.left_because = e.because;
    sale.joined = e.joined_units;
    groupbuy.joined_people = e.joined_people;
}

void apply(State& state, const Ending& e) {
    GroupBuy& groupbuy = state.groupbuys.at(e.groupbuy);
    forget_deadline(state, groupbuy);
    groupbuy.ending_at = e.takes_effect_at;
    groupbuy.ending_cancels = e.cancels;
    groupbuy.end_reason = e.reason;
    index_deadline(state, groupbuy);
}

void apply(State& state, const Undone& e) {
    GroupBuy& groupbuy = state.groupbuys.at(e.groupbuy);
    forget_deadline(state, groupbuy);
    groupbuy.ending_at = {};
    groupbuy.ending_cancels = false;
    groupbuy.end_reason.clear();
    index_deadline(state, groupbuy);
}

void apply(State& state, const Extended& e) {
    GroupBuy& groupbuy = state.groupbuys.at(e.groupbuy);
    forget_deadline(state, groupbuy);
    groupbuy.first_deadline = groupbuy.terms.deadline;
    groupbuy.terms.deadline = e.deadline;
    index_deadline(state, groupbuy);
}

void apply(State& state, const Hidden& e) {
    state.groupbuys.at(e.groupbuy).terms.hidden = e.hidden;
}

void apply(State& state, const Halted& e) {
    GroupBuy& groupbuy = state.groupbuys.at(e.groupbuy);
    forget_deadline(state, groupbuy);
    groupbuy.halted = true;
}
void apply(State& state, const Resumed& e) {
    GroupBuy& groupbuy = state.groupbuys.at(e.groupbuy);
    groupbuy.halted = false;
    index_deadline(state, groupbuy);
}

void apply(State& state, const Allotted& e) {
    state.lines.at(e.line).allotted = e.units;
}

void apply(State& state, const Locked& e) {
    GroupBuy& groupbuy = end(state, e.groupbuy, Phase::locked, e.at);
    for (std::size_t i = 0; i < groupbuy.sales.size(); ++i) {
        Sale& sale = groupbuy.sales[i];
        sale.price_fen = e.prices_fen.at(i);
        sale.sold = e.sold_units.empty() ? sale.joined : e.sold_units.at(i);
    }
}
void apply(State& state, const Failed& e) {
    end(state, e.groupbuy, Phase::failed, e.at);
}
void apply(State& state, const Cancelled& e) {
    end(state, e.groupbuy, Phase::cancelled, e.at).end_reason = e.reason;
}

Audience of_groupbuy(const State& state, Id<GroupBuy> id) {
    return for_leader(state.groupbuys.at(id).leader.value);
}

}  // namespace

void apply(State& state, const Event& event) {
    std::visit([&](const auto& e) { apply(state, e); }, event);
}

void reindex(State& state) {
    state.index = {};
    for (const GroupBuy& groupbuy : state.groupbuys) index_groupbuy(state, groupbuy);
    for (const OrderLine& line : state.lines) index_line(state, line);
}

std::size_t State::HolderHash::operator()(const Holder& holder) const {
    Digest digest;
    digest.add(std::uint64_t{holder.groupbuy} << 32U | static_cast<std::uint32_t>(holder.item));
    digest.add(static_cast<std::uint64_t>(holder.consumer));
    return static_cast<std::size_t>(digest.value());
}

Audience audience(const Reads&, const State& state, const Event& event) {
    return std::visit(
        [&]<class E>(const E& e) {
            if constexpr (std::same_as<E, Reserved>)
                return for_everyone;
            else
                return of_groupbuy(state, e.groupbuy);
        },
        event);
}
Audience audience(const Reads&, const State&, const GroupBuy& groupbuy) {
    return for_leader(groupbuy.leader.value);
}
Audience audience(const Reads&, const State& state, const OrderLine& line) {
    return of_groupbuy(state, line.groupbuy);
}
Audience audience(const Reads&, const State&, const Reservation&) {
    return for_everyone;
}

}  // namespace starfish::groupbuy
