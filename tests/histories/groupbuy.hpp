// Group-buys in random histories.
#pragma once

#include "core/subjects/groupbuy/queries.hpp"
#include "tests/histories/author.hpp"

#include <algorithm>
#include <iterator>

namespace starfish::histories {

// The group-buy for the next command: in nine of ten cases an open group-buy, if there is any.
inline Id<groupbuy::GroupBuy> Author::likely(const State& state) {
    const auto& open = state.groupbuy.index.open_by_deadline;
    if (open.empty() || dice_.chance(10)) return dice_.one_of(state.groupbuy.groupbuys).id;
    auto chosen = open.begin();
    std::advance(chosen, dice_.between(0, static_cast<std::int64_t>(open.size()) - 1));
    return chosen->second;
}

inline Command Author::open(const State& state, const community::Community& community) {
    const Instant starts = now_ + (dice_.chance(20) ? dice_.between(0, 2 * day_ms) : 0);
    groupbuy::Open open{.community = community.id,
                        .items = {},
                        .starts_at = starts == now_ ? std::nullopt : std::optional(starts),
                        .deadline = starts + dice_.between(15 * minute_ms, 3 * day_ms),
                        .threshold = {},
                        .hidden = dice_.chance(4) ? std::optional(true) : std::nullopt,
                        .reofferable = dice_.chance(30) ? std::optional(true) : std::nullopt,
                        .draft = dice_.chance(8) ? std::optional(true) : std::nullopt};
    if (dice_.chance(50)) {
        open.pickup_from = open.deadline + hour_ms;
        open.pickup_until = open.deadline + dice_.between(2 * hour_ms, day_ms);
    }
    if (dice_.chance(50))
        open.payment =
            dice_.chance(50) ? groupbuy::PaymentKind::transfer : groupbuy::PaymentKind::provider;
    std::int64_t most_units = 0;
    for (auto count = dice_.chance(25) ? dice_.between(2, 3) : 1; count > 0; --count) {
        const auto& offer = dice_.one_of(state.catalog.offers);
        const Units cartons = units(1, std::max(1, 25 / offer.carton.value));
        const Units stock{cartons.value * offer.carton.value};
        open.items.push_back({offer.id, stock});
        most_units += stock.value;
    }
    open.threshold = threshold(most_units);
    return open;
}

inline groupbuy::Threshold Author::threshold(std::int64_t most_units) {
    using Kind = groupbuy::ThresholdKind;
    const auto kind = dice_.between(1, 100);
    const auto value = [&](std::int64_t most) {
        return static_cast<std::int32_t>(dice_.between(1, most));
    };
    if (kind <= 45) return {Kind::people, value(4)};
    if (kind <= 80) return {Kind::units, value(most_units)};
    return {Kind::amount, value(most_units * 9'000)};
}

inline Command Author::join(const State& state, const groupbuy::GroupBuy& groupbuy) {
    const auto points = pickup_points_of(state.community, groupbuy.community);
    // `with` uses no dice, so older seeds still give the same histories.
    const auto lines = groupbuy::lines_of(state.groupbuy, groupbuy.id);
    const bool with = moves_ % 4 == 0 && !lines.empty();
    return groupbuy::Join{groupbuy.id,
                          dice_.one_of(groupbuy.terms.goods).offer,
                          units(1, 4),
                          dice_.chance(20) ? units(1, 3) : Units{0},
                          points.empty() ? any_id<community::PickupPoint>() : dice_.one_of(points),
                          dice_.chance(30) ? std::optional(true) : std::nullopt,
                          with ? std::optional(lines.back()) : std::nullopt};
}

inline Move Author::change(const State& state) {
    const auto lines = groupbuy::lines_of(state.groupbuy, likely(state));
    if (lines.empty()) return leave(state);
    const auto& line = state.groupbuy.lines.at(dice_.one_of(lines));
    return by({Role::consumer, line.consumer.value},
              groupbuy::Change{line.id, units(1, 5), dice_.chance(20) ? units(1, 3) : Units{0},
                               line.pickup});
}

// Commands of the leader or the supplier on a whole group-buy, except those that end it.
inline Move Author::govern(const State& state) {
    const auto& groupbuys = state.groupbuy.groupbuys;
    const auto& chosen = groupbuys.at(likely(state));
    const auto& any = dice_.one_of(groupbuys);
    const Actor host = leader(chosen.leader);
    switch (dice_.between(1, 9)) {
        case 1:
            return by(host, groupbuy::Undo{chosen.id});
        case 2:
            return by(host, groupbuy::Extend{chosen.id, chosen.terms.deadline +
                                                            dice_.between(minute_ms, day_ms)});
        case 3:
            return by(host, groupbuy::SetHidden{chosen.id, dice_.chance(30)});
        case 4:
            return by(leader(any.leader),
                      groupbuy::Clone{any.id, {}, now_ + dice_.between(hour_ms, day_ms)});
        case 5: {
            const auto& point = dice_.one_of(state.community.pickup_points);
            const auto& served = state.community.communities.at(point.community);
            const Units stock{chosen.terms.goods.front().carton};
            return by(leader(served.leader),
                      groupbuy::Reoffer{
                          chosen.id, served.id, stock, {groupbuy::ThresholdKind::people, 1}});
        }
        case 6:
            return by(supplier,
                      catalog::HaltOffer{dice_.one_of(state.catalog.offers).id, "批次待查"});
        case 7:
            return by(supplier, catalog::ResumeOffer{dice_.one_of(state.catalog.offers).id});
        default:
            return review(state);
    }
}

// Submits drafts, and approves or sends back group-buys in review.
inline Move Author::review(const State& state) {
    for (const auto& groupbuy : state.groupbuy.groupbuys) {
        if (groupbuy.phase == groupbuy::Phase::draft && dice_.chance(60))
            return by(leader(groupbuy.leader), groupbuy::Submit{groupbuy.id});
        if (groupbuy.phase != groupbuy::Phase::review) continue;
        if (dice_.chance(80)) return by(supplier, groupbuy::Approve{groupbuy.id});
        return by(supplier, groupbuy::SendBack{groupbuy.id, "请写清楚提货时间"});
    }
    return by(supplier, groupbuy::Approve{dice_.one_of(state.groupbuy.groupbuys).id});
}

inline Move Author::leave(const State& state) {
    const auto lines = groupbuy::lines_of(state.groupbuy, likely(state));
    if (lines.empty()) {
        const Actor passer = someone();
        return by(passer, groupbuy::Leave{any_id<groupbuy::OrderLine>()});
    }
    const auto& line = state.groupbuy.lines.at(dice_.one_of(lines));
    const Actor own{Role::consumer, line.consumer.value};
    const Actor host = leader(state.groupbuy.groupbuys.at(line.groupbuy).leader);
    return by(dice_.chance(70) ? own : host, groupbuy::Leave{line.id});
}

inline Move Author::end(const State& state) {
    const auto& groupbuy = state.groupbuy.groupbuys.at(likely(state));
    const auto now = dice_.chance(50) ? std::optional(true) : std::nullopt;
    if (dice_.chance(60)) return by(leader(groupbuy.leader), groupbuy::Close{groupbuy.id, now});
    const Actor actor = dice_.chance(50) ? supplier : leader(groupbuy.leader);
    return by(actor, groupbuy::Cancel{groupbuy.id, "货没有到齐", now});
}

}  // namespace starfish::histories
