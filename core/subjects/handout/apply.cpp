#include "core/subjects/handout/queries.hpp"

#include <algorithm>
#include <cassert>

namespace starfish::handout {
namespace {

State::Summary& summary_of(State& state, Id<Handout> handout) {
    return state.index.summaries[handout.value];
}

void index_finish(State& state, const Handout& handout) {
    if (handout.finished_at.ms == 0)
        state.index.unfinished.emplace(retained_until(handout), handout.id);
}

void index_handout(State& state, const Handout& handout) {
    state.index.by_leader[handout.leader.value].push_back(handout.id);
    summary_of(state, handout.id);
    index_finish(state, handout);
}

// Changes a hand-out and updates its place in `unfinished`.
template <class Change>
void change(State& state, Id<Handout> id, Change make) {
    Handout& handout = state.handouts.at(id);
    state.index.unfinished.erase({retained_until(handout), id});
    make(handout);
    index_finish(state, handout);
}

void index_slip(State& state, const Slip& slip) {
    State::Summary& summary = summary_of(state, slip.handout);
    summary.slips.push_back(slip.id);
    summary.slips_done += left_of(state, slip) == Units{0};
    state.index.by_code.emplace(code_key(slip.handout, slip.code), slip.id);
}

void extend_window(State& state, Id<Handout> handout, Instant until) {
    Instant& last = summary_of(state, handout).claims_until;
    last = std::max(last, until);
}

// Changes a delivery and updates the summary of its hand-out.
template <class Change>
void change(State& state, Id<Delivery> id, Change make) {
    Delivery& delivery = state.deliveries.at(id);
    const Slip& slip = state.slips.at(delivery.slip);
    std::int32_t& done = summary_of(state, delivery.handout).slips_done;
    done -= left_of(state, slip) == Units{0};
    make(delivery);
    done += left_of(state, slip) == Units{0};
    assert(left_of(delivery) >= Units{0});
    extend_window(state, delivery.handout, delivery.claims_until);
}

Item& item_of(State& state, const Delivery& delivery) {
    return state.handouts.at(delivery.handout).items.at(static_cast<std::size_t>(delivery.item));
}

void index_claim(State& state, const Claim& claim) {
    const Id<Handout> handout = state.deliveries.at(claim.delivery).handout;
    if (is_open(claim)) {
        state.index.unanswered.emplace(claim.answer_by, claim.id);
        ++summary_of(state, handout).open_claims;
    } else if (!claim.is_final) {
        extend_window(state, handout, claim.answered_at + claim_appeal_ms);
    }
}

void forget_claim(State& state, const Claim& claim) {
    if (!is_open(claim)) return;
    state.index.unanswered.erase({claim.answer_by, claim.id});
    --summary_of(state, state.deliveries.at(claim.delivery).handout).open_claims;
}

void apply(State& state, const Prepared& e) {
    state.handouts.put({.id = e.handout,
                        .community = e.community,
                        .leader = e.leader,
                        .title = e.title,
                        .payment = e.payment,
                        .pickup_from = e.pickup_from,
                        .pickup_until = e.pickup_until,
                        .after_sales_days = e.after_sales_days,
                        .items = e.items,
                        .prepared_at = e.at,
                        .last_arrival_at = {},
                        .first_handed_at = {},
                        .finished_at = {}});
    index_handout(state, state.handouts.at(e.handout));
}

void apply(State& state, const SlipMade& e) {
    Slip slip{.id = e.slip,
              .handout = e.handout,
              .consumer = e.consumer,
              .code = e.code,
              .deliveries = {}};
    for (const Planned& planned : e.deliveries) {
        slip.deliveries.push_back(planned.delivery);
        state.deliveries.put({.id = planned.delivery,
                              .handout = e.handout,
                              .slip = e.slip,
                              .item = planned.item,
                              .join_number = planned.join_number,
                              .pickup = planned.pickup,
                              .units = planned.units,
                              .handed = {},
                              .missing = {},
                              .uncollected = {},
                              .off_fen = {},
                              .collected_fen = {},
                              .last_handed_at = {},
                              .claims_until = {},
                              .batches = {}});
    }
    index_slip(state, state.slips.add(std::move(slip)));
}

void apply(State& state, const CheckedIn& e) {
    change(state, e.handout, [&](Handout& handout) {
        Item& item = handout.items.at(static_cast<std::size_t>(e.item));
        item.arrived = item.arrived + e.units;
        item.damaged = item.damaged + e.damaged;
        handout.last_arrival_at = e.at;
    });
    state.arrivals.add({.id = e.arrival,
                        .handout = e.handout,
                        .item = e.item,
                        .batch = e.batch,
                        .units = e.units,
                        .damaged = e.damaged,
                        .handed = {},
                        .note = e.note,
                        .photo = e.photo,
                        .at = e.at});
    summary_of(state, e.handout).arrivals.push_back(e.arrival);
}

void apply(State& state, const HandedOver& e) {
    Arrival& arrival = state.arrivals.at(e.arrival);
    arrival.handed = arrival.handed + e.units;
    assert(arrival.handed <= arrival.units);
    change(state, e.delivery, [&](Delivery& delivery) {
        Item& item = item_of(state, delivery);
        item.handed = item.handed + e.units;
        delivery.handed = e.handed;
        delivery.collected_fen = delivery.collected_fen + e.collected_fen;
        delivery.last_handed_at = std::max(delivery.last_handed_at, e.handed_at);
        delivery.claims_until = e.claims_until;
        if (std::ranges::find(delivery.batches, arrival.batch) == delivery.batches.end())
            delivery.batches.push_back(arrival.batch);
    });
    Handout& handout = state.handouts.at(arrival.handout);
    if (handout.first_handed_at.ms == 0 || e.handed_at < handout.first_handed_at)
        handout.first_handed_at = e.handed_at;
}

void apply(State& state, const Corrected& e) {
    change(state, e.delivery, [&](Delivery& delivery) {
        Item& item = item_of(state, delivery);
        if (e.kind == CorrectionKind::missing) {
            delivery.missing = delivery.missing + e.units;
            item.missing = item.missing + e.units;
        } else if (e.kind == CorrectionKind::uncollected) {
            delivery.uncollected = delivery.uncollected + e.units;
            item.uncollected = item.uncollected + e.units;
        }
        delivery.off_fen = delivery.off_fen + e.off_fen;
    });
    state.corrections.add({.id = e.correction,
                           .delivery = e.delivery,
                           .kind = e.kind,
                           .units = e.units,
                           .off_fen = e.off_fen,
                           .reason = e.reason,
                           .at = e.at});
    state.index.corrections[e.delivery.value].push_back(e.correction);
}

void apply(State& state, const ClaimFiled& e) {
    const Claim& claim = state.claims.add({.id = e.claim,
                                           .delivery = e.delivery,
                                           .kind = e.kind,
                                           .units = e.units,
                                           .photo = e.photo,
                                           .phase = ClaimPhase::open_,
                                           .filed_at = e.at,
                                           .answer_by = e.answer_by,
                                           .refund_fen = {},
                                           .answer = {},
                                           .answered_at = {},
                                           .is_final = false});
    state.index.claims[e.delivery.value].push_back(e.claim);
    index_claim(state, claim);
}

void apply(State& state, const ClaimAnswered& e) {
    Claim& claim = state.claims.at(e.claim);
    forget_claim(state, claim);
    claim.phase = e.phase;
    claim.answer_by = e.answer_by;
    claim.is_final = e.is_final;
    claim.refund_fen = claim.refund_fen + e.refund_fen;
    if (!is_open(claim)) {
        claim.answer = e.reason;
        claim.answered_at = e.at;
    }
    index_claim(state, claim);
}

void apply(State& state, const Finished& e) {
    change(state, e.handout, [&](Handout& handout) { handout.finished_at = e.at; });
}

Audience of_handout(const State& state, Id<Handout> id) {
    return for_desk(state.handouts.at(id).leader.value);
}
Audience of_delivery(const State& state, Id<Delivery> id) {
    return of_handout(state, state.deliveries.at(id).handout);
}
Audience of_claim(const State& state, Id<Claim> id) {
    const Delivery& delivery = state.deliveries.at(state.claims.at(id).delivery);
    return for_leader(state.handouts.at(delivery.handout).leader.value);
}

}  // namespace

void apply(State& state, const Event& event) {
    std::visit([&](const auto& e) { apply(state, e); }, event);
}

void reindex(State& state) {
    state.index = {};
    for (const Handout& handout : state.handouts) index_handout(state, handout);
    for (const Slip& slip : state.slips) index_slip(state, slip);
    for (const Delivery& delivery : state.deliveries)
        extend_window(state, delivery.handout, delivery.claims_until);
    for (const Arrival& arrival : state.arrivals)
        summary_of(state, arrival.handout).arrivals.push_back(arrival.id);
    for (const Correction& correction : state.corrections)
        state.index.corrections[correction.delivery.value].push_back(correction.id);
    for (const Claim& claim : state.claims) {
        state.index.claims[claim.delivery.value].push_back(claim.id);
        index_claim(state, claim);
    }
}

Audience audience(const Reads&, const State& state, const Event& event) {
    return std::visit(
        [&]<class E>(const E& e) {
            if constexpr (requires { e.claim; })
                return of_claim(state, e.claim);
            else if constexpr (requires { e.handout; })
                return of_handout(state, e.handout);
            else
                return of_delivery(state, e.delivery);
        },
        event);
}
Audience audience(const Reads&, const State&, const Handout& handout) {
    return for_desk(handout.leader.value);
}
Audience audience(const Reads&, const State& state, const Slip& slip) {
    return of_handout(state, slip.handout);
}
Audience audience(const Reads&, const State& state, const Delivery& delivery) {
    return of_handout(state, delivery.handout);
}
Audience audience(const Reads&, const State& state, const Arrival& arrival) {
    return of_handout(state, arrival.handout);
}
Audience audience(const Reads&, const State& state, const Correction& correction) {
    return of_delivery(state, correction.delivery);
}
Audience audience(const Reads&, const State& state, const Claim& claim) {
    return of_claim(state, claim.id);
}

}  // namespace starfish::handout
