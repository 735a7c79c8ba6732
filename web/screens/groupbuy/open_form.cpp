#include "web/screens/groupbuy/open_form.hpp"

#include "web/forms/moment_field.hpp"

#include <algorithm>

namespace starfish::web {
namespace {

using groupbuy::GroupBuy;
using groupbuy::ThresholdKind;

constexpr std::int32_t stock_usual = 100;
constexpr std::int32_t people_usual = 3;
constexpr int evening_hour = 20;

// Up to stock_usual of the offer's units left, in whole cartons.
std::int32_t usual_stock(const State& state, const catalog::Offer& offer) {
    const std::int32_t left = groupbuy::unreserved(state.groupbuy, offer).value;
    const std::int32_t carton = offer.carton.value;
    const std::int32_t wanted = std::min(left, std::max(stock_usual, carton));
    return std::max(wanted - wanted % carton, carton);
}

}  // namespace

std::vector<Id<community::Community>> communities_of(const State& state, Actor leader) {
    return community::communities_of(state.community, {static_cast<std::uint32_t>(leader.id)});
}

OpenForm form_for(const State& state, const catalog::Offer& offer, Instant now) {
    OpenForm form;
    form.filled = true;
    form.items.push_back({offer.id, usual_stock(state, offer)});
    form.threshold = std::min(people_usual, usual_stock(state, offer));
    form.starts_at = day_at(now, 1, 8);
    form.deadline = day_at(now, 1, evening_hour);
    form.pickup_from = day_at(now, 3, 16);
    form.pickup_until = day_at(now, 3, evening_hour);
    return form;
}

OpenForm form_of(const State& state, const GroupBuy& draft, Instant now) {
    const groupbuy::Terms& terms = draft.terms;
    OpenForm form = form_for(state, state.catalog.offers.at(terms.goods[0].offer), now);
    form.revises = draft.id;
    form.items.clear();
    for (const groupbuy::Goods& goods : terms.goods)
        form.items.push_back({goods.offer, goods.stock.value});
    const auto own = communities_of(state, {Role::leader, draft.leader.value});
    form.community = static_cast<int>(std::ranges::find(own, draft.community) - own.begin());
    form.title = terms.title;
    form.threshold_kind = static_cast<int>(terms.threshold.kind);
    form.threshold = terms.threshold.value;
    if (terms.threshold.kind == ThresholdKind::amount) form.threshold /= fen_in_yuan;
    form.preheats = terms.starts_at > now;
    if (form.preheats) form.starts_at = terms.starts_at;
    form.deadline = terms.deadline;
    form.has_pickup_time = terms.pickup_from.ms != 0;
    if (form.has_pickup_time) {
        form.pickup_from = terms.pickup_from;
        form.pickup_until = terms.pickup_until;
    }
    form.payment = static_cast<int>(terms.payment);
    form.hidden = terms.hidden;
    form.reofferable = terms.reofferable;
    return form;
}

groupbuy::Open command_of(const State& state, Actor leader, const OpenForm& form, bool draft) {
    const auto own = communities_of(state, leader);
    const auto place = static_cast<std::size_t>(form.community);
    groupbuy::Open open;
    if (place < own.size()) open.community = own[place];
    if (!form.title.empty()) open.title = form.title;
    for (const OpenForm::Item& item : form.items)
        open.items.push_back({item.offer, {static_cast<std::int32_t>(item.stock)}});
    if (form.preheats) open.starts_at = form.starts_at;
    open.deadline = form.deadline;
    open.threshold.kind = static_cast<ThresholdKind>(form.threshold_kind);
    const bool amount = open.threshold.kind == ThresholdKind::amount;
    open.threshold.value = static_cast<std::int32_t>(form.threshold * (amount ? fen_in_yuan : 1));
    if (form.has_pickup_time) {
        open.pickup_from = form.pickup_from;
        open.pickup_until = form.pickup_until;
    }
    open.payment = static_cast<groupbuy::PaymentKind>(form.payment);
    open.hidden = form.hidden;
    open.reofferable = form.reofferable;
    open.draft = draft;
    if (form.revises) open.revises = form.revises;
    return open;
}

}  // namespace starfish::web
