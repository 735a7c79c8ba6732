// The forms at the desk: an arrival, a partial hand-over, missing units, a lower weight, finishing.
#include "web/app/screens.hpp"
#include "web/format/yuan_text.hpp"
#include "web/forms/photo_field.hpp"
#include "web/screens/handout/desk.hpp"

#include <algorithm>

namespace starfish::web {
namespace {

using handout::Delivery;
using handout::Handout;
using handout::Slip;
using Form = Desk::Form;

// Shows the refusal at its field. True if there was no refusal; then the form is closed.
bool accepted(Desk& desk, Client& client, const std::optional<Refusal>& refusal,
              std::string_view done) {
    if (refusal) {
        desk.refusal = say(client.locale(), *refusal);
        desk.refused_field = refusal->field;
        return false;
    }
    desk.form = Form::none;
    desk.refusal.clear();
    if (!done.empty()) kit::notify(say(client.locale(), done), Tone::good);
    return true;
}

void refuse(Desk& desk, std::string_view field, std::string why) {
    desk.refused_field = field;
    desk.refusal = std::move(why);
}

bool is_blank(std::string_view typed) {
    return typed.find_first_not_of(' ') == std::string_view::npos;
}

std::string error_at(const Desk& desk, std::string_view field) {
    return desk.refused_field == field ? desk.refusal : "";
}

// Draws the form's own button and Cancel. Returns 0 or 1 for the pressed button, otherwise -1.
int draw_form_buttons(const Locale locale, const std::string& yes, bool waits = false) {
    kit::space(20);
    return kit::buttons({{.label = yes,
                          .look = kit::Look::filled,
                          .wide = true,
                          .submits = true,
                          .disabled = waits},
                         {.label = say(locale, "app.cancel"), .wide = true}});
}

void close_form(Desk& desk) {
    desk.form = Form::none;
    desk.refusal.clear();
    desk.refused_field.clear();
}

void draw_check_in_form(Desk& desk, Client& client, const Handout& handout) {
    const Locale locale = client.locale();
    const handout::Item& item = handout.items.at(static_cast<std::size_t>(desk.item));
    const std::string title = say(locale, "desk.check_in");
    const kit::Dialog dialog({.title = title + " · " + item.title});
    const kit::Group form(accessible::Role::form, title);
    bool changed = kit::text_field({.label = say(locale, "desk.batch"),
                                    .hint = say(locale, "desk.batch_hint"),
                                    .error = error_at(desk, "batch"),
                                    .input = {.length_max = 40},
                                    .required = true,
                                    .wants_focus = true,
                                    .key = "batch"},
                                   desk.batch);
    kit::space(12);
    changed |= kit::stepper({.label = say(locale, "desk.units_arrived"),
                             .hint = say(locale, "desk.units_arrived_hint"),
                             .error = error_at(desk, "units"),
                             .min = 1,
                             .max = units_max.value},
                            desk.units);
    kit::space(12);
    changed |= kit::stepper({.label = say(locale, "desk.units_damaged"),
                             .error = error_at(desk, "damaged"),
                             .min = 0,
                             .max = desk.units},
                            desk.damaged);
    kit::space(12);
    changed |= kit::text_field({.label = say(locale, "desk.note"),
                                .error = error_at(desk, "note"),
                                .input = {.length_max = 100},
                                .key = "note"},
                               desk.note);
    if (changed) desk.refused_field.clear();
    draw_photo_field(client, desk.photo, error_at(desk, "photo"));
    const int pressed =
        draw_form_buttons(locale, say(locale, "desk.check_in_yes"), is_sending(desk.photo));
    if (pressed == 0 && is_blank(desk.batch))
        refuse(desk, "batch", say(locale, "desk.batch_missing"));
    else if (pressed == 0)
        accepted(desk, client,
                 client.submit(handout::Command(
                     handout::CheckIn{.handout = handout.id,
                                      .item = desk.item,
                                      .batch = desk.batch,
                                      .units = {static_cast<std::int32_t>(desk.units)},
                                      .damaged = {static_cast<std::int32_t>(desk.damaged)},
                                      .note = desk.note,
                                      .photo = photo_id(desk.photo)})),
                 "desk.checked_in");
    if (pressed == 1 || dialog.dismissed()) close_form(desk);
}

std::string title_of(const Client& client, const Delivery& delivery) {
    return handout::item_of(client.state().handout, delivery).title;
}

// One stepper for each delivery with units left. Join numbers tell equal goods apart.
void draw_steppers(Desk& desk, const Client& client, const Slip& slip) {
    desk.parts.resize(slip.deliveries.size());
    for (std::size_t i = 0; i < slip.deliveries.size(); ++i) {
        const Delivery& delivery = client.state().handout.deliveries.at(slip.deliveries[i]);
        const std::int32_t left = handout::left_of(delivery).value;
        if (left == 0) {
            desk.parts[i] = 0;
            continue;
        }
        const kit::Each each(i);
        kit::stepper({.label = title_of(client, delivery),
                      .hint = say(client.locale(), "desk.of_left", {{"units", left}}),
                      .min = 0,
                      .max = left},
                     desk.parts[i]);
        kit::space(12);
    }
}

Fen to_collect_of(const Client& client, const Slip& slip, const std::vector<std::int64_t>& units) {
    Fen sum;
    for (std::size_t i = 0; i < units.size(); ++i) {
        const Delivery& delivery = client.state().handout.deliveries.at(slip.deliveries[i]);
        if (units[i] > 0)
            sum = sum + handout::to_collect(client.state().handout, delivery,
                                            {static_cast<std::int32_t>(units[i])});
    }
    return sum;
}

void draw_part_form(Desk& desk, Client& client, const Slip& slip) {
    const Locale locale = client.locale();
    const std::string title = say(locale, "desk.part_title");
    const kit::Dialog dialog({.title = title + " · " + slip_title(client, slip)});
    const kit::Group form(accessible::Role::form, title);
    draw_steppers(desk, client, slip);
    const Fen due = to_collect_of(client, slip, desk.parts);
    const int pressed = draw_form_buttons(
        locale, due > Fen{0}
                    ? say(locale, "desk.collect_and_hand_over_part", {{"due_fen", due.value}})
                    : say(locale, "desk.part_yes"));
    if (pressed == 0 && hand_over(client, slip, desk.parts)) {
        desk.code.clear();
        close_form(desk);
    }
    if (pressed == 1 || dialog.dismissed()) close_form(desk);
}

// Reports all or nothing: every report is checked against the rules before the first is submitted.
std::optional<Refusal> report(Client& client, const Slip& slip, const Desk& desk) {
    std::vector<handout::ReportMissing> reports;
    for (std::size_t i = 0; i < desk.parts.size(); ++i)
        if (desk.parts[i] > 0)
            reports.push_back(
                {slip.deliveries[i], {static_cast<std::int32_t>(desk.parts[i])}, desk.reason});
    if (reports.empty()) reports.push_back({slip.deliveries.front(), {0}, desk.reason});
    for (const auto& each : reports)
        if (auto refusal = client.refusal_of(handout::Command(each))) return refusal;
    for (auto& each : reports)
        if (auto refusal = client.submit(handout::Command(std::move(each)))) return refusal;
    return std::nullopt;
}

void draw_reason(Desk& desk, Locale locale, std::string_view hint) {
    if (kit::text_field({.label = say(locale, "desk.reason"),
                         .hint = say(locale, hint),
                         .error = error_at(desk, "reason"),
                         .input = {.length_max = 100},
                         .required = true,
                         .key = "reason"},
                        desk.reason))
        desk.refused_field.clear();
}

void draw_missing_form(Desk& desk, Client& client, const Slip& slip) {
    const Locale locale = client.locale();
    const std::string title = say(locale, "desk.missing_title");
    const kit::Dialog dialog({.title = title + " · " + slip_title(client, slip)});
    const kit::Group form(accessible::Role::form, title);
    kit::text(say(locale, "desk.missing_hint"), {.type = Type::small, .ink = Ink::muted});
    kit::space(12);
    draw_steppers(desk, client, slip);
    if (desk.refused_field == "units") kit::text(desk.refusal, {.ink = Ink::bad});
    draw_reason(desk, locale, "desk.missing_reason_hint");
    const int pressed = draw_form_buttons(locale, say(locale, "desk.missing_yes"));
    if (pressed == 0) accepted(desk, client, report(client, slip, desk), "desk.missing_done");
    if (pressed == 1 || dialog.dismissed()) close_form(desk);
}

void draw_weight_form(Desk& desk, Client& client, const Slip& slip) {
    const Locale locale = client.locale();
    const std::string title = say(locale, "desk.weight_title");
    const kit::Dialog dialog({.title = title + " · " + slip_title(client, slip)});
    const kit::Group form(accessible::Role::form, title);
    kit::text(say(locale, "desk.weight_hint"), {.type = Type::small, .ink = Ink::muted});
    kit::space(12);
    std::vector<std::string> titles;
    titles.reserve(slip.deliveries.size());
    for (const auto id : slip.deliveries)
        titles.push_back(title_of(client, client.state().handout.deliveries.at(id)));
    if (titles.size() > 1)
        kit::choice({.label = say(locale, "desk.which"), .options = titles}, desk.delivery);
    if (kit::text_field({.label = say(locale, "desk.amount_off"),
                         .error = error_at(desk, "off_fen"),
                         .input = {.mode = "decimal", .length_max = 14},
                         .required = true,
                         .wants_focus = true,
                         .key = "amount"},
                        desk.amount))
        desk.refused_field.clear();
    kit::space(12);
    draw_reason(desk, locale, "desk.weight_reason_hint");
    const int pressed = draw_form_buttons(locale, say(locale, "desk.weight_yes"));
    // Text that is not an amount becomes 0 fen, which the rules refuse.
    if (pressed == 0)
        accepted(desk, client,
                 client.submit(handout::Command(handout::CorrectWeight{
                     slip.deliveries.at(static_cast<std::size_t>(desk.delivery)),
                     parse_yuan(desk.amount).value_or(Fen{0}), desk.reason})),
                 "desk.weight_done");
    if (pressed == 1 || dialog.dismissed()) close_form(desk);
}

void draw_finish_question(Desk& desk, Client& client, const Handout& handout) {
    const Locale locale = client.locale();
    const handout::Progress progress = handout::progress_of(client.state().handout, handout);
    const kit::Answer answer = kit::ask(
        {.title = say(locale, "desk.finish_title"),
         .text = progress.left == Units{0} ? say(locale, "desk.finish_all_done")
                                           : say(locale, "desk.finish_left",
                                                 {{"people", progress.slips - progress.slips_done},
                                                  {"units", progress.left.value}}),
         .yes = say(locale, "desk.finish"),
         .no = say(locale, "app.cancel"),
         .dangerous = progress.left > Units{0}});
    if (answer == kit::Answer::none) return;
    desk.form = Form::none;
    if (answer == kit::Answer::no) return;
    if (const auto refusal = client.submit(handout::Command(handout::Finish{handout.id})))
        kit::notify(say(locale, *refusal), Tone::bad);
    else
        kit::notify(say(locale, "desk.finished"), Tone::good);
}

}  // namespace

void draw_desk_form(View& view, Client& client, const Handout& handout, Instant) {
    Desk& desk = view.desk;
    // Another device or the sweep may have finished the hand-out meanwhile.
    if (handout.finished_at.ms != 0) desk.form = Form::none;
    if (desk.form == Form::none) return;
    if (desk.form == Form::check_in) return draw_check_in_form(desk, client, handout);
    if (desk.form == Form::finish) return draw_finish_question(desk, client, handout);
    const Slip* const found = client.state().handout.slips.find(desk.slip);
    if (!found) return close_form(desk);
    const Slip slip = *found;
    if (desk.form == Form::part) draw_part_form(desk, client, slip);
    if (desk.form == Form::missing) draw_missing_form(desk, client, slip);
    if (desk.form == Form::weight) draw_weight_form(desk, client, slip);
}

}  // namespace starfish::web
