// The form by which the supplier's operator publishes an offer, with every fact that consumers,
// leaders and the law want to know of it.
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
    int reward_kind = 0;  // none, so much a unit, a share of the price
    std::string reward_unit;
    std::int64_t reward_per_mille = 80;
    std::string service;
    std::int64_t after_sales_days = 7;
    bool needs_review = false;
    bool tried = false;  // refusals are shown from then on
};

// What is typed as an amount and is none counts as a price nobody may ask, and is refused there.
catalog::PublishOffer command_of(const PublishForm&);

void draw_publish(View&, Client&, Instant now);

}  // namespace starfish::web
