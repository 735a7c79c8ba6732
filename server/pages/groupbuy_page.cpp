#include "server/pages/groupbuy_page.hpp"

#include "core/base/json/description.hpp"
#include "core/base/text.hpp"
#include "server/pages/groupbuy_parts.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

namespace starfish {
namespace {

using groupbuy::GroupBuy;
using groupbuy::Stage;

std::string units_text(Locale locale, Units units) {
    return say(locale, "page.units", {{"units", units.value}});
}

// The first character of a name: what stands in a leader's round picture.
std::string initial_of(std::string_view name) {
    std::size_t end = std::min<std::size_t>(1, name.size());
    while (end < name.size() && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) ++end;
    return std::string(name.substr(0, end));
}

bool shows_price(Stage stage) {
    return stage != Stage::failed && stage != Stage::cancelled;
}

void add_price(PageData& data, Locale locale, const GroupBuyView& view) {
    if (!shows_price(view.stage)) return;
    std::string_view caption = "groupbuy.price_now";
    if (view.stage == Stage::preheat) caption = "page.price_start";
    if (view.stage == Stage::overdue) caption = "page.price_was";
    if (view.stage == Stage::locked) caption = "groupbuy.final_price";
    data["price"] = PageData(yuan(groupbuy::price_now(view.groupbuy, 0)));
    data["price_caption"] = PageData(say(locale, caption));
}

std::string tier_state(Locale locale, const GroupBuyView& view, const catalog::Tier& tier,
                       bool now) {
    const GroupBuy& g = view.groupbuy;
    if (now && view.stage == Stage::locked) return say(locale, "page.tier_final");
    if (now && view.stage == Stage::preheat) return say(locale, "page.tier_at_start");
    if (now) return say(locale, "page.tier_now");
    if (tier.units <= groupbuy::joined_units(g, 0) ||
        &tier == groupbuy::goods_of(g, 0).tiers.data())
        return say(locale, "page.tier_passed");
    if (view.stage == Stage::locked || view.stage == Stage::overdue)
        return say(locale, "page.tier_missed");
    return say(locale, "page.tier_missing",
               {{"more", (tier.units - groupbuy::joined_units(g, 0)).value}});
}

void add_tiers(PageData& data, Locale locale, const GroupBuyView& view) {
    const GroupBuy& g = view.groupbuy;
    const auto tiers = reachable_tiers(g);
    if (tiers.size() < 2 || !shows_price(view.stage)) return;
    PageList rows;
    for (const catalog::Tier& tier : tiers) {
        const bool now = tier.price_fen == groupbuy::price_now(g, 0);
        PageData row;
        row["from"] = PageData(&tier == tiers.data()
                                   ? say(locale, "page.tier_start")
                                   : say(locale, "page.tier_from", {{"units", tier.units.value}}));
        row["price"] = PageData(yuan(tier.price_fen));
        row["state"] = PageData(tier_state(locale, view, tier, now));
        row["now"] = PageData(now);
        rows.push_back(std::move(row));
    }
    data["tiers_shown"] = PageData(true);
    data["tiers"] = PageData(rows);
}

// 已达到, 还差 3 人: beside the threshold.
void add_threshold_tag(PageData& data, Locale locale, const GroupBuyView& view) {
    if (view.stage == Stage::preheat) return;
    const GroupBuy& g = view.groupbuy;
    const bool reached = groupbuy::threshold_reached(g);
    const auto& threshold = g.terms.threshold;
    const std::string key =
        reached ? "groupbuy.threshold_met"
                : "groupbuy.threshold_missing_" + std::string(json::name_of(threshold.kind));
    PageData tag;
    tag["good"] = PageData(reached);
    tag["words"] =
        PageData(say(locale, key, {{"missing", threshold.value - groupbuy::toward_threshold(g)}}));
    data["threshold_tag"] = std::move(tag);
}

void add_rules(PageData& data, Locale locale, const GroupBuyView& view) {
    const GroupBuy& g = view.groupbuy;
    add_threshold_tag(data, locale, view);
    data["threshold"] =
        PageData(say(locale, "page.threshold_" + std::string(json::name_of(g.terms.threshold.kind)),
                     {{"value", g.terms.threshold.value}}));
    const bool running = view.stage == Stage::preheat || view.stage == Stage::open_;
    PageList rules;
    if (running || view.stage == Stage::overdue)
        rules.emplace_back(say(locale, "page.rule_fails", {{"deadline_ms", g.terms.deadline.ms}}));
    if (running) rules.emplace_back(say(locale, "page.rule_leave"));
    if (running || view.stage == Stage::locked) rules.emplace_back(say(locale, "page.rule_pay"));
    data["shows_threshold"] = PageData(view.stage != Stage::cancelled);
    data["rules_shown"] = PageData(!rules.empty());
    data["rules"] = PageData(rules);
}

void add_offer(PageData& data, Locale locale, const GroupBuyView& view) {
    const catalog::Offer& offer = view.offer;
    const catalog::Label& label = offer.label;
    data["title"] = PageData(offer.title);
    if (!offer.summary.empty()) data["summary"] = PageData(offer.summary);
    data["one_unit"] = PageData(sentence(locale, "page.one_unit", {}, {{"unit", offer.unit}}));
    data["cap"] = PageData(units_text(locale, groupbuy::goods_of(view.groupbuy, 0).cap_per_person));
    if (view.stage == Stage::open_ || view.stage == Stage::preheat)
        data["stock_left"] = PageData(units_text(locale, groupbuy::remaining(view.groupbuy)));
    PageList facts;
    const std::array<std::pair<std::string_view, const std::string*>, 7> parts{{
        {"page.label_ingredients", &label.ingredients},
        {"page.label_net_content", &label.net_content},
        {"page.label_origin", &label.origin},
        {"page.label_storage", &label.storage},
        {"page.label_shelf_life", &label.shelf_life},
        {"page.label_producer", &label.producer},
        {"page.label_licence", &label.licence},
    }};
    for (const auto& [key, text] : parts) {
        PageData fact;
        fact["what"] = PageData(say(locale, key));
        fact["is"] = PageData(*text);
        facts.push_back(std::move(fact));
    }
    data["label"] = PageData(facts);
}

void add_people(PageData& data, Locale locale, const GroupBuyView& view) {
    data["community"] = PageData(view.community.name);
    data["group_of"] = PageData(group_of(locale, view));
    data["stage_word"] = PageData(stage_word(locale, view));
    data["leader"] = PageData(view.leader.name);
    data["leader_initial"] = PageData(initial_of(view.leader.name));
    if (!view.leader.tagline.empty()) data["tagline"] = PageData(view.leader.tagline);
}

void add_pickups(PageData& data, const GroupBuyView& view, std::string_view chosen) {
    PageList places;
    for (const auto& point : view.pickups) {
        PageData place;
        const std::string id = std::to_string(point.id.value);
        place["id"] = PageData(id);
        place["name"] = PageData(point.name);
        place["hours"] = PageData(point.hours);
        place["address"] = PageData(point.address);
        place["chosen"] = PageData(id == chosen);
        places.push_back(std::move(place));
    }
    if (places.size() == 1) data["one_pickup"] = PageData(places.front());
    if (places.size() > 1) data["choose_pickup"] = PageData(true);
    data["pickups"] = PageData(places);
}

// Why it takes no joins, at the foot.
void add_bar(PageData& data, Locale locale, const GroupBuyView& view) {
    std::string title = stage_word(locale, view);
    std::string text;
    if (view.is_sold_out()) {
        text = say(locale, "page.bar_sold_out");
    } else if (view.stage == Stage::preheat) {
        title = data["time_text"].string_value();
        text = say(locale, "page.bar_preheat");
    } else if (view.stage == Stage::overdue) {
        text = say(locale, "page.bar_overdue");
    } else {
        text = std::move(title);
        title = say(locale, "page.bar_ended");
    }
    data["bar_title"] = PageData(title);
    data["bar_text"] = PageData(text);
}

// The field of the form that a refusal is about; "" if it has no place there.
std::string_view field_of(const Refusal& refusal) {
    for (const std::string_view field : {"name", "phone", "pickup", "note", "quantity"})
        if (refusal.field == field) return field;
    return {};
}

void add_problems(PageData& data, Locale locale, const GroupBuyView& view,
                  std::span<const Refusal> problems) {
    if (problems.empty()) return;
    PageList items;
    for (const Refusal& refusal : problems) {
        const std::string text = say(locale, refusal);
        PageData item;
        item["text"] = PageData(text);
        const std::string_view field = field_of(refusal);
        if (!field.empty() && view.takes_joins()) {
            data[std::string(field) + "_error"] = PageData(text);
            item["anchor"] = PageData(std::string(field));
        } else {
            item["anchor"] = PageData(false);
        }
        items.push_back(std::move(item));
    }
    PageData list;
    list["items"] = PageData(items);
    data["problems"] = std::move(list);
}

void add_form(PageData& data, Locale locale, const GroupBuyView& view, std::string_view key,
              const TypedJoin& typed) {
    const GroupBuy& g = view.groupbuy;
    data["takes_joins"] = PageData(true);
    data["offer"] = PageData(std::to_string(g.terms.goods.front().offer.value));
    data["key"] = PageData(std::string(key));
    data["name_typed"] = PageData(typed.name);
    data["phone_typed"] = PageData(typed.phone);
    data["note_typed"] = PageData(typed.note);
    data["quantity_typed"] = PageData(typed.quantity.empty() ? "1" : typed.quantity);
    data["quantity_max"] = PageData(std::to_string(view.quantity_max().value));
    data["button_price"] = PageData(
        say(locale, "page.button_price", {{"price_fen", groupbuy::price_now(g, 0).value}}));
}

PageHead head_of(Locale locale, const GroupBuyView& view, std::string_view path) {
    const GroupBuy& g = view.groupbuy;
    const NamedText community{"community", view.community.name};
    const NamedText leader{"leader", view.leader.name};
    PageHead head{
        .path = path,
        .title = sentence(locale, "page.groupbuy_title", {}, {{"title", view.offer.title}, leader}),
        .description = {}};
    head.description =
        view.takes_joins()
            ? sentence(locale, "page.described_open",
                       {{"people", g.joined_people}, {"units", groupbuy::joined_units(g).value}},
                       {community,
                        leader,
                        {"price", yuan(groupbuy::price_now(g, 0))},
                        {"when", date_and_time(locale, g.terms.deadline)}})
            : sentence(locale, "page.described_other", {},
                       {community, leader, {"stage", stage_word(locale, view)}});
    return head;
}

}  // namespace

std::string groupbuy_page(PageWriter& writer, const Reader& reader, const GroupBuyView& view,
                          std::string_view key, const RefusedJoin* refused) {
    static const TypedJoin nothing_typed;
    const Locale locale = reader.locale;
    const TypedJoin& typed = refused ? refused->typed : nothing_typed;
    const std::string path = "/g/" + view.groupbuy.code;
    PageData data;
    add_people(data, locale, view);
    add_offer(data, locale, view);
    add_price(data, locale, view);
    add_time(data, locale, view);
    add_standing(data, locale, view);
    add_tiers(data, locale, view);
    add_rules(data, locale, view);
    add_pickups(data, view, typed.pickup);
    if (refused) add_problems(data, locale, view, refused->problems);
    if (view.takes_joins())
        add_form(data, locale, view, key, typed);
    else
        add_bar(data, locale, view);
    return writer.page("groupbuy", reader, head_of(locale, view, path), std::move(data));
}

}  // namespace starfish
