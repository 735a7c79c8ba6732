#include "web/screens/community/payment_instructions.hpp"

#include "web/app/screens.hpp"
#include "web/format/phrases.hpp"
#include "web/kit/kit.hpp"

namespace starfish::web {
namespace {

std::string own_instructions(const Client& client) {
    return community::payment_instructions_of(client.state().community, client.own_leader());
}

}  // namespace

void draw_payment_instructions(View& view, const Client& client) {
    const Locale locale = client.locale();
    const std::string text = own_instructions(client);
    if (kit::entry({.title = say(locale, "instructions.title"),
                    .note = text.empty() ? say(locale, "instructions.none") : text,
                    .opens = true,
                    .key = "payment_instructions"}))
        view.payment_instructions = {.opened = true, .text = text, .refusal = ""};
}

void draw_payment_instructions_form(View& view, Client& client) {
    PaymentInstructionsForm& form = view.payment_instructions;
    if (!form.opened) return;
    const Locale locale = client.locale();
    const std::string title = say(locale, "instructions.title");
    const kit::Dialog dialog({.title = title});
    const kit::Group group(accessible::Role::form, title);
    if (kit::text_field({.label = say(locale, "instructions.text"),
                         .hint = say(locale, "instructions.hint"),
                         .error = form.refusal,
                         .input = {.length_max = 80},
                         .wants_focus = true,
                         .key = "text"},
                        form.text))
        form.refusal.clear();
    kit::space(20);
    const int pressed = kit::buttons({{.label = say(locale, "instructions.save"),
                                       .look = kit::Look::filled,
                                       .wide = true,
                                       .submits = true},
                                      {.label = say(locale, "app.cancel"), .wide = true}});
    if (pressed == 0) {
        const auto refusal = client.submit(community::Command(
            community::StatePaymentInstructions{client.own_leader(), form.text}));
        if (refusal)
            form.refusal = say(locale, *refusal);
        else
            form = {};
    }
    if (pressed == 1 || dialog.dismissed()) form = {};
}

}  // namespace starfish::web
