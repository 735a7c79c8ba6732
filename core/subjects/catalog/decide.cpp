#include "core/base/text.hpp"
#include "core/rules/limits.hpp"
#include "core/subjects/catalog/catalog.hpp"

#include <boost/mp11.hpp>

#include <algorithm>

namespace starfish::catalog {
namespace {

std::optional<Refusal> refuse_label(const Label& label) {
    using Fields = boost::describe::describe_members<Label, boost::describe::mod_public>;
    std::optional<Refusal> refusal;
    boost::mp11::mp_for_each<Fields>([&](auto field) {
        if (refusal) return;
        refusal = refuse_text(label.*field.pointer, std::string("label.") + field.name,
                              {.least = 1, .most = 200});
    });
    return refusal;
}

std::optional<Refusal> refuse_offer_texts(const PublishOffer& offer) {
    if (auto no = refuse_text(offer.title, "title", {.least = 2, .most = 40})) return no;
    if (auto no = refuse_text(offer.summary, "summary", {.least = 0, .most = 200, .lines = true}))
        return no;
    if (auto no = refuse_text(offer.unit, "unit", {.least = 1, .most = 8})) return no;
    return refuse_label(offer.label);
}

std::optional<Refusal> refuse_units(const OfferPublished& e) {
    const auto no = [](std::string_view code, std::string_view field, Units most) {
        return Refusal{RefusalKind::invalid, code, std::string(field), {{"most", most.value}}};
    };
    if (e.stock < Units{1} || e.stock > units_max)
        return no("offer.stock_range", "stock", units_max);
    if (e.cap_per_person < Units{1} || e.cap_per_person > e.stock)
        return no("offer.cap_range", "cap_per_person", e.stock);
    if (e.cap_per_order < Units{1} || e.cap_per_order > e.cap_per_person)
        return no("offer.cap_range", "cap_per_order", e.cap_per_person);
    if (e.carton < Units{1} || e.carton > e.stock)
        return no("offer.carton_range", "carton", e.stock);
    return refuse_tiers(e.tiers, e.stock);
}

// The lowest price less the pay for one unit sold alone.
Fen left_after_pay(const OfferPublished& e) {
    const Fen lowest = e.tiers.back().price_fen;
    const Fen share{(lowest.value * e.reward.sale_per_mille + 999) / 1000};
    return lowest - e.reward.sale_fen - share - e.reward.service_fen;
}

// Selling below cost is illegal (价格法, article 14 (2)) unless there is a cause such as a short
// shelf life; so the cause is put on record. Pay comes out of the price.
std::optional<Refusal> refuse_cost(const OfferPublished& e) {
    if (e.cost_fen < Fen{0} || e.cost_fen > price_max)
        return Refusal{
            RefusalKind::invalid, "offer.cost_range", "cost_fen", {{"most_fen", price_max.value}}};
    const bool is_below = e.tiers.back().price_fen < e.cost_fen;
    if (is_below && e.below_cost_reason.empty())
        return Refusal{RefusalKind::invalid,
                       "offer.below_cost",
                       "tiers[" + std::to_string(e.tiers.size() - 1) + "].price_fen",
                       {{"cost_fen", e.cost_fen.value}}};
    const Fen left = left_after_pay(e);
    const bool leaves_less = left < e.cost_fen;
    if (leaves_less && e.below_cost_reason.empty())
        return Refusal{RefusalKind::invalid,
                       "offer.below_cost_after_pay",
                       "below_cost_reason",
                       {{"left_fen", left.value}, {"cost_fen", e.cost_fen.value}}};
    if (!leaves_less && !e.below_cost_reason.empty())
        return Refusal{RefusalKind::invalid, "offer.not_below_cost", "below_cost_reason", {}};
    if (!leaves_less) return std::nullopt;
    return refuse_text(e.below_cost_reason, "below_cost_reason", {.least = 4, .most = 200});
}

// The limits of check-plan, at the lowest price that a consumer can pay. Together they are less
// than half of that price.
std::optional<Refusal> refuse_reward(const OfferPublished& e) {
    using rules::reward_per_mille_max;
    using rules::service_per_mille_max;
    const auto no = [](std::string_view code, std::string_view member, Fact most) {
        return Refusal{RefusalKind::invalid, code, "reward." + std::string(member), {most}};
    };
    const Reward& reward = e.reward;
    const Fen lowest = e.tiers.back().price_fen;
    const Fen sale_max{lowest.value * reward_per_mille_max / 1000};
    if (reward.sale_fen < Fen{0} || reward.sale_fen > sale_max)
        return no("offer.sale_pay_range", "sale_fen", {"most_fen", sale_max.value});
    if (reward.sale_per_mille < 0 || reward.sale_per_mille > reward_per_mille_max)
        return no("offer.reward_range", "sale_per_mille", {"most", reward_per_mille_max});
    if (reward.sale_fen != Fen{0} && reward.sale_per_mille != 0)
        return no("offer.reward_twice", "sale_per_mille", {"most", 0});
    const Fen service_max{
        std::min(rules::service_fen_max, lowest.value * service_per_mille_max / 1000)};
    if (reward.service_fen < Fen{0} || reward.service_fen > service_max)
        return no("offer.service_pay_range", "service_fen", {"most_fen", service_max.value});
    return std::nullopt;
}

std::optional<Refusal> refuse_after_sales(const OfferPublished& e) {
    if (e.after_sales_days >= 1 && e.after_sales_days <= after_sales_days_max) return std::nullopt;
    return Refusal{RefusalKind::invalid,
                   "offer.after_sales_range",
                   "after_sales_days",
                   {{"most", after_sales_days_max}}};
}

Result<std::vector<Event>> decide(const State& state, const PublishOffer& c, const Context& ctx) {
    if (auto no = refuse_offer_texts(c)) return Refused(std::move(*no));
    OfferPublished published{.offer = state.offers.next_id(),
                             .title = c.title,
                             .summary = c.summary,
                             .unit = c.unit,
                             .label = c.label,
                             .stock = c.stock,
                             .cap_per_person = c.cap_per_person,
                             .cap_per_order = c.cap_per_order.value_or(c.cap_per_person),
                             .carton = c.carton.value_or(Units{1}),
                             .tiers = c.tiers,
                             .cost_fen = c.cost_fen.value_or(Fen{}),
                             .below_cost_reason = c.below_cost_reason.value_or(""),
                             .reward = c.reward.value_or(Reward{}),
                             .after_sales_days = c.after_sales_days.value_or(7),
                             .needs_review = c.needs_review.value_or(false),
                             .at = ctx.now};
    if (auto no = refuse_units(published)) return Refused(std::move(*no));
    if (auto no = refuse_reward(published)) return Refused(std::move(*no));
    if (auto no = refuse_cost(published)) return Refused(std::move(*no));
    if (auto no = refuse_after_sales(published)) return Refused(std::move(*no));
    return std::vector<Event>{std::move(published)};
}

Result<std::vector<Event>> decide(const State& state, const HaltOffer& c, const Context& ctx) {
    const Offer* offer = state.offers.find(c.offer);
    if (!offer) return unknown("offer.unknown", "offer");
    if (offer->withdrawn) return conflict("offer.withdrawn", "offer");
    if (!offer->halted_reason.empty()) return conflict("offer.halted", "offer");
    if (auto no = refuse_text(c.reason, "reason", {.least = 2, .most = 200, .lines = true}))
        return Refused(std::move(*no));
    return std::vector<Event>{OfferHalted{c.offer, c.reason, ctx.now}};
}

Result<std::vector<Event>> decide(const State& state, const ResumeOffer& c, const Context& ctx) {
    const Offer* offer = state.offers.find(c.offer);
    if (!offer) return unknown("offer.unknown", "offer");
    if (offer->halted_reason.empty()) return conflict("offer.not_halted", "offer");
    return std::vector<Event>{OfferResumed{c.offer, ctx.now}};
}

Result<std::vector<Event>> decide(const State& state, const WithdrawOffer& c, const Context& ctx) {
    const Offer* offer = state.offers.find(c.offer);
    if (!offer) return unknown("offer.unknown", "offer");
    if (offer->withdrawn) return conflict("offer.withdrawn", "offer");
    if (auto no = refuse_text(c.reason, "reason", {.least = 2, .most = 200, .lines = true}))
        return Refused(std::move(*no));
    return std::vector<Event>{OfferWithdrawn{c.offer, c.reason, ctx.now}};
}

Refusal bad_tier(std::string_view code, std::size_t place, std::string_view member,
                 std::int64_t bound) {
    std::string field = "tiers[" + std::to_string(place) + "].";
    field += member;
    return {RefusalKind::invalid, code, std::move(field), {{"bound", bound}}};
}

}  // namespace

Result<std::vector<Event>> decide(const Reads&, const State& state, const Command& command,
                                  const Context& context) {
    if (context.actor.role != Role::supplier) return forbidden("actor.supplier_only");
    return std::visit([&](const auto& c) { return decide(state, c, context); }, command);
}

std::optional<Refusal> refuse_tiers(std::span<const Tier> tiers, Units stock) {
    if (tiers.empty()) return Refusal{RefusalKind::invalid, "tiers.empty", "tiers", {}};
    if (tiers.size() > tiers_max)
        return Refusal{RefusalKind::invalid, "tiers.too_many", "tiers", {{"most", tiers_max}}};
    Tier above{Units{0}, price_max + Fen{1}};
    for (std::size_t i = 0; i < tiers.size(); ++i) {
        if (tiers[i].units <= above.units || tiers[i].units > stock)
            return bad_tier("tiers.units", i, "units", above.units.value);
        if (tiers[i].price_fen < Fen{1}) return bad_tier("tiers.price_positive", i, "price_fen", 1);
        if (tiers[i].price_fen >= above.price_fen)
            return bad_tier("tiers.price", i, "price_fen", above.price_fen.value);
        above = tiers[i];
    }
    return std::nullopt;
}

Fen price_at(std::span<const Tier> tiers, Units joined) {
    Fen price = tiers.front().price_fen;
    for (const Tier& tier : tiers)
        if (tier.units <= joined) price = tier.price_fen;
    return price;
}

const Tier* next_tier(std::span<const Tier> tiers, Units joined) {
    for (const Tier& tier : tiers)
        if (tier.units > joined) return &tier;
    return nullptr;
}

}  // namespace starfish::catalog
