#include "server/pages/groupbuy_parts.hpp"

#include "core/base/json/description.hpp"
#include "server/api/groupbuy_api.hpp"

#include <algorithm>

namespace starfish {
namespace {

using groupbuy::GroupBuy;
using groupbuy::Stage;

std::int64_t missing(const GroupBuy& groupbuy) {
    return groupbuy.terms.threshold.value - groupbuy::toward_threshold(groupbuy);
}

// The key that counts as the threshold does: people, units or amount in the place of the star.
std::string by_kind(const GroupBuy& groupbuy, std::string_view key) {
    std::string name(key);
    name.replace(name.find('*'), 1, json::name_of(groupbuy.terms.threshold.kind));
    return name;
}

std::string joined_html(Locale locale, const GroupBuyView& view) {
    const GroupBuy& g = view.groupbuy;
    const Fact people{"people", g.joined_people};
    const Fact units{"units", groupbuy::joined_units(g).value};
    if (view.is_sold_out()) return sentence_html(locale, "page.sold_out_says", {people, units});
    if (groupbuy::joined_units(g) < Units{1})
        return sentence_html(locale, by_kind(g, "page.none_*"),
                             {{"goal", g.terms.threshold.value}});
    if (!groupbuy::threshold_reached(g))
        return sentence_html(locale, by_kind(g, "page.missing_*"),
                             {people, units, {"missing", missing(g)}});
    return sentence_html(locale, "page.reached", {people, units});
}

// 再 11 份，每份降到 ¥149。 Empty if there is but one price.
std::string price_html(Locale locale, const GroupBuy& g) {
    if (const auto* const next = next_lower_price(g))
        return sentence_html(locale, "page.next_tier",
                             {{"more", (next->units - groupbuy::joined_units(g, 0)).value},
                              {"price_fen", next->price_fen.value}});
    return reachable_tiers(g).size() > 1 ? sentence_html(locale, "page.at_lowest") : "";
}

// Chinese sets sentences close, English apart.
std::string_view between_sentences(Locale locale) {
    return locale == Locale::en ? " " : "";
}

std::string open_html(Locale locale, const GroupBuyView& view) {
    std::string html = joined_html(locale, view);
    html += between_sentences(locale);
    return html += price_html(locale, view.groupbuy);
}

std::string failed_html(Locale locale, const GroupBuy& g) {
    return sentence_html(locale, by_kind(g, "page.failed_*_says"), {{"missing", missing(g)}});
}

std::string locked_html(Locale locale, const GroupBuy& g) {
    return sentence_html(locale, "page.locked_says",
                         {{"people", g.joined_people},
                          {"units", groupbuy::joined_units(g).value},
                          {"price_fen", groupbuy::price_now(g, 0).value}});
}

std::string cancelled_html(Locale locale, const GroupBuy& g) {
    std::string html = sentence_html(locale, "page.cancelled_says");
    html += between_sentences(locale);
    return html += sentence_html(locale, "page.cancelled_why", {}, {{"reason", g.end_reason}});
}

}  // namespace

std::string stage_word(Locale locale, const GroupBuyView& view) {
    if (view.is_sold_out()) return say(locale, "page.sold_out");
    switch (view.stage) {
        case Stage::preheat:
            return say(locale, "stage.preheat");
        case Stage::open_:
            return say(locale, "stage.open");
        case Stage::overdue:
            return say(locale, "stage.overdue");
        case Stage::locked:
            return say(locale, "stage.locked");
        case Stage::failed:
            return say(locale, "stage.failed");
        case Stage::halted:
            return say(locale, "stage.halted");
        case Stage::ending:
            return say(locale, "stage.ending");
        case Stage::draft:
        case Stage::review:
        case Stage::cancelled:
            break;
    }
    return say(locale, "stage.cancelled");
}

std::string group_of(Locale locale, const GroupBuyView& view) {
    return sentence(locale, "page.group_of", {}, {{"leader", view.leader.name}});
}

int percent_of(std::int64_t have, std::int64_t goal) {
    if (goal < 1 || have >= goal) return 100;
    return static_cast<int>(std::max<std::int64_t>(have, 0) * 100 / goal);
}

std::span<const catalog::Tier> reachable_tiers(const GroupBuy& g) {
    const std::span<const catalog::Tier> tiers = groupbuy::goods_of(g, 0).tiers;
    std::size_t count = 1;
    while (count < tiers.size() && tiers[count].units <= groupbuy::goods_of(g, 0).stock) ++count;
    return tiers.first(count);
}

const catalog::Tier* next_lower_price(const GroupBuy& g) {
    for (const catalog::Tier& tier : reachable_tiers(g).subspan(1))
        if (tier.units > groupbuy::joined_units(g, 0)) return &tier;
    return nullptr;
}

Progress progress_of(Locale locale, const GroupBuy& g) {
    std::string key = "page.progress_lowest";
    std::int64_t have = 1;
    std::int64_t goal = 1;
    if (!groupbuy::threshold_reached(g)) {
        key = by_kind(g, "page.progress_*");
        have = groupbuy::toward_threshold(g);
        goal = g.terms.threshold.value;
    } else if (const auto* const next = next_lower_price(g)) {
        key = "page.progress_tier";
        have = groupbuy::joined_units(g, 0).value;
        goal = next->units.value;
    }
    return {percent_of(have, goal), sentence(locale, key, {{"have", have}, {"goal", goal}})};
}

std::string standing_html(Locale locale, const GroupBuyView& view) {
    const GroupBuy& g = view.groupbuy;
    switch (view.stage) {
        case Stage::preheat:
            return sentence_html(locale, "page.preheat_says",
                                 {{"starts_ms", g.terms.starts_at.ms}});
        case Stage::open_:
            return open_html(locale, view);
        case Stage::overdue:
            return sentence_html(
                locale, "page.overdue_says",
                {{"people", g.joined_people}, {"units", groupbuy::joined_units(g).value}});
        case Stage::halted:
            return sentence_html(locale, "page.halted_says");
        case Stage::ending:
            return sentence_html(locale, "page.ending_says");
        case Stage::locked:
            return locked_html(locale, g);
        case Stage::failed:
            return failed_html(locale, g);
        case Stage::draft:
        case Stage::review:
        case Stage::cancelled:
            break;
    }
    return cancelled_html(locale, g);
}

void add_standing(PageData& data, Locale locale, const GroupBuyView& view) {
    data["standing"] = PageData(standing_html(locale, view));
    if (view.stage == Stage::open_) {
        const Progress progress = progress_of(locale, view.groupbuy);
        PageData bar;
        bar["percent"] = PageData(std::to_string(progress.percent));
        bar["label"] = PageData(progress.label);
        data["progress"] = std::move(bar);
    }
    if (view.stage == Stage::failed || view.stage == Stage::cancelled)
        data["standing_more"] = PageData(say(locale, "page.nobody_pays"));
    else if (view.stage == Stage::locked)
        data["standing_more"] = PageData(say(locale, "page.locked_more"));
    else if (reachable_tiers(view.groupbuy).size() > 1)
        data["standing_more"] = PageData(say(locale, "page.same_price"));
}

void add_time(PageData& data, Locale locale, const GroupBuyView& view) {
    const GroupBuy& g = view.groupbuy;
    std::string_view key = "page.ended";
    std::string_view left_key;
    Instant at = g.ended_at.ms != 0 ? g.ended_at : g.terms.deadline;
    if (view.stage == Stage::preheat) {
        at = g.terms.starts_at;
        key = "page.opens";
        left_key = "page.time_to_go";
    } else if (view.stage == Stage::open_) {
        at = g.terms.deadline;
        key = "page.closes";
        left_key = "page.time_left";
    } else if (view.stage == Stage::overdue || view.stage == Stage::ending) {
        key = "page.closed";
    } else if (view.stage == Stage::halted) {
        key = "page.closes";
    }
    data["time_iso"] = PageData(iso_text(at));
    data["time_text"] = PageData(sentence(locale, key, {}, {{"when", when(locale, at, view.now)}}));
    if (!left_key.empty())
        data["time_left"] =
            PageData(sentence(locale, left_key, {{"left_ms", (at.ms - view.now.ms)}}));
}

}  // namespace starfish
