#include "web/screens/groupbuy/manage.hpp"

#include "web/app/screens.hpp"
#include "web/forms/moment_field.hpp"
#include "web/kit/kit.hpp"

#include <utility>

namespace starfish::web {
namespace {

using groupbuy::GroupBuy;
using groupbuy::Phase;
using Form = GroupBuyForm::Form;

// True if the command was accepted; otherwise shows the refusal.
bool submit(Client& client, groupbuy::Command command, std::string_view done) {
    const Locale locale = client.locale();
    const auto refusal = client.submit(std::move(command));
    if (refusal)
        kit::notify(say(locale, *refusal), Tone::bad);
    else
        kit::notify(say(locale, done), Tone::good);
    return !refusal;
}

void draw_draft(View& view, Client& client, const GroupBuy& groupbuy) {
    const Locale locale = client.locale();
    const kit::Card card({.title = say(locale, "draft.title")});
    if (!groupbuy.review_note.empty())
        kit::banner({.title = say(locale, "draft.sent_back"),
                     .text = groupbuy.review_note,
                     .tone = Tone::warn});
    else
        kit::text(say(locale, "draft.hint"), {.type = Type::small, .ink = Ink::muted});
    if (!client.is_leader()) return;
    const int pressed =
        kit::buttons({{.label = say(locale, "draft.submit"), .look = kit::Look::filled},
                      {.label = say(locale, "draft.edit")},
                      {.label = say(locale, "draft.discard"), .look = kit::Look::plain}});
    if (pressed == 0) submit(client, groupbuy::Submit{groupbuy.id}, "draft.submitted");
    if (pressed == 1) platform::go("g/" + groupbuy.code + "/edit");
    if (pressed == 2) view.asking_cancel = true;
}

void draw_review(View& view, Client& client, const GroupBuy& groupbuy) {
    const Locale locale = client.locale();
    const kit::Card card({.title = say(locale, "review.title")});
    const bool decides = client.is_supplier();
    kit::text(say(locale, decides ? "review.operator_hint" : "review.leader_hint"),
              {.type = Type::small, .ink = Ink::muted});
    if (!decides) return;
    const int pressed =
        kit::buttons({{.label = say(locale, "review.approve"), .look = kit::Look::filled},
                      {.label = say(locale, "review.send_back")}});
    if (pressed == 0) submit(client, groupbuy::Approve{groupbuy.id}, "review.approved");
    if (pressed == 1) view.groupbuy_form = {.form = Form::send_back};
}

void draw_halted(Client& client, const GroupBuy& groupbuy) {
    const Locale locale = client.locale();
    std::string why;
    for (const groupbuy::Goods& goods : groupbuy.terms.goods) {
        const catalog::Offer& offer = client.state().catalog.offers.at(goods.offer);
        if (offer.halted_reason.empty()) continue;
        if (!why.empty()) why += "\n";
        why += offer.title + "：" + offer.halted_reason;
    }
    kit::banner({.title = say(locale, "halted.title"),
                 .text = why + "\n" + say(locale, "halted.hint"),
                 .tone = Tone::warn});
}

void draw_send_back_form(Client& client, GroupBuyForm& open_form, const GroupBuy& groupbuy) {
    const Locale locale = client.locale();
    const kit::Dialog dialog({.title = say(locale, "review.send_back_title")});
    kit::text(say(locale, "review.send_back_hint"), {.ink = Ink::muted});
    const kit::Group form(accessible::Role::form, say(locale, "review.send_back_title"));
    if (kit::text_field({.label = say(locale, "groupbuy.cancel_reason"),
                         .error = open_form.refusal,
                         .input = {.length_max = 200},
                         .required = true,
                         .wants_focus = true,
                         .key = "reason"},
                        open_form.reason))
        open_form.refusal.clear();
    kit::space(20);
    const int pressed = kit::buttons({{.label = say(locale, "review.send_back"),
                                       .look = kit::Look::filled,
                                       .wide = true,
                                       .submits = true},
                                      {.label = say(locale, "app.cancel"), .wide = true}});
    if (pressed == 0) {
        const auto refusal =
            client.submit(groupbuy::Command(groupbuy::SendBack{groupbuy.id, open_form.reason}));
        if (refusal) open_form.refusal = say(locale, *refusal);
        if (refusal) return;
        kit::notify(say(locale, "review.sent_back"), Tone::good);
    }
    if (pressed >= 0 || dialog.dismissed()) open_form = {};
}

// The form for a new deadline: of this group-buy (extend) or of its copy (clone).
void draw_deadline_form(Client& client, GroupBuyForm& open_form, const GroupBuy& groupbuy,
                        Instant now) {
    const Locale locale = client.locale();
    const bool extends = open_form.form == Form::extend;
    const std::string title = say(locale, extends ? "extend.title" : "clone.title");
    const groupbuy::Command command =
        extends ? groupbuy::Command(groupbuy::Extend{groupbuy.id, open_form.deadline})
                : groupbuy::Command(groupbuy::Clone{groupbuy.id, {}, open_form.deadline});
    const auto refusal = client.refusal_of(command);
    const kit::Dialog dialog({.title = title});
    kit::text(say(locale, extends ? "extend.hint" : "clone.hint"), {.ink = Ink::muted});
    const kit::Group form(accessible::Role::form, title);
    moment_field(
        locale,
        {.label = say(locale, "groupbuy.deadline"), .error = refusal ? say(locale, *refusal) : ""},
        open_form.deadline, now);
    kit::space(20);
    const int pressed = kit::buttons({{.label = say(locale, extends ? "extend.yes" : "clone.yes"),
                                       .look = kit::Look::filled,
                                       .wide = true,
                                       .submits = true,
                                       .disabled = refusal.has_value()},
                                      {.label = say(locale, "app.cancel"), .wide = true}});
    if (pressed == 0 && submit(client, command, extends ? "extend.done" : "clone.done")) {
        open_form = {};
        const auto own = groupbuy::groupbuys_of(client.state().groupbuy, groupbuy.leader);
        if (!extends) platform::go("g/" + client.state().groupbuy.groupbuys.at(own.back()).code);
    } else if (pressed == 1 || dialog.dismissed()) {
        open_form = {};
    }
}

}  // namespace

void draw_status(View& view, Client& client, const GroupBuy& groupbuy) {
    if (groupbuy.phase == Phase::draft) draw_draft(view, client, groupbuy);
    if (groupbuy.phase == Phase::review) draw_review(view, client, groupbuy);
    if (groupbuy.phase == Phase::open_ && groupbuy.halted) draw_halted(client, groupbuy);
}

void draw_menu(View& view, Client& client, const GroupBuy& groupbuy, Instant now) {
    if (!client.is_leader() || groupbuy.phase == Phase::draft || groupbuy.phase == Phase::review)
        return;
    const Locale locale = client.locale();
    const kit::Card card({.title = say(locale, "menu.title")});
    const kit::Group list(accessible::Role::list, say(locale, "menu.title"));
    const auto entry = [&](std::string_view title, std::string_view note) {
        return kit::entry({.title = say(locale, title),
                           .note = note.empty() ? "" : say(locale, note),
                           .opens = true,
                           .key = std::string(title)});
    };
    if (is_selling(groupbuy)) {
        if (entry("menu.import", "menu.import_note"))
            platform::go("g/" + groupbuy.code + "/import");
        if (groupbuy.first_deadline.ms == 0 && entry("menu.extend", "menu.extend_note"))
            view.groupbuy_form = {.form = Form::extend,
                                  .deadline = groupbuy.terms.deadline + day_ms};
    }
    const bool hidden = groupbuy.terms.hidden;
    if (groupbuy.phase == Phase::open_ &&
        entry(hidden ? "menu.show" : "menu.hide", hidden ? "menu.show_note" : "menu.hide_note"))
        submit(client, groupbuy::SetHidden{groupbuy.id, !hidden},
               hidden ? "menu.shown" : "menu.hidden");
    if (entry("menu.clone", "menu.clone_note"))
        view.groupbuy_form = {.form = Form::clone, .deadline = day_at(now, 1, 20)};
}

void draw_groupbuy_form(View& view, Client& client, const GroupBuy& groupbuy, Instant now) {
    GroupBuyForm& open_form = view.groupbuy_form;
    // Another person, or the deadline, may have changed the group-buy since the form opened.
    if ((open_form.form == Form::send_back && groupbuy.phase != Phase::review) ||
        (open_form.form == Form::extend && !is_selling(groupbuy)))
        open_form = {};
    switch (open_form.form) {
        case Form::none:
            break;
        case Form::send_back:
            return draw_send_back_form(client, open_form, groupbuy);
        case Form::extend:
        case Form::clone:
            return draw_deadline_form(client, open_form, groupbuy, now);
    }
}

}  // namespace starfish::web
