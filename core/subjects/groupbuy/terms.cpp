#include "core/subjects/groupbuy/terms.hpp"

#include "core/base/text.hpp"
#include "core/subjects/groupbuy/queries.hpp"

#include <algorithm>

namespace starfish::groupbuy {
namespace {

Refusal refusal_at(std::string_view code, std::string_view field, std::vector<Fact> facts = {}) {
    return {RefusalKind::invalid, code, std::string(field), std::move(facts)};
}

std::optional<Refusal> refuse_times(const Terms& terms, Instant now) {
    const auto bound = [](Instant at) { return std::vector<Fact>{{"bound_ms", at.ms}}; };
    const Instant starts_at = terms.starts_at;
    if (starts_at < now) return refusal_at("groupbuy.starts_in_the_past", "starts_at", bound(now));
    if (starts_at > now + preheat_max_ms)
        return refusal_at("groupbuy.starts_too_late", "starts_at", bound(now + preheat_max_ms));
    const Instant soonest = starts_at + open_duration_min_ms;
    const Instant latest = starts_at + open_duration_max_ms;
    if (terms.deadline < soonest)
        return refusal_at("groupbuy.deadline_too_soon", "deadline", bound(soonest));
    if (terms.deadline > latest)
        return refusal_at("groupbuy.deadline_too_late", "deadline", bound(latest));
    return std::nullopt;
}

std::optional<Refusal> refuse_pickup_time(const Terms& terms) {
    const auto [from, until] = std::pair(terms.pickup_from, terms.pickup_until);
    if (from.ms == 0 && until.ms == 0) return std::nullopt;
    if (from.ms == 0 || until.ms == 0)
        return refusal_at("groupbuy.pickup_half", from.ms == 0 ? "pickup_from" : "pickup_until");
    if (from < terms.deadline)
        return refusal_at("groupbuy.pickup_too_soon", "pickup_from",
                          {{"bound_ms", terms.deadline.ms}});
    if (until <= from)
        return refusal_at("groupbuy.pickup_backwards", "pickup_until", {{"bound_ms", from.ms}});
    if (until.ms - from.ms > pickup_span_max_ms)  // both are positive: nothing overflows
        return refusal_at("groupbuy.pickup_too_long", "pickup_until",
                          {{"days", pickup_span_max_ms / day_ms}});
    return std::nullopt;
}

Result<Goods> goods_of(const Reads& reads, const State& state, const Choice& choice,
                       const std::string& place) {
    const Offer* offer = reads.catalog.offers.find(choice.offer);
    if (!offer) return unknown("offer.unknown", place + ".offer");
    if (offer->withdrawn) return conflict("offer.withdrawn", place + ".offer");
    if (!offer->halted_reason.empty()) return conflict("offer.halted", place + ".offer");
    const Units left = unreserved(state, *offer);
    if (choice.stock < Units{1}) return invalid("groupbuy.stock_positive", place + ".stock");
    if (choice.stock > left)
        return conflict("groupbuy.stock_above_offer", place + ".stock",
                        {{"left_units", left.value}});
    if (choice.stock.value % offer->carton.value != 0)
        return invalid("groupbuy.stock_cartons", place + ".stock",
                       {{"carton_units", offer->carton.value}});
    return Goods{.offer = offer->id,
                 .stock = choice.stock,
                 .cap_per_person = std::min(offer->cap_per_person, choice.stock),
                 .cap_per_order = std::min(offer->cap_per_order, choice.stock),
                 .carton = offer->carton,
                 .tiers = offer->tiers};
}

Result<std::vector<Goods>> all_goods(const Reads& reads, const State& state, const Open& c) {
    if (c.items.empty()) return invalid("groupbuy.items_empty", "items");
    if (c.items.size() > goods_max)
        return invalid("groupbuy.items_too_many", "items", {{"most", goods_max}});
    std::vector<Goods> all;
    for (const Choice& choice : c.items) {
        const std::string place = "items[" + std::to_string(all.size()) + "]";
        if (std::ranges::find(all, choice.offer, &Goods::offer) != all.end())
            return invalid("groupbuy.items_twice", place + ".offer");
        auto goods = goods_of(reads, state, choice, place);
        if (!goods) return Refused(std::move(goods.error()));
        all.push_back(std::move(*goods));
    }
    return all;
}

// The most that the whole stock can reach, by the kind of the threshold. Each person takes at least
// one unit, so people are bounded by units.
std::int64_t threshold_max(const Terms& terms) {
    std::int64_t units = 0;
    std::int64_t amount = 0;
    for (const Goods& goods : terms.goods) {
        units += goods.stock.value;
        amount += (catalog::price_at(goods.tiers, goods.stock) * goods.stock).value;
    }
    return terms.threshold.kind == ThresholdKind::amount ? amount : units;
}

std::optional<Refusal> refuse_threshold(const Terms& terms) {
    if (terms.threshold.value < 1)
        return refusal_at("groupbuy.threshold_positive", "threshold.value");
    const std::int64_t most = threshold_max(terms);
    if (terms.threshold.value <= most) return std::nullopt;
    if (terms.threshold.kind == ThresholdKind::amount)
        return refusal_at("groupbuy.threshold_above_amount", "threshold.value",
                          {{"amount_fen", most}});
    return refusal_at("groupbuy.threshold_above_stock", "threshold.value", {{"stock_units", most}});
}

}  // namespace

Result<Terms> terms_of(const Reads& reads, const State& state, const Open& c,
                       const Context& context) {
    const Instant now = context.now;
    Terms terms{.title = c.title.value_or(""),
                .goods = {},
                .starts_at = c.starts_at.value_or(now),
                .deadline = c.deadline,
                .threshold = c.threshold,
                .pickup_from = c.pickup_from.value_or(Instant{}),
                .pickup_until = c.pickup_until.value_or(Instant{}),
                .payment = c.payment.value_or(PaymentKind::pickup),
                .hidden = c.hidden.value_or(false),
                .reofferable = c.reofferable.value_or(false)};
    if (!terms.title.empty())
        if (auto bad = refuse_text(terms.title, "title", {.least = 2, .most = 40}))
            return Refused(std::move(*bad));
    auto goods = all_goods(reads, state, c);
    if (!goods) return Refused(std::move(goods.error()));
    terms.goods = std::move(*goods);
    if (auto bad = refuse_threshold(terms)) return Refused(std::move(*bad));
    if (auto bad = refuse_times(terms, now)) return Refused(std::move(*bad));
    if (auto bad = refuse_pickup_time(terms)) return Refused(std::move(*bad));
    if (terms.payment == PaymentKind::provider && !context.takes_payments)
        return invalid("groupbuy.no_provider", "payment");
    return terms;
}

Open open_command_of(const GroupBuy& groupbuy) {
    const Terms& terms = groupbuy.terms;
    const auto if_set = [](Instant at) {
        return at.ms == 0 ? std::optional<Instant>() : std::optional(at);
    };
    Open open{.community = groupbuy.community,
              .title = terms.title,
              .items = {},
              .starts_at = terms.starts_at,
              .deadline = terms.deadline,
              .threshold = terms.threshold,
              .pickup_from = if_set(terms.pickup_from),
              .pickup_until = if_set(terms.pickup_until),
              .payment = terms.payment,
              .hidden = terms.hidden,
              .reofferable = terms.reofferable,
              .draft = {},
              .revises = {}};
    for (const Goods& goods : terms.goods) open.items.push_back({goods.offer, goods.stock});
    return open;
}

}  // namespace starfish::groupbuy
