#include "core/base/digest.hpp"
#include "core/base/text.hpp"
#include "core/groupbuy/groupbuy.hpp"
#include "core/groupbuy/queries.hpp"

namespace starfish::groupbuy {
namespace {

using Decision = Result<std::vector<Event>>;

Units reserved_of(const State& state, Id<Offer> offer) {
    const Reservation* reservation = state.reservations.find({offer.value});
    return reservation ? reservation->reserved : Units{0};
}

// From the command's id, so that deciding again gives the same link. 50 bits; on a clash with an
// older code, the next one.
std::string new_code(const State& state, std::string_view command_id) {
    constexpr std::string_view crockford = "0123456789abcdefghjkmnpqrstvwxyz";
    for (std::uint64_t salt = 0;; ++salt) {
        Digest digest;
        digest.add(command_id);
        digest.add(salt);
        std::string code;
        for (std::uint64_t bits = digest.value(); code.size() < 10; bits >>= 5U)
            code += crockford[bits & 31U];
        if (!find_by_code(state, code)) return code;
    }
}

bool is_own(const GroupBuy& groupbuy, const Context& context) {
    return context.actor == Actor{Role::leader, groupbuy.leader.value};
}

Result<const GroupBuy*> standing(const GroupBuy* groupbuy, std::string_view field) {
    if (!groupbuy) return unknown("groupbuy.unknown", std::string(field));
    if (groupbuy->phase != Phase::open_)
        return conflict("groupbuy.over", std::string(field),
                        {{"deadline_ms", groupbuy->deadline.ms}});
    return groupbuy;
}

// What a group-buy that sold `sold` of its stock gives back when it ends.
Reserved released(const State& state, const GroupBuy& groupbuy, Units sold) {
    return {groupbuy.offer, reserved_of(state, groupbuy.offer) - (groupbuy.stock - sold)};
}

std::optional<Refusal> refuse_times(const Open& c, Instant starts_at, Instant now) {
    const auto no = [](std::string_view code, std::string_view field, std::int64_t bound) {
        return Refusal{RefusalKind::invalid, code, std::string(field), {{"bound_ms", bound}}};
    };
    if (starts_at < now) return no("groupbuy.starts_in_the_past", "starts_at", now.ms);
    if (starts_at > now + preheat_max_ms)
        return no("groupbuy.starts_too_late", "starts_at", (now + preheat_max_ms).ms);
    if (c.deadline < starts_at + open_duration_min_ms)
        return no("groupbuy.deadline_too_soon", "deadline", (starts_at + open_duration_min_ms).ms);
    if (c.deadline > starts_at + open_duration_max_ms)
        return no("groupbuy.deadline_too_late", "deadline", (starts_at + open_duration_max_ms).ms);
    return std::nullopt;
}

Result<const Offer*> offer_for(const Reads& reads, const State& state, const Open& c) {
    const Offer* offer = reads.catalog.offers.find(c.offer);
    if (!offer) return unknown("offer.unknown", "offer");
    if (offer->withdrawn) return conflict("offer.withdrawn", "offer");
    const Units left = unreserved(state, *offer);
    if (c.stock < Units{1}) return invalid("groupbuy.stock_positive", "stock");
    if (c.stock > left)
        return conflict("groupbuy.stock_above_offer", "stock", {{"left_units", left.value}});
    if (c.threshold.value < 1) return invalid("groupbuy.threshold_positive", "threshold.value");
    // Each person takes at least one unit, so the same bound holds for people.
    if (c.threshold.value > c.stock.value)
        return invalid("groupbuy.threshold_above_stock", "threshold.value",
                       {{"stock_units", c.stock.value}});
    return offer;
}

Decision decide(const Reads& reads, const State& state, const Open& c, const Context& context) {
    const Community* community = reads.community.communities.find(c.community);
    if (!community || context.actor != Actor{Role::leader, community->leader.value})
        return unknown("community.unknown", "community");
    const auto offer = offer_for(reads, state, c);
    if (!offer) return Refused(offer.error());
    const Instant starts_at = c.starts_at.value_or(context.now);
    if (auto no = refuse_times(c, starts_at, context.now)) return Refused(std::move(*no));
    return std::vector<Event>{
        Opened{.groupbuy = state.groupbuys.next_id(),
               .code = new_code(state, context.command_id),
               .offer = c.offer,
               .community = c.community,
               .leader = community->leader,
               .at = context.now,
               .starts_at = starts_at,
               .deadline = c.deadline,
               .stock = c.stock,
               .cap_per_person = std::min((*offer)->cap_per_person, c.stock),
               .threshold = c.threshold,
               .tiers = (*offer)->tiers},
        Reserved{c.offer, reserved_of(state, c.offer) + c.stock},
    };
}

std::optional<Refusal> refuse_quantity(const GroupBuy& groupbuy, const Join& c, Units held) {
    if (c.quantity < Units{1} || c.quantity > units_max)
        return Refusal{RefusalKind::invalid, "groupbuy.quantity", "quantity", {}};
    if (c.tolerance < Units{0} || c.tolerance > units_max)
        return Refusal{RefusalKind::invalid, "groupbuy.tolerance", "tolerance", {}};
    if (const Units left = remaining(groupbuy); c.quantity > left)
        return Refusal{
            RefusalKind::conflict, "groupbuy.sold_out", "quantity", {{"left_units", left.value}}};
    if (held + c.quantity > groupbuy.cap_per_person)
        return Refusal{RefusalKind::conflict,
                       "groupbuy.over_cap",
                       "quantity",
                       {{"cap_units", groupbuy.cap_per_person.value}, {"held_units", held.value}}};
    return std::nullopt;
}

Decision decide(const Reads& reads, const State& state, const Join& c, const Context& context) {
    if (context.actor.role != Role::consumer) return forbidden("actor.consumer_only");
    const auto found = standing(state.groupbuys.find(c.groupbuy), "groupbuy");
    if (!found) return Refused(found.error());
    const GroupBuy& groupbuy = **found;
    if (context.now < groupbuy.starts_at)
        return conflict("groupbuy.not_started", "groupbuy", {{"starts_ms", groupbuy.starts_at.ms}});
    if (context.now >= groupbuy.deadline)
        return conflict("groupbuy.over", "groupbuy", {{"deadline_ms", groupbuy.deadline.ms}});
    if (c.offer != groupbuy.offer) return invalid("groupbuy.offer", "offer");
    const PickupPoint* pickup = reads.community.pickup_points.find(c.pickup);
    if (!pickup || pickup->community != groupbuy.community)
        return invalid("groupbuy.pickup", "pickup");

    const ConsumerId consumer{context.actor.id};
    const auto holding = state.index.holdings.find({groupbuy.id.value, consumer.value});
    const bool holds = holding != state.index.holdings.end();
    if (auto no = refuse_quantity(groupbuy, c, holds ? holding->second.units : Units{0}))
        return Refused(std::move(*no));
    return std::vector<Event>{Joined{.line = state.lines.next_id(),
                                     .groupbuy = c.groupbuy,
                                     .consumer = consumer,
                                     .quantity = c.quantity,
                                     .tolerance = c.tolerance,
                                     .pickup = c.pickup,
                                     .join_number = groupbuy.last_join_number + 1,
                                     .joined_units = groupbuy.joined_units + c.quantity,
                                     .joined_people = groupbuy.joined_people + (holds ? 0 : 1),
                                     .at = context.now}};
}

Decision decide(const Reads&, const State& state, const Leave& c, const Context& context) {
    const OrderLine* line = state.lines.find(c.line);
    const GroupBuy* groupbuy = line ? &state.groupbuys.at(line->groupbuy) : nullptr;
    const bool own = line && context.actor == Actor{Role::consumer, line->consumer.value};
    if (!line || (!own && !is_own(*groupbuy, context)))
        return unknown("groupbuy.unknown_line", "line");
    if (line->left_at.ms != 0) return conflict("groupbuy.left_already", "line");
    if (groupbuy->phase != Phase::open_ || context.now >= groupbuy->deadline)
        return conflict("groupbuy.over", "line", {{"deadline_ms", groupbuy->deadline.ms}});
    const auto& holding = state.index.holdings.at({groupbuy->id.value, line->consumer.value});
    return std::vector<Event>{
        Left{.line = c.line,
             .groupbuy = groupbuy->id,
             .joined_units = groupbuy->joined_units - line->quantity,
             .joined_people = groupbuy->joined_people - (holding.lines == 1 ? 1 : 0),
             .at = context.now}};
}

Decision decide(const Reads&, const State& state, const Close& c, const Context& context) {
    const GroupBuy* groupbuy = state.groupbuys.find(c.groupbuy);
    const bool by_system = context.actor.role == Role::system;
    if (groupbuy && !by_system && !is_own(*groupbuy, context)) groupbuy = nullptr;
    if (const auto found = standing(groupbuy, "groupbuy"); !found) return Refused(found.error());
    if (by_system && context.now < groupbuy->deadline)
        return conflict("groupbuy.not_due", "groupbuy", {{"deadline_ms", groupbuy->deadline.ms}});
    if (!threshold_reached(*groupbuy))
        return std::vector<Event>{
            Failed{c.groupbuy, groupbuy->threshold.value - toward_threshold(*groupbuy),
                   context.now},
            released(state, *groupbuy, Units{0})};
    return std::vector<Event>{
        Locked{c.groupbuy, catalog::price_at(groupbuy->tiers, groupbuy->joined_units), context.now},
        released(state, *groupbuy, groupbuy->joined_units)};
}

Decision decide(const Reads&, const State& state, const Cancel& c, const Context& context) {
    const GroupBuy* groupbuy = state.groupbuys.find(c.groupbuy);
    if (groupbuy && context.actor.role != Role::supplier && !is_own(*groupbuy, context))
        groupbuy = nullptr;
    if (const auto found = standing(groupbuy, "groupbuy"); !found) return Refused(found.error());
    if (auto no = refuse_text(c.reason, "reason", {.least = 2, .most = 200, .lines = true}))
        return Refused(std::move(*no));
    return std::vector<Event>{Cancelled{c.groupbuy, c.reason, context.now},
                              released(state, *groupbuy, Units{0})};
}

}  // namespace

Decision decide(const Reads& reads, const State& state, const Command& command,
                const Context& context) {
    return std::visit([&](const auto& c) { return decide(reads, state, c, context); }, command);
}

std::vector<Event> react(const Reads&, const State& state, const catalog::Event& event) {
    const auto* withdrawn = std::get_if<catalog::OfferWithdrawn>(&event);
    if (!withdrawn) return {};
    std::vector<Event> events;
    Units reserved = reserved_of(state, withdrawn->offer);
    const auto& open = state.index.open_by_offer;
    for (auto it = open.lower_bound({withdrawn->offer, {}});
         it != open.end() && it->first == withdrawn->offer; ++it) {
        reserved = reserved - state.groupbuys.at(it->second).stock;
        events.emplace_back(Cancelled{it->second, withdrawn->reason, withdrawn->at});
    }
    if (!events.empty()) events.emplace_back(Reserved{withdrawn->offer, reserved});
    return events;
}

}  // namespace starfish::groupbuy
