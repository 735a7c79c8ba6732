// The form that opens a group-buy or changes a draft. It is prefilled, so that opening takes two
// taps. The rules' message for a field is shown beside it while the person types.
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
    Id<groupbuy::GroupBuy> revises;
    int community = 0;  // position in communities_of
    std::string title;
    struct Item {
        Id<catalog::Offer> offer;
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

// The usual values: the offer's units left up to a hundred, a threshold of three people, a deadline
// tomorrow evening.
OpenForm form_for(const State&, const catalog::Offer&, Instant now);
OpenForm form_of(const State&, const groupbuy::GroupBuy& draft, Instant now);
groupbuy::Open command_of(const State&, Actor leader, const OpenForm&, bool draft);
// The leader's communities, in the order in which they were opened.
std::vector<Id<community::Community>> communities_of(const State&, Actor leader);

void draw_open(View&, Client&, const catalog::Offer&, Instant now);
void draw_edit(View&, Client&, const groupbuy::GroupBuy& draft, Instant now);

}  // namespace starfish::web
