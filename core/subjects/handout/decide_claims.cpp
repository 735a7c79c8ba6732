// Claims: filed by the consumer, answered by the leader, decided by the supplier or the system.
#include "core/base/text.hpp"
#include "core/subjects/handout/decide.hpp"

#include <algorithm>

namespace starfish::handout {
namespace {

constexpr TextBounds answer_bounds{.least = 2, .most = 200, .lines = true};

// nullptr unless the actor is the delivery's consumer.
const Delivery* find_own_delivery(const State& state, Id<Delivery> id, const Context& context) {
    const Delivery* delivery = state.deliveries.find(id);
    if (!delivery) return nullptr;
    const Slip& slip = state.slips.at(delivery->slip);
    return context.actor == Actor{Role::consumer, slip.consumer.value} ? delivery : nullptr;
}

bool has_open_claim(const State& state, const Delivery& delivery) {
    return std::ranges::any_of(claims_of(state, delivery.id),
                               [&](Id<Claim> id) { return is_open(state.claims.at(id)); });
}

// Refuses a claim that is too early or too late.
std::optional<Refusal> refuse_moment(const State& state, const Delivery& delivery, ClaimKind kind,
                                     Instant now) {
    const Handout& handout = state.handouts.at(delivery.handout);
    if (now < delivery.claims_until) return std::nullopt;
    const bool to_come = handout.finished_at.ms == 0 && left_of(delivery) > Units{0};
    if (!to_come)
        return conflict("handout.claims_over", "delivery",
                        {{"claims_until_ms", delivery.claims_until.ms}})
            .error();
    const Instant until = collect_until(handout);
    if (kind == ClaimKind::missing && now >= until) return std::nullopt;
    return conflict("handout.too_soon", "delivery", {{"collect_until_ms", until.ms}}).error();
}

Units most_units(const State& state, const Delivery& delivery, ClaimKind kind) {
    Units most = kind == ClaimKind::missing
                     ? delivery.units - delivery.missing - delivery.uncollected
                     : delivery.handed;
    for (const Id<Claim> id : claims_of(state, delivery.id)) {
        const Claim& claim = state.claims.at(id);
        if (claim.phase == ClaimPhase::granted) most = most - claim.units;
    }
    return std::max(most, Units{0});
}

ClaimAnswered pass_to_supplier(const Claim& claim, Instant now) {
    return {.claim = claim.id,
            .phase = ClaimPhase::appealed,
            .refund_fen = {},
            .reason = {},
            .answer_by = now + claim_answer_ms,
            .is_final = false,
            .at = now};
}

// Corrects units that are refunded as missing, so that they are not handed over later.
void correct_missing(std::vector<Event>& events, const State& state, const Claim& claim, Fen refund,
                     const std::string& reason, Instant now) {
    if (claim.kind != ClaimKind::missing) return;
    const Delivery& delivery = state.deliveries.at(claim.delivery);
    const Fen price = item_of(state, delivery).price_fen;
    const auto units_for = [&](Fen fen) {
        return std::min<std::int64_t>(claim.units.value, fen.value / price.value);
    };
    const auto newly = units_for(claim.refund_fen + refund) - units_for(claim.refund_fen);
    const Units missing = std::min(Units{static_cast<std::int32_t>(newly)}, left_of(delivery));
    if (missing == Units{0}) return;
    CorrectionBatch corrections(state, now);
    corrections.add(delivery, CorrectionKind::missing, missing, Fen{0}, reason);
    std::ranges::move(corrections.events, std::back_inserter(events));
}

Decision answer(const State& state, const Claim& claim, Fen refund, const std::string& reason,
                bool is_final, Instant now) {
    const bool gives = claim.refund_fen + refund > Fen{0};
    std::vector<Event> events{
        ClaimAnswered{.claim = claim.id,
                      .phase = gives ? ClaimPhase::granted : ClaimPhase::declined,
                      .refund_fen = refund,
                      .reason = reason,
                      .answer_by = {},
                      .is_final = is_final,
                      .at = now}};
    correct_missing(events, state, claim, refund, reason, now);
    return events;
}

// The system's answer to a claim that nobody answered in time.
Decision answer_for_system(const State& state, const Claim& claim, Instant now) {
    if (now < claim.answer_by)
        return conflict("handout.not_due", "claim", {{"due_ms", claim.answer_by.ms}});
    if (claim.phase == ClaimPhase::open_) return std::vector<Event>{pass_to_supplier(claim, now)};
    return answer(state, claim, refund_most(state, claim), {}, true, now);
}

}  // namespace

Decision decide(const Reads&, const State& state, const FileClaim& c, const Context& context) {
    const Delivery* delivery = find_own_delivery(state, c.delivery, context);
    if (!delivery) return unknown("handout.unknown_delivery", "delivery");
    if (auto no = refuse_moment(state, *delivery, c.kind, context.now))
        return Refused(std::move(*no));
    if (has_open_claim(state, *delivery)) return conflict("handout.claim_open", "delivery");
    const Units most = most_units(state, *delivery, c.kind);
    if (c.units < Units{1} || c.units > most)
        return conflict("handout.units", "units", {{"most_units", most.value}});
    if (c.photo && !is_photo_id(*c.photo)) return invalid("handout.photo", "photo");
    return std::vector<Event>{ClaimFiled{.claim = state.claims.next_id(),
                                         .delivery = c.delivery,
                                         .kind = c.kind,
                                         .units = c.units,
                                         .photo = c.photo.value_or(""),
                                         .answer_by = context.now + claim_answer_ms,
                                         .at = context.now}};
}

Decision decide(const Reads&, const State& state, const AnswerClaim& c, const Context& context) {
    const Claim* claim = state.claims.find(c.claim);
    const Delivery* delivery = claim ? &state.deliveries.at(claim->delivery) : nullptr;
    const bool by_system = context.actor.role == Role::system;
    const bool by_supplier = context.actor.role == Role::supplier;
    const bool by_leader =
        delivery &&
        context.actor == Actor{Role::leader, state.handouts.at(delivery->handout).leader.value};
    if (!delivery || !(by_system || by_supplier || by_leader))
        return unknown("handout.unknown_claim", "claim");
    if (!is_open(*claim) || (by_leader && claim->phase != ClaimPhase::open_))
        return conflict("handout.claim_answered", "claim");
    if (by_system) return answer_for_system(state, *claim, context.now);
    const Fen most = refund_most(state, *claim);
    if (c.refund_fen < Fen{0} || c.refund_fen > most)
        return conflict("handout.refund", "refund_fen", {{"most_fen", most.value}});
    if (auto no = refuse_text(c.reason, "reason", answer_bounds)) return Refused(std::move(*no));
    return answer(state, *claim, c.refund_fen, c.reason, by_supplier, context.now);
}

Decision decide(const Reads&, const State& state, const Appeal& c, const Context& context) {
    const Claim* claim = state.claims.find(c.claim);
    const Delivery* delivery = claim ? find_own_delivery(state, claim->delivery, context) : nullptr;
    if (!delivery) return unknown("handout.unknown_claim", "claim");
    if (!may_appeal(state, *claim, context.now)) return conflict("handout.appeal", "claim");
    if (has_open_claim(state, *delivery)) return conflict("handout.claim_open", "claim");
    return std::vector<Event>{pass_to_supplier(*claim, context.now)};
}

}  // namespace starfish::handout
