// What a leader sees. Each screen is a function that draws the client's state and asks it for what
// the person wants. Which one is shown is in the page's address: "" is the list, "g/CODE" one
// group-buy.
#pragma once

#include "wasm/client.hpp"

#include <string>

namespace starfish::web {

// What the person has typed and which question is open; nothing that the state could tell.
struct View {
    std::string login;
    std::string password;
    starfish::Id<groupbuy::OrderLine> opened_join;
    bool asking_sign_out = false;
    bool asking_close = false;
    bool asking_cancel = false;
    std::string cancel_reason;
    std::string cancel_refusal;
};

// One frame: the screen that fits the client's door and the page's address, and what lies over it.
void draw(View&, Client&, Instant now);

void draw_sign_in(View&, Client&);
void draw_list(View&, Client&, Instant now);
void draw_groupbuy(View&, Client&, const groupbuy::GroupBuy&, Instant now);
// All about the join that was opened from the group-buy's list, while it is.
void draw_join(View&, Client&, const groupbuy::GroupBuy&, Instant now);
// "Sign out before syncing?", when it is being asked.
void draw_sign_out_question(View&, Client&);
// "Close now?" and "Cancel?", when they are being asked.
void draw_questions(View&, Client&, const groupbuy::GroupBuy&);

}  // namespace starfish::web
