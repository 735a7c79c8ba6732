#include "web/screens/catalog/publish_form.hpp"

#include "core/rules/limits.hpp"
#include "web/app/screens.hpp"
#include "web/format/phrases.hpp"
#include "web/format/yuan_text.hpp"

namespace starfish::web {
namespace {

Units units_of(std::int64_t count) {
    return {static_cast<std::int32_t>(count)};
}

// Empty text becomes 0 fen. Text that is not an amount becomes -1 fen, which every rule refuses.
Fen amount_of(const std::string& typed) {
    if (typed.empty()) return {0};
    return parse_yuan(typed).value_or(Fen{-1});
}

bool is_blank(const std::string& typed) {
    return typed.find_first_not_of(' ') == std::string::npos;
}

// The fields of a section of the form, with their errors.
class Fields {
public:
    Fields(Locale locale, const std::optional<Refusal>& refusal, bool tried)
        : locale_(locale), refusal_(refusal), tried_(tried) {}

    // The error of a field. `empty` means that the field is required and empty; the errors of all
    // such fields are shown at once.
    std::string at(std::string_view label, std::string_view field, bool empty = false) {
        std::string wrong;
        if (empty)
            wrong = say(locale_, "form.required");
        else if (refusal_ && refusal_->field == field)
            wrong = say(locale_, *refusal_);
        if (!wrong.empty() && first_.empty()) first_ = say(locale_, label) + "：" + wrong;
        return tried_ ? wrong : "";
    }
    // The first field with an error: "名称：请填写。"; "" if there is none.
    const std::string& first() const { return first_; }
    void text(const char* label, std::string_view field, std::string& value, int length_max,
              bool required = true) {
        kit::text_field({.label = say(locale_, label),
                         .error = at(label, field, required && is_blank(value)),
                         .input = {.length_max = length_max},
                         .required = required,
                         .key = std::string(field)},
                        value);
    }
    void amount(const char* label, std::string_view field, std::string& value,
                const char* hint = "", bool required = false) {
        kit::text_field({.label = say(locale_, label),
                         .hint = *hint ? say(locale_, hint) : "",
                         .error = at(label, field, required && is_blank(value)),
                         .input = {.mode = "decimal", .length_max = 12},
                         .required = required,
                         .key = std::string(field)},
                        value);
    }
    void count(const char* label, std::string_view field, std::int64_t& value, std::int64_t min = 1,
               std::int64_t step = 1) {
        kit::stepper({.label = say(locale_, label),
                      .error = at(label, field),
                      .min = min,
                      .max = units_max.value,
                      .step = step},
                     value);
    }

private:
    Locale locale_;
    const std::optional<Refusal>& refusal_;
    bool tried_;
    std::string first_;
};

void draw_product(PublishForm& form, Fields& fields, Locale locale) {
    const kit::Card card({.title = say(locale, "publish.what")});
    fields.text("publish.title", "title", form.title, 40);
    fields.text("publish.summary", "summary", form.summary, 200, false);
    fields.text("publish.unit", "unit", form.unit, 8);
}

void draw_label(PublishForm& form, Fields& fields, Locale locale) {
    const kit::Card card({.title = say(locale, "publish.label")});
    kit::text(say(locale, "publish.label_hint"), {.type = Type::small, .ink = Ink::muted});
    kit::space(12);
    catalog::Label& label = form.label;
    fields.text("publish.ingredients", "label.ingredients", label.ingredients, 200);
    fields.text("publish.net_content", "label.net_content", label.net_content, 200);
    fields.text("publish.origin", "label.origin", label.origin, 200);
    fields.text("publish.storage", "label.storage", label.storage, 200);
    fields.text("publish.shelf_life", "label.shelf_life", label.shelf_life, 200);
    fields.text("publish.producer", "label.producer", label.producer, 200);
    fields.text("publish.licence", "label.licence", label.licence, 200);
}

void draw_stock(PublishForm& form, Fields& fields, Locale locale) {
    const kit::Card card({.title = say(locale, "publish.stock_title")});
    fields.count("publish.stock", "stock", form.stock, 1, 10);
    fields.count("publish.cap_per_person", "cap_per_person", form.cap_per_person);
    fields.count("publish.cap_per_order", "cap_per_order", form.cap_per_order);
    fields.count("publish.carton", "carton", form.carton);
}

void draw_tiers(PublishForm& form, Fields& fields, Locale locale) {
    const kit::Card card({.title = say(locale, "publish.tiers")});
    kit::text(say(locale, "publish.tiers_hint"), {.type = Type::small, .ink = Ink::muted});
    if (const std::string wrong = fields.at("publish.tiers", "tiers"); !wrong.empty())
        kit::text(wrong, {.type = Type::small, .ink = Ink::bad});
    for (std::size_t i = 0; i < form.tiers.size(); ++i) {
        const kit::Each each(i);
        const std::string place = "tiers[" + std::to_string(i) + "]";
        if (i > 0) kit::divider();
        kit::Columns columns({160, 1});
        fields.count("publish.tier_units", place + ".units", form.tiers[i].units);
        columns.next();
        fields.amount("publish.tier_price", place + ".price_fen", form.tiers[i].price, "", true);
    }
    kit::space(12);
    const int pressed = kit::buttons({{.label = say(locale, "publish.add_tier"),
                                       .disabled = form.tiers.size() == catalog::tiers_max},
                                      {.label = say(locale, "publish.remove_tier"),
                                       .look = kit::Look::plain,
                                       .disabled = form.tiers.size() == 1}});
    if (pressed == 0) form.tiers.push_back({form.tiers.back().units + 10, ""});
    if (pressed == 1) form.tiers.pop_back();
    fields.amount("publish.cost", "cost_fen", form.cost, "publish.cost_hint");
    fields.text("publish.below_cost_reason", "below_cost_reason", form.below_cost_reason, 200,
                false);
}

void draw_reward(PublishForm& form, Fields& fields, Locale locale) {
    const kit::Card card({.title = say(locale, "publish.reward")});
    kit::choice({.label = say(locale, "publish.reward_kind"),
                 .options = {say(locale, "publish.reward_none"), say(locale, "publish.reward_unit"),
                             say(locale, "publish.reward_share")}},
                form.reward_kind);
    kit::space(12);
    if (form.reward_kind == 1)
        fields.amount("publish.reward_unit_amount", "reward.sale_fen", form.reward_unit);
    if (form.reward_kind == 2)
        kit::stepper({.label = say(locale, "publish.reward_per_mille"),
                      .hint = say(locale, "publish.reward_per_mille_hint"),
                      .error = fields.at("publish.reward_per_mille", "reward.sale_per_mille"),
                      .max = rules::reward_per_mille_max,
                      .step = 5},
                     form.reward_per_mille);
    fields.amount("publish.service", "reward.service_fen", form.service, "publish.service_hint");
    kit::stepper({.label = say(locale, "publish.after_sales_days"),
                  .error = fields.at("publish.after_sales_days", "after_sales_days"),
                  .min = 1,
                  .max = catalog::after_sales_days_max},
                 form.after_sales_days);
    kit::checkbox({.label = say(locale, "publish.needs_review"),
                   .note = say(locale, "publish.needs_review_note")},
                  form.needs_review);
}

void draw_sections(PublishForm& form, Fields& fields, Locale locale) {
    if (!platform::is_desktop()) {
        draw_product(form, fields, locale);
        draw_label(form, fields, locale);
        draw_stock(form, fields, locale);
        draw_tiers(form, fields, locale);
        return draw_reward(form, fields, locale);
    }
    kit::Columns columns({1, 1});
    draw_product(form, fields, locale);
    draw_label(form, fields, locale);
    columns.next();
    draw_stock(form, fields, locale);
    draw_tiers(form, fields, locale);
    draw_reward(form, fields, locale);
}

}  // namespace

catalog::PublishOffer command_of(const PublishForm& form) {
    catalog::PublishOffer offer;
    offer.title = form.title;
    offer.summary = form.summary;
    offer.unit = form.unit;
    offer.label = form.label;
    offer.stock = units_of(form.stock);
    offer.cap_per_person = units_of(form.cap_per_person);
    offer.cap_per_order = units_of(form.cap_per_order);
    offer.carton = units_of(form.carton);
    for (const PublishForm::Tier& tier : form.tiers)
        offer.tiers.push_back({units_of(tier.units), amount_of(tier.price)});
    if (!form.cost.empty()) offer.cost_fen = amount_of(form.cost);
    if (!form.below_cost_reason.empty()) offer.below_cost_reason = form.below_cost_reason;
    catalog::Reward reward;
    if (form.reward_kind == 1) reward.sale_fen = amount_of(form.reward_unit);
    if (form.reward_kind == 2)
        reward.sale_per_mille = static_cast<std::int32_t>(form.reward_per_mille);
    reward.service_fen = amount_of(form.service);
    offer.reward = reward;
    offer.after_sales_days = static_cast<std::int32_t>(form.after_sales_days);
    offer.needs_review = form.needs_review;
    return offer;
}

void draw_publish(View& view, Client& client, Instant) {
    const Locale locale = client.locale();
    PublishForm& form = view.publish;
    const auto refusal = client.refusal_of(catalog::Command(command_of(form)));
    const kit::Screen screen({.key = "publish",
                              .title = say(locale, "offers.publish"),
                              .subtitle = client.account().name,
                              .chip = link_chip(client),
                              .back = say(locale, "app.back"),
                              .foot = {{.label = say(locale, "publish.yes"),
                                        .look = kit::Look::filled,
                                        .wide = !platform::is_desktop()}},
                              .width_max = platform::is_desktop() ? 1160.0F : 720.0F,
                              .centred = true});
    if (screen.back()) return platform::go("offers");
    Fields fields(locale, refusal, form.tried);
    draw_sections(form, fields, locale);
    if (screen.foot() != 0) return;
    form.tried = true;
    if (!fields.first().empty()) return kit::notify(fields.first(), Tone::bad);
    if (refusal) return kit::notify(say(locale, *refusal), Tone::bad);
    if (const auto no = client.submit(catalog::Command(command_of(form))))
        return kit::notify(say(locale, *no), Tone::bad);
    kit::notify(say(locale, "publish.done"), Tone::good);
    platform::go("offers");
}

}  // namespace starfish::web
