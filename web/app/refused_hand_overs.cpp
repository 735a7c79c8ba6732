#include "web/app/refused_hand_overs.hpp"

#include "web/kit/kit.hpp"

namespace starfish::web {

void draw_refused_hand_overs(Client& client, Id<handout::Handout> handout, Instant now) {
    const Locale locale = client.locale();
    // refused() returns copies: a dismissal changes the list at once.
    std::uint32_t place = 0;
    for (const RefusedHandOver& refused : client.refused()) {
        const kit::Each each(++place);
        if (handout && refused.handout != handout) continue;
        const auto* const of = client.state().handout.handouts.find(refused.handout);
        const kit::Card card;
        kit::banner({.title = say(locale, "desk.refused_title"),
                     .text = (of ? of->title + " · " : "") + when(locale, refused.at, now) + "\n" +
                             refused.text + "\n" + say(locale, "desk.refused_hint"),
                     .tone = Tone::bad});
        kit::space(8);
        if (kit::button({.label = say(locale, "desk.refused_seen"),
                         .small = true,
                         .name = say(locale, "desk.refused_seen") + " " + refused.text}))
            client.dismiss_refused(refused.id);
    }
}

}  // namespace starfish::web
