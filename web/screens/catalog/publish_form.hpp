// The form with which the supplier's operator publishes an offer, with every fact that consumers,
// leaders and the law require.
#pragma once

#include "core/subjects/catalog/catalog.hpp"
#include "wasm/client.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace starfish::web {

struct View;

struct PublishForm {
    std::string title;
    std::string summary;
    std::string unit;
    catalog::Label label;
    std::int64_t stock = 100;
    std::int64_t cap_per_person = 10;
    std::int64_t cap_per_order = 10;
    std::int64_t carton = 1;
    struct Tier {
        std::int64_t units = 1;
        std::string price;  // in yuan, as typed
    };
    std::vector<Tier> tiers = {{}};
    std::string cost;
    std::string below_cost_reason;
    int reward_kind = 0;  // 0: none, 1: amount per unit, 2: share of the price
    std::string reward_unit;
    std::int64_t reward_per_mille = 80;
    std::string service;
    std::int64_t after_sales_days = 7;
    bool needs_review = false;
    bool tried = false;  // publishing was tried; refusals are shown from then on
};

// Text that is not an amount becomes a price that the rules refuse, so the refusal is shown at that
// field.
catalog::PublishOffer command_of(const PublishForm&);

void draw_publish(View&, Client&, Instant now);

}  // namespace starfish::web
