#include "core/subjects/handout/decide.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <map>

namespace starfish::handout {
namespace {

constexpr TextBounds reason_bounds{.least = 2, .most = 100};

Refused too_many(std::string field, Units most) {
    return conflict("handout.units", std::move(field), {{"most_units", most.value}});
}

// nullptr unless the actor is at the hand-out's desk.
const Handout* find_at_desk(const Reads& reads, const State& state, Id<Handout> id,
                            const Context& context) {
    const Handout* handout = state.handouts.find(id);
    return handout && is_desk(reads, *handout, context.actor) ? handout : nullptr;
}

std::optional<Refusal> refuse_finished(const Handout& handout, std::string_view field) {
    if (handout.finished_at.ms == 0) return std::nullopt;
    return Refusal{RefusalKind::conflict,
                   "handout.finished",
                   std::string(field),
                   {{"at_ms", handout.finished_at.ms}}};
}

// A delivery of an unfinished hand-out. The actor must be at its desk; with `leader_only`, be its
// leader.
Result<const Delivery*> find_correctable(const Reads& reads, const State& state, Id<Delivery> id,
                                         const Context& context, bool leader_only) {
    const Delivery* delivery = state.deliveries.find(id);
    const Handout* handout =
        delivery ? find_at_desk(reads, state, delivery->handout, context) : nullptr;
    if (!handout || (leader_only && context.actor.role != Role::leader))
        return unknown("handout.unknown_delivery", "delivery");
    if (auto no = refuse_finished(*handout, "delivery")) return Refused(std::move(*no));
    return delivery;
}

Decision decide(const Reads& reads, const State& state, const CheckIn& c, const Context& context) {
    const Handout* handout = find_at_desk(reads, state, c.handout, context);
    if (!handout) return unknown("handout.unknown", "handout");
    if (auto no = refuse_finished(*handout, "handout")) return Refused(std::move(*no));
    if (c.item < 0 || std::cmp_greater_equal(c.item, handout->items.size()))
        return invalid("handout.item", "item");
    if (auto no = refuse_text(c.batch, "batch", {.least = 1, .most = 40}))
        return Refused(std::move(*no));
    if (auto no = refuse_text(c.note, "note", {.least = 0, .most = 100}))
        return Refused(std::move(*no));
    if (c.photo && !is_photo_id(*c.photo)) return invalid("handout.photo", "photo");
    const Item& item = handout->items[static_cast<std::size_t>(c.item)];
    if (c.units < Units{1} || c.units > units_max) return too_many("units", units_max);
    const Units damaged_most = std::min(c.units, units_max - item.damaged);
    if (c.damaged < Units{0} || c.damaged > damaged_most) return too_many("damaged", damaged_most);
    const Units good = c.units - c.damaged;
    const Units good_most = item.sold - item.arrived;
    if (good > good_most) return too_many("units", good_most + c.damaged);
    return std::vector<Event>{CheckedIn{.arrival = state.arrivals.next_id(),
                                        .handout = c.handout,
                                        .item = c.item,
                                        .batch = c.batch,
                                        .units = good,
                                        .damaged = c.damaged,
                                        .note = c.note,
                                        .photo = c.photo.value_or(""),
                                        .at = context.now}};
}

// The events of one HandOver command. Each part reduces the deliveries and arrivals for the next.
class HandOverBatch {
public:
    HandOverBatch(const Reads& reads, const State& state, Instant handed_at, Instant now)
        : reads_(reads), state_(state), handed_at_(handed_at), now_(now) {}

    std::vector<Event> events;

    // Refuses as HandOver does, with the name `field`.
    std::optional<Refusal> add(Id<Delivery> id, Units units, const std::string& field) {
        Delivery& delivery = deliveries_.try_emplace(id, state_.deliveries.at(id)).first->second;
        const Units left = left_of(delivery);
        if (left == Units{0} && delivery.handed > Units{0})
            return handed_already(delivery.last_handed_at, field);
        if (units < Units{1} || units > left) return too_many(field, left).error();
        // A halt, the first step of a recall, stops the desk too.
        if (!reads_.catalog.offers.at(item_of(state_, delivery).offer).halted_reason.empty())
            return conflict("handout.halted", field).error();
        const Units stock = available(delivery);
        if (units > stock)
            return conflict("handout.not_arrived", field, {{"arrived_units", stock.value}}).error();
        take(delivery, units);
        return std::nullopt;
    }

    static Refusal handed_already(Instant at, const std::string& field) {
        return conflict("handout.handed_already", field, {{"at_ms", at.ms}}).error();
    }

private:
    Units free_of(const Arrival& arrival) const {
        const auto taken = taken_.find(arrival.id);
        const Units free = arrival.units - arrival.handed;
        return taken == taken_.end() ? free : free - taken->second;
    }

    Units available(const Delivery& delivery) const {
        Units sum;
        for (const Id<Arrival> id : arrivals_of(state_, delivery.handout)) {
            const Arrival& arrival = state_.arrivals.at(id);
            if (arrival.item == delivery.item) sum = sum + free_of(arrival);
        }
        return sum;
    }

    // Takes units from the arrivals in their order. `delivery` is a copy, updated on the way.
    void take(Delivery& delivery, Units units) {
        const Handout& handout = state_.handouts.at(delivery.handout);
        const std::int64_t window_ms = handout.after_sales_days * day_ms;
        for (const Id<Arrival> id : arrivals_of(state_, delivery.handout)) {
            const Arrival& arrival = state_.arrivals.at(id);
            if (arrival.item != delivery.item) continue;
            const Units part = std::min(units, free_of(arrival));
            if (part == Units{0}) continue;
            const Fen collected = to_collect(state_, delivery, part);
            taken_[id] = taken_[id] + part;
            units = units - part;
            delivery.handed = delivery.handed + part;
            delivery.collected_fen = delivery.collected_fen + collected;
            delivery.last_handed_at = std::max(delivery.last_handed_at, handed_at_);
            events.emplace_back(HandedOver{.delivery = delivery.id,
                                           .arrival = id,
                                           .units = part,
                                           .handed = delivery.handed,
                                           .collected_fen = collected,
                                           .handed_at = handed_at_,
                                           .claims_until = now_ + window_ms});
        }
    }

    const Reads& reads_;
    const State& state_;
    Instant handed_at_;
    Instant now_;
    std::map<Id<Delivery>, Delivery> deliveries_;  // as they will be after the events
    std::map<Id<Arrival>, Units> taken_;
};

Decision hand_over_rest(HandOverBatch& batch, const State& state, const Slip& slip) {
    for (const Id<Delivery> id : slip.deliveries) {
        const Units left = left_of(state.deliveries.at(id));
        if (left == Units{0}) continue;
        if (auto no = batch.add(id, left, "slip")) return Refused(std::move(*no));
    }
    if (!batch.events.empty()) return std::move(batch.events);
    const Instant last = last_handed_at(state, slip);
    if (last.ms != 0) return Refused(HandOverBatch::handed_already(last, "slip"));
    return too_many("slip", Units{0});
}

Decision decide(const Reads& reads, const State& state, const HandOver& c, const Context& context) {
    const Slip* slip = state.slips.find(c.slip);
    const Handout* handout = slip ? find_at_desk(reads, state, slip->handout, context) : nullptr;
    if (!handout) return unknown("handout.unknown_slip", "slip");
    if (auto no = refuse_finished(*handout, "slip")) return Refused(std::move(*no));
    const Instant handed_at = c.handed_at.value_or(context.now);
    if (handed_at > context.now + clock_slack_ms || handed_at < handout->prepared_at)
        return invalid("handout.time", "handed_at",
                       {{"least_ms", handout->prepared_at.ms}, {"most_ms", context.now.ms}});
    HandOverBatch batch(reads, state, std::min(handed_at, context.now), context.now);
    if (!c.parts) return hand_over_rest(batch, state, *slip);
    if (c.parts->empty()) return too_many("parts", left_of(state, *slip));
    for (std::size_t i = 0; i < c.parts->size(); ++i) {
        const Part& part = (*c.parts)[i];
        const std::string field = "parts[" + std::to_string(i) + "].";
        if (std::ranges::find(slip->deliveries, part.delivery) == slip->deliveries.end())
            return unknown("handout.unknown_delivery", field + "delivery");
        if (auto no = batch.add(part.delivery, part.units, field + "units"))
            return Refused(std::move(*no));
    }
    return std::move(batch.events);
}

Decision decide(const Reads& reads, const State& state, const ReportMissing& c,
                const Context& context) {
    const auto delivery = find_correctable(reads, state, c.delivery, context, false);
    if (!delivery) return Refused(delivery.error());
    const Units left = left_of(**delivery);
    if (c.units < Units{1} || c.units > left) return too_many("units", left);
    if (auto no = refuse_text(c.reason, "reason", reason_bounds)) return Refused(std::move(*no));
    CorrectionBatch corrections(state, context.now);
    corrections.add(**delivery, CorrectionKind::missing, c.units,
                    item_of(state, **delivery).price_fen * c.units, c.reason);
    return std::move(corrections.events);
}

Decision decide(const Reads& reads, const State& state, const CorrectWeight& c,
                const Context& context) {
    const auto delivery = find_correctable(reads, state, c.delivery, context, true);
    if (!delivery) return Refused(delivery.error());
    const Fen most = cost_left(state, **delivery);
    if (c.off_fen < Fen{1} || c.off_fen > most)
        return conflict("handout.off", "off_fen", {{"most_fen", most.value}});
    if (auto no = refuse_text(c.reason, "reason", reason_bounds)) return Refused(std::move(*no));
    CorrectionBatch corrections(state, context.now);
    corrections.add(**delivery, CorrectionKind::weight, Units{0}, c.off_fen, c.reason);
    return std::move(corrections.events);
}

// Units left become uncollected as far as the stock covers them, earliest joins first; the rest
// becomes missing, since it never arrived.
void give_up(CorrectionBatch& corrections, const State& state, const Handout& handout) {
    std::vector<Units> stocks;
    stocks.reserve(handout.items.size());
    for (const Item& item : handout.items) stocks.push_back(item.arrived - item.handed);
    for (const Id<Slip> slip : slips_of(state, handout.id)) {
        for (const Id<Delivery> id : state.slips.at(slip).deliveries) {
            const Delivery& delivery = state.deliveries.at(id);
            const Fen price = item_of(state, delivery).price_fen;
            Units& stock = stocks[static_cast<std::size_t>(delivery.item)];
            const Units left = left_of(delivery);
            const Units uncollected = std::min(left, stock);
            const Units missing = left - uncollected;
            stock = stock - uncollected;
            if (uncollected > Units{0})
                corrections.add(delivery, CorrectionKind::uncollected, uncollected,
                                price * uncollected, {});
            if (missing > Units{0})
                corrections.add(delivery, CorrectionKind::missing, missing, price * missing, {});
        }
    }
}

Decision decide(const Reads& reads, const State& state, const Finish& c, const Context& context) {
    const bool by_system = context.actor.role == Role::system;
    const Handout* handout =
        by_system ? state.handouts.find(c.handout) : find_at_desk(reads, state, c.handout, context);
    if (!handout || context.actor.role == Role::verifier)
        return unknown("handout.unknown", "handout");
    if (auto no = refuse_finished(*handout, "handout")) return Refused(std::move(*no));
    const bool all_done = progress_of(state, *handout).left == Units{0};
    const Instant due = by_system  ? retained_until(*handout)
                        : all_done ? context.now
                                   : collect_until(*handout);
    if (context.now < due) return conflict("handout.not_due", "handout", {{"due_ms", due.ms}});
    CorrectionBatch corrections(state, context.now);
    give_up(corrections, state, *handout);
    corrections.events.emplace_back(Finished{c.handout, context.now});
    return std::move(corrections.events);
}

}  // namespace

bool is_desk(const Reads& reads, const Handout& handout, const Actor& actor) {
    if (actor == Actor{Role::leader, handout.leader.value}) return true;
    const auto* const verifier = community::verifier_of(reads.community, actor);
    return verifier && verifier->leader == handout.leader;
}

void CorrectionBatch::add(const Delivery& delivery, CorrectionKind kind, Units units, Fen off,
                          std::string reason) {
    Fen& taken = off_[delivery.id];
    const Fen taken_now = std::min(off, cost_left(state_, delivery) - taken);
    taken = taken + taken_now;
    events.emplace_back(Corrected{.correction = {state_.corrections.next_id().value + made_++},
                                  .delivery = delivery.id,
                                  .kind = kind,
                                  .units = units,
                                  .off_fen = taken_now,
                                  .reason = std::move(reason),
                                  .at = now_});
}

Decision decide(const Reads& reads, const State& state, const Command& command,
                const Context& context) {
    return std::visit([&](const auto& c) { return decide(reads, state, c, context); }, command);
}

}  // namespace starfish::handout
