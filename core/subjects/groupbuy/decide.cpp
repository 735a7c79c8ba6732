#include "core/subjects/groupbuy/decide.hpp"

#include "core/base/digest.hpp"
#include "core/base/text.hpp"
#include "core/subjects/groupbuy/allocator.hpp"
#include "core/subjects/groupbuy/terms.hpp"

#include <algorithm>
#include <map>

namespace starfish::groupbuy {
namespace {

// Made from the command's id, so that deciding again gives the same link. 50 bits. If an older
// group-buy has the code, the next salt is tried.
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

Units reserved_of(const State& state, Id<Offer> offer) {
    const Reservation* reservation = state.reservations.find({offer.value});
    return reservation ? reservation->reserved : Units{0};
}

void reserve(std::vector<Event>& events, const State& state, const Terms& terms) {
    for (const Goods& goods : terms.goods)
        events.emplace_back(Reserved{goods.offer, reserved_of(state, goods.offer) + goods.stock});
}

// Gives back the unsold stock of each of the goods.
void release(std::vector<Event>& events, const State& state, const GroupBuy& groupbuy,
             std::span<const Units> sold) {
    for (std::size_t i = 0; i < groupbuy.terms.goods.size(); ++i) {
        const Goods& goods = groupbuy.terms.goods[i];
        const Units unsold = sold.empty() ? goods.stock : goods.stock - sold[i];
        events.emplace_back(Reserved{goods.offer, reserved_of(state, goods.offer) - unsold});
    }
}

bool needs_review(const Reads& reads, const Terms& terms) {
    return std::ranges::any_of(terms.goods, [&](const Goods& goods) {
        return reads.catalog.offers.at(goods.offer).needs_review;
    });
}

Phase phase_for(const Reads& reads, const Terms& terms, bool draft) {
    if (draft) return Phase::draft;
    return needs_review(reads, terms) ? Phase::review : Phase::open_;
}

// The group-buy if the actor is its leader, else nullptr.
const GroupBuy* own_groupbuy(const State& state, Id<GroupBuy> id, const Context& context) {
    const GroupBuy* groupbuy = state.groupbuys.find(id);
    return groupbuy && is_own(*groupbuy, context) ? groupbuy : nullptr;
}

// The group-buy if the actor is its leader or the supplier, else nullptr.
const GroupBuy* managed_groupbuy(const State& state, Id<GroupBuy> id, const Context& context) {
    const GroupBuy* groupbuy = state.groupbuys.find(id);
    if (context.actor.role == Role::supplier) return groupbuy;
    return groupbuy && is_own(*groupbuy, context) ? groupbuy : nullptr;
}

const Community* own_community(const Reads& reads, Id<Community> id, const Context& context) {
    const Community* community = reads.community.communities.find(id);
    const bool owned = community && context.actor == Actor{Role::leader, community->leader.value};
    return owned ? community : nullptr;
}

Decision revise_groupbuy(const Reads& reads, const State& state, const GroupBuy& groupbuy,
                         Open asked, Phase phase, const Context& context) {
    const Instant now = context.now;
    if (reads.community.communities.at(groupbuy.community).leader != groupbuy.leader)
        return conflict("groupbuy.community_changed", "groupbuy");
    asked.starts_at = std::max(asked.starts_at.value_or(now), now);
    auto terms = terms_of(reads, state, asked, context);
    if (!terms) return Refused(std::move(terms.error()));
    std::vector<Event> events;
    if (phase == Phase::open_) reserve(events, state, *terms);
    events.insert(events.begin(), Revised{groupbuy.id, phase, std::move(*terms), {}, now});
    return events;
}

Decision open_groupbuy(const Reads& reads, const State& state, const Open& c,
                       Id<GroupBuy> reoffer_of, const Context& context) {
    const Community* community = own_community(reads, c.community, context);
    if (!community) return unknown("community.unknown", "community");
    auto terms = terms_of(reads, state, c, context);
    if (!terms) return Refused(std::move(terms.error()));
    const Phase phase = phase_for(reads, *terms, c.draft.value_or(false));
    std::vector<Event> events;
    if (phase == Phase::open_) reserve(events, state, *terms);
    events.insert(events.begin(), Opened{.groupbuy = state.groupbuys.next_id(),
                                         .code = new_code(state, context.command_id),
                                         .community = c.community,
                                         .leader = community->leader,
                                         .reoffer_of = reoffer_of,
                                         .phase = phase,
                                         .terms = std::move(*terms),
                                         .at = context.now});
    return events;
}

Decision decide(const Reads& reads, const State& state, const Open& c, const Context& context) {
    if (!c.revises) return open_groupbuy(reads, state, c, {}, context);
    const GroupBuy* groupbuy = own_groupbuy(state, *c.revises, context);
    if (!groupbuy) return unknown("groupbuy.unknown", "revises");
    if (groupbuy->phase != Phase::draft) return conflict("groupbuy.not_draft", "revises");
    if (groupbuy->community != c.community || !own_community(reads, c.community, context))
        return invalid("community.unknown", "community");
    if (c.draft.value_or(false))
        return revise_groupbuy(reads, state, *groupbuy, c, Phase::draft, context);
    auto terms = terms_of(reads, state, c, context);
    if (!terms) return Refused(std::move(terms.error()));
    return revise_groupbuy(reads, state, *groupbuy, c, phase_for(reads, *terms, false), context);
}

Decision decide(const Reads& reads, const State& state, const Clone& c, const Context& context) {
    const GroupBuy* groupbuy = own_groupbuy(state, c.groupbuy, context);
    if (!groupbuy) return unknown("groupbuy.unknown", "groupbuy");
    Open again = open_command_of(*groupbuy);
    again.starts_at = c.starts_at;
    again.deadline = c.deadline;
    // The time between deadline and hand-out stays the same. (A deadline far out of bounds is
    // refused below; here it must not overflow.)
    const bool is_plausible = c.deadline.ms > 0 && c.deadline < context.now + 100 * 365 * day_ms;
    const std::int64_t later = is_plausible ? c.deadline.ms - groupbuy->terms.deadline.ms : 0;
    if (again.pickup_from) again.pickup_from = *again.pickup_from + later;
    if (again.pickup_until) again.pickup_until = *again.pickup_until + later;
    return open_groupbuy(reads, state, again, {}, context);
}

Decision decide(const Reads& reads, const State& state, const Reoffer& c, const Context& context) {
    const GroupBuy* groupbuy = state.groupbuys.find(c.groupbuy);
    if (!groupbuy || groupbuy->terms.hidden || context.actor.role != Role::leader)
        return unknown("groupbuy.unknown", "groupbuy");
    const Community* community = reads.community.communities.find(c.community);
    if (!community || context.actor != Actor{Role::leader, community->leader.value})
        return unknown("community.unknown", "community");
    if (is_own(*groupbuy, context)) return conflict("groupbuy.own", "groupbuy");
    if (!groupbuy->terms.reofferable) return conflict("groupbuy.not_reofferable", "groupbuy");
    if (auto over = refuse_unless_open(groupbuy, "groupbuy")) return Refused(std::move(*over));
    Open again = open_command_of(*groupbuy);
    again.community = c.community;
    again.threshold = c.threshold;
    again.starts_at = std::max(groupbuy->terms.starts_at, context.now);
    again.reofferable = false;
    for (Choice& choice : again.items) choice.stock = c.stock;
    return open_groupbuy(reads, state, again, groupbuy->id, context);
}

Decision decide(const Reads& reads, const State& state, const Submit& c, const Context& context) {
    const GroupBuy* groupbuy = own_groupbuy(state, c.groupbuy, context);
    if (!groupbuy) return unknown("groupbuy.unknown", "groupbuy");
    if (groupbuy->phase != Phase::draft) return conflict("groupbuy.not_draft", "groupbuy");
    return revise_groupbuy(reads, state, *groupbuy, open_command_of(*groupbuy),
                           phase_for(reads, groupbuy->terms, false), context);
}

Result<const GroupBuy*> groupbuy_in_review(const State& state, Id<GroupBuy> id,
                                           const Context& context) {
    if (context.actor.role != Role::supplier) return forbidden("actor.supplier_only");
    const GroupBuy* groupbuy = state.groupbuys.find(id);
    if (!groupbuy) return unknown("groupbuy.unknown", "groupbuy");
    if (groupbuy->phase != Phase::review) return conflict("groupbuy.not_in_review", "groupbuy");
    return groupbuy;
}

Decision decide(const Reads& reads, const State& state, const Approve& c, const Context& context) {
    const auto groupbuy = groupbuy_in_review(state, c.groupbuy, context);
    if (!groupbuy) return Refused(groupbuy.error());
    return revise_groupbuy(reads, state, **groupbuy, open_command_of(**groupbuy), Phase::open_,
                           context);
}

Decision decide(const Reads&, const State& state, const SendBack& c, const Context& context) {
    const auto groupbuy = groupbuy_in_review(state, c.groupbuy, context);
    if (!groupbuy) return Refused(groupbuy.error());
    if (auto no = refuse_text(c.reason, "reason", {.least = 2, .most = 200, .lines = true}))
        return Refused(std::move(*no));
    return std::vector<Event>{
        Revised{c.groupbuy, Phase::draft, (*groupbuy)->terms, c.reason, context.now}};
}

// Locks or fails the group-buy, as the allocator decides.
Decision close_groupbuy(const State& state, const GroupBuy& groupbuy, Instant now) {
    const std::vector<Demand> demands = demands_of(state, groupbuy);
    const Outcome outcome = allot(groupbuy.terms, demands);
    std::vector<Event> events;
    if (!outcome.holds) {
        const auto missing = std::min<std::int64_t>(outcome.missing, INT32_MAX);
        events.emplace_back(Failed{groupbuy.id, static_cast<std::int32_t>(missing), now});
        release(events, state, groupbuy, {});
        return events;
    }
    for (std::size_t i = 0; i < demands.size(); ++i) {
        if (outcome.allotted[i] != state.lines.at(demands[i].line).allotted)
            events.emplace_back(Allotted{demands[i].line, groupbuy.id, outcome.allotted[i]});
    }
    events.emplace_back(Locked{groupbuy.id, outcome.prices_fen, outcome.sold, now});
    release(events, state, groupbuy, outcome.sold);
    return events;
}

Decision cancel_groupbuy(const State& state, const GroupBuy& groupbuy, std::string reason,
                         Instant now) {
    std::vector<Event> events{Cancelled{groupbuy.id, std::move(reason), now}};
    if (groupbuy.phase == Phase::open_) release(events, state, groupbuy, {});
    return events;
}

Decision decide(const Reads&, const State& state, const Close& c, const Context& context) {
    const bool by_system = context.actor.role == Role::system;
    const GroupBuy* groupbuy =
        by_system ? state.groupbuys.find(c.groupbuy) : own_groupbuy(state, c.groupbuy, context);
    if (auto over = refuse_unless_open(groupbuy, "groupbuy")) return Refused(std::move(*over));
    if (groupbuy->halted) return conflict("groupbuy.halted", "groupbuy");
    if (by_system) {
        if (context.now < ends_at(*groupbuy))
            return conflict("groupbuy.not_due", "groupbuy",
                            {{"deadline_ms", ends_at(*groupbuy).ms}});
        if (groupbuy->ending_cancels)
            return cancel_groupbuy(state, *groupbuy, groupbuy->end_reason, context.now);
        return close_groupbuy(state, *groupbuy, context.now);
    }
    if (c.now.value_or(false)) return close_groupbuy(state, *groupbuy, context.now);
    if (groupbuy->ending_at.ms != 0) return conflict("groupbuy.ending_already", "groupbuy");
    return std::vector<Event>{Ending{c.groupbuy, false, {}, context.now + undo_ms, context.now}};
}

Decision decide(const Reads&, const State& state, const Cancel& c, const Context& context) {
    const GroupBuy* groupbuy = managed_groupbuy(state, c.groupbuy, context);
    const bool is_unopened =
        groupbuy && (groupbuy->phase == Phase::draft || groupbuy->phase == Phase::review);
    if (!is_unopened)
        if (auto over = refuse_unless_open(groupbuy, "groupbuy")) return Refused(std::move(*over));
    if (auto no = refuse_text(c.reason, "reason", {.least = 2, .most = 200, .lines = true}))
        return Refused(std::move(*no));
    if (is_unopened || c.now.value_or(false) || context.actor.role == Role::supplier)
        return cancel_groupbuy(state, *groupbuy, c.reason, context.now);
    if (groupbuy->ending_at.ms != 0) return conflict("groupbuy.ending_already", "groupbuy");
    return std::vector<Event>{
        Ending{c.groupbuy, true, c.reason, context.now + undo_ms, context.now}};
}

Decision decide(const Reads&, const State& state, const Undo& c, const Context& context) {
    const GroupBuy* groupbuy = own_groupbuy(state, c.groupbuy, context);
    if (auto over = refuse_unless_open(groupbuy, "groupbuy")) return Refused(std::move(*over));
    if (groupbuy->ending_at.ms == 0) return conflict("groupbuy.not_ending", "groupbuy");
    return std::vector<Event>{Undone{c.groupbuy, context.now}};
}

Decision decide(const Reads&, const State& state, const Extend& c, const Context& context) {
    const GroupBuy* groupbuy = own_groupbuy(state, c.groupbuy, context);
    if (auto over = refuse_unless_open(groupbuy, "groupbuy")) return Refused(std::move(*over));
    const Terms& terms = groupbuy->terms;
    if (context.now >= terms.deadline || groupbuy->ending_at.ms != 0)
        return conflict("groupbuy.over", "groupbuy", {{"deadline_ms", terms.deadline.ms}});
    if (groupbuy->first_deadline.ms != 0)
        return conflict("groupbuy.extended_already", "deadline",
                        {{"deadline_ms", terms.deadline.ms}});
    const Instant latest = terms.starts_at + open_duration_max_ms;
    if (c.deadline <= terms.deadline)
        return invalid("groupbuy.deadline_too_soon", "deadline", {{"bound_ms", terms.deadline.ms}});
    if (c.deadline > latest)
        return invalid("groupbuy.deadline_too_late", "deadline", {{"bound_ms", latest.ms}});
    if (terms.pickup_from.ms != 0 && c.deadline > terms.pickup_from)
        return invalid("groupbuy.deadline_after_pickup", "deadline",
                       {{"bound_ms", terms.pickup_from.ms}});
    return std::vector<Event>{Extended{c.groupbuy, c.deadline, context.now}};
}

Decision decide(const Reads&, const State& state, const SetHidden& c, const Context& context) {
    const GroupBuy* groupbuy = own_groupbuy(state, c.groupbuy, context);
    if (!groupbuy) return unknown("groupbuy.unknown", "groupbuy");
    if (groupbuy->terms.hidden == c.hidden) return conflict("groupbuy.unchanged", "hidden");
    return std::vector<Event>{Hidden{c.groupbuy, c.hidden, context.now}};
}

// Calls make(group-buy, events) for each open group-buy that sells the offer, and returns the
// events.
template <class Make>
std::vector<Event> for_each_selling(const State& state, Id<Offer> offer, Make make) {
    std::vector<Event> events;
    const auto& open = state.index.open_by_offer;
    for (auto it = open.lower_bound({offer, {}}); it != open.end() && it->first == offer; ++it)
        make(state.groupbuys.at(it->second), events);
    return events;
}

std::vector<Event> react(const Reads&, const State& state, const catalog::OfferHalted& e) {
    return for_each_selling(state, e.offer, [&](const GroupBuy& groupbuy, auto& events) {
        if (!groupbuy.halted) events.emplace_back(Halted{groupbuy.id, e.at});
    });
}

std::vector<Event> react(const Reads& reads, const State& state, const catalog::OfferResumed& e) {
    return for_each_selling(state, e.offer, [&](const GroupBuy& groupbuy, auto& events) {
        const bool others = std::ranges::any_of(groupbuy.terms.goods, [&](const Goods& goods) {
            return !reads.catalog.offers.at(goods.offer).halted_reason.empty();
        });
        if (!others) events.emplace_back(Resumed{groupbuy.id, e.at});
    });
}

std::vector<Event> react(const Reads&, const State& state, const catalog::OfferWithdrawn& e) {
    std::map<Id<Offer>, Units> reserved;
    auto events = for_each_selling(state, e.offer, [&](const GroupBuy& groupbuy, auto& made) {
        made.emplace_back(Cancelled{groupbuy.id, e.reason, e.at});
        for (const Goods& goods : groupbuy.terms.goods) {
            const auto [entry, is_new] =
                reserved.try_emplace(goods.offer, reserved_of(state, goods.offer));
            entry->second = entry->second - goods.stock;
        }
    });
    for (const auto& [offer, units] : reserved) events.emplace_back(Reserved{offer, units});
    return events;
}

std::vector<Event> react(const Reads&, const State&, const catalog::OfferPublished&) {
    return {};
}

}  // namespace

bool is_own(const GroupBuy& groupbuy, const Context& context) {
    return context.actor == Actor{Role::leader, groupbuy.leader.value};
}

std::optional<Refusal> refuse_unless_open(const GroupBuy* groupbuy, std::string_view field) {
    if (!groupbuy) return Refusal{RefusalKind::unknown, "groupbuy.unknown", std::string(field), {}};
    if (groupbuy->phase != Phase::open_)
        return Refusal{RefusalKind::conflict,
                       "groupbuy.over",
                       std::string(field),
                       {{"deadline_ms", groupbuy->terms.deadline.ms}}};
    return std::nullopt;
}

Decision decide(const Reads& reads, const State& state, const Command& command,
                const Context& context) {
    return std::visit([&](const auto& c) { return decide(reads, state, c, context); }, command);
}

std::vector<Event> react(const Reads& reads, const State& state, const catalog::Event& event) {
    return std::visit([&](const auto& e) { return react(reads, state, e); }, event);
}

}  // namespace starfish::groupbuy
