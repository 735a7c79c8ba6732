// A leader's payment instructions for consumers. They are entered once and shown on each order that
// waits for a transfer.
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

// The signed-in leader's instructions, as a row that opens the form.
void draw_payment_instructions(View&, const Client&);
// The form, while it is open. Call it after the Screen.
void draw_payment_instructions_form(View&, Client&);

}  // namespace starfish::web
