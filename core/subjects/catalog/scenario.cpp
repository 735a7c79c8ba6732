// The catalog in scenarios:
//
//     WHO publishes NAME: 10 盒, at most 4 each, 1+ ¥168, 5+ ¥159
//         at most 2 an order; cartons of 6; costs ¥90; reviewed (the supplier reviews group-buys)
//         earns 80 per mille; earns ¥5 each; service ¥2; claims 7 days (the leader's pay)
//         below cost because: title: summary: ingredients: net content: origin: storage: shelf
//         life: producer: licence: by default those of a plain sample, and the name as the title
//     WHO withdraws OFFER because "…"
//     WHO halts OFFER because "…"                       WHO resumes OFFER
//
//     then OFFER is published | halted | withdrawn, because "…"
#include "core/subjects/catalog/scenario.hpp"

#include "core/scenario/vocabulary.hpp"

namespace starfish::catalog {
namespace scenarios {
namespace {

using namespace scenario;

// The label of an offer in a scenario that is about something else.
Label plain_label() {
    return {.ingredients = "海参、饮用水、食用盐",
            .net_content = "500 g",
            .origin = "辽宁大连",
            .storage = "0–4 ℃ 冷藏",
            .shelf_life = "30 天",
            .producer = "示例食品有限公司",
            .licence = "SC10042000000000"};
}

void take_label(Details& details, Label& label) {
    details.take("ingredients", label.ingredients);
    details.take("net content", label.net_content);
    details.take("origin", label.origin);
    details.take("storage", label.storage);
    details.take("shelf life", label.shelf_life);
    details.take("producer", label.producer);
    details.take("licence", label.licence);
}

// earns 80 per mille | earns ¥5 each | service ¥2
bool read_reward_term(Line& line, PublishOffer& offer) {
    const bool earns = line.accept("earns");
    if (!earns && !line.accept("service")) return false;
    Reward reward = offer.reward.value_or(Reward{});
    if (!earns) {
        reward.service_fen = line.price();
    } else if (line.price_is_next()) {
        reward.sale_fen = line.price();
        line.expect("each");
    } else {
        reward.sale_per_mille = line.number("how many thousandths, or a price");
        line.expect("per");
        line.expect("mille");
    }
    offer.reward = reward;
    return true;
}

// at most 4 each | at most 2 an order
void read_cap(Line& line, PublishOffer& offer) {
    line.expect("most");
    const Units most{line.number("how many units")};
    if (line.accept("an")) {
        line.expect("order");
        offer.cap_per_order = most;
        return;
    }
    offer.cap_per_person = most;
    line.expect("each");
}

// at most 4 each | 10 盒 | 5+ ¥159 | cartons of 6 | reviewed | costs ¥90 | claims 7 days
void read_offer_term(Line& line, PublishOffer& offer) {
    if (read_reward_term(line, offer)) return;
    if (line.accept("at")) return read_cap(line, offer);
    if (line.accept("claims")) {
        offer.after_sales_days = line.number("how many days");
        line.expect("days");
    } else if (line.accept("cartons")) {
        line.expect("of");
        offer.carton = Units{line.number("how many units")};
    } else if (line.accept("reviewed")) {
        offer.needs_review = true;
    } else if (line.accept("costs")) {
        offer.cost_fen = line.price();
    } else {
        const Units units{
            line.number("\"at most 4 each\", a stock such as 10 盒, or a tier, 5+ ¥159")};
        if (line.accept("+")) {
            offer.tiers.push_back({units, line.price()});
            return;
        }
        offer.stock = units;
        offer.unit = line.name("what a unit is called, such as 盒");
    }
}

Actions publishes(Reading& r) {
    std::string name = r.line.name("what the offer is called");
    PublishOffer offer;
    offer.label = plain_label();
    r.line.expect(":");
    do read_offer_term(r.line, offer);
    while (r.line.accept(","));
    if (offer.cap_per_person == Units{}) offer.cap_per_person = offer.stock;
    offer.title = name;
    r.details.take("title", offer.title);
    r.details.take("summary", offer.summary);
    r.details.take("unit", offer.unit);
    if (std::string why; r.details.take("below cost because", why), !why.empty())
        offer.below_cost_reason = why;
    take_label(r.details, offer.label);
    return r.action([=](ActionScene&) { return offer; }, std::move(name));
}

Actions withdraws(Reading& r) {
    const std::string offer = r.line.name("an offer");
    const std::string reason = read_reason(r.line);
    return r.action(
        [=](ActionScene& scene) { return WithdrawOffer{scene.id(an_offer, offer), reason}; });
}

Actions halts(Reading& r) {
    const std::string offer = r.line.name("an offer");
    const std::string reason = read_reason(r.line);
    return r.action(
        [=](ActionScene& scene) { return HaltOffer{scene.id(an_offer, offer), reason}; });
}

Actions resumes(Reading& r) {
    const std::string offer = r.line.name("an offer");
    return r.action([=](ActionScene& scene) { return ResumeOffer{scene.id(an_offer, offer)}; });
}

std::optional<std::vector<Property>> properties_of_offer(const Scene& scene,
                                                         std::string_view name) {
    const auto id = scene.find(an_offer, name);
    if (!id) return std::nullopt;
    const Offer& offer = scene.state().catalog.offers.at(*id);
    const std::string_view stage = offer.withdrawn               ? "withdrawn"
                                   : offer.halted_reason.empty() ? "published"
                                                                 : "halted";
    return {{stage_of(stage),
             reason_of(offer.withdrawn ? offer.withdrawn_reason : offer.halted_reason)}};
}

constexpr Verb verbs[] = {
    {"publishes", publishes},
    {"withdraws", withdraws},
    {"halts", halts},
    {"resumes", resumes},
};
constexpr Creation creations[] = {creates<&OfferPublished::offer>(an_offer)};
constexpr Description descriptions[] = {{"an offer", properties_of_offer}};
constexpr PropertyForm properties[] = {stage_word("published"), stage_word("halted"),
                                       stage_word("withdrawn")};

}  // namespace
}  // namespace scenarios

scenario::Vocabulary vocabulary(std::type_identity<State>) {
    using namespace scenarios;
    return {.verbs = verbs,
            .creations = creations,
            .descriptions = descriptions,
            .properties = properties};
}

}  // namespace starfish::catalog
