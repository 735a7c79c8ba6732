#include "server/pages/join/join_fields.hpp"

#include "server/pages/groupbuy/groupbuy_parts.hpp"

#include <algorithm>

namespace starfish {
namespace {

using groupbuy::GroupBuy;

// The unit price to pay in advance; with payment at pickup the present price.
Fen price_to_join(const GroupBuy& g, std::int32_t item) {
    if (g.terms.payment == groupbuy::PaymentKind::pickup) return groupbuy::price_now(g, item);
    return groupbuy::goods_of(g, item).tiers.front().price_fen;
}

// The units left, in words.
std::string left_words(Locale locale, const GroupBuyView& view, std::int32_t item) {
    if (!view.sells(item)) return say(locale, "stage.halted");
    if (view.is_sold_out(item)) return say(locale, "page.choice_sold_out");
    const std::int64_t left = groupbuy::remaining(view.groupbuy, item).value;
    return say(locale, "page.choice_left", {{"units", left}});
}

// The first item with units left, else the first item with a waitlist.
std::int32_t suggested(const GroupBuyView& view) {
    std::int32_t found = -1;
    for (std::int32_t item = 0; item < view.size(); ++item) {
        if (view.sells(item) && !view.is_sold_out(item)) return item;
        if (view.sells(item) && found < 0) found = item;
    }
    return std::max(found, 0);
}

std::string offer_id(const GroupBuyView& view, std::int32_t item) {
    return std::to_string(groupbuy::goods_of(view.groupbuy, item).offer.value);
}

PageData choice(Locale locale, const GroupBuyView& view, std::int32_t item, bool chosen) {
    const GroupBuy& g = view.groupbuy;
    const Fen price = price_to_join(g, item);
    PageData data;
    data["id"] = PageData(offer_id(view, item));
    data["goods_title"] = PageData(view.offer(item).title);
    data["each"] = PageData(say(locale, "page.button_price", {{"price_fen", price.value}}));
    data["left"] = PageData(left_words(locale, view, item));
    data["is_sold"] = PageData(view.sells(item));
    data["chosen"] = PageData(chosen);
    // For the page's script.
    data["price_fen"] = PageData(std::to_string(price.value));
    data["max"] = PageData(std::to_string(groupbuy::goods_of(g, item).cap_per_order.value));
    data["left_units"] = PageData(std::to_string(groupbuy::remaining(g, item).value));
    return data;
}

void add_choices(PageData& data, Locale locale, const GroupBuyView& view, const TypedJoin& typed) {
    PageList choices;
    std::string chosen = typed.offer;
    if (chosen.empty()) chosen = offer_id(view, suggested(view));
    Units most;
    for (std::int32_t item = 0; item < view.size(); ++item) {
        choices.push_back(choice(locale, view, item, offer_id(view, item) == chosen));
        if (view.sells(item))
            most = std::max(most, groupbuy::goods_of(view.groupbuy, item).cap_per_order);
    }
    if (view.has_several())
        data["choose_goods"] = PageData(true);
    else
        data["only_goods"] = PageData(choices.front());
    data["choices"] = PageData(choices);
    data["quantity_max"] = PageData(std::to_string(most.value));
}

// A checkbox while a join may exceed the units left. Sold out: the waitlist is the only choice.
void add_waitlist(PageData& data, Locale locale, const GroupBuyView& view, bool chosen) {
    if (view.is_sold_out()) {
        data["waits"] = PageData(true);
        return;
    }
    bool may = false;
    for (std::int32_t item = 0; item < view.size(); ++item) may |= view.may_run_short(item);
    if (!may) return;
    PageData box;
    box["chosen"] = PageData(chosen);
    if (!view.has_several())
        box["left_note"] = PageData(say(locale, "page.waitlist_left",
                                        {{"units", groupbuy::remaining(view.groupbuy, 0).value}}));
    data["may_wait"] = std::move(box);
}

void add_total(PageData& data, Locale locale, const GroupBuyView& view) {
    const GroupBuy& g = view.groupbuy;
    const Fen price = price_to_join(g, suggested(view));
    data["button_price"] = PageData(say(locale, "page.button_price", {{"price_fen", price.value}}));
    // The page's script fills in {units} and {sum}.
    data["total_says"] =
        PageData(sentence(locale, "page.total", {}, {{"units", "{units}"}, {"sum", "{sum}"}}));
    data["bar_note"] = PageData(
        say(locale, view.is_sold_out() ? "page.bar_waits" : by_payment(g, "page.bar_pay_*")));
}

}  // namespace

std::vector<std::string_view> join_fields_of(const GroupBuyView& view) {
    std::vector<std::string_view> fields{"name", "phone", "pickup", "note", "quantity"};
    if (view.has_several()) fields.emplace_back("offer");
    if (view.tolerance_helps()) fields.emplace_back("tolerance");
    return fields;
}

void add_problems(PageData& data, PageData& form, Locale locale, std::span<const Refusal> problems,
                  std::span<const std::string_view> fields, std::string_view id_prefix) {
    if (problems.empty()) return;
    PageList items;
    for (const Refusal& refusal : problems) {
        const std::string text = say(locale, refusal);
        const bool has_place = std::ranges::find(fields, refusal.field) != fields.end();
        if (has_place) form[refusal.field + "_error"] = PageData(text);
        PageData item;
        item["text"] = PageData(text);
        item["anchor"] =
            has_place ? PageData(std::string(id_prefix) + refusal.field) : PageData(false);
        items.push_back(std::move(item));
    }
    PageData list;
    list["items"] = PageData(items);
    data["problems"] = std::move(list);
}

void add_join_fields(PageData& data, Locale locale, const GroupBuyView& view, std::string_view key,
                     const TypedJoin& typed) {
    data["key"] = PageData(std::string(key));
    data["name_typed"] = PageData(typed.name);
    data["phone_typed"] = PageData(typed.phone);
    data["note_typed"] = PageData(typed.note);
    data["quantity_typed"] = PageData(typed.quantity.empty() ? "1" : typed.quantity);
    data["tolerance_typed"] = PageData(typed.tolerance.empty() ? "0" : typed.tolerance);
    data["asks_tolerance"] = PageData(view.tolerance_helps());
    PageList places;
    for (const auto& point : view.pickups) {
        places.push_back(place_data(locale, view, point));
        places.back()["chosen"] = PageData(std::to_string(point.id.value) == typed.pickup);
    }
    if (places.size() == 1) data["one_pickup"] = PageData(places.front());
    if (places.size() > 1) data["choose_pickup"] = PageData(true);
    data["pickup_choices"] = PageData(places);
    add_choices(data, locale, view, typed);
    add_waitlist(data, locale, view, typed.waitlist);
    add_total(data, locale, view);
}

}  // namespace starfish
