// What the supplier lets leaders sell: for a leader to open a group-buy with, for the supplier's
// operators to publish, halt, resume and withdraw.
#pragma once

#include "wasm/client.hpp"

#include <string>

namespace starfish::web {

struct View;

// An offer that is about to be halted or withdrawn, and why.
struct OfferChange {
    starfish::Id<catalog::Offer> offer;
    bool withdraws = false;
    std::string reason;
    std::string refusal;
};

void draw_offers(View&, Client&, Instant now);

// "¥168", or "¥149–168" when it falls.
std::string price_range(const catalog::Offer&);
// "卖一份 ¥8，交付一单 ¥2": what the leader who sells it earns; "" if nothing.
std::string reward_words(Locale, const catalog::Reward&);

}  // namespace starfish::web
