#include "core/groupbuy/queries.hpp"

namespace starfish::groupbuy {

Stage stage_at(const GroupBuy& groupbuy, Instant now) {
    switch (groupbuy.phase) {
        case Phase::locked:
            return Stage::locked;
        case Phase::failed:
            return Stage::failed;
        case Phase::cancelled:
            return Stage::cancelled;
        case Phase::open_:
            break;
    }
    if (now >= groupbuy.deadline) return Stage::overdue;
    return now < groupbuy.starts_at ? Stage::preheat : Stage::open_;
}

const GroupBuy* find_by_code(const State& state, std::string_view code) {
    const auto found = state.index.by_code.find(std::string(code));
    return found == state.index.by_code.end() ? nullptr : state.groupbuys.find(found->second);
}

std::span<const Id<GroupBuy>> groupbuys_of(const State& state, Id<Leader> leader) {
    const auto found = state.index.by_leader.find(leader.value);
    if (found == state.index.by_leader.end()) return {};
    return found->second;
}

std::span<const Id<OrderLine>> lines_of(const State& state, Id<GroupBuy> groupbuy) {
    const auto found = state.index.lines.find(groupbuy.value);
    if (found == state.index.lines.end()) return {};
    return found->second;
}

std::vector<Id<GroupBuy>> due(const State& state, Instant now, std::size_t most) {
    std::vector<Id<GroupBuy>> found;
    for (const auto& [deadline, groupbuy] : state.index.open_by_deadline) {
        if (deadline > now || found.size() == most) break;
        found.push_back(groupbuy);
    }
    return found;
}

std::optional<Instant> next_deadline(const State& state) {
    if (state.index.open_by_deadline.empty()) return std::nullopt;
    return state.index.open_by_deadline.begin()->first;
}

Units remaining(const GroupBuy& groupbuy) {
    return groupbuy.stock - groupbuy.joined_units;
}

std::int32_t toward_threshold(const GroupBuy& groupbuy) {
    return groupbuy.threshold.kind == ThresholdKind::people ? groupbuy.joined_people
                                                            : groupbuy.joined_units.value;
}

bool threshold_reached(const GroupBuy& groupbuy) {
    return toward_threshold(groupbuy) >= groupbuy.threshold.value;
}

Fen price_now(const GroupBuy& groupbuy) {
    return groupbuy.phase == Phase::locked
               ? groupbuy.final_price_fen
               : catalog::price_at(groupbuy.tiers, groupbuy.joined_units);
}

Units unreserved(const State& state, const Offer& offer) {
    const Reservation* reservation = state.reservations.find({offer.id.value});
    return reservation ? offer.stock - reservation->reserved : offer.stock;
}

}  // namespace starfish::groupbuy
