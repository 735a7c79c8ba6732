// How consumers are to transfer to a leader: stated once, and shown to each order that waits for
// it.
#pragma once

#include "wasm/client.hpp"

#include <string>

namespace starfish::web {

struct View;

struct PaymentInstructionsForm {
    bool opened = false;
    std::string text;
    std::string refusal;
};

// What the leader who is signed in has stated, as a row that opens the form.
void draw_payment_instructions(View&, const Client&);
// The form, once it is opened; outside the screen.
void draw_payment_instructions_form(View&, Client&);

}  // namespace starfish::web
