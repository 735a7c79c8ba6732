#include "server/pages/order/order_handout.hpp"

#include <algorithm>
#include <array>

namespace starfish {
namespace {

using handout::ClaimKind;

// Asks core to decide a claim of 0 units: core refuses it and names the greatest number of units.
Units most_claimable(const State& state, const handout::Delivery& delivery, ConsumerId consumer,
                     ClaimKind kind, Instant now) {
    const handout::FileClaim probe{
        .delivery = delivery.id, .kind = kind, .units = Units{0}, .photo = {}};
    const auto answer =
        handout::decide(handout::Reads(state), state.handout, handout::Command(probe),
                        {{Role::consumer, consumer.value}, now, "ask"});
    if (answer || answer.error().code != "handout.units") return Units{0};
    return Units{static_cast<std::int32_t>(answer.error().facts.front().value)};
}

}  // namespace

std::optional<OrderHandout> order_handout(const State& state, const groupbuy::OrderLine& line,
                                          Instant now) {
    const auto* const delivery = state.handout.deliveries.find(handout::delivery_of(line.id));
    if (!delivery) return std::nullopt;
    const handout::Handout& handout = state.handout.handouts.at(delivery->handout);
    OrderHandout order_handout{
        .handout = handout,
        .delivery = *delivery,
        .code = state.handout.slips.at(delivery->slip).code,
        .stage = handout::stage_at(state.handout, handout, now),
        .left = handout::left_of(*delivery),
        .to_collect = handout::to_collect(state.handout, *delivery, handout::left_of(*delivery)),
        .collect_until = handout::collect_until(handout),
        .kept_until = handout::retained_until(handout),
        .corrections = {},
        .claims = {},
        .claimable = {}};
    for (const auto id : handout::corrections_of(state.handout, delivery->id))
        order_handout.corrections.push_back(state.handout.corrections.at(id));
    for (const auto id : handout::claims_of(state.handout, delivery->id)) {
        const handout::Claim& claim = state.handout.claims.at(id);
        order_handout.claims.push_back({claim, handout::may_appeal(state.handout, claim, now)});
    }
    for (const ClaimKind kind :
         {ClaimKind::damaged, ClaimKind::missing, ClaimKind::wrong, ClaimKind::quality})
        if (const Units most = most_claimable(state, *delivery, line.consumer, kind, now);
            most > Units{0})
            order_handout.claimable.emplace_back(kind, most);
    return order_handout;
}

money::Statement order_statement(const State& state, Id<groupbuy::OrderLine> line) {
    const std::array lines{line};
    return money::statement_of(money::Reads(state), state.money, lines, {});
}

}  // namespace starfish
