#include "web/app/screens.hpp"

#include "web/app/places.hpp"
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

// An address that names nothing of hers: an old link, or a slip. Not before the state is the
// server's: what was kept may be older than the link.
void leave_unknown_place(const Client& client) {
    if (client.link() == Link::connecting) return;
    platform::replace("");
    kit::notify(say(client.locale(), "app.no_such_groupbuy"), Tone::warn);
}

// What was being typed or asked at another place is done with.
void arrive(View& view) {
    if (view.route == platform::route()) return;
    view = {};
    view.route = platform::route();
}

void draw_ready(View& view, Client& client, Instant now) {
    arrive(view);
    if (!draw_place(view, client, now)) {
        leave_unknown_place(client);
        draw_loading(client);
    }
    draw_join(view, client, now);
    draw_sign_out_question(view, client);
    client.ask_for_people();
    // What is said in minutes is right again at the next one.
    platform::wake_in_ms(static_cast<double>(minute_ms - now.ms % minute_ms));
}

}  // namespace

void draw(View& view, Client& client, Instant now) {
    client.set_locale(platform::environment().locale);
    platform::set_title(say(client.locale(), "app.title"));
    if (client.door() != Door::ready) view.asking_sign_out = false;
    switch (client.door()) {
        case Door::starting:
        case Door::signed_out:
        case Door::signing_in:
            draw_sign_in(view, client);
            break;
        case Door::loading:
            draw_loading(client);
            break;
        case Door::ready:
            draw_ready(view, client, now);
    }
    while (const auto notice = client.take_notice())
        kit::notify(notice->text, notice->bad ? Tone::bad : Tone::good);
    kit::notices();
}

}  // namespace starfish::web
