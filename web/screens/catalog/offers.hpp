// The supplier's offers. Leaders open group-buys with them; the supplier's operators publish, halt,
// resume and withdraw them.
#pragma once

#include "wasm/client.hpp"

#include <string>

namespace starfish::web {

struct View;

// The open form that halts or withdraws an offer, with the reason.
struct OfferChange {
    Id<catalog::Offer> offer;
    bool withdraws = false;
    std::string reason;
    std::string refusal;
};

void draw_offers(View&, Client&, Instant now);

// "¥168", or "¥149–168" if the price falls with the tiers.
std::string price_range(const catalog::Offer&);
// The reward of the selling leader: "卖一份 ¥8，交付一单 ¥2"; "" if there is none.
std::string reward_words(Locale, const catalog::Reward&);

}  // namespace starfish::web
