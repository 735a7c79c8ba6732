#include "core/subjects/groupbuy/queries.hpp"

namespace starfish::groupbuy {

Stage stage_at(const GroupBuy& groupbuy, Instant now) {
    switch (groupbuy.phase) {
        case Phase::draft:
            return Stage::draft;
        case Phase::review:
            return Stage::review;
        case Phase::locked:
            return Stage::locked;
        case Phase::failed:
            return Stage::failed;
        case Phase::cancelled:
            return Stage::cancelled;
        case Phase::open_:
            break;
    }
    if (groupbuy.halted) return Stage::halted;
    if (groupbuy.ending_at.ms != 0) return Stage::ending;
    if (now >= groupbuy.terms.deadline) return Stage::overdue;
    return now < groupbuy.terms.starts_at ? Stage::preheat : Stage::open_;
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

std::optional<Instant> next_due(const State& state) {
    if (state.index.open_by_deadline.empty()) return std::nullopt;
    return state.index.open_by_deadline.begin()->first;
}

Instant ends_at(const GroupBuy& groupbuy) {
    return groupbuy.ending_at.ms != 0 ? groupbuy.ending_at : groupbuy.terms.deadline;
}

const std::string& title_of(const catalog::State& catalog, const GroupBuy& groupbuy) {
    if (!groupbuy.terms.title.empty()) return groupbuy.terms.title;
    return catalog.offers.at(groupbuy.terms.goods.front().offer).title;
}

std::optional<std::int32_t> item_of(const GroupBuy& groupbuy, Id<Offer> offer) {
    const auto& goods = groupbuy.terms.goods;
    const auto found = std::ranges::find(goods, offer, &Goods::offer);
    if (found == goods.end()) return std::nullopt;
    return static_cast<std::int32_t>(found - goods.begin());
}

const Goods& goods_of(const GroupBuy& groupbuy, std::int32_t item) {
    return groupbuy.terms.goods.at(static_cast<std::size_t>(item));
}

Units joined_units(const GroupBuy& groupbuy) {
    Units sum;
    for (const Sale& sale : groupbuy.sales) sum = sum + sale.joined;
    return sum;
}

Units joined_units(const GroupBuy& groupbuy, std::int32_t item) {
    return groupbuy.sales.at(static_cast<std::size_t>(item)).joined;
}

Units stock_units(const GroupBuy& groupbuy) {
    Units sum;
    for (const Goods& goods : groupbuy.terms.goods) sum = sum + goods.stock;
    return sum;
}

Units remaining(const GroupBuy& groupbuy) {
    return stock_units(groupbuy) - joined_units(groupbuy);
}

Units remaining(const GroupBuy& groupbuy, std::int32_t item) {
    return goods_of(groupbuy, item).stock - joined_units(groupbuy, item);
}

Fen amount_now(const GroupBuy& groupbuy) {
    Fen sum;
    for (std::size_t i = 0; i < groupbuy.sales.size(); ++i) {
        const Units joined = groupbuy.sales[i].joined;
        sum = sum + catalog::price_at(groupbuy.terms.goods[i].tiers, joined) * joined;
    }
    return sum;
}

std::int64_t toward_threshold(const GroupBuy& groupbuy) {
    switch (groupbuy.terms.threshold.kind) {
        case ThresholdKind::people:
            return groupbuy.joined_people;
        case ThresholdKind::units:
            return joined_units(groupbuy).value;
        case ThresholdKind::amount:
            return amount_now(groupbuy).value;
    }
    return 0;
}

bool threshold_reached(const GroupBuy& groupbuy) {
    return toward_threshold(groupbuy) >= groupbuy.terms.threshold.value;
}

Fen price_now(const GroupBuy& groupbuy, std::int32_t item) {
    return groupbuy.phase == Phase::locked
               ? groupbuy.sales.at(static_cast<std::size_t>(item)).price_fen
               : catalog::price_at(goods_of(groupbuy, item).tiers, joined_units(groupbuy, item));
}

State::Holding holding(const State& state, Id<GroupBuy> groupbuy, std::int32_t item,
                       ConsumerId consumer) {
    const auto found = state.index.holdings.find({groupbuy.value, item, consumer.value});
    return found == state.index.holdings.end() ? State::Holding{} : found->second;
}

std::int32_t waiting_place(const State& state, const OrderLine& line) {
    const auto& waiting = state.index.waiting;
    std::int32_t place = 0;
    for (auto it = waiting.lower_bound({line.groupbuy, {}});
         it != waiting.end() && it->first == line.groupbuy; ++it) {
        if (state.lines.at(it->second).item == line.item) ++place;
        if (it->second == line.id) return place;
    }
    return 0;
}

Units unreserved(const State& state, const Offer& offer) {
    const Reservation* reservation = state.reservations.find({offer.id.value});
    return reservation ? offer.stock - reservation->reserved : offer.stock;
}

std::optional<PrivateTextKey> private_text_of(const Event& event) {
    const auto* const made = std::get_if<Joined>(&event);
    if (!made) return std::nullopt;
    return PrivateTextKey{note_kind, made->line.value};
}

}  // namespace starfish::groupbuy
