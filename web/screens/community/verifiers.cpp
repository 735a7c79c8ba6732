#include "web/screens/community/verifiers.hpp"

#include "web/app/screens.hpp"
#include "web/format/phrases.hpp"
#include "web/forms/invitation.hpp"
#include "web/kit/kit.hpp"

namespace starfish::web {
namespace {

using community::Verifier;

auto own_verifiers(const Client& client) {
    return community::verifiers_of(client.state().community, client.own_leader());
}

void draw_list(Verifiers& form, const Client& client, Instant now) {
    const Locale locale = client.locale();
    const auto ids = own_verifiers(client);
    if (ids.empty())
        return kit::empty_state(Icon::people, say(locale, "verifiers.none"),
                                say(locale, "verifiers.none_hint"));
    const kit::Card card;
    const kit::Group list(accessible::Role::list, say(locale, "verifiers.title"));
    for (const auto id : ids) {
        const Verifier& verifier = client.state().community.verifiers.at(id);
        const kit::Each each(id.value);
        const kit::Group item(accessible::Role::listitem);
        if (kit::entry({.title = verifier.name,
                        .note = say(locale, "verifiers.since") + when(locale, verifier.since, now),
                        .avatar = verifier.name,
                        .opens = true,
                        .bold = true,
                        .key = "open"}))
            form = {.opened = id};
    }
}

void draw_appoint_form(Verifiers& form, Client& client) {
    const Locale locale = client.locale();
    const std::string title = say(locale, "verifiers.add");
    const kit::Dialog dialog({.title = title});
    const kit::Group group(accessible::Role::form, title);
    if (kit::text_field({.label = say(locale, "verifiers.name"),
                         .error = form.refusal,
                         .input = {.length_max = 20},
                         .required = true,
                         .wants_focus = true,
                         .key = "name"},
                        form.name))
        form.refusal.clear();
    kit::space(20);
    const int pressed =
        kit::buttons({{.label = title, .look = kit::Look::filled, .wide = true, .submits = true},
                      {.label = say(locale, "app.cancel"), .wide = true}});
    if (pressed == 0) {
        const auto refusal = client.submit(
            community::Command(community::AppointVerifier{client.own_leader(), form.name}));
        if (refusal)
            form.refusal = say(locale, *refusal);
        else
            form = {};
    }
    if (pressed == 1 || dialog.dismissed()) form = {};
}

void draw_verifier(Verifiers& form, Client& client, const Verifier& verifier) {
    const Locale locale = client.locale();
    const kit::Dialog dialog({.title = verifier.name, .close_label = say(locale, "app.close")});
    draw_invitation(client, form.invitation, {.role = "verifier", .number = form.opened.value});
    kit::space(8);
    if (kit::button(
            {.label = say(locale, "verifiers.dismiss"), .look = kit::Look::plain, .wide = true}))
        form.dismissing = true;
    if (dialog.dismissed()) form = {};
}

void draw_dismiss_question(Verifiers& form, Client& client, const Verifier& verifier) {
    const Locale locale = client.locale();
    const kit::Answer answer =
        kit::ask({.title = say(locale, "verifiers.dismiss") + " · " + verifier.name,
                  .text = say(locale, "verifiers.dismiss_text"),
                  .yes = say(locale, "verifiers.dismiss"),
                  .no = say(locale, "app.cancel"),
                  .dangerous = true});
    if (answer == kit::Answer::yes) {
        if (const auto refusal =
                client.submit(community::Command(community::DismissVerifier{form.opened})))
            kit::notify(say(locale, *refusal), Tone::bad);
    }
    if (answer != kit::Answer::none) form = {};
}

}  // namespace

void draw_verifiers(View& view, Client& client, Instant now) {
    const Locale locale = client.locale();
    Verifiers& form = view.verifiers;
    {
        const kit::Screen screen({.key = "verifiers",
                                  .title = say(locale, "verifiers.title"),
                                  .subtitle = say(locale, "verifiers.subtitle"),
                                  .chip = link_chip(client),
                                  .back = say(locale, "app.back"),
                                  .width_max = 720,
                                  .centred = true});
        if (screen.back()) return platform::go("handout");
        draw_list(form, client, now);
        kit::space(12);
        if (kit::button({.label = say(locale, "verifiers.add"), .wide = true}))
            form = {.adding = true};
    }
    if (form.adding) return draw_appoint_form(form, client);
    const Verifier* const found = client.state().community.verifiers.find(form.opened);
    if (!found || found->dismissed_at.ms != 0) return;
    // A copy, because a command submitted while drawing changes the state at once.
    const Verifier verifier = *found;
    if (form.dismissing)
        draw_dismiss_question(form, client, verifier);
    else
        draw_verifier(form, client, verifier);
}

void draw_verifiers_link(const Client& client) {
    if (client.account().actor.role != Role::leader) return;
    const Locale locale = client.locale();
    const kit::Card card;
    if (kit::entry({.title = say(locale, "verifiers.title"),
                    .note = say(locale, "verifiers.subtitle"),
                    .value = std::to_string(own_verifiers(client).size()),
                    .value_ink = Ink::muted,
                    .opens = true,
                    .key = "verifiers"}))
        platform::go("verifiers");
}

}  // namespace starfish::web
