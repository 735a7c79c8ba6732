#include "server/pages/groupbuy/groupbuy_page.hpp"

#include "core/base/json/description.hpp"
#include "core/base/text.hpp"
#include "server/pages/groupbuy/goods_parts.hpp"
#include "server/pages/groupbuy/groupbuy_parts.hpp"

namespace starfish {
namespace {

using groupbuy::GroupBuy;
using groupbuy::PaymentKind;
using groupbuy::Stage;

void add_people(PageData& data, Locale locale, const GroupBuyView& view) {
    data["community"] = PageData(view.community.name);
    data["group_of"] = PageData(group_of(locale, view));
    data["stage_word"] = PageData(stage_word(locale, view));
    data["leader"] = PageData(view.leader.name);
    data["leader_initial"] = PageData(initial_of(view.leader.name));
    if (!view.leader.tagline.empty()) data["tagline"] = PageData(view.leader.tagline);
    PageList places;
    for (const auto& point : view.pickups) places.push_back(place_data(locale, view, point));
    // Place and time stand at the top; several pickup points get a line each.
    data["pickups"] = PageData(places);
}

void add_title(PageData& data, const GroupBuyView& view) {
    data["title"] = PageData(view.title);
    data["code"] = PageData(view.groupbuy.code);
    if (view.has_several()) return;
    if (!view.offers.front().summary.empty())
        data["summary"] = PageData(view.offers.front().summary);
}

// 已达到, 还差 3 人: the tag beside the threshold.
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

// The rules: how to pay, what happens if the group-buy fails, and when money is refunded.
void add_rules(PageData& data, Locale locale, const GroupBuyView& view) {
    const GroupBuy& g = view.groupbuy;
    if (view.stage == Stage::cancelled) {
        data["rules_title"] = PageData(say(locale, "page.refund_title"));
    } else {
        add_threshold_tag(data, locale, view);
        const std::string kind{json::name_of(g.terms.threshold.kind)};
        data["rules_title"] =
            PageData(say(locale, "page.threshold_" + kind, {{"value", g.terms.threshold.value}}));
    }
    const bool is_to_come = view.stage == Stage::preheat || view.is_running();
    PageList rules;
    const auto rule = [&](std::string_view key) {
        rules.emplace_back(say(locale, key,
                               {{"deadline_ms", g.terms.deadline.ms},
                                {"hours", orders::pay_within_transfer_ms / hour_ms},
                                {"minutes", orders::pay_within_provider_ms / minute_ms},
                                {"retry_hours", orders::retry_wait_max_ms / hour_ms}}));
    };
    if (is_to_come) rule(by_payment(g, "page.rule_pay_*"));
    if (view.stage == Stage::locked) rule(by_payment(g, "page.rule_locked_*"));
    if (is_to_come) rule("page.rule_leave");
    if (is_to_come || view.stage == Stage::overdue) rule(by_payment(g, "page.rule_fails_*"));
    // The refund period matters to everyone who has paid, however the group-buy ended.
    if (g.terms.payment != PaymentKind::pickup) rule(by_payment(g, "page.rule_refund_*"));
    data["rules_shown"] = PageData(!rules.empty());
    data["rules"] = PageData(rules);
}

// 3 号 · 2 份: joins are shown by number, without names.
void add_latest(PageData& data, Locale locale, const GroupBuyView& view) {
    PageList joins;
    for (const PublicJoin& public_join : view.latest) {
        PageData join;
        join["number"] = PageData(say(locale, "page.number", {{"number", public_join.number}}));
        join["units"] =
            PageData(say(locale, "page.units", {{"units", public_join.quantity.value}}));
        join["at"] = PageData(when(locale, public_join.at, view.now));
        join["iso"] = PageData(iso_text(public_join.at));
        join["waiting"] = PageData(public_join.waiting);
        if (view.has_several()) join["goods_title"] = PageData(view.offer(public_join.item).title);
        joins.push_back(std::move(join));
    }
    data["latest_shown"] = PageData(!joins.empty());
    data["latest"] = PageData(joins);
}

// The bar at the foot: why the group-buy takes no joins.
void add_bar(PageData& data, Locale locale, const GroupBuyView& view) {
    std::string title = stage_word(locale, view);
    std::string text;
    if (view.stage == Stage::preheat) {
        title = data["time_text"].string_value();
        text = say(locale, "page.bar_preheat");
        data["reminds"] = PageData(true);
    } else if (view.stage == Stage::overdue || view.stage == Stage::ending) {
        text =
            say(locale, view.groupbuy.ending_cancels ? "page.bar_cancelling" : "page.bar_overdue");
    } else if (view.stage == Stage::halted) {
        text = say(locale, "page.bar_halted");
    } else {
        text = std::move(title);
        title = say(locale, "page.bar_ended");
    }
    data["bar_title"] = PageData(title);
    data["bar_text"] = PageData(text);
}

PageHead head_of(Locale locale, const GroupBuyView& view, std::string_view path) {
    const GroupBuy& g = view.groupbuy;
    const NamedText community{"community", view.community.name};
    const NamedText leader{"leader", view.leader.name};
    PageHead head{
        .path = path,
        .title = sentence(locale, "page.groupbuy_title", {}, {{"title", view.title}, leader}),
        .description = {},
        .picture = std::string(path) + "/poster.png"};
    const bool is_open = view.stage == Stage::open_ && !view.is_sold_out();
    if (is_open && !view.has_several())
        head.description =
            sentence(locale, "page.described_open",
                     {{"people", g.joined_people}, {"units", groupbuy::joined_units(g).value}},
                     {community,
                      leader,
                      {"price", yuan(groupbuy::price_now(g, 0))},
                      {"when", date_and_time(locale, g.terms.deadline)}});
    else if (is_open)
        head.description =
            sentence(locale, "page.described_several",
                     {{"goods", view.size()},
                      {"people", g.joined_people},
                      {"units", groupbuy::joined_units(g).value}},
                     {community, leader, {"when", date_and_time(locale, g.terms.deadline)}});
    else
        head.description = sentence(locale, "page.described_other", {},
                                    {community, leader, {"stage", stage_word(locale, view)}});
    return head;
}

}  // namespace

std::string groupbuy_page(PageWriter& writer, const Reader& reader, const GroupBuyView& view,
                          std::string_view key, const RefusedJoin* refused) {
    static const TypedJoin nothing_typed;
    const Locale locale = reader.locale;
    const std::string path = "/g/" + view.groupbuy.code;
    PageData data;
    add_people(data, locale, view);
    add_title(data, view);
    add_price(data, locale, view);
    add_time(data, locale, view);
    add_standing(data, locale, view);
    if (!view.has_several()) add_tiers(data, locale, view, 0);
    add_goods(data, locale, view);
    add_latest(data, locale, view);
    add_others(data, locale, view);
    add_rules(data, locale, view);
    data["after_sales_says"] =
        PageData(sentence(locale, "page.after_sales_says", {}, {{"leader", view.leader.name}}));
    const bool takes_joins = view.takes_joins();
    if (refused) {
        const auto fields = takes_joins ? join_fields_of(view) : std::vector<std::string_view>{};
        add_problems(data, data, locale, refused->problems, fields);
        data["problems_title"] = PageData(say(locale, "page.problems_title"));
        data["problem_order"] = refused->order.empty() ? PageData(false) : PageData(refused->order);
    }
    data["takes_joins"] = PageData(takes_joins);
    data["has_script"] = PageData(takes_joins);
    if (takes_joins)
        add_join_fields(data, locale, view, key, refused ? refused->typed : nothing_typed);
    else
        add_bar(data, locale, view);
    return writer.page("groupbuy", reader, head_of(locale, view, path), std::move(data));
}

}  // namespace starfish
