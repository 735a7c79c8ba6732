#include "web/app/refused_hand_overs.hpp"
#include "web/app/screens.hpp"
#include "web/format/phrases.hpp"
#include "web/screens/community/leaders.hpp"
#include "web/screens/community/verifiers.hpp"
#include "web/screens/handout/claims.hpp"
#include "web/screens/handout/desk.hpp"

#include <algorithm>

namespace starfish::web {
namespace {

using handout::Handout;

constexpr std::size_t finished_max = 20;

void draw_handout_card(const Client& client, const Handout& handout, Instant now) {
    const Locale locale = client.locale();
    const handout::Progress progress = handout::progress_of(client.state().handout, handout);
    const kit::Each each(handout.id.value);
    const kit::Group item(accessible::Role::listitem);
    const kit::Card card;
    if (kit::entry({.title = handout.title,
                    .note = client.state().community.communities.at(handout.community).name,
                    .opens = true,
                    .bold = true,
                    .key = "open"}))
        platform::go("handout/" + std::to_string(handout.id.value));
    kit::progress({.name = handout.title + " · " + say(locale, "desk.progress"),
                   .value_text = done_words(locale, progress),
                   .value = progress.slips_done,
                   .max = std::max(progress.slips, 1),
                   .tone = Tone::sea});
    kit::row({.left = next_step_words(client, handout, now),
              .right = done_words(locale, progress),
              .left_style = {.type = Type::small, .bold = true},
              .right_style = {.type = Type::small, .ink = Ink::muted}});
}

void draw_part(const Client& client, std::string_view key, const std::vector<const Handout*>& part,
               Instant now) {
    if (part.empty()) return;
    const std::string title = say(client.locale(), key);
    kit::space(16);
    kit::heading(title);
    const kit::Group list(accessible::Role::list, title);
    for (const Handout* handout : part) draw_handout_card(client, *handout, now);
}

}  // namespace

std::string next_step_words(const Client& client, const Handout& handout, Instant now) {
    const Locale locale = client.locale();
    const handout::Progress progress = handout::progress_of(client.state().handout, handout);
    if (handout.finished_at.ms != 0) {
        if (progress.missing + progress.uncollected == Units{0})
            return say(locale, "desk.all_done");
        return say(locale, "desk.ended_with",
                   {{"missing_units", progress.missing.value},
                    {"uncollected_units", progress.uncollected.value}});
    }
    const std::int64_t people = progress.slips - progress.slips_done;
    if (people == 0) return say(locale, "desk.can_finish");
    if (handout.last_arrival_at.ms == 0) return say(locale, "desk.check_in_next");
    if (now >= handout::collect_until(handout))
        return say(locale, "desk.overdue", {{"people", people}});
    return say(locale, "desk.people_left", {{"people", people}});
}

std::string done_words(Locale locale, const handout::Progress& progress) {
    return say(locale, "desk.done", {{"done", progress.slips_done}, {"people", progress.slips}});
}

void draw_handouts(View& view, Client& client, Instant now) {
    const Locale locale = client.locale();
    const kit::Screen screen({.key = "handouts",
                              .title = say(locale, "nav.handout"),
                              .subtitle = client.account().name,
                              .chip = link_chip(client),
                              .width_max = 720,
                              .centred = true});
    if (client.link() == Link::offline)
        kit::banner({.text = say(locale, "app.offline_hint", {{"at_ms", client.saved_at().ms}})});
    // A verifier sees refused hand-overs on no other screen.
    if (client.account().actor.role == Role::verifier) draw_refused_hand_overs(client, {}, now);
    std::vector<const Handout*> waiting, arrived, handing_out, finished;
    // The newest first, because its day is the nearest.
    for (const Handout& handout : client.state().handout.handouts) {
        auto& part = handout.finished_at.ms != 0       ? finished
                     : handout.first_handed_at.ms != 0 ? handing_out
                     : handout.last_arrival_at.ms != 0 ? arrived
                                                       : waiting;
        part.insert(part.begin(), &handout);
    }
    if (finished.size() > finished_max) finished.resize(finished_max);
    const bool none = waiting.empty() && arrived.empty() && handing_out.empty() && finished.empty();
    if (none)
        kit::empty_state(Icon::handout, say(locale, "desk.none"), say(locale, "desk.none_hint"));
    if (const std::size_t claims = claims_to_answer(client).size(); claims > 0) {
        const kit::Card card;
        if (kit::entry({.title = say(locale, "claims.title"),
                        .chip = {std::to_string(claims), Tone::warn},
                        .opens = true,
                        .key = "claims"}))
            platform::go("claims");
    }
    draw_part(client, "desk.part_handing_out", handing_out, now);
    draw_part(client, "desk.part_arrived", arrived, now);
    draw_part(client, "desk.part_waiting", waiting, now);
    draw_part(client, "desk.part_finished", finished, now);
    draw_verifiers_link(client);
    draw_communities_link(client);
    if (client.account().actor.role == Role::verifier) draw_account(view, client);
}

}  // namespace starfish::web
