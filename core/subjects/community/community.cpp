#include "core/subjects/community/community.hpp"

#include "core/base/text.hpp"

namespace starfish::community {
namespace {

using Decision = Result<std::vector<Event>>;

bool is_supplier(const Context& context) {
    return context.actor.role == Role::supplier;
}

Decision decide(const State& state, const RegisterLeader& c, const Context& context) {
    if (!is_supplier(context)) return forbidden("actor.supplier_only");
    if (auto no = refuse_text(c.leader_name, "leader_name", {.least = 1, .most = 20}))
        return Refused(std::move(*no));
    if (auto no = refuse_text(c.tagline, "tagline", {.least = 0, .most = 40}))
        return Refused(std::move(*no));
    return std::vector<Event>{
        LeaderRegistered{state.leaders.next_id(), c.leader_name, c.tagline, context.now}};
}

Decision decide(const State& state, const OpenCommunity& c, const Context& context) {
    if (!is_supplier(context)) return forbidden("actor.supplier_only");
    if (!state.leaders.find(c.leader)) return unknown("leader.unknown", "leader");
    if (auto no = refuse_text(c.community_name, "community_name", {.least = 2, .most = 30}))
        return Refused(std::move(*no));
    if (auto no = refuse_text(c.district, "district", {.least = 0, .most = 30}))
        return Refused(std::move(*no));
    return std::vector<Event>{
        CommunityOpened{state.communities.next_id(), c.leader, c.community_name, c.district}};
}

Decision decide(const State& state, const AddPickupPoint& c, const Context& context) {
    const Community* community = state.communities.find(c.community);
    const bool own = community && context.actor == Actor{Role::leader, community->leader.value};
    // A leader learns nothing of other leaders' communities, not even that they exist.
    if (!community || (!is_supplier(context) && !own))
        return unknown("community.unknown", "community");
    if (auto no = refuse_text(c.point_name, "point_name", {.least = 2, .most = 30}))
        return Refused(std::move(*no));
    if (auto no = refuse_text(c.address, "address", {.least = 2, .most = 80}))
        return Refused(std::move(*no));
    if (auto no = refuse_text(c.hours, "hours", {.least = 2, .most = 60}))
        return Refused(std::move(*no));
    return std::vector<Event>{PickupPointAdded{state.pickup_points.next_id(), c.community,
                                               c.point_name, c.address, c.hours}};
}

Decision decide(const State& state, const ChangeLeader& c, const Context& context) {
    if (!is_supplier(context)) return forbidden("actor.supplier_only");
    const Community* community = state.communities.find(c.community);
    if (!community) return unknown("community.unknown", "community");
    if (!state.leaders.find(c.leader)) return unknown("leader.unknown", "leader");
    if (community->leader == c.leader) return conflict("community.unchanged", "leader");
    return std::vector<Event>{LeaderChanged{c.community, c.leader, context.now}};
}

// Whether the actor may appoint and dismiss the leader's verifiers.
bool manages_verifiers(const Context& context, Id<Leader> leader) {
    return is_supplier(context) || context.actor == Actor{Role::leader, leader.value};
}

Decision decide(const State& state, const AppointVerifier& c, const Context& context) {
    if (!state.leaders.find(c.leader) || !manages_verifiers(context, c.leader))
        return unknown("leader.unknown", "leader");
    if (verifiers_of(state, c.leader).size() >= verifiers_max)
        return conflict("verifier.too_many", "leader", {{"most_count", verifiers_max}});
    if (auto no = refuse_text(c.verifier_name, "verifier_name", {.least = 1, .most = 20}))
        return Refused(std::move(*no));
    return std::vector<Event>{
        VerifierAppointed{state.verifiers.next_id(), c.leader, c.verifier_name, context.now}};
}

Decision decide(const State& state, const DismissVerifier& c, const Context& context) {
    const Verifier* verifier = state.verifiers.find(c.verifier);
    if (!verifier || !manages_verifiers(context, verifier->leader))
        return unknown("verifier.unknown", "verifier");
    if (verifier->dismissed_at.ms != 0) return conflict("verifier.dismissed", "verifier");
    return std::vector<Event>{VerifierDismissed{c.verifier, context.now}};
}

const PaymentInstructions* instructions_of(const State& state, Id<Leader> leader) {
    for (const PaymentInstructions& stated : state.payment_instructions)
        if (stated.leader == leader) return &stated;
    return nullptr;
}

Decision decide(const State& state, const StatePaymentInstructions& c, const Context& context) {
    if (!state.leaders.find(c.leader) || context.actor != Actor{Role::leader, c.leader.value})
        return unknown("leader.unknown", "leader");
    if (auto no = refuse_text(c.instructions, "instructions", {.least = 0, .most = 80}))
        return Refused(std::move(*no));
    const PaymentInstructions* const before = instructions_of(state, c.leader);
    return std::vector<Event>{
        PaymentInstructionsStated{before ? before->id : state.payment_instructions.next_id(),
                                  c.leader, c.instructions, context.now}};
}

void apply(State& state, const LeaderRegistered& e) {
    state.leaders.add({.id = e.leader, .name = e.leader_name, .tagline = e.tagline, .since = e.at});
}
void apply(State& state, const CommunityOpened& e) {
    state.communities.add(
        {.id = e.community, .leader = e.leader, .name = e.community_name, .district = e.district});
}
void apply(State& state, const PickupPointAdded& e) {
    state.pickup_points.add({.id = e.pickup_point,
                             .community = e.community,
                             .name = e.point_name,
                             .address = e.address,
                             .hours = e.hours});
}
void apply(State& state, const LeaderChanged& e) {
    state.communities.at(e.community).leader = e.leader;
}
void apply(State& state, const VerifierAppointed& e) {
    state.verifiers.add({.id = e.verifier,
                         .leader = e.leader,
                         .name = e.verifier_name,
                         .since = e.at,
                         .dismissed_at = {}});
}
void apply(State& state, const VerifierDismissed& e) {
    state.verifiers.at(e.verifier).dismissed_at = e.at;
}
void apply(State& state, const PaymentInstructionsStated& e) {
    PaymentInstructions stated{
        .id = e.payment_instructions, .leader = e.leader, .text = e.instructions, .since = e.at};
    if (state.payment_instructions.find(stated.id))
        state.payment_instructions.at(stated.id) = std::move(stated);
    else
        state.payment_instructions.add(std::move(stated));
}

}  // namespace

Decision decide(const Reads&, const State& state, const Command& command, const Context& context) {
    return std::visit([&](const auto& c) { return decide(state, c, context); }, command);
}

void apply(State& state, const Event& event) {
    std::visit([&](const auto& e) { apply(state, e); }, event);
}

Audience audience(const Reads&, const State& state, const Event& event) {
    return std::visit(
        [&]<class E>(const E& e) {
            if constexpr (requires { e.verifier; })
                return for_desk(state.verifiers.at(e.verifier).leader.value);
            else if constexpr (requires { e.payment_instructions; })
                return for_leader(e.leader.value);
            else
                return for_everyone;
        },
        event);
}

// Leaders have a few communities, and communities have a few points. A scan is enough, since it
// runs once a page and the page is then cached.
std::vector<Id<PickupPoint>> pickup_points_of(const State& state, Id<Community> community) {
    std::vector<Id<PickupPoint>> found;
    for (const PickupPoint& point : state.pickup_points)
        if (point.community == community) found.push_back(point.id);
    return found;
}

std::vector<Id<Community>> communities_of(const State& state, Id<Leader> leader) {
    std::vector<Id<Community>> found;
    for (const Community& community : state.communities)
        if (community.leader == leader) found.push_back(community.id);
    return found;
}

std::vector<Id<Verifier>> verifiers_of(const State& state, Id<Leader> leader) {
    std::vector<Id<Verifier>> found;
    for (const Verifier& verifier : state.verifiers)
        if (verifier.leader == leader && verifier.dismissed_at.ms == 0)
            found.push_back(verifier.id);
    return found;
}

const Verifier* verifier_of(const State& state, const Actor& actor) {
    if (actor.role != Role::verifier) return nullptr;
    const Verifier* verifier = state.verifiers.find({static_cast<std::uint32_t>(actor.id)});
    return verifier && verifier->dismissed_at.ms == 0 ? verifier : nullptr;
}

std::string payment_instructions_of(const State& state, Id<Leader> leader) {
    const PaymentInstructions* const stated = instructions_of(state, leader);
    return stated ? stated->text : "";
}

}  // namespace starfish::community
