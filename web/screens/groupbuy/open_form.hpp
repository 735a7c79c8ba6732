// The form that opens a group-buy, or changes a draft. It comes filled in, so that opening takes
// two taps; what the rules say of it stands beside each field as one types.
#pragma once

#include "core/subjects/groupbuy/queries.hpp"
#include "wasm/client.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace starfish::web {

struct View;

struct OpenForm {
    bool filled = false;
    starfish::Id<groupbuy::GroupBuy> revises;
    int community = 0;  // which of hers
    std::string title;
    struct Item {
        starfish::Id<catalog::Offer> offer;
        std::int64_t stock{};
    };
    std::vector<Item> items;
    int threshold_kind = 0;    // as groupbuy::ThresholdKind
    std::int64_t threshold{};  // people, units or yuan
    bool preheats = false;
    Instant starts_at;
    Instant deadline;
    bool has_pickup_time = false;
    Instant pickup_from;
    Instant pickup_until;
    int payment = 0;  // as groupbuy::PaymentKind
    bool hidden = false;
    bool reofferable = false;

    bool shows_deadline = false;
    bool adding = false;  // another offer is being chosen
};

// As a leader most often wants it: what an offer has left up to a hundred, three people, until
// tomorrow evening.
OpenForm form_for(const State&, const catalog::Offer&, Instant now);
OpenForm form_of(const State&, const groupbuy::GroupBuy& draft, Instant now);
groupbuy::Open command_of(const State&, Actor leader, const OpenForm&, bool draft);
// Her communities, in the order in which they were opened.
std::vector<starfish::Id<community::Community>> communities_of(const State&, Actor leader);

void draw_open(View&, Client&, const catalog::Offer&, Instant now);
void draw_edit(View&, Client&, const groupbuy::GroupBuy& draft, Instant now);

}  // namespace starfish::web
