#include "server/pages/groupbuy_parts.hpp"

#include "server/api/groupbuy_api.hpp"

#include <algorithm>

namespace starfish {
namespace {

using groupbuy::GroupBuy;
using groupbuy::Stage;
using groupbuy::ThresholdKind;

std::int32_t missing(const GroupBuy& groupbuy) {
    return groupbuy.threshold.value - groupbuy::toward_threshold(groupbuy);
}

// Of two keys the one that counts as the threshold does.
std::string_view by_kind(const GroupBuy& groupbuy, std::string_view people,
                         std::string_view units) {
    return groupbuy.threshold.kind == ThresholdKind::people ? people : units;
}

std::string joined_html(Locale locale, const GroupBuyView& view) {
    const GroupBuy& g = view.groupbuy;
    const Fact people{"people", g.joined_people};
    const Fact units{"units", g.joined_units.value};
    if (view.is_sold_out()) return sentence_html(locale, "page.sold_out_says", {people, units});
    if (g.joined_units < Units{1})
        return sentence_html(locale, by_kind(g, "page.none_people", "page.none_units"),
                             {{"goal", g.threshold.value}});
    if (!groupbuy::threshold_reached(g))
        return sentence_html(locale, by_kind(g, "page.missing_people", "page.missing_units"),
                             {people, units, {"missing", missing(g)}});
    return sentence_html(locale, "page.reached", {people, units});
}

// 再 11 份，每份降到 ¥149。 Empty if there is but one price.
std::string price_html(Locale locale, const GroupBuy& g) {
    if (const auto* const next = next_lower_price(g))
        return sentence_html(
            locale, "page.next_tier",
            {{"more", (next->units - g.joined_units).value}, {"price_fen", next->price_fen.value}});
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
    return sentence_html(locale, by_kind(g, "page.failed_people_says", "page.failed_units_says"),
                         {{"missing", missing(g)}});
}

std::string locked_html(Locale locale, const GroupBuy& g) {
    return sentence_html(locale, "page.locked_says",
                         {{"people", g.joined_people},
                          {"units", g.joined_units.value},
                          {"price_fen", g.final_price_fen.value}});
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
    const std::span<const catalog::Tier> tiers = g.tiers;
    std::size_t count = 1;
    while (count < tiers.size() && tiers[count].units <= g.stock) ++count;
    return tiers.first(count);
}

const catalog::Tier* next_lower_price(const GroupBuy& g) {
    for (const catalog::Tier& tier : reachable_tiers(g).subspan(1))
        if (tier.units > g.joined_units) return &tier;
    return nullptr;
}

Progress progress_of(Locale locale, const GroupBuy& g) {
    std::string_view key = "page.progress_lowest";
    std::int64_t have = 1;
    std::int64_t goal = 1;
    if (!groupbuy::threshold_reached(g)) {
        key = by_kind(g, "page.progress_people", "page.progress_units");
        have = groupbuy::toward_threshold(g);
        goal = g.threshold.value;
    } else if (const auto* const next = next_lower_price(g)) {
        key = "page.progress_tier";
        have = g.joined_units.value;
        goal = next->units.value;
    }
    return {percent_of(have, goal), sentence(locale, key, {{"have", have}, {"goal", goal}})};
}

std::string standing_html(Locale locale, const GroupBuyView& view) {
    const GroupBuy& g = view.groupbuy;
    switch (view.stage) {
        case Stage::preheat:
            return sentence_html(locale, "page.preheat_says", {{"starts_ms", g.starts_at.ms}});
        case Stage::open_:
            return open_html(locale, view);
        case Stage::overdue:
            return sentence_html(locale, "page.overdue_says",
                                 {{"people", g.joined_people}, {"units", g.joined_units.value}});
        case Stage::locked:
            return locked_html(locale, g);
        case Stage::failed:
            return failed_html(locale, g);
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
    Instant at = g.ended_at;
    if (view.stage == Stage::preheat) {
        at = g.starts_at;
        key = "page.opens";
        left_key = "page.time_to_go";
    } else if (view.stage == Stage::open_) {
        at = g.deadline;
        key = "page.closes";
        left_key = "page.time_left";
    } else if (view.stage == Stage::overdue) {
        at = g.deadline;
        key = "page.closed";
    }
    data["time_iso"] = PageData(iso_text(at));
    data["time_text"] = PageData(sentence(locale, key, {}, {{"when", when(locale, at, view.now)}}));
    if (!left_key.empty())
        data["time_left"] =
            PageData(sentence(locale, left_key, {{"left_ms", (at.ms - view.now.ms)}}));
}

}  // namespace starfish
