// Assertions about group-buys in scenarios:
//
//     then GROUP-BUY is draft | review | preheat | open | halted | ending | overdue | locked |
//          failed | cancelled, 2 people, 7 units, 3 left, 1 to go, 2 waiting, 7 sold, ¥159 each,
//          next ¥149 from 8, no next tier, number 9, because "…"
//     then OFFER in GROUP-BUY is 7 units, 3 left, 2 waiting, 7 sold, ¥159 each, next ¥149 from 8
//     then OFFER is 10 left, 20 reserved
//     then 李芳 holds 4 of OFFER in GROUP-BUY            asked for; by default its first offer
//     then 李芳 gets 4 in GROUP-BUY                      by the allocator, once it is locked
//     then GROUP-BUY lists 李芳 ×4, 王强 ×3 back, 李芳 ×1     in the order of their numbers
#include "core/subjects/groupbuy/scenario_assertions.hpp"

#include "core/base/json/description.hpp"
#include "core/scenario/spelling.hpp"
#include "core/subjects/catalog/scenario.hpp"
#include "core/subjects/groupbuy/queries.hpp"
#include "core/subjects/groupbuy/scenario.hpp"

#include <algorithm>

namespace starfish::groupbuy::scenarios {
namespace {

using namespace scenario;
using catalog::an_offer;

constexpr std::string_view next_tier_topic = "next tier";
constexpr std::string_view number_topic = "last number";
constexpr std::string_view no_next_tier = "no next tier";

Property next_tier(Fen fen, std::int32_t from) {
    return {next_tier_topic, "next " + spelt(fen) + " from " + std::to_string(from)};
}
Property last_number(std::int32_t number) {
    return {number_topic, "number " + std::to_string(number)};
}

// next ¥149 from 8
Property read_next_tier(Line& line) {
    const Fen fen = line.price();
    line.expect("from");
    return next_tier(fen, line.number("how many units"));
}
Property read_no_next_tier(Line& line) {
    line.expect("next");
    line.expect("tier");
    return {next_tier_topic, std::string(no_next_tier)};
}
Property read_last_number(Line& line) {
    return last_number(line.number("a join number"));
}

std::vector<Property> properties_of_item(const GroupBuy& groupbuy, std::int32_t item) {
    const Sale& sale = groupbuy.sales.at(static_cast<std::size_t>(item));
    const auto* const tier = catalog::next_tier(goods_of(groupbuy, item).tiers, sale.joined);
    return {count_of(sale.joined.value, "units"),
            count_of(remaining(groupbuy, item).value, "left"),
            count_of(sale.waiting.value, "waiting"),
            count_of(sale.sold.value, "sold"),
            price_each(price_now(groupbuy, item)),
            tier ? next_tier(tier->price_fen, tier->units.value)
                 : Property{next_tier_topic, std::string(no_next_tier)}};
}

// With several goods, joined and left units are sums; the other properties are those of the first.
std::optional<std::vector<Property>> properties_of_groupbuy(const Scene& scene,
                                                            std::string_view name) {
    const auto id = scene.find(a_groupbuy, name);
    if (!id) return std::nullopt;
    const GroupBuy& groupbuy = scene.state().groupbuy.groupbuys.at(*id);
    const std::int64_t lacking =
        std::max<std::int64_t>(0, groupbuy.terms.threshold.value - toward_threshold(groupbuy));
    std::vector<Property> properties{
        stage_of(json::name_of(stage_at(groupbuy, scene.now))),
        count_of(groupbuy.joined_people, "people"),
        count_of(joined_units(groupbuy).value, "units"),
        count_of(remaining(groupbuy).value, "left"),
        count_of(lacking, "to go"),
        last_number(groupbuy.last_join_number),
        reason_of(groupbuy.end_reason.empty() ? groupbuy.review_note : groupbuy.end_reason)};
    for (Property& property : properties_of_item(groupbuy, 0))
        if (std::ranges::find(properties, property.topic, &Property::topic) == properties.end())
            properties.push_back(std::move(property));
    return properties;
}

// The stock of an offer that group-buys have reserved.
std::optional<std::vector<Property>> properties_of_stock(const Scene& scene,
                                                         std::string_view name) {
    const auto id = scene.find(an_offer, name);
    if (!id) return std::nullopt;
    const Offer& offer = scene.state().catalog.offers.at(*id);
    const Units free = unreserved(scene.state().groupbuy, offer);
    return {{count_of(free.value, "left"), count_of((offer.stock - free).value, "reserved")}};
}

// OFFER in GROUP-BUY is …
Assertion item_is(Line& line, const std::string& offer_name) {
    const std::string groupbuy_name = line.name("a group-buy");
    if (!line.accept("is")) line.expect("has");
    return [=, stated = read_properties(line)](const Scene& scene) -> std::optional<Difference> {
        const auto id = scene.find(a_groupbuy, groupbuy_name);
        if (!id) return no_such("a group-buy", groupbuy_name);
        const GroupBuy& groupbuy = scene.state().groupbuy.groupbuys.at(*id);
        const auto offer = scene.find(an_offer, offer_name);
        const auto item = offer ? item_of(groupbuy, *offer) : std::nullopt;
        if (!item) return no_such("an offer of " + groupbuy_name, offer_name);
        return compare(offer_name, stated, properties_of_item(groupbuy, *item));
    };
}

// 李芳 holds 4 of OFFER in GROUP-BUY
Assertion holds(Line& line, const std::string& person) {
    const std::int32_t stated = line.number("how many units");
    const std::string offer_name = read_offer_if_any(line);
    line.expect("in");
    const std::string groupbuy_name = line.name("a group-buy");
    return [=](const Scene& scene) -> std::optional<Difference> {
        const auto id = scene.find(a_groupbuy, groupbuy_name);
        if (!id) return no_such("a group-buy", groupbuy_name);
        const State& state = scene.state().groupbuy;
        std::optional<std::int32_t> item = 0;
        if (!offer_name.empty()) {
            const auto offer = scene.find(an_offer, offer_name);
            item = offer ? item_of(state.groupbuys.at(*id), *offer) : std::nullopt;
            if (!item) return no_such("an offer of " + groupbuy_name, offer_name);
        }
        const Units units = holding(state, *id, *item, scene.consumer(person)).units;
        return compare(std::to_string(stated), std::to_string(units.value));
    };
}

// 李芳 gets 4 in GROUP-BUY
Assertion gets(Line& line, const std::string& person) {
    const std::int32_t stated = line.number("how many units");
    line.expect("in");
    const std::string groupbuy_name = line.name("a group-buy");
    return [=](const Scene& scene) -> std::optional<Difference> {
        const auto id = scene.find(a_groupbuy, groupbuy_name);
        if (!id) return no_such("a group-buy", groupbuy_name);
        std::int32_t units = 0;
        for (const Id<OrderLine> line_id : lines_of_person(scene, person, *id)) {
            const OrderLine& order_line = scene.state().groupbuy.lines.at(line_id);
            if (order_line.left_at.ms == 0) units += order_line.allotted.value;
        }
        return compare(std::to_string(stated), std::to_string(units));
    };
}

std::string text_of_lines(const Scene& scene, Id<GroupBuy> groupbuy) {
    const State& state = scene.state().groupbuy;
    std::string text;
    for (const Id<OrderLine> id : lines_of(state, groupbuy)) {
        const OrderLine& line = state.lines.at(id);
        if (!text.empty()) text += ", ";
        text += scene.name_of(line.consumer);
        text += " ×" + std::to_string(line.quantity.value);
        if (line.tolerance > Units{0}) text += "+" + std::to_string(line.tolerance.value);
        if (line.waiting) text += " waiting";
        if (line.left_at.ms != 0) text += " back";
    }
    return text;
}

// GROUP-BUY lists 李芳 ×4, 王强 ×3 back
Assertion lists(Line& line, const std::string& groupbuy_name) {
    return [=, stated = line.the_rest()](const Scene& scene) -> std::optional<Difference> {
        const auto id = scene.find(a_groupbuy, groupbuy_name);
        if (!id) return no_such("a group-buy", groupbuy_name);
        return compare(stated, text_of_lines(scene, *id));
    };
}

constexpr Predicate predicates[] = {
    {"gets", gets}, {"holds", holds}, {"lists", lists}, {"in", item_is, false}};
constexpr Description descriptions[] = {{"an offer", properties_of_stock},
                                        {"a group-buy", properties_of_groupbuy}};
constexpr PropertyForm properties[] = {
    counts("people", "person"),
    counts("units", "unit"),
    counts("left"),
    counts("reserved"),
    counts("to go"),
    counts("waiting"),
    counts("sold"),
    clause("no", read_no_next_tier),
    clause("next", read_next_tier),
    clause("number", read_last_number),
    stage_word("draft"),
    stage_word("review"),
    stage_word("preheat"),
    stage_word("open"),
    stage_word("halted"),
    stage_word("ending"),
    stage_word("overdue"),
    stage_word("locked"),
    stage_word("failed"),
    stage_word("cancelled"),
};

}  // namespace

scenario::Vocabulary assertions() {
    return {.predicates = predicates, .descriptions = descriptions, .properties = properties};
}

}  // namespace starfish::groupbuy::scenarios
