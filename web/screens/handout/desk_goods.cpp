// The arrivals of a hand-out's goods, and finishing the hand-out.
#include "web/app/screens.hpp"
#include "web/forms/photo_field.hpp"
#include "web/screens/handout/desk.hpp"

#include <algorithm>

namespace starfish::web {
namespace {

using handout::Handout;
using handout::Item;
using Form = Desk::Form;

std::string note_of(Locale locale, const Item& item) {
    std::string note = say(locale, "desk.arrived_of",
                           {{"arrived", item.arrived.value}, {"sold", item.sold.value}});
    const auto part = [&](std::string_view key, Units units) {
        if (units > Units{0}) note += " · " + say(locale, key, {{"units", units.value}});
    };
    part("desk.damaged_units", item.damaged);
    part("desk.handed_units", item.handed);
    part("desk.missing_units", item.missing);
    part("desk.uncollected_units", item.uncollected);
    return note;
}

// The sold units that have neither arrived nor been reported missing.
Units outstanding(const Item& item) {
    return std::max(item.sold - item.arrived - item.missing, Units{0});
}

// The chip is green only if all sold units have arrived.
kit::Chip chip_of(Locale locale, const Item& item) {
    if (const Units out = outstanding(item); out > Units{0})
        return {say(locale, "desk.outstanding", {{"units", out.value}}), Tone::warn};
    if (item.missing > Units{0})
        return {say(locale, "desk.missing_units", {{"units", item.missing.value}}), Tone::warn};
    return {say(locale, "desk.complete"), Tone::good};
}

void open_check_in(Desk& desk, const Handout& handout, std::size_t place) {
    desk.form = Form::check_in;
    desk.item = static_cast<std::int32_t>(place);
    desk.units = std::max(outstanding(handout.items[place]).value, 1);
    desk.damaged = 0;
    desk.note.clear();
    desk.photo.reset();
    desk.refusal.clear();
    desk.refused_field.clear();
}

void draw_arrivals(const Client& client, const Handout& handout, Instant now) {
    const Locale locale = client.locale();
    const auto arrivals = handout::arrivals_of(client.state().handout, handout.id);
    if (arrivals.empty()) return;
    kit::space(8);
    const kit::Group list(accessible::Role::list, say(locale, "desk.arrivals"));
    for (const auto id : arrivals) {
        const handout::Arrival& arrival = client.state().handout.arrivals.at(id);
        const kit::Each each(id.value);
        const kit::Group item(accessible::Role::listitem);
        std::string note = when(locale, arrival.at, now);
        if (handout.items.size() > 1)
            note += " · " + handout.items[static_cast<std::size_t>(arrival.item)].title;
        if (arrival.damaged > Units{0})
            note += " · " + say(locale, "desk.damaged_units", {{"units", arrival.damaged.value}});
        if (!arrival.note.empty()) note += " · " + arrival.note;
        kit::entry({.title = say(locale, "desk.batch") + " " + arrival.batch,
                    .note = note,
                    .value = "+" + std::to_string(arrival.units.value),
                    .small = true,
                    .key = "arrival"});
        draw_photo_link(locale, arrival.photo, arrival.batch);
    }
}

}  // namespace

void draw_goods(View& view, Client& client, const Handout& handout, Instant now) {
    const Locale locale = client.locale();
    const bool open = handout.finished_at.ms == 0;
    const kit::Card card({.title = say(locale, "desk.goods")});
    std::size_t next = handout.items.size();
    {
        const kit::Group list(accessible::Role::list, say(locale, "desk.goods"));
        for (std::size_t i = 0; i < handout.items.size(); ++i) {
            const Item& item = handout.items[i];
            if (outstanding(item) > Units{0}) next = std::min(next, i);
            const kit::Each each(i);
            const kit::Group entry(accessible::Role::listitem);
            if (kit::entry({.title = item.title,
                            .note = note_of(locale, item),
                            .chip = chip_of(locale, item),
                            .opens = open,
                            .key = "item"}) &&
                open)
                open_check_in(view.desk, handout, i);
        }
    }
    draw_arrivals(client, handout, now);
    if (!open || next == handout.items.size()) return;
    kit::space(12);
    const bool first_thing = handout.last_arrival_at.ms == 0;
    if (kit::button({.label = say(locale, "desk.check_in"),
                     .look = first_thing ? kit::Look::filled : kit::Look::outline,
                     .wide = true}))
        open_check_in(view.desk, handout, next);
}

void draw_finishing(View& view, Client& client, const Handout& handout, Instant now) {
    const Locale locale = client.locale();
    const kit::Card card({.title = say(locale, "desk.end")});
    const handout::Progress progress = handout::progress_of(client.state().handout, handout);
    if (handout.finished_at.ms != 0) {
        kit::text(say(locale, "desk.finished_at") + when(locale, handout.finished_at, now));
        return kit::text(next_step_words(client, handout, now), {.ink = Ink::muted});
    }
    if (progress.left == Units{0}) {
        kit::text(say(locale, "desk.can_finish"), {.ink = Ink::muted});
    } else {
        kit::text(say(
            locale, "desk.left_over",
            {{"people", progress.slips - progress.slips_done}, {"units", progress.left.value}}));
        kit::text(say(locale, "desk.end_hint", {{"kept_ms", handout::retained_until(handout).ms}}),
                  {.type = Type::small, .ink = Ink::muted});
    }
    if (client.account().actor.role != Role::leader) return;
    const auto refusal = client.refusal_of(handout::Command(handout::Finish{handout.id}));
    kit::space(12);
    if (kit::button({.label = say(locale, "desk.finish"),
                     .wide = true,
                     .disabled = refusal.has_value(),
                     .reason = refusal ? say(locale, *refusal) : ""}))
        view.desk.form = Form::finish;
}

}  // namespace starfish::web
