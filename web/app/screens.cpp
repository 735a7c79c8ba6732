#include "web/app/screens.hpp"

#include "web/app/router.hpp"
#include "web/kit/kit.hpp"

namespace starfish::web {
namespace {

void draw_loading(const Client& client) {
    const kit::Screen screen({.key = "loading",
                              .title = say(client.locale(), "nav.today"),
                              .subtitle = client.account().name,
                              .width_max = 720,
                              .centred = true});
    for (std::uint64_t i = 0; i < 3; ++i) {
        const kit::Each each(i);
        const kit::Card card;
        kit::skeleton(say(client.locale(), "app.loading"));
    }
}

// Leaves an address that has no screen for this person: an old link, or a typing error. Waits for
// the server's state, because a saved state may be older than the link.
void leave_unknown_route(const Client& client) {
    if (client.link() == Link::connecting) return;
    platform::replace("");
    kit::notify(say(client.locale(), "app.no_such_groupbuy"), Tone::warn);
}

// Drops the input and open questions of the previous address.
void reset_after_navigation(View& view) {
    if (view.route == platform::route()) return;
    view = {};
    view.route = platform::route();
}

void draw_ready(View& view, Client& client, Instant now) {
    reset_after_navigation(view);
    if (!draw_current_screen(view, client, now)) {
        leave_unknown_route(client);
        draw_loading(client);
    }
    draw_join(view, client, now);
    draw_sign_out_question(view, client);
    client.ask_for_people();
    // Redraw at the next full minute, because texts count minutes.
    platform::wake_in_ms(static_cast<double>(minute_ms - now.ms % minute_ms));
}

}  // namespace

void draw(View& view, Client& client, Instant now) {
    client.set_locale(platform::environment().locale);
    platform::set_title(say(client.locale(), "app.title"));
    if (client.session_status() != SessionStatus::ready) view.asking_sign_out = false;
    switch (client.session_status()) {
        case SessionStatus::starting:
        case SessionStatus::signed_out:
        case SessionStatus::signing_in:
            draw_sign_in(view, client);
            break;
        case SessionStatus::loading:
            draw_loading(client);
            break;
        case SessionStatus::ready:
            draw_ready(view, client, now);
    }
    while (const auto notification = client.take_notification())
        kit::notify(notification->text, notification->bad ? Tone::bad : Tone::good);
    kit::notices();
}

}  // namespace starfish::web
