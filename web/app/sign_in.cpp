#include "web/app/screens.hpp"
#include "web/kit/kit.hpp"

#include <utility>

namespace starfish::web {

void draw_sign_in(View& view, Client& client) {
    const Locale locale = client.locale();
    const bool busy = client.session_status() == SessionStatus::signing_in;
    const kit::Screen screen({.key = "sign-in",
                              .title = say(locale, "app.sign_in_title"),
                              .subtitle = "Starfish 海星",
                              .actions = {{.label = say(locale, "app.language"),
                                           .look = kit::Look::plain,
                                           .small = true}},
                              .width_max = 420,
                              .centred = true});
    // Offer the language before sign-in too, so that everyone can read the form.
    if (screen.action() == 0)
        platform::choose_locale(locale == Locale::en ? Locale::zh_cn : Locale::en);
    const kit::Card card;
    const kit::Group form(accessible::Role::form, say(locale, "app.sign_in_title"));
    kit::text_field({.label = say(locale, "app.login"),
                     .input = {.autocomplete = "username", .length_max = 64},
                     .required = true,
                     .disabled = busy,
                     .wants_focus = view.login.empty(),
                     .key = "login"},
                    view.login);
    kit::password_field({.label = say(locale, "app.password"),
                         .input = {.autocomplete = "current-password", .length_max = 128},
                         .required = true,
                         .disabled = busy,
                         .key = "password"},
                        view.password);
    if (!client.sign_in_problem().empty())
        kit::banner({.text = say(locale, client.sign_in_problem(),
                                 {{"count", static_cast<std::int64_t>(client.unsent())}}),
                     .tone = client.sign_in_problem().starts_with("app.session_ended")
                                 ? Tone::warn
                                 : Tone::bad});
    if (kit::button({.label = say(locale, busy ? "app.signing_in" : "app.sign_in"),
                     .look = kit::Look::filled,
                     .wide = true,
                     .busy = busy,
                     .submits = true,
                     .key = "sign-in"}))
        client.sign_in(view.login, std::exchange(view.password, {}));
}

}  // namespace starfish::web
