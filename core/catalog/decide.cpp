#include "core/base/text.hpp"
#include "core/catalog/catalog.hpp"

#include <boost/mp11.hpp>

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

Result<std::vector<Event>> decide(const State& state, const PublishOffer& c, const Context& ctx) {
    if (auto no = refuse_offer_texts(c)) return Refused(std::move(*no));
    if (c.stock < Units{1} || c.stock > units_max)
        return invalid("offer.stock_range", "stock", {{"most", units_max.value}});
    if (c.cap_per_person < Units{1} || c.cap_per_person > c.stock)
        return invalid("offer.cap_range", "cap_per_person", {{"most", c.stock.value}});
    if (auto no = refuse_tiers(c.tiers, c.stock)) return Refused(std::move(*no));
    return std::vector<Event>{OfferPublished{state.offers.next_id(), c.title, c.summary, c.unit,
                                             c.label, c.stock, c.cap_per_person, c.tiers, ctx.now}};
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
        if (tiers[i].price_fen < Fen{1} || tiers[i].price_fen >= above.price_fen)
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
