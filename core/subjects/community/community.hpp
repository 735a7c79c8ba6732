// Leaders, the communities they serve and the pickup points. A leader's name here is the public
// trade name; this subject holds no consumer data.
//
// A community can be given another leader. Its existing group-buys stay with the old leader (the
// promise, the list, the hand-out, the reward) until they are closed; its drafts can no longer be
// opened. Group-buys that are opened afterwards belong to the new leader. Neither leader ever sees
// the other's lists.
#pragma once

#include "core/base/actor.hpp"
#include "core/base/audience.hpp"
#include "core/base/id.hpp"
#include "core/base/refusal.hpp"
#include "core/base/table.hpp"

#include <boost/describe.hpp>

#include <string>
#include <type_traits>
#include <variant>
#include <vector>

namespace starfish::scenario {
struct Vocabulary;
}

namespace starfish::community {

struct Leader {
    Id<Leader> id;
    std::string name;     // 陈姐
    std::string tagline;  // 本地海参顾问
    Instant since;
};
BOOST_DESCRIBE_STRUCT(Leader, (), (id, name, tagline, since))

struct Community {
    Id<Community> id;
    Id<Leader> leader;
    std::string name;      // 百步亭
    std::string district;  // 江岸区
};
BOOST_DESCRIBE_STRUCT(Community, (), (id, leader, name, district))

struct PickupPoint {
    Id<PickupPoint> id;
    Id<Community> community;
    std::string name;  // 3 号门驿站
    std::string address;
    std::string hours;  // 周二 16:00–20:00
};
BOOST_DESCRIBE_STRUCT(PickupPoint, (), (id, community, name, address, hours))

// A person who hands out for a leader (核销员), and sees the hand-outs and nothing else.
struct Verifier {
    Id<Verifier> id;
    Id<Leader> leader;
    std::string name;  // chosen by the leader
    Instant since;
    Instant dismissed_at;  // 0: the verifier still serves
};
BOOST_DESCRIBE_STRUCT(Verifier, (), (id, leader, name, since, dismissed_at))

// Tells consumers how to pay a leader by transfer; an order that waits for payment shows the text.
// One row a leader; an empty text means no instructions.
struct PaymentInstructions {
    Id<PaymentInstructions> id;
    Id<Leader> leader;
    std::string text;  // 微信转账给 陈姐，手机尾号 0001
    Instant since;
};
BOOST_DESCRIBE_STRUCT(PaymentInstructions, (), (id, leader, text, since))

inline constexpr std::size_t verifiers_max = 20;  // serving verifiers of one leader

// Commands.

// By the supplier. Refuses text.*.
struct RegisterLeader {
    static constexpr std::string_view name = "community.register_leader";
    std::string leader_name;  // 1 to 20 characters
    std::string tagline;      // to 40
};
BOOST_DESCRIBE_STRUCT(RegisterLeader, (), (leader_name, tagline))
// By the supplier. Refuses leader.unknown, text.*.
struct OpenCommunity {
    static constexpr std::string_view name = "community.open_community";
    Id<Leader> leader;
    std::string community_name;  // 2 to 30
    std::string district;        // to 30
};
BOOST_DESCRIBE_STRUCT(OpenCommunity, (), (leader, community_name, district))
// By the supplier or the community's leader. Refuses community.unknown, text.*.
struct AddPickupPoint {
    static constexpr std::string_view name = "community.add_pickup_point";
    Id<Community> community;
    std::string point_name;  // 2 to 30
    std::string address;     // 2 to 80
    std::string hours;       // 2 to 60
};
BOOST_DESCRIBE_STRUCT(AddPickupPoint, (), (community, point_name, address, hours))
// By the supplier: from now on another leader has the community. Refuses community.unknown,
// leader.unknown, community.unchanged.
struct ChangeLeader {
    static constexpr std::string_view name = "community.change_leader";
    Id<Community> community;
    Id<Leader> leader;
};
BOOST_DESCRIBE_STRUCT(ChangeLeader, (), (community, leader))
// By the leader or the supplier. Refuses leader.unknown, verifier.too_many {most_count}, text.*.
struct AppointVerifier {
    static constexpr std::string_view name = "community.appoint_verifier";
    Id<Leader> leader;
    std::string verifier_name;  // 1 to 20
};
BOOST_DESCRIBE_STRUCT(AppointVerifier, (), (leader, verifier_name))
// By the verifier's leader or the supplier. Refuses verifier.unknown, verifier.dismissed.
struct DismissVerifier {
    static constexpr std::string_view name = "community.dismiss_verifier";
    Id<Verifier> verifier;
};
BOOST_DESCRIBE_STRUCT(DismissVerifier, (), (verifier))
// By the leader only: nobody else may say where the consumers' money goes. Refuses leader.unknown,
// text.*.
struct StatePaymentInstructions {
    static constexpr std::string_view name = "community.state_payment_instructions";
    Id<Leader> leader;
    std::string instructions;  // to 80; an empty text removes the instructions
};
BOOST_DESCRIBE_STRUCT(StatePaymentInstructions, (), (leader, instructions))
using Command = std::variant<RegisterLeader, OpenCommunity, AddPickupPoint, ChangeLeader,
                             AppointVerifier, DismissVerifier, StatePaymentInstructions>;

// Events. They are public, since a consumer's page shows leader and pickup point. Exceptions: the
// desk sees events about verifiers, the leader sees events about payment instructions.
struct LeaderRegistered {
    static constexpr std::string_view name = "community.leader_registered";
    static constexpr int version = 1;
    Id<Leader> leader;
    std::string leader_name;
    std::string tagline;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(LeaderRegistered, (), (leader, leader_name, tagline, at))
struct CommunityOpened {
    static constexpr std::string_view name = "community.community_opened";
    static constexpr int version = 1;
    Id<Community> community;
    Id<Leader> leader;
    std::string community_name;
    std::string district;
};
BOOST_DESCRIBE_STRUCT(CommunityOpened, (), (community, leader, community_name, district))
struct PickupPointAdded {
    static constexpr std::string_view name = "community.pickup_point_added";
    static constexpr int version = 1;
    Id<PickupPoint> pickup_point;
    Id<Community> community;
    std::string point_name;
    std::string address;
    std::string hours;
};
BOOST_DESCRIBE_STRUCT(PickupPointAdded, (), (pickup_point, community, point_name, address, hours))
struct LeaderChanged {
    static constexpr std::string_view name = "community.leader_changed";
    static constexpr int version = 1;
    Id<Community> community;
    Id<Leader> leader;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(LeaderChanged, (), (community, leader, at))
struct VerifierAppointed {
    static constexpr std::string_view name = "community.verifier_appointed";
    static constexpr int version = 1;
    Id<Verifier> verifier;
    Id<Leader> leader;
    std::string verifier_name;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(VerifierAppointed, (), (verifier, leader, verifier_name, at))
struct VerifierDismissed {
    static constexpr std::string_view name = "community.verifier_dismissed";
    static constexpr int version = 1;
    Id<Verifier> verifier;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(VerifierDismissed, (), (verifier, at))
struct PaymentInstructionsStated {
    static constexpr std::string_view name = "community.payment_instructions_stated";
    static constexpr int version = 1;
    Id<PaymentInstructions> payment_instructions;
    Id<Leader> leader;
    std::string instructions;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(PaymentInstructionsStated, (),
                      (payment_instructions, leader, instructions, at))
using Event = std::variant<LeaderRegistered, CommunityOpened, PickupPointAdded, LeaderChanged,
                           VerifierAppointed, VerifierDismissed, PaymentInstructionsStated>;

// The earlier subjects that this one reads: none.
struct Reads {
    explicit Reads(const auto&) {}
};

struct State {
    using Command = community::Command;
    using Event = community::Event;
    using Reads = community::Reads;
    Table<Leader> leaders;
    Table<Community> communities;
    Table<PickupPoint> pickup_points;
    Table<Verifier> verifiers;
    Table<PaymentInstructions> payment_instructions;
};
BOOST_DESCRIBE_STRUCT(State, (),
                      (leaders, communities, pickup_points, verifiers, payment_instructions))

Result<std::vector<Event>> decide(const Reads&, const State&, const Command&, const Context&);
void apply(State&, const Event&);
scenario::Vocabulary vocabulary(std::type_identity<State>);  // scenario.cpp
// A trainer gets nothing that was typed about people, and no pickup code.
void redact_for_trainer(PaymentInstructions&);
void redact_for_trainer(PaymentInstructionsStated&);
Audience audience(const Reads&, const State&, const Event&);
template <class Row>
Audience audience(const Reads&, const State&, const Row&) {
    return for_everyone;
}
inline Audience audience(const Reads&, const State&, const Verifier& verifier) {
    return for_desk(verifier.leader.value);
}
inline Audience audience(const Reads&, const State&, const PaymentInstructions& instructions) {
    return for_leader(instructions.leader.value);
}

// Queries.

// In the order in which they were added.
std::vector<Id<PickupPoint>> pickup_points_of(const State&, Id<Community>);
std::vector<Id<Community>> communities_of(const State&, Id<Leader>);
// The serving verifiers of the leader, in the order in which they were appointed.
std::vector<Id<Verifier>> verifiers_of(const State&, Id<Leader>);
// The verifier that the actor is; nullptr if the actor is not a verifier or no longer serves.
const Verifier* verifier_of(const State&, const Actor&);
// "" if the leader has stated no instructions.
std::string payment_instructions_of(const State&, Id<Leader>);

}  // namespace starfish::community
