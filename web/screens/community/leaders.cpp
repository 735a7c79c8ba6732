#include "web/screens/community/leaders.hpp"

#include "web/app/screens.hpp"
#include "web/format/phrases.hpp"
#include "web/forms/invitation.hpp"
#include "web/kit/kit.hpp"

#include <vector>

namespace starfish::web {
namespace {

using community::Community;
using community::Leader;
using community::PickupPoint;
using DialogKind = Leaders::DialogKind;

bool is_operator(const Client& client) {
    return client.is_supplier();
}

std::string names_of_communities(const Client& client, Id<Leader> leader) {
    const community::State& state = client.state().community;
    std::string names;
    for (const auto id : community::communities_of(state, leader)) {
        if (!names.empty()) names += say(client.locale(), "leaders.comma");
        names += state.communities.at(id).name;
    }
    return names.empty() ? say(client.locale(), "leaders.no_community") : names;
}

// A text field of a dialog.
struct FormField {
    std::string_view words;  // i18n key of the label
    std::string_view name;   // the command's field
    std::size_t length_max;
    std::string Leaders::* value;
    bool required = true;
};

struct FormSpec {
    std::string_view title;  // i18n key of the title and the button
    std::vector<FormField> fields;
};

FormSpec form_spec_of(DialogKind dialog) {
    if (dialog == DialogKind::leader)
        return {"leaders.register",
                {{"leaders.name", "leader_name", 20, &Leaders::name},
                 {"leaders.tagline", "tagline", 40, &Leaders::place, false}}};
    if (dialog == DialogKind::community)
        return {"leaders.open_community",
                {{"leaders.community_name", "community_name", 30, &Leaders::name},
                 {"leaders.district", "district", 30, &Leaders::place, false}}};
    return {"leaders.add_point",
            {{"leaders.point_name", "point_name", 30, &Leaders::name},
             {"leaders.address", "address", 80, &Leaders::place},
             {"leaders.hours", "hours", 60, &Leaders::hours}}};
}

community::Command command_of(const Leaders& form, Id<Leader> leader) {
    if (form.dialog == DialogKind::leader) return community::RegisterLeader{form.name, form.place};
    if (form.dialog == DialogKind::community)
        return community::OpenCommunity{leader, form.name, form.place};
    return community::AddPickupPoint{form.community, form.name, form.place, form.hours};
}

void draw_dialog_form(Leaders& form, Client& client, Id<Leader> leader) {
    const Locale locale = client.locale();
    const FormSpec spec = form_spec_of(form.dialog);
    const std::string title = say(locale, spec.title);
    const kit::Dialog dialog({.title = title});
    const kit::Group group(accessible::Role::form, title);
    for (const FormField& field : spec.fields) {
        const bool first = &field == spec.fields.data();
        const bool refused = form.refused_field == field.name;
        if (!first) kit::space(12);
        if (kit::text_field({.label = say(locale, field.words),
                             .error = refused ? form.refusal : "",
                             .input = {.length_max = static_cast<int>(field.length_max)},
                             .required = field.required,
                             .wants_focus = first,
                             .key = std::string(field.name)},
                            form.*field.value) &&
            refused)
            form.refused_field.clear();
    }
    kit::space(20);
    const int pressed =
        kit::buttons({{.label = title, .look = kit::Look::filled, .wide = true, .submits = true},
                      {.label = say(locale, "app.cancel"), .wide = true}});
    if (pressed == 0) {
        if (const auto refusal = client.submit(command_of(form, leader))) {
            form.refused_field = refusal->field;
            form.refusal = say(locale, *refusal);
        } else {
            form.dialog = DialogKind::none;
        }
    }
    if (pressed == 1 || dialog.dismissed()) form.dialog = DialogKind::none;
}

// Asks for the new leader, then for confirmation.
void draw_change(Leaders& form, Client& client, Id<Leader> leader) {
    const Locale locale = client.locale();
    const community::State& state = client.state().community;
    const std::string name = state.communities.at(form.community).name;
    if (!form.successor) {
        const kit::Dialog dialog({.title = say(locale, "leaders.change") + " · " + name,
                                  .close_label = say(locale, "app.close")});
        const kit::Group list(accessible::Role::list, say(locale, "leaders.title"));
        for (const Leader& other : state.leaders) {
            if (other.id == leader) continue;
            const kit::Each each(other.id.value);
            const kit::Group item(accessible::Role::listitem);
            if (kit::entry({.title = other.name,
                            .note = names_of_communities(client, other.id),
                            .avatar = other.name,
                            .opens = true,
                            .key = "successor"}))
                form.successor = other.id;
        }
        if (dialog.dismissed()) form.dialog = DialogKind::none;
        return;
    }
    const kit::Answer answer =
        kit::ask({.title = name + " → " + state.leaders.at(form.successor).name,
                  .text = say(locale, "leaders.change_text"),
                  .yes = say(locale, "leaders.change"),
                  .no = say(locale, "app.cancel")});
    if (answer == kit::Answer::yes)
        if (const auto refusal = client.submit(
                community::Command(community::ChangeLeader{form.community, form.successor})))
            kit::notify(say(locale, *refusal), Tone::bad);
    if (answer != kit::Answer::none) form.dialog = DialogKind::none;
}

void open_dialog(Leaders& form, DialogKind dialog, Id<Community> community = {}) {
    form = {.dialog = dialog,
            .community = community,
            .shown = form.shown,
            .invitation = form.invitation};
}

void draw_community(Leaders& form, const Client& client, const Community& community) {
    const Locale locale = client.locale();
    const kit::Each each(community.id.value);
    const kit::Card card({.title = community.name, .aside = community.district});
    const auto points = community::pickup_points_of(client.state().community, community.id);
    if (points.empty())
        kit::text(say(locale, "leaders.no_point"), {.type = Type::small, .ink = Ink::muted});
    {
        const kit::Group list(accessible::Role::list, say(locale, "leaders.points"));
        for (const auto id : points) {
            const PickupPoint& point = client.state().community.pickup_points.at(id);
            const kit::Group item(accessible::Role::listitem);
            kit::entry({.title = point.name, .note = point.address + " · " + point.hours});
        }
    }
    kit::space(12);
    std::vector<kit::Button> buttons{{.label = say(locale, "leaders.add_point"), .wide = true}};
    if (is_operator(client))
        buttons.push_back({.label = say(locale, "leaders.change"), .wide = true});
    const int pressed = kit::buttons(buttons);
    if (pressed == 0) open_dialog(form, DialogKind::pickup, community.id);
    if (pressed == 1) open_dialog(form, DialogKind::change, community.id);
}

void draw_account_of(Leaders& form, Client& client, const Leader& leader) {
    if (form.shown != leader.id.value) form = {.shown = leader.id.value};
    const kit::Card card({.title = say(client.locale(), "leaders.account")});
    draw_invitation(client, form.invitation, {.role = "leader", .number = leader.id.value});
}

}  // namespace

void draw_leaders(View& view, Client& client, Instant now) {
    const Locale locale = client.locale();
    Leaders& form = view.leaders;
    {
        const kit::Screen screen({.key = "leaders",
                                  .title = say(locale, "leaders.title"),
                                  .subtitle = say(locale, "leaders.subtitle"),
                                  .chip = link_chip(client),
                                  .width_max = 720,
                                  .centred = true});
        const auto& leaders = client.state().community.leaders;
        if (leaders.size() == 0) {
            kit::empty_state(Icon::people, say(locale, "leaders.none"),
                             say(locale, "leaders.none_hint"));
        } else {
            const kit::Card card;
            const kit::Group list(accessible::Role::list, say(locale, "leaders.title"));
            for (const Leader& leader : leaders) {
                const kit::Each each(leader.id.value);
                const kit::Group item(accessible::Role::listitem);
                if (kit::entry({.title = leader.name,
                                .note = names_of_communities(client, leader.id),
                                .value = when(locale, leader.since, now),
                                .value_ink = Ink::muted,
                                .avatar = leader.name,
                                .opens = true,
                                .bold = true,
                                .key = "open"}))
                    platform::go("leaders/" + std::to_string(leader.id.value));
            }
        }
        kit::space(12);
        if (kit::button({.label = say(locale, "leaders.register"), .wide = true}))
            open_dialog(form, DialogKind::leader);
    }
    if (form.dialog == DialogKind::leader) draw_dialog_form(form, client, {});
}

bool draw_communities(View& view, Client& client, Id<Leader> id) {
    const Locale locale = client.locale();
    const Leader* const found = client.state().community.leaders.find(id);
    if (!found) return false;
    // Copies, because a command submitted while drawing changes the state at once.
    const Leader leader = *found;
    std::vector<Community> communities;
    for (const auto of : community::communities_of(client.state().community, id))
        communities.push_back(client.state().community.communities.at(of));
    Leaders& form = view.leaders;
    const bool operates = is_operator(client);
    {
        const kit::Screen screen(
            {.key = "communities",
             .title = operates ? leader.name : say(locale, "leaders.own"),
             .subtitle = operates ? leader.tagline : say(locale, "leaders.own_subtitle"),
             .chip = link_chip(client),
             .back = say(locale, "app.back"),
             .width_max = 720,
             .centred = true});
        if (screen.back()) platform::go(operates ? "leaders" : "handout");
        if (communities.empty())
            kit::empty_state(Icon::people, say(locale, "leaders.no_community"),
                             say(locale, "leaders.no_community_hint"));
        for (const Community& community : communities) draw_community(form, client, community);
        if (operates) {
            kit::space(12);
            if (kit::button({.label = say(locale, "leaders.open_community"), .wide = true}))
                open_dialog(form, DialogKind::community);
            draw_account_of(form, client, leader);
        }
    }
    if (form.dialog == DialogKind::change)
        draw_change(form, client, id);
    else if (form.dialog == DialogKind::community || form.dialog == DialogKind::pickup)
        draw_dialog_form(form, client, id);
    return true;
}

void draw_communities_link(const Client& client) {
    if (client.account().actor.role != Role::leader) return;
    const Locale locale = client.locale();
    const Id<Leader> own{static_cast<std::uint32_t>(client.account().actor.id)};
    const kit::Card card;
    if (kit::entry({.title = say(locale, "leaders.own"),
                    .note = names_of_communities(client, own),
                    .opens = true,
                    .key = "communities"}))
        platform::go("communities");
}

}  // namespace starfish::web
