#include "server/pages/groupbuy/groupbuy_parts.hpp"

#include "core/base/json/description.hpp"

#include <algorithm>

namespace starfish {
namespace {

using groupbuy::GroupBuy;
using groupbuy::Stage;

std::int64_t missing(const GroupBuy& groupbuy) {
    return groupbuy.terms.threshold.value - groupbuy::toward_threshold(groupbuy);
}

std::string with_star_as(std::string_view key, std::string_view word) {
    std::string name(key);
    return name.replace(name.find('*'), 1, word);
}

// The key for the kind of threshold: people, units or amount replaces the star.
std::string by_kind(const GroupBuy& groupbuy, std::string_view key) {
    return with_star_as(key, json::name_of(groupbuy.terms.threshold.kind));
}

bool has_one_kind(const GroupBuy& g) {
    return g.terms.goods.size() == 1;
}

// Waitlisted joins do not count toward the threshold.
std::string sold_out_html(Locale locale, const GroupBuy& g) {
    std::string html =
        sentence_html(locale, "page.sold_out_says",
                      {{"people", g.joined_people}, {"units", groupbuy::joined_units(g).value}});
    if (groupbuy::threshold_reached(g)) return html;
    html += between_sentences(locale);
    return html +=
           sentence_html(locale, by_kind(g, "page.still_missing_*"), {{"missing", missing(g)}});
}

std::string joined_html(Locale locale, const GroupBuyView& view) {
    const GroupBuy& g = view.groupbuy;
    const Fact people{"people", g.joined_people};
    const Fact units{"units", groupbuy::joined_units(g).value};
    if (view.is_sold_out()) return sold_out_html(locale, g);
    if (groupbuy::joined_units(g) < Units{1})
        return sentence_html(locale, by_kind(g, "page.none_*"),
                             {{"goal", g.terms.threshold.value}});
    if (!groupbuy::threshold_reached(g))
        return sentence_html(locale, by_kind(g, "page.missing_*"),
                             {people, units, {"missing", missing(g)}});
    return sentence_html(locale, "page.reached", {people, units});
}

std::string open_html(Locale locale, const GroupBuyView& view) {
    std::string html = joined_html(locale, view);
    if (!has_one_kind(view.groupbuy)) return html;
    html += between_sentences(locale);
    return html += price_html(locale, view.groupbuy, 0);
}

std::string locked_html(Locale locale, const GroupBuy& g) {
    const Fact people{"people", g.joined_people};
    const Fact units{"units", groupbuy::joined_units(g).value};
    if (!has_one_kind(g)) return sentence_html(locale, "page.locked_several", {people, units});
    return sentence_html(locale, "page.locked_says",
                         {people, units, {"price_fen", groupbuy::price_now(g, 0).value}});
}

// The sentence of `key`, followed by the typed reason.
std::string because_html(Locale locale, std::string_view key, std::string_view reason) {
    std::string html = sentence_html(locale, key);
    if (reason.empty()) return html;
    html += between_sentences(locale);
    return html += sentence_html(locale, "page.cancelled_why", {}, {{"reason", reason}});
}

// The reason of each halted offer, named if the group-buy has several.
std::string halted_html(Locale locale, const GroupBuyView& view) {
    std::string html =
        sentence_html(locale, view.takes_joins() ? "page.halted_part" : "page.halted_says");
    for (const catalog::Offer& offer : view.offers) {
        if (offer.halted_reason.empty()) continue;
        html += between_sentences(locale);
        html +=
            sentence_html(locale, view.has_several() ? "page.halted_why_of" : "page.cancelled_why",
                          {}, {{"title", offer.title}, {"reason", offer.halted_reason}});
    }
    return html;
}

std::string ending_html(Locale locale, const GroupBuyView& view) {
    const GroupBuy& g = view.groupbuy;
    if (g.ending_cancels) return because_html(locale, "page.ending_cancels", g.end_reason);
    return sentence_html(locale, "page.ending_says");
}

// The keys for 今天 17:30 截止 and for the time left until then.
struct Moment {
    Instant at;
    std::string_view key;
    std::string_view left_key = {};
};

Moment moment_of(const GroupBuyView& view) {
    const GroupBuy& g = view.groupbuy;
    switch (view.stage) {
        case Stage::preheat:
            return {g.terms.starts_at, "page.opens", "page.time_to_go"};
        case Stage::open_:
            return {g.terms.deadline, "page.closes", "page.time_left"};
        case Stage::ending:
            return {g.ending_at, "page.decided_at", "page.time_to_go"};
        case Stage::overdue:
            return {g.terms.deadline, "page.closed"};
        case Stage::halted:
            if (view.is_running()) return {g.terms.deadline, "page.closes", "page.time_left"};
            return {g.terms.deadline, "page.closed"};
        default:
            return {g.ended_at.ms != 0 ? g.ended_at : g.terms.deadline, "page.ended"};
    }
}

}  // namespace

std::string_view between_sentences(Locale locale) {
    return locale == Locale::en ? " " : "";
}

std::string by_payment(const GroupBuy& groupbuy, std::string_view key) {
    return with_star_as(key, json::name_of(groupbuy.terms.payment));
}

std::string stage_word(Locale locale, const GroupBuyView& view) {
    if (view.stage == Stage::open_ && view.is_sold_out()) return say(locale, "page.sold_out");
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
            return say(locale, view.takes_joins() ? "page.partly_halted" : "stage.halted");
        case Stage::ending:
            return say(locale, view.groupbuy.ending_cancels ? "page.cancelling" : "stage.ending");
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

std::string pickup_time(Locale locale, const GroupBuyView& view,
                        const community::PickupPoint& point) {
    const groupbuy::Terms& terms = view.groupbuy.terms;
    if (terms.pickup_from.ms == 0) return point.hours;
    const bool same_day = shanghai_day(terms.pickup_from) == shanghai_day(terms.pickup_until);
    const std::string until =
        same_day ? time_of_day(terms.pickup_until) : when(locale, terms.pickup_until, view.now);
    return when(locale, terms.pickup_from, view.now) + "–" + until;
}

PageData place_data(Locale locale, const GroupBuyView& view, const community::PickupPoint& point) {
    PageData place;
    place["id"] = PageData(std::to_string(point.id.value));
    place["name"] = PageData(point.name);
    place["hours"] = PageData(pickup_time(locale, view, point));
    place["address"] = PageData(point.address);
    return place;
}

void add_others(PageData& data, Locale locale, const GroupBuyView& view) {
    PageList others;
    for (const OpenGroupBuy& other : view.others) {
        PageData one;
        one["other_code"] = PageData(other.code);
        one["other_title"] = PageData(other.title);
        one["other_closes"] = PageData(sentence(
            locale, "page.closes", {}, {{"when", when(locale, other.deadline, view.now)}}));
        others.push_back(std::move(one));
    }
    data["others_shown"] = PageData(!others.empty());
    data["others_title"] =
        PageData(sentence(locale, "page.others_title", {}, {{"leader", view.leader.name}}));
    data["others"] = PageData(others);
}

int percent_of(std::int64_t have, std::int64_t goal) {
    if (goal < 1 || have >= goal) return 100;
    return static_cast<int>(std::max<std::int64_t>(have, 0) * 100 / goal);
}

PageData progress_data(const Progress& progress) {
    PageData bar;
    bar["percent"] = PageData(std::to_string(progress.percent));
    bar["label"] = PageData(progress.label);
    return bar;
}

std::span<const catalog::Tier> reachable_tiers(const GroupBuy& g, std::int32_t item) {
    const groupbuy::Goods& goods = groupbuy::goods_of(g, item);
    const std::span<const catalog::Tier> tiers = goods.tiers;
    std::size_t count = 1;
    while (count < tiers.size() && tiers[count].units <= goods.stock) ++count;
    return tiers.first(count);
}

const catalog::Tier* next_lower_price(const GroupBuy& g, std::int32_t item) {
    for (const catalog::Tier& tier : reachable_tiers(g, item).subspan(1))
        if (tier.units > groupbuy::joined_units(g, item)) return &tier;
    return nullptr;
}

std::string price_html(Locale locale, const GroupBuy& g, std::int32_t item) {
    if (const auto* const next = next_lower_price(g, item))
        return sentence_html(locale, "page.next_tier",
                             {{"more", (next->units - groupbuy::joined_units(g, item)).value},
                              {"price_fen", next->price_fen.value}});
    return reachable_tiers(g, item).size() > 1 ? sentence_html(locale, "page.at_lowest") : "";
}

Progress progress_of(Locale locale, const GroupBuy& g) {
    std::string key = has_one_kind(g) ? "page.progress_lowest" : "groupbuy.threshold_met";
    std::int64_t have = 1;
    std::int64_t goal = 1;
    if (!groupbuy::threshold_reached(g)) {
        key = by_kind(g, "page.progress_*");
        have = groupbuy::toward_threshold(g);
        goal = g.terms.threshold.value;
    } else if (const auto* const next = has_one_kind(g) ? next_lower_price(g, 0) : nullptr) {
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
            return halted_html(locale, view);
        case Stage::ending:
            return ending_html(locale, view);
        case Stage::locked:
            return locked_html(locale, g);
        case Stage::failed:
            return sentence_html(locale, by_kind(g, "page.failed_*_says"),
                                 {{"missing", missing(g)}});
        case Stage::draft:
        case Stage::review:
        case Stage::cancelled:
            break;
    }
    return because_html(locale, "page.cancelled_says", g.end_reason);
}

void add_standing(PageData& data, Locale locale, const GroupBuyView& view) {
    const GroupBuy& g = view.groupbuy;
    data["standing"] = PageData(standing_html(locale, view));
    if (view.stage == Stage::open_) data["progress"] = progress_data(progress_of(locale, g));
    const auto more = [&](std::string_view key) {
        data["standing_more"] = PageData(say(locale, key));
    };
    if (view.stage == Stage::failed || view.stage == Stage::cancelled)
        more(by_payment(g, "page.nobody_pays_*"));
    else if (view.stage == Stage::locked)
        more(by_payment(g, "page.locked_more_*"));
    else if (view.stage == Stage::ending)
        more("page.ending_may_go_on");
    else if (has_one_kind(g) && reachable_tiers(g, 0).size() > 1)
        more("page.same_price");
}

void add_time(PageData& data, Locale locale, const GroupBuyView& view) {
    const GroupBuy& g = view.groupbuy;
    const Moment moment = moment_of(view);
    data["time_iso"] = PageData(iso_text(moment.at));
    data["time_text"] =
        PageData(sentence(locale, moment.key, {}, {{"when", when(locale, moment.at, view.now)}}));
    if (!moment.left_key.empty())
        data["time_left"] =
            PageData(sentence(locale, moment.left_key, {{"left_ms", moment.at.ms - view.now.ms}}));
    if (g.first_deadline.ms != 0 && moment.at == g.terms.deadline)
        data["time_more"] = PageData(sentence(
            locale, "page.extended", {}, {{"when", when(locale, g.first_deadline, view.now)}}));
}

}  // namespace starfish
