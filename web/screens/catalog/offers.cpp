#include "web/screens/catalog/offers.hpp"

#include "core/base/order.hpp"
#include "core/subjects/groupbuy/queries.hpp"
#include "web/app/screens.hpp"
#include "web/format/phrases.hpp"

namespace starfish::web {
namespace {

using catalog::Offer;

std::string ladder_words(Locale locale, const Offer& offer) {
    std::string words;
    for (const catalog::Tier& tier : offer.tiers) {
        if (!words.empty()) words += " · ";
        words += say(locale, "offer.tier",
                     {{"units", tier.units.value}, {"price_fen", tier.price_fen.value}});
    }
    return words;
}

kit::Chip chip_of(Locale locale, const Offer& offer, std::int32_t left) {
    if (offer.withdrawn) return {say(locale, "offer.chip_withdrawn"), Tone::neutral};
    if (!offer.halted_reason.empty()) return {say(locale, "offer.chip_halted"), Tone::warn};
    if (left < 1) return {say(locale, "offer.chip_none_left"), Tone::neutral};
    if (offer.needs_review) return {say(locale, "offer.chip_review"), Tone::sea};
    return {};
}

void draw_facts(Locale locale, const Offer& offer, std::int32_t left) {
    const auto fact = [&](std::string_view key, const std::string& value) {
        if (!value.empty())
            kit::row({.left = say(locale, key),
                      .right = value,
                      .left_style = {.type = Type::small, .ink = Ink::muted},
                      .right_style = {.type = Type::small}});
    };
    fact("offer.ladder", ladder_words(locale, offer));
    fact("offer.left",
         say(locale, "groupbuy.of_stock", {{"left", left}, {"stock", offer.stock.value}}));
    fact("offer.reward", reward_words(locale, offer.reward));
    fact("offer.cap", say(locale, "groupbuy.units", {{"units", offer.cap_per_person.value}}));
    if (offer.carton.value > 1)
        fact("offer.carton", say(locale, "groupbuy.units", {{"units", offer.carton.value}}));
    const std::string& why = offer.withdrawn ? offer.withdrawn_reason : offer.halted_reason;
    if (!why.empty()) kit::text(why, {.type = Type::small, .ink = Ink::warn});
}

void notify_refusal(Client& client, const std::optional<Refusal>& refusal) {
    if (refusal) kit::notify(say(client.locale(), *refusal), Tone::bad);
}

void draw_change_buttons(View& view, Client& client, const Offer& offer) {
    const Locale locale = client.locale();
    const bool halted = !offer.halted_reason.empty();
    const int pressed = kit::buttons(
        {{.label = say(locale, halted ? "offer.resume" : "offer.halt"),
          .small = true,
          .name = say(locale, halted ? "offer.resume" : "offer.halt") + " " + offer.title},
         {.label = say(locale, "offer.withdraw"),
          .look = kit::Look::plain,
          .small = true,
          .name = say(locale, "offer.withdraw") + " " + offer.title}});
    if (pressed == 0 && halted)
        return notify_refusal(client,
                              client.submit(catalog::Command(catalog::ResumeOffer{offer.id})));
    if (pressed >= 0) view.offer_change = {.offer = offer.id, .withdraws = pressed == 1};
}

void draw_offer(View& view, Client& client, const Offer& offer) {
    const Locale locale = client.locale();
    const std::int32_t left = groupbuy::unreserved(client.state().groupbuy, offer).value;
    const kit::Each each(offer.id.value);
    const kit::Group item(accessible::Role::listitem);
    const kit::Card card({.title = offer.title, .chip = chip_of(locale, offer, left)});
    if (!offer.summary.empty()) kit::text(offer.summary, {.type = Type::small, .ink = Ink::muted});
    draw_facts(locale, offer, left);
    const Role role = client.account().actor.role;
    if (offer.withdrawn) return;
    if (role == Role::supplier) {
        kit::space(12);
        return draw_change_buttons(view, client, offer);
    }
    if (role != Role::leader || !offer.halted_reason.empty() || left < 1) return;
    kit::space(12);
    if (kit::button({.label = say(locale, "offers.open"),
                     .name = say(locale, "offers.open") + " " + offer.title}))
        platform::go("open/" + std::to_string(offer.id.value));
}

void ask_change(View& view, Client& client) {
    OfferChange& change = view.offer_change;
    const Offer* const offer = client.state().catalog.offers.find(change.offer);
    if (!offer) return;
    const Locale locale = client.locale();
    const char* const verb = change.withdraws ? "offer.withdraw" : "offer.halt";
    const kit::Dialog dialog({.title = say(locale, verb) + " · " + offer->title});
    kit::text(say(locale, change.withdraws ? "offer.withdraw_hint" : "offer.halt_hint"),
              {.ink = Ink::muted});
    const kit::Group form(accessible::Role::form, say(locale, verb));
    if (kit::text_field({.label = say(locale, "groupbuy.cancel_reason"),
                         .error = change.refusal,
                         .input = {.length_max = 200},
                         .required = true,
                         .wants_focus = true,
                         .key = "reason"},
                        change.reason))
        change.refusal.clear();
    kit::space(20);
    const int pressed = kit::buttons(
        {{.label = say(locale, verb), .look = kit::Look::danger, .wide = true, .submits = true},
         {.label = say(locale, "app.cancel"), .wide = true}});
    if (pressed == 1 || dialog.dismissed()) {
        change = {};
        return;
    }
    if (pressed != 0) return;
    const auto refusal =
        change.withdraws
            ? client.submit(catalog::Command(catalog::WithdrawOffer{offer->id, change.reason}))
            : client.submit(catalog::Command(catalog::HaltOffer{offer->id, change.reason}));
    if (refusal)
        change.refusal = say(locale, *refusal);
    else
        change = {};
}

// Offers that can be sold come before withdrawn offers; within each, the newest first.
std::vector<const Offer*> sorted_offers(const State& state) {
    std::vector<const Offer*> offers;
    for (const Offer& offer : state.catalog.offers) offers.push_back(&offer);
    put_in_order(offers, {}, [](const Offer* offer) {
        return std::pair(offer->withdrawn, -static_cast<std::int64_t>(offer->id.value));
    });
    return offers;
}

void draw_all(View& view, Client& client) {
    const auto offers = sorted_offers(client.state());
    const Locale locale = client.locale();
    if (offers.empty())
        return kit::empty_state(Icon::offer, say(locale, "offers.empty"),
                                say(locale, "offers.empty_hint"));
    const kit::Group list(accessible::Role::list, say(locale, "offers.title"));
    if (!platform::is_desktop()) {
        for (const Offer* offer : offers) draw_offer(view, client, *offer);
        return;
    }
    kit::Columns columns({1, 1});
    for (std::size_t i = 0; i < offers.size(); i += 2) draw_offer(view, client, *offers[i]);
    columns.next();
    for (std::size_t i = 1; i < offers.size(); i += 2) draw_offer(view, client, *offers[i]);
}

}  // namespace

std::string price_range(const Offer& offer) {
    const Fen high = offer.tiers.front().price_fen;
    const Fen low = offer.tiers.back().price_fen;
    if (low == high) return yuan(high);
    return yuan(low) + "–" + yuan(high);
}

std::string reward_words(Locale locale, const catalog::Reward& reward) {
    std::string words;
    if (reward.sale_fen.value > 0)
        words = say(locale, "offer.reward_unit", {{"reward_fen", reward.sale_fen.value}});
    if (reward.sale_per_mille > 0)
        words =
            say(locale, "offer.reward_share",
                {{"percent", reward.sale_per_mille / 10}, {"tenth", reward.sale_per_mille % 10}});
    if (reward.service_fen.value <= 0) return words;
    if (!words.empty()) words += " · ";
    return words + say(locale, "offer.reward_service", {{"reward_fen", reward.service_fen.value}});
}

void draw_offers(View& view, Client& client, Instant) {
    const Locale locale = client.locale();
    const bool operates = client.is_supplier();
    const bool leads = client.is_leader();
    kit::ScreenSpec spec{.key = "offers",
                         .title = say(locale, operates ? "nav.offers" : "offers.title"),
                         .subtitle = client.account().name,
                         .chip = link_chip(client),
                         .back = operates ? "" : say(locale, "app.back"),
                         .width_max = platform::is_desktop() ? 1160.0F : 720.0F,
                         .centred = true};
    if (operates)
        spec.actions.push_back(
            {.label = say(locale, "offers.publish"), .look = kit::Look::filled, .small = true});
    {
        const kit::Screen screen(spec);
        if (screen.back()) return platform::go("groupbuys");
        if (screen.action() == 0) return platform::go("publish");
        if (leads) {
            const kit::Card card;
            if (kit::entry({.title = say(locale, "colleagues.title"),
                            .note = say(locale, "colleagues.hint"),
                            .opens = true,
                            .key = "colleagues"}))
                platform::go("colleagues");
        }
        draw_all(view, client);
    }
    ask_change(view, client);
}

}  // namespace starfish::web
