#include "web/format/phrases.hpp"

#include "core/base/json/description.hpp"

#include <algorithm>
#include <span>

namespace starfish::web {

using groupbuy::GroupBuy;
using groupbuy::Stage;

namespace {

Tone tone_of(Stage stage) {
    switch (stage) {
        case Stage::open_:
            return Tone::brand;
        case Stage::preheat:
        case Stage::review:
            return Tone::sea;
        case Stage::overdue:
        case Stage::ending:
        case Stage::halted:
            return Tone::warn;
        case Stage::locked:
            return Tone::good;
        case Stage::failed:
        case Stage::draft:
            return Tone::neutral;
        case Stage::cancelled:
            return Tone::bad;
    }
    return Tone::neutral;
}

// The tiers that the stock can reach. The first tier's price applies from the start.
std::span<const catalog::Tier> reachable_tiers(const GroupBuy& groupbuy, std::int32_t item) {
    const groupbuy::Goods& goods = groupbuy::goods_of(groupbuy, item);
    const std::span<const catalog::Tier> tiers = goods.tiers;
    std::size_t count = 1;
    while (count < tiers.size() && tiers[count].units <= goods.stock) ++count;
    return tiers.first(count);
}

}  // namespace

kit::Chip stage_chip(Locale locale, const GroupBuy& groupbuy, Instant now) {
    const Stage stage = groupbuy::stage_at(groupbuy, now);
    std::string words = say(locale, "stage." + std::string(json::name_of(stage)));
    if (stage == Stage::open_)
        words += " · " + say(locale, "groupbuy.remaining_time",
                             {{"left_ms", groupbuy.terms.deadline.ms - now.ms}});
    if (stage == Stage::preheat) words += " · " + when(locale, groupbuy.terms.starts_at, now);
    return {words, tone_of(stage)};
}

std::string community_and_leader(const Client& client, const GroupBuy& groupbuy) {
    const community::State& community = client.state().community;
    std::string words = community.communities.at(groupbuy.community).name;
    if (client.account().actor.role != Role::leader)
        words += " · " + community.leaders.at(groupbuy.leader).name;
    return words;
}

std::string people_and_units(Locale locale, const GroupBuy& groupbuy) {
    return say(
        locale, "groupbuy.people_units",
        {{"people", groupbuy.joined_people}, {"units", groupbuy::joined_units(groupbuy).value}});
}

std::string next_tier_words(Locale locale, const GroupBuy& groupbuy) {
    const Units joined = groupbuy::joined_units(groupbuy, 0);
    // The first tier's price applies below its units too, so the second tier is the first
    // reduction.
    const auto lower = reachable_tiers(groupbuy, 0).subspan(1);
    const auto next =
        std::ranges::find_if(lower, [&](const catalog::Tier& tier) { return tier.units > joined; });
    if (next == lower.end()) return say(locale, "groupbuy.last_tier");
    return say(locale, "groupbuy.more_for_next",
               {{"more", (next->units - joined).value}, {"price_fen", next->price_fen.value}});
}

std::string sold_words(Locale locale, const GroupBuy& groupbuy, std::int32_t item) {
    std::string words = say(locale, "groupbuy.of_stock",
                            {{"left", groupbuy::joined_units(groupbuy, item).value},
                             {"stock", groupbuy::goods_of(groupbuy, item).stock.value}});
    const std::int32_t waiting = groupbuy.sales[static_cast<std::size_t>(item)].waiting.value;
    if (waiting > 0) words += " · " + say(locale, "groupbuy.waiting_units", {{"units", waiting}});
    return words + " · " + yuan(groupbuy::price_now(groupbuy, item));
}

std::string threshold_words(Locale locale, const GroupBuy& groupbuy) {
    const groupbuy::Threshold& threshold = groupbuy.terms.threshold;
    const std::string kind(json::name_of(threshold.kind));
    const std::int64_t missing = threshold.value - groupbuy::toward_threshold(groupbuy);
    const std::string what =
        say(locale, "groupbuy.threshold_" + kind, {{"value", threshold.value}});
    if (missing <= 0) return what + " · " + say(locale, "groupbuy.threshold_met");
    return what + " · " + say(locale, "groupbuy.threshold_missing_" + kind, {{"missing", missing}});
}

void draw_ladder(Locale locale, const GroupBuy& groupbuy, std::int32_t item,
                 const std::string& title) {
    std::vector<kit::Tier> tiers;
    const auto ladder = reachable_tiers(groupbuy, item);
    tiers.reserve(ladder.size());
    for (const catalog::Tier& tier : ladder)
        tiers.push_back({tier.units.value,
                         say(locale, "groupbuy.tier_label", {{"units", tier.units.value}}),
                         yuan(tier.price_fen)});
    const std::int64_t units = groupbuy::joined_units(groupbuy, item).value;
    kit::ladder({.name = title + " · " + say(locale, "groupbuy.progress"),
                 .value_text = kit::ladder_text(locale, units, tiers),
                 .units = units,
                 .tiers = tiers});
}

void draw_card(Client& client, const GroupBuy& groupbuy, Instant now) {
    const Locale locale = client.locale();
    const std::string& title = groupbuy::title_of(client.state().catalog, groupbuy);
    const kit::Each each(groupbuy.id.value);
    const kit::Group item(accessible::Role::listitem);
    const kit::Card card;
    if (kit::entry({.title = title, .opens = true, .bold = true, .key = "open"}))
        platform::go("g/" + groupbuy.code);
    kit::row({.left = community_and_leader(client, groupbuy),
              .left_style = {.type = Type::small, .ink = Ink::muted},
              .chip = stage_chip(locale, groupbuy, now)});
    draw_ladder(locale, groupbuy, 0, title);
    kit::row({.left = people_and_units(locale, groupbuy),
              .right = groupbuy::is_selling(groupbuy) ? next_tier_words(locale, groupbuy) : "",
              .left_style = {.type = Type::small, .bold = true},
              .right_style = {.type = Type::small, .ink = Ink::muted}});
}

std::vector<const GroupBuy*> own_groupbuys(const Client& client) {
    const groupbuy::State& state = client.state().groupbuy;
    const Actor actor = client.account().actor;
    std::vector<const GroupBuy*> own;
    if (actor.role == Role::leader)
        for (const auto id : groupbuy::groupbuys_of(state, {static_cast<std::uint32_t>(actor.id)}))
            own.push_back(&state.groupbuys.at(id));
    else
        for (const GroupBuy& groupbuy : state.groupbuys) own.push_back(&groupbuy);
    return own;
}

kit::Chip link_chip(const Client& client) {
    const Locale locale = client.locale();
    const auto waiting = static_cast<std::int64_t>(client.replica().pending().size());
    if (client.link() == Link::offline) {
        if (waiting > 0)
            return {say(locale, "app.offline_pending", {{"count", waiting}}), Tone::warn};
        return {say(locale, "app.offline"), Tone::warn};
    }
    if (client.link() == Link::connecting) return {say(locale, "app.connecting"), Tone::neutral};
    if (waiting > 0) return {say(locale, "app.pending", {{"count", waiting}}), Tone::sea};
    return {say(locale, "app.synced"), Tone::good};
}

}  // namespace starfish::web
