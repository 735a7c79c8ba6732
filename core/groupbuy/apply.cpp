#include "core/base/digest.hpp"
#include "core/groupbuy/groupbuy.hpp"

#include <cassert>

namespace starfish::groupbuy {
namespace {

void index_groupbuy(State& state, const GroupBuy& groupbuy) {
    state.index.by_code.emplace(groupbuy.code, groupbuy.id);
    state.index.by_leader[groupbuy.leader.value].push_back(groupbuy.id);
    if (groupbuy.phase != Phase::open_) return;
    state.index.open_by_deadline.emplace(groupbuy.deadline, groupbuy.id);
    state.index.open_by_offer.emplace(groupbuy.offer, groupbuy.id);
}

void index_line(State& state, const OrderLine& line) {
    state.index.lines[line.groupbuy.value].push_back(line.id);
    if (line.left_at.ms != 0) return;
    State::Holding& holding = state.index.holdings[{line.groupbuy.value, line.consumer.value}];
    holding.units = holding.units + line.quantity;
    ++holding.lines;
}

GroupBuy& end(State& state, Id<GroupBuy> id, Phase phase, Instant at) {
    GroupBuy& groupbuy = state.groupbuys.at(id);
    assert(groupbuy.phase == Phase::open_);
    groupbuy.phase = phase;
    groupbuy.ended_at = at;
    state.index.open_by_deadline.erase({groupbuy.deadline, id});
    state.index.open_by_offer.erase({groupbuy.offer, id});
    return groupbuy;
}

void apply(State& state, const Opened& e) {
    index_groupbuy(state, state.groupbuys.add({.id = e.groupbuy,
                                               .code = e.code,
                                               .offer = e.offer,
                                               .community = e.community,
                                               .leader = e.leader,
                                               .opened_at = e.at,
                                               .starts_at = e.starts_at,
                                               .deadline = e.deadline,
                                               .stock = e.stock,
                                               .cap_per_person = e.cap_per_person,
                                               .threshold = e.threshold,
                                               .tiers = e.tiers,
                                               .phase = Phase::open_,
                                               .joined_units = {},
                                               .joined_people = 0,
                                               .last_join_number = 0,
                                               .ended_at = {},
                                               .final_price_fen = {},
                                               .end_reason = {}}));
}

void apply(State& state, const Reserved& e) {
    state.reservations.put({.id = {e.offer.value}, .reserved = e.reserved});
}

void apply(State& state, const Joined& e) {
    GroupBuy& groupbuy = state.groupbuys.at(e.groupbuy);
    groupbuy.last_join_number = e.join_number;
    groupbuy.joined_units = e.joined_units;
    groupbuy.joined_people = e.joined_people;
    assert(groupbuy.joined_units <= groupbuy.stock);
    index_line(state, state.lines.add({.id = e.line,
                                       .groupbuy = e.groupbuy,
                                       .join_number = e.join_number,
                                       .consumer = e.consumer,
                                       .quantity = e.quantity,
                                       .tolerance = e.tolerance,
                                       .pickup = e.pickup,
                                       .joined_at = e.at,
                                       .left_at = {}}));
}

void apply(State& state, const Left& e) {
    OrderLine& line = state.lines.at(e.line);
    GroupBuy& groupbuy = state.groupbuys.at(e.groupbuy);
    line.left_at = e.at;
    groupbuy.joined_units = e.joined_units;
    groupbuy.joined_people = e.joined_people;
    const auto holding = state.index.holdings.find({e.groupbuy.value, line.consumer.value});
    assert(holding != state.index.holdings.end());
    holding->second.units = holding->second.units - line.quantity;
    if (--holding->second.lines == 0) state.index.holdings.erase(holding);
}

void apply(State& state, const Locked& e) {
    end(state, e.groupbuy, Phase::locked, e.at).final_price_fen = e.price_fen;
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

std::size_t State::HolderHash::operator()(
    const std::pair<std::uint32_t, std::int64_t>& holder) const {
    Digest digest;
    digest.add(std::uint64_t{holder.first});
    digest.add(static_cast<std::uint64_t>(holder.second));
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
