#include "core/subjects/catalog/catalog.hpp"

namespace starfish::catalog {
namespace {

void clear_cost(auto& offer) {
    offer.cost_fen = {};
    offer.below_cost_reason.clear();
}

}  // namespace

void redact_for_leader(Offer& offer) {
    clear_cost(offer);
}
void redact_for_leader(OfferPublished& offer) {
    clear_cost(offer);
}
void redact_for_desk(Offer& offer) {
    clear_cost(offer);
    offer.reward = {};
}
void redact_for_desk(OfferPublished& offer) {
    clear_cost(offer);
    offer.reward = {};
}

}  // namespace starfish::catalog
