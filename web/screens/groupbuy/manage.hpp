// The actions on a group-buy: the leader's menu and forms, and the decisions of the review.
#pragma once

#include "core/subjects/groupbuy/queries.hpp"
#include "wasm/client.hpp"

#include <string>

namespace starfish::web {

struct View;

// The open form, if any.
struct GroupBuyForm {
    enum class Form : std::uint8_t { none, extend, clone, send_back } form{};
    Instant deadline;
    std::string reason;
    std::string refusal;
};

// The card for a draft, a review or a halted group-buy, with its actions.
void draw_status(View&, Client&, const groupbuy::GroupBuy&);
// The menu: import joins, extend, hide, clone.
void draw_menu(View&, Client&, const groupbuy::GroupBuy&, Instant now);
// Draws the open form.
void draw_groupbuy_form(View&, Client&, const groupbuy::GroupBuy&, Instant now);

}  // namespace starfish::web
