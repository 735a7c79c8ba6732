#include "core/catalog/catalog.hpp"

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
                      .tiers = e.tiers,
                      .published_at = e.at,
                      .withdrawn = false,
                      .withdrawn_reason = {}});
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
