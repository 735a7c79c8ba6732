// What a leader does with a group-buy beside selling it, and what the supplier's review decides.
#pragma once

#include "core/subjects/groupbuy/queries.hpp"
#include "wasm/client.hpp"

#include <string>

namespace starfish::web {

struct View;

// The form that is open, if one is.
struct Managing {
    enum class Form : std::uint8_t { none, extend, clone, send_back } form{};
    Instant deadline;
    std::string reason;
    std::string refusal;
};

// Draft, review, halted, sent back: what is to be known or done before anything else.
void draw_standing(View&, Client&, const groupbuy::GroupBuy&);
// Take over joins, extend, hide, open again.
void draw_menu(View&, Client&, const groupbuy::GroupBuy&, Instant now);
// The form that is open.
void draw_managing(View&, Client&, const groupbuy::GroupBuy&, Instant now);

}  // namespace starfish::web
