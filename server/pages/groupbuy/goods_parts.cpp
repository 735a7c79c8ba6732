#include "server/pages/groupbuy/goods_parts.hpp"

#include "server/pages/groupbuy/groupbuy_parts.hpp"

#include <algorithm>
#include <array>

namespace starfish {
namespace {

using groupbuy::GroupBuy;
using groupbuy::Stage;

std::string units_text(Locale locale, Units units) {
    return say(locale, "page.units", {{"units", units.value}});
}

bool shows_price(Stage stage) {
    return stage != Stage::failed && stage != Stage::cancelled;
}

// Its numbers no longer change.
bool is_past(const GroupBuyView& view) {
    return view.stage == Stage::locked || view.stage == Stage::overdue;
}

std::string_view price_caption(const GroupBuyView& view) {
    if (view.stage == Stage::preheat) return "page.price_start";
    if (view.stage == Stage::overdue) return "page.price_was";
    if (view.stage == Stage::locked) return "groupbuy.final_price";
    return "groupbuy.price_now";
}

std::string tier_state(Locale locale, const GroupBuyView& view, std::int32_t item,
                       const catalog::Tier& tier, bool now) {
    const GroupBuy& g = view.groupbuy;
    if (now && view.stage == Stage::locked) return say(locale, "page.tier_final");
    if (now && view.stage == Stage::preheat) return say(locale, "page.tier_at_start");
    if (now) return say(locale, "page.tier_now");
    const Units joined = groupbuy::joined_units(g, item);
    if (tier.units <= joined || &tier == groupbuy::goods_of(g, item).tiers.data())
        return say(locale, "page.tier_passed");
    if (is_past(view)) return say(locale, "page.tier_missed");
    return say(locale, "page.tier_missing", {{"more", (tier.units - joined).value}});
}

// 售罄, 暂停销售: the tag beside an offer's title, where the group-buy has several offers.
void add_tag(PageData& data, Locale locale, const GroupBuyView& view, std::int32_t item) {
    if (!view.offer(item).halted_reason.empty())
        data["tag"] = PageData(say(locale, "stage.halted"));
    else if (view.is_sold_out(item))
        data["tag"] = PageData(say(locale, "page.sold_out"));
}

// The sales of one offer, where the group-buy has several: the standing of the whole group-buy does
// not show them.
void add_sale(PageData& data, Locale locale, const GroupBuyView& view, std::int32_t item) {
    const GroupBuy& g = view.groupbuy;
    const Units joined = groupbuy::joined_units(g, item);
    if (view.stage == Stage::preheat || !shows_price(view.stage)) return;
    std::string html =
        sentence_html(locale, joined < Units{1} ? "page.goods_none" : "page.goods_joined",
                      {{"units", joined.value}});
    if (view.sells(item)) {
        const std::string price = price_html(locale, g, item);
        if (!price.empty()) (html += between_sentences(locale)) += price;
        if (const auto* const next = next_lower_price(g, item))
            data["goods_progress"] =
                progress_data({percent_of(joined.value, next->units.value),
                               sentence(locale, "page.progress_tier",
                                        {{"have", joined.value}, {"goal", next->units.value}})});
    }
    data["goods_standing"] = PageData(html);
}

PageData fact(const std::string& what, const std::string& is) {
    PageData data;
    data["what"] = PageData(what);
    data["is"] = PageData(is);
    return data;
}

PageList facts_of(Locale locale, const GroupBuyView& view, std::int32_t item) {
    const catalog::Offer& offer = view.offer(item);
    const groupbuy::Goods& goods = groupbuy::goods_of(view.groupbuy, item);
    PageList facts;
    facts.push_back(fact(say(locale, "page.one"),
                         sentence(locale, "page.one_unit", {}, {{"unit", offer.unit}})));
    if (view.is_running() || view.stage == Stage::preheat)
        facts.push_back(fact(say(locale, "groupbuy.stock_left"),
                             units_text(locale, groupbuy::remaining(view.groupbuy, item))));
    facts.push_back(fact(say(locale, "page.cap"), units_text(locale, goods.cap_per_person)));
    if (goods.cap_per_order < goods.cap_per_person)
        facts.push_back(
            fact(say(locale, "page.cap_order"), units_text(locale, goods.cap_per_order)));
    if (goods.carton > Units{1})
        facts.push_back(fact(say(locale, "page.carton"),
                             say(locale, "page.carton_of", {{"units", goods.carton.value}})));
    if (offer.after_sales_days > 0)
        facts.push_back(
            fact(say(locale, "page.after_sales"),
                 say(locale, "page.after_sales_days", {{"days", offer.after_sales_days}})));
    return facts;
}

PageList label_of(Locale locale, const catalog::Label& label) {
    const std::array<std::pair<std::string_view, const std::string*>, 7> parts{{
        {"page.label_ingredients", &label.ingredients},
        {"page.label_net_content", &label.net_content},
        {"page.label_origin", &label.origin},
        {"page.label_storage", &label.storage},
        {"page.label_shelf_life", &label.shelf_life},
        {"page.label_producer", &label.producer},
        {"page.label_licence", &label.licence},
    }};
    PageList facts;
    for (const auto& [key, text] : parts) facts.push_back(fact(say(locale, key), *text));
    return facts;
}

PageData goods_data(Locale locale, const GroupBuyView& view, std::int32_t item) {
    const catalog::Offer& offer = view.offer(item);
    PageData data;
    data["n"] = PageData(std::to_string(item + 1));
    data["goods_title"] = PageData(offer.title);
    data["facts"] = PageData(facts_of(locale, view, item));
    data["label"] = PageData(label_of(locale, offer.label));
    if (!view.has_several()) return data;
    data["several"] = PageData(true);
    if (!offer.summary.empty()) data["goods_summary"] = PageData(offer.summary);
    if (shows_price(view.stage)) {
        data["goods_price"] = PageData(yuan(groupbuy::price_now(view.groupbuy, item)));
        data["goods_caption"] = PageData(say(locale, price_caption(view)));
    }
    add_tag(data, locale, view, item);
    add_sale(data, locale, view, item);
    add_tiers(data, locale, view, item);
    return data;
}

}  // namespace

void add_price(PageData& data, Locale locale, const GroupBuyView& view) {
    if (!shows_price(view.stage)) return;
    Fen least = groupbuy::price_now(view.groupbuy, 0);
    for (std::int32_t item = 1; item < view.size(); ++item)
        least = std::min(least, groupbuy::price_now(view.groupbuy, item));
    data["price"] = PageData(yuan(least));
    data["price_caption"] =
        PageData(say(locale, view.has_several() ? "page.price_from" : price_caption(view)));
}

void add_tiers(PageData& data, Locale locale, const GroupBuyView& view, std::int32_t item) {
    const GroupBuy& g = view.groupbuy;
    const auto tiers = reachable_tiers(g, item);
    if (tiers.size() < 2 || !shows_price(view.stage)) return;
    PageList rows;
    for (const catalog::Tier& tier : tiers) {
        const bool now = tier.price_fen == groupbuy::price_now(g, item);
        PageData row;
        row["from"] = PageData(&tier == tiers.data()
                                   ? say(locale, "page.tier_start")
                                   : say(locale, "page.tier_from", {{"units", tier.units.value}}));
        row["tier_price"] = PageData(yuan(tier.price_fen));
        row["state"] = PageData(tier_state(locale, view, item, tier, now));
        row["now"] = PageData(now);
        rows.push_back(std::move(row));
    }
    data["tiers_shown"] = PageData(true);
    data["tiers"] = PageData(rows);
}

void add_goods(PageData& data, Locale locale, const GroupBuyView& view) {
    PageList goods;
    for (std::int32_t item = 0; item < view.size(); ++item)
        goods.push_back(goods_data(locale, view, item));
    data["goods"] = PageData(goods);
    data["has_several"] = PageData(view.has_several());
}

}  // namespace starfish
