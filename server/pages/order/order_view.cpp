#include "server/pages/order/order_view.hpp"

#include <algorithm>
#include <ranges>

namespace starfish {
namespace {

using groupbuy::OrderLine;
using groupbuy::Stage;

// The code of the newest open or announced group-buy of the same leader and community with this
// offer.
std::string again_code(const State& state, const OrderLine& line, Instant now) {
    const auto& was = state.groupbuy.groupbuys.at(line.groupbuy);
    const auto offer = groupbuy::goods_of(was, line.item).offer;
    for (const auto id : groupbuy::groupbuys_of(state.groupbuy, was.leader) | std::views::reverse) {
        const auto& groupbuy = state.groupbuy.groupbuys.at(id);
        const Stage stage = groupbuy::stage_at(groupbuy, now);
        if (id != was.id && groupbuy.community == was.community && !groupbuy.terms.hidden &&
            (stage == Stage::open_ || stage == Stage::preheat) &&
            groupbuy::item_of(groupbuy, offer))
            return groupbuy.code;
    }
    return {};
}

// The cost of the allotted units after the lock, of the ordered units before.
Fen cost_of(const State& state, const OrderLine& line) {
    const auto& groupbuy = state.groupbuy.groupbuys.at(line.groupbuy);
    const orders::Bill* const bill = state.orders.bills.find(orders::bill_of(line.id));
    if (bill && bill->is_final) return bill->due_fen;
    const bool has_locked = groupbuy.phase == groupbuy::Phase::locked;
    return groupbuy::price_now(groupbuy, line.item) * (has_locked ? line.allotted : line.quantity);
}

std::vector<Companion> companions_of(const State& state, const OrderLine& line,
                                     std::span<const std::pair<std::string, std::uint32_t>> with) {
    std::vector<Companion> companions;
    for (const auto& [token, id] : with) {
        const OrderLine* const other = state.groupbuy.lines.find({id});
        if (!other || other->id == line.id || other->consumer != line.consumer ||
            other->groupbuy != line.groupbuy)
            continue;
        companions.push_back({token, *other, cost_of(state, *other)});
    }
    return companions;
}

}  // namespace

bool OrderView::is_void() const {
    return has_left() || group.stage == Stage::failed || group.stage == Stage::cancelled ||
           (group.stage == Stage::locked && line.allotted < Units{1});
}

Fen OrderView::missing_fen() const {
    if (!bill) return Fen{0};
    return std::max(bill->due_fen - (bill->paid_fen - bill->refunded_fen), Fen{0});
}

std::optional<Instant> OrderView::pay_deadline() const {
    if (!bill || !is_pending() || bill->pay_by > groupbuy::ends_at(group.groupbuy))
        return std::nullopt;
    return bill->pay_by;
}

std::vector<std::int32_t> OrderView::can_add() const {
    std::vector<std::int32_t> items;
    // Nothing can be added to an order that was left, nor for a consumer whose profile was erased.
    if (has_left() || !profile) return items;
    const auto has = [this](std::int32_t item) {
        return item == line.item || std::ranges::any_of(companions, [item](const Companion& c) {
                   return c.line.item == item && c.line.left_at.ms == 0;
               });
    };
    for (std::int32_t item = 0; item < group.size(); ++item)
        if (!has(item) && group.sells(item) && !group.is_sold_out(item)) items.push_back(item);
    return items;
}

std::optional<OrderView> order_view(const State& state, Id<OrderLine> id,
                                    std::span<const std::pair<std::string, std::uint32_t>> with,
                                    Seq head, Instant now) {
    const OrderLine* const line = state.groupbuy.lines.find(id);
    if (!line) return std::nullopt;
    OrderView order{.line = *line,
                    .cost = cost_of(state, *line),
                    .group = view_of(state, state.groupbuy.groupbuys.at(line->groupbuy), head, now),
                    .pickup = state.community.pickup_points.at(line->pickup),
                    .bill = {},
                    .refunds = {},
                    .waiting_place = groupbuy::waiting_place(state.groupbuy, *line),
                    .again_code = again_code(state, *line, now),
                    .companions = companions_of(state, *line, with)};
    const auto bill = orders::bill_of(id);
    if (const auto* const found = state.orders.bills.find(bill)) order.bill = *found;
    for (const auto refund : orders::refunds_of(state.orders, bill))
        order.refunds.push_back(state.orders.refunds.at(refund));
    order.pay_to = community::payment_instructions_of(state.community, order.group.leader.id);
    order.handout = order_handout(state, *line, now);
    order.statement = order_statement(state, id);
    return order;
}

std::string units_text(Locale locale, Units units) {
    return say(locale, "page.units", {{"units", units.value}});
}

}  // namespace starfish
