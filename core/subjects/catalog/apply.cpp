#include "core/subjects/catalog/catalog.hpp"

namespace starfish::catalog {
namespace {

void apply(State& state, const OfferPublished& e) {
    state.offers.add({.id = e.offer,
                      .title = e.title,
                      .summary = e.summary,
                      .unit = e.unit,
                      .label = e.label,
                      .stock = e.stock,
                      .cap_per_person = e.cap_per_person,
                      .cap_per_order = e.cap_per_order,
                      .carton = e.carton,
                      .tiers = e.tiers,
                      .cost_fen = e.cost_fen,
                      .below_cost_reason = e.below_cost_reason,
                      .reward = e.reward,
                      .after_sales_days = e.after_sales_days,
                      .needs_review = e.needs_review,
                      .published_at = e.at,
                      .withdrawn = false,
                      .withdrawn_reason = {},
                      .halted_reason = {}});
}

void apply(State& state, const OfferHalted& e) {
    state.offers.at(e.offer).halted_reason = e.reason;
}
void apply(State& state, const OfferResumed& e) {
    state.offers.at(e.offer).halted_reason.clear();
}

void apply(State& state, const OfferWithdrawn& e) {
    Offer& offer = state.offers.at(e.offer);
    offer.withdrawn = true;
    offer.withdrawn_reason = e.reason;
}

}  // namespace

void apply(State& state, const Event& event) {
    std::visit([&](const auto& e) { apply(state, e); }, event);
}

Audience audience(const Reads&, const State&, const Event&) {
    return for_everyone;
}

}  // namespace starfish::catalog
