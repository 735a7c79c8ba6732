// Draws the form that opens a group-buy.
#include "core/base/json/description.hpp"
#include "web/app/screens.hpp"
#include "web/format/phrases.hpp"
#include "web/forms/moment_field.hpp"
#include "web/screens/catalog/offers.hpp"

#include <algorithm>

namespace starfish::web {
namespace {

using groupbuy::GroupBuy;

// The rules' refusal of the present form, shown once: beside its field or below the form.
class FieldErrors {
public:
    FieldErrors(Locale locale, std::optional<Refusal> refusal)
        : locale_(locale), refusal_(std::move(refusal)) {}
    // The message for that field, or "".
    std::string at(std::string_view field) {
        if (!refusal_ || refusal_->field != field) return "";
        shown_ = true;
        return say(locale_, *refusal_);
    }
    // The message that no field has shown, or "".
    std::string rest() const { return refusal_ && !shown_ ? say(locale_, *refusal_) : ""; }

private:
    Locale locale_;
    std::optional<Refusal> refusal_;
    bool shown_ = false;
};

void draw_item(Client& client, OpenForm& form, std::size_t place, FieldErrors& errors) {
    const Locale locale = client.locale();
    const catalog::Offer& offer = client.state().catalog.offers.at(form.items[place].offer);
    const std::string field = "items[" + std::to_string(place) + "]";
    const std::string wrong = errors.at(field + ".offer");
    kit::row({.left = offer.title,
              .right = price_range(offer),
              .left_style = {.bold = true},
              .right_style = {.type = Type::small, .ink = Ink::muted}});
    if (!wrong.empty()) kit::text(wrong, {.type = Type::small, .ink = Ink::bad});
    const std::int64_t left = groupbuy::unreserved(client.state().groupbuy, offer).value;
    kit::stepper({.label = say(locale, "open.stock"),
                  .hint = say(locale, offer.carton.value > 1 ? "open.left_cartons" : "open.left",
                              {{"left_units", left}, {"carton_units", offer.carton.value}}),
                  .error = errors.at(field + ".stock"),
                  .min = 1,
                  .max = units_max.value,
                  .step = offer.carton.value},
                 form.items[place].stock);
}

void draw_items(Client& client, OpenForm& form, FieldErrors& errors) {
    const Locale locale = client.locale();
    const kit::Card card({.title = say(locale, "open.goods")});
    std::optional<std::size_t> removed;
    for (std::size_t i = 0; i < form.items.size(); ++i) {
        const kit::Each each(form.items[i].offer.value);
        if (i > 0) kit::divider();
        draw_item(client, form, i, errors);
        if (form.items.size() > 1 &&
            kit::button({.label = say(locale, "open.remove"), .look = kit::Look::plain}))
            removed = i;
    }
    if (removed) form.items.erase(form.items.begin() + static_cast<std::ptrdiff_t>(*removed));
    const std::string wrong = errors.at("items");
    if (!wrong.empty()) kit::text(wrong, {.type = Type::small, .ink = Ink::bad});
    kit::space(12);
    if (form.items.size() < groupbuy::goods_max &&
        kit::button({.label = say(locale, "open.add_goods"), .wide = true}))
        form.adding = true;
}

void draw_threshold(Client& client, OpenForm& form, FieldErrors& errors) {
    const Locale locale = client.locale();
    const kit::Card card({.title = say(locale, "open.threshold")});
    kit::choice({.label = say(locale, "open.threshold_kind"),
                 .options = {say(locale, "open.by_people"), say(locale, "open.by_units"),
                             say(locale, "open.by_amount")}},
                form.threshold_kind);
    const bool amount = form.threshold_kind == static_cast<int>(groupbuy::ThresholdKind::amount);
    kit::space(12);
    kit::stepper({.label = say(locale, amount ? "open.least_yuan" : "open.least"),
                  .hint = say(locale, "open.threshold_hint"),
                  .error = errors.at("threshold.value"),
                  .min = 1,
                  .max = amount ? 10'000'000 : units_max.value,
                  .step = amount ? 100 : 1},
                 form.threshold);
}

void draw_times(Client& client, OpenForm& form, FieldErrors& errors, Instant now) {
    const Locale locale = client.locale();
    const kit::Card card({.title = say(locale, "open.times")});
    const std::string late = errors.at("deadline");
    if (!late.empty()) form.shows_deadline = true;
    if (!form.shows_deadline) {
        if (kit::entry({.title = say(locale, "groupbuy.deadline"),
                        .value = when(locale, form.deadline, now),
                        .opens = true,
                        .key = "deadline"}))
            form.shows_deadline = true;
    } else {
        moment_field(locale, {.label = say(locale, "groupbuy.deadline"), .error = late},
                     form.deadline, now);
    }
    kit::checkbox({.label = say(locale, "open.preheat"), .note = say(locale, "open.preheat_note")},
                  form.preheats);
    if (form.preheats)
        moment_field(locale,
                     {.label = say(locale, "groupbuy.starts"), .error = errors.at("starts_at")},
                     form.starts_at, now);
    kit::checkbox(
        {.label = say(locale, "open.pickup_time"), .note = say(locale, "open.pickup_time_note")},
        form.has_pickup_time);
    if (!form.has_pickup_time) return;
    moment_field(locale,
                 {.label = say(locale, "open.pickup_from"), .error = errors.at("pickup_from")},
                 form.pickup_from, now);
    moment_field(locale,
                 {.label = say(locale, "open.pickup_until"), .error = errors.at("pickup_until")},
                 form.pickup_until, now);
}

void draw_payment(View& view, Client& client, OpenForm& form) {
    const Locale locale = client.locale();
    const kit::Card card({.title = say(locale, "open.payment")});
    std::vector<std::string> kinds{say(locale, "payment.pickup"), say(locale, "payment.transfer")};
    const bool online = form.payment == static_cast<int>(groupbuy::PaymentKind::provider);
    if (client.takes_payments() || online) kinds.push_back(say(locale, "payment.provider"));
    kit::choice({.label = say(locale, "open.payment"), .options = kinds}, form.payment);
    const auto kind = static_cast<groupbuy::PaymentKind>(form.payment);
    kit::text(say(locale, "payment." + std::string(json::name_of(kind)) + "_note"),
              {.type = Type::small, .ink = Ink::muted});
    if (kind == groupbuy::PaymentKind::transfer) draw_payment_instructions(view, client);
}

void draw_visibility(Client& client, OpenForm& form, FieldErrors& errors) {
    const Locale locale = client.locale();
    const kit::Card card({.title = say(locale, "open.more")});
    kit::text_field({.label = say(locale, "open.title"),
                     .hint = say(locale, "open.title_hint"),
                     .error = errors.at("title"),
                     .input = {.length_max = 40},
                     .key = "title"},
                    form.title);
    kit::space(12);
    kit::checkbox({.label = say(locale, "open.hidden"), .note = say(locale, "open.hidden_note")},
                  form.hidden);
    kit::checkbox(
        {.label = say(locale, "open.reofferable"), .note = say(locale, "open.reofferable_note")},
        form.reofferable);
}

// Goes to the new or changed group-buy.
void go_to(const Client& client, const GroupBuy* known) {
    const auto leader = static_cast<std::uint32_t>(client.account().actor.id);
    const auto own = groupbuy::groupbuys_of(client.state().groupbuy, {leader});
    if (!known && !own.empty()) known = &client.state().groupbuy.groupbuys.at(own.back());
    platform::replace(known ? "g/" + known->code : "groupbuys");
}

bool is_reviewed(const State& state, const OpenForm& form) {
    return std::ranges::any_of(form.items, [&](const OpenForm::Item& item) {
        return state.catalog.offers.at(item.offer).needs_review;
    });
}

void draw_cards(View& view, Client& client, OpenForm& form, FieldErrors& errors, Instant now) {
    const Locale locale = client.locale();
    const auto own = communities_of(client.state(), client.account().actor);
    const auto first = [&] {
        if (own.size() > 1 && !form.revises) {
            const kit::Card card;
            std::vector<std::string> names;
            names.reserve(own.size());
            for (const auto id : own)
                names.push_back(client.state().community.communities.at(id).name);
            kit::choice({.label = say(locale, "open.community"),
                         .options = std::move(names),
                         .label_shown = true},
                        form.community);
        }
        draw_items(client, form, errors);
        draw_threshold(client, form, errors);
    };
    const auto second = [&] {
        draw_times(client, form, errors, now);
        draw_payment(view, client, form);
        draw_visibility(client, form, errors);
    };
    if (!platform::is_desktop()) {
        first();
        return second();
    }
    kit::Columns columns({1, 1});
    first();
    columns.next();
    second();
}

void submit(Client& client, const OpenForm& form, bool draft, const GroupBuy* known) {
    const Locale locale = client.locale();
    const auto refusal = client.submit(
        groupbuy::Command(command_of(client.state(), client.account().actor, form, draft)));
    if (refusal) return kit::notify(say(locale, *refusal), Tone::bad);
    const bool reviewed = is_reviewed(client.state(), form);
    kit::notify(say(locale, draft      ? "open.drafted"
                            : reviewed ? "open.submitted"
                                       : "open.opened"),
                Tone::good);
    go_to(client, known);
}

void draw_form(View& view, Client& client, const GroupBuy* draft, Instant now) {
    const Locale locale = client.locale();
    OpenForm& form = view.open_form;
    const auto refusal = client.refusal_of(
        groupbuy::Command(command_of(client.state(), client.account().actor, form, false)));
    const char* const opens = is_reviewed(client.state(), form) ? "open.submit" : "open.open";
    const kit::Screen screen(
        {.key = "open",
         .title = say(locale, draft ? "open.edit_title" : "open.new_title"),
         .subtitle = client.account().name,
         .chip = link_chip(client),
         .back = say(locale, "app.back"),
         .foot = {{.label = say(locale, opens),
                   .look = kit::Look::filled,
                   .wide = !platform::is_desktop(),
                   .disabled = refusal.has_value()},
                  {.label = say(locale, "open.save_draft"), .disabled = refusal.has_value()}},
         .width_max = platform::is_desktop() ? 1000.0F : 720.0F,
         .centred = true});
    if (screen.back()) return platform::go(draft ? "g/" + draft->code : "offers");
    FieldErrors errors(locale, refusal);
    draw_cards(view, client, form, errors, now);
    if (const std::string rest = errors.rest(); !rest.empty())
        kit::banner({.text = rest, .tone = Tone::bad});
    if (screen.foot() >= 0) submit(client, form, screen.foot() == 1, draft);
}

void draw_add_dialog(View& view, Client& client) {
    if (!view.open_form.adding) return;
    const Locale locale = client.locale();
    OpenForm& form = view.open_form;
    const kit::Dialog dialog(
        {.title = say(locale, "open.add_goods"), .close_label = say(locale, "app.close")});
    const kit::Group list(accessible::Role::list, say(locale, "open.goods"));
    bool any = false;
    for (const catalog::Offer& offer : client.state().catalog.offers) {
        const bool in = std::ranges::count(form.items, offer.id, &OpenForm::Item::offer) > 0;
        const std::int32_t left = groupbuy::unreserved(client.state().groupbuy, offer).value;
        if (in || offer.withdrawn || !offer.halted_reason.empty() || left < 1) continue;
        any = true;
        const kit::Each each(offer.id.value);
        if (kit::entry({.title = offer.title,
                        .note = say(locale, "open.left", {{"left_units", left}}),
                        .value = price_range(offer),
                        .opens = true,
                        .key = "add"})) {
            form.items.push_back(form_for(client.state(), offer, outside::now()).items.front());
            form.adding = false;
        }
    }
    if (!any) kit::text(say(locale, "open.nothing_to_add"), {.ink = Ink::muted});
    if (dialog.dismissed()) form.adding = false;
}

}  // namespace

void draw_open(View& view, Client& client, const catalog::Offer& offer, Instant now) {
    if (!view.open_form.filled) view.open_form = form_for(client.state(), offer, now);
    draw_form(view, client, nullptr, now);
    draw_add_dialog(view, client);
    draw_payment_instructions_form(view, client);
}

void draw_edit(View& view, Client& client, const GroupBuy& draft, Instant now) {
    if (draft.phase != groupbuy::Phase::draft) return platform::replace("g/" + draft.code);
    if (!view.open_form.filled) view.open_form = form_of(client.state(), draft, now);
    draw_form(view, client, &draft, now);
    draw_add_dialog(view, client);
    draw_payment_instructions_form(view, client);
}

}  // namespace starfish::web
