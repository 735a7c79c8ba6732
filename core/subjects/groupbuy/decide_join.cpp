#include "core/subjects/groupbuy/decide.hpp"

namespace starfish::groupbuy {
namespace {

Refusal refusal_at(RefusalKind kind, std::string_view code, std::string_view field,
                   std::vector<Fact> facts = {}) {
    return {kind, code, std::string(field), std::move(facts)};
}

struct JoinRequest {
    Units quantity;
    Units tolerance;  // the allocator limits it to the cap
    Units held;       // units of this item in the consumer's other lines
};

std::optional<Refusal> refuse_range(const JoinRequest& request) {
    if (request.quantity < Units{1} || request.quantity > units_max)
        return refusal_at(RefusalKind::invalid, "groupbuy.quantity", "quantity");
    if (request.tolerance < Units{0} || request.tolerance > units_max)
        return refusal_at(RefusalKind::invalid, "groupbuy.tolerance", "tolerance");
    return std::nullopt;
}

std::optional<Refusal> refuse_caps(const Goods& goods, const JoinRequest& request) {
    if (request.held + request.quantity > goods.cap_per_person)
        return refusal_at(
            RefusalKind::conflict, "groupbuy.over_cap", "quantity",
            {{"cap_units", goods.cap_per_person.value}, {"held_units", request.held.value}});
    if (request.quantity > goods.cap_per_order)
        return refusal_at(RefusalKind::conflict, "groupbuy.over_order_cap", "quantity",
                          {{"cap_units", goods.cap_per_order.value}});
    return std::nullopt;
}

std::optional<Refusal> refuse_moment(const GroupBuy& groupbuy, Instant now) {
    const Terms& terms = groupbuy.terms;
    if (now < terms.starts_at)
        return refusal_at(RefusalKind::conflict, "groupbuy.not_started", "groupbuy",
                          {{"starts_ms", terms.starts_at.ms}});
    if (now >= terms.deadline || groupbuy.ending_at.ms != 0)
        return refusal_at(RefusalKind::conflict, "groupbuy.over", "groupbuy",
                          {{"deadline_ms", terms.deadline.ms}});
    return std::nullopt;
}

std::optional<Refusal> refuse_pickup(const Reads& reads, const GroupBuy& groupbuy,
                                     Id<PickupPoint> id) {
    const PickupPoint* pickup = reads.community.pickup_points.find(id);
    if (pickup && pickup->community == groupbuy.community) return std::nullopt;
    return refusal_at(RefusalKind::invalid, "groupbuy.pickup", "pickup");
}

bool is_halted(const Reads& reads, Id<Offer> offer) {
    return !reads.catalog.offers.at(offer).halted_reason.empty();
}

std::int32_t line_count(const State& state, const GroupBuy& groupbuy, ConsumerId consumer) {
    std::int32_t lines = 0;
    for (std::size_t i = 0; i < groupbuy.terms.goods.size(); ++i)
        lines += holding(state, groupbuy.id, static_cast<std::int32_t>(i), consumer).lines;
    return lines;
}

bool has_lines(const State& state, const GroupBuy& groupbuy, ConsumerId consumer) {
    return line_count(state, groupbuy, consumer) > 0;
}

const OrderLine* waiting_line(const State& state, const GroupBuy& groupbuy, std::int32_t item,
                              ConsumerId consumer) {
    const auto& waiting = state.index.waiting;
    for (auto it = waiting.lower_bound({groupbuy.id, {}});
         it != waiting.end() && it->first == groupbuy.id; ++it) {
        const OrderLine& line = state.lines.at(it->second);
        if (line.item == item && line.consumer == consumer) return &line;
    }
    return nullptr;
}

// Units of an item that a consumer gives back, before the event is applied.
struct FreedUnits {
    std::int32_t item{};
    ConsumerId consumer;  // the giver
    Units units;
    bool was_last{};        // the consumer has no other line in the group-buy
    Units joined;           // joined units of the item afterwards
    std::int32_t people{};  // people in the group-buy afterwards
};

// Gives freed units to the lines that wait for the item: in join order, as long as the whole
// quantity of the next line fits.
void promote(std::vector<Event>& events, const State& state, const GroupBuy& groupbuy,
             const FreedUnits& freed, Instant now) {
    const auto& waiting = state.index.waiting;
    Units joined = freed.joined;
    Units left = goods_of(groupbuy, freed.item).stock - joined;
    std::int32_t people = freed.people;
    std::vector<ConsumerId> fresh;  // consumers who were promoted by this call
    for (auto it = waiting.lower_bound({groupbuy.id, {}});
         it != waiting.end() && it->first == groupbuy.id; ++it) {
        const OrderLine& line = state.lines.at(it->second);
        if (line.item != freed.item) continue;
        const bool is_giver = line.consumer == freed.consumer;
        const Units held = holding(state, groupbuy.id, freed.item, line.consumer).units -
                           (is_giver ? freed.units : Units{0});
        if (held + line.quantity > goods_of(groupbuy, freed.item).cap_per_person) continue;
        if (line.quantity > left) return;
        left = left - line.quantity;
        joined = joined + line.quantity;
        const bool is_in = is_giver ? !freed.was_last : has_lines(state, groupbuy, line.consumer);
        if (!is_in && std::ranges::find(fresh, line.consumer) == fresh.end()) {
            ++people;
            fresh.push_back(line.consumer);
        }
        events.emplace_back(Promoted{line.id, groupbuy.id, joined, people, now});
    }
}

LeftBecause because(const Context& context) {
    if (context.actor.role == Role::consumer) return LeftBecause::withdrawn;
    return context.actor.role == Role::system ? LeftBecause::unpaid : LeftBecause::removed;
}

}  // namespace

Decision decide(const Reads& reads, const State& state, const Join& c, const Context& context) {
    if (context.actor.role != Role::consumer) return forbidden("actor.consumer_only");
    const GroupBuy* found = state.groupbuys.find(c.groupbuy);
    if (found && (found->terms.hidden || found->phase < Phase::open_)) found = nullptr;
    if (auto over = refuse_unless_open(found, "groupbuy")) return Refused(std::move(*over));
    const GroupBuy& groupbuy = *found;
    if (auto not_now = refuse_moment(groupbuy, context.now)) return Refused(std::move(*not_now));
    const auto item = item_of(groupbuy, c.offer);
    if (!item) return invalid("groupbuy.offer", "offer");
    if (is_halted(reads, c.offer)) return conflict("groupbuy.halted", "offer");
    if (auto bad = refuse_pickup(reads, groupbuy, c.pickup)) return Refused(std::move(*bad));

    const ConsumerId consumer{context.actor.id};
    const OrderLine* const earlier = c.with ? state.lines.find(*c.with) : nullptr;
    if (c.with && (!earlier || earlier->consumer != consumer || earlier->groupbuy != groupbuy.id))
        return unknown("groupbuy.unknown_line", "with");
    const auto held = holding(state, groupbuy.id, *item, consumer);
    const Goods& goods = goods_of(groupbuy, *item);
    const JoinRequest request{c.quantity, c.tolerance, held.units};
    if (auto bad = refuse_range(request)) return Refused(std::move(*bad));
    const Units left = remaining(groupbuy, *item);
    const bool waits = c.quantity > left;
    const bool is_refused = waits && !c.waitlist.value_or(false);
    const auto sold_out = [&] {
        return conflict("groupbuy.sold_out", "quantity", {{"left_units", left.value}});
    };
    // If some units are left, check the caps first: otherwise a consumer who then asks for the
    // units left could be refused again because of a cap.
    if (is_refused && left == Units{0}) return sold_out();
    if (auto bad = refuse_caps(goods, request)) return Refused(std::move(*bad));
    if (is_refused) return sold_out();
    if (waits && waiting_line(state, groupbuy, *item, consumer))
        return conflict("groupbuy.waiting_already", "quantity");
    const bool is_new = !waits && held.lines == 0 && !has_lines(state, groupbuy, consumer);
    const Units joined = joined_units(groupbuy, *item);
    const Id<OrderLine> line = state.lines.next_id();
    return std::vector<Event>{Joined{.line = line,
                                     .groupbuy = c.groupbuy,
                                     .item = *item,
                                     .consumer = consumer,
                                     .quantity = c.quantity,
                                     .tolerance = waits ? Units{0} : c.tolerance,
                                     .waiting = waits,
                                     .pickup = c.pickup,
                                     .join_number = groupbuy.last_join_number + 1,
                                     .joined_units = waits ? joined : joined + c.quantity,
                                     .joined_people = groupbuy.joined_people + (is_new ? 1 : 0),
                                     .order = earlier ? earlier->order : line,
                                     .at = context.now}};
}

Decision decide(const Reads& reads, const State& state, const Change& c, const Context& context) {
    const OrderLine* line = state.lines.find(c.line);
    if (!line || context.actor != Actor{Role::consumer, line->consumer.value})
        return unknown("groupbuy.unknown_line", "line");
    if (line->left_at.ms != 0) return conflict("groupbuy.left_already", "line");
    if (line->waiting) return conflict("groupbuy.waiting", "line");
    const GroupBuy& groupbuy = state.groupbuys.at(line->groupbuy);
    if (auto over = refuse_unless_open(&groupbuy, "line")) return Refused(std::move(*over));
    if (auto not_now = refuse_moment(groupbuy, context.now)) return Refused(std::move(*not_now));
    if (c.quantity > line->quantity && is_halted(reads, goods_of(groupbuy, line->item).offer))
        return conflict("groupbuy.halted", "quantity");
    if (auto bad = refuse_pickup(reads, groupbuy, c.pickup)) return Refused(std::move(*bad));
    const auto held = holding(state, groupbuy.id, line->item, line->consumer);
    const JoinRequest request{c.quantity, c.tolerance, held.units - line->quantity};
    if (auto bad = refuse_range(request)) return Refused(std::move(*bad));
    if (auto bad = refuse_caps(goods_of(groupbuy, line->item), request))
        return Refused(std::move(*bad));
    if (c.quantity == line->quantity && c.tolerance == line->tolerance && c.pickup == line->pickup)
        return conflict("groupbuy.unchanged", "quantity");
    const Units left = remaining(groupbuy, line->item) + line->quantity;
    if (c.quantity > left)
        return conflict("groupbuy.sold_out", "quantity", {{"left_units", left.value}});
    const Units joined = joined_units(groupbuy, line->item) - line->quantity + c.quantity;
    std::vector<Event> events{
        Changed{c.line, groupbuy.id, c.quantity, c.tolerance, c.pickup, joined, context.now}};
    promote(events, state, groupbuy,
            {.item = line->item,
             .consumer = line->consumer,
             .units = line->quantity - c.quantity,
             .was_last = false,
             .joined = joined,
             .people = groupbuy.joined_people},
            context.now);
    return events;
}

Decision decide(const Reads&, const State& state, const Leave& c, const Context& context) {
    const OrderLine* line = state.lines.find(c.line);
    const GroupBuy* groupbuy = line ? &state.groupbuys.at(line->groupbuy) : nullptr;
    const bool own = line && context.actor == Actor{Role::consumer, line->consumer.value};
    const bool by_system = context.actor.role == Role::system;
    if (!line || (!own && !by_system && !is_own(*groupbuy, context)))
        return unknown("groupbuy.unknown_line", "line");
    if (line->left_at.ms != 0) return conflict("groupbuy.left_already", "line");
    const bool is_over = context.now >= groupbuy->terms.deadline || groupbuy->ending_at.ms != 0;
    if (groupbuy->phase != Phase::open_ || (is_over && !by_system))
        return conflict("groupbuy.over", "line", {{"deadline_ms", groupbuy->terms.deadline.ms}});

    FreedUnits freed{
        .item = line->item,
        .consumer = line->consumer,
        .units = line->waiting ? Units{0} : line->quantity,
        .was_last = !line->waiting && line_count(state, *groupbuy, line->consumer) == 1,
        .joined = joined_units(*groupbuy, line->item),
        .people = groupbuy->joined_people};
    freed.joined = freed.joined - freed.units;
    if (freed.was_last) --freed.people;
    std::vector<Event> events{
        Left{c.line, groupbuy->id, because(context), freed.joined, freed.people, context.now}};
    if (!line->waiting && !is_over) promote(events, state, *groupbuy, freed, context.now);
    return events;
}

}  // namespace starfish::groupbuy
