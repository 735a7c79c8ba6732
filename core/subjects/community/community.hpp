// Leaders, the communities they serve and where people pick up. What leaders are called here is
// their public trade name; nothing in this subject is a consumer's.
//
// A community can be given another leader. Its group-buys that there are by then stay the old one's
// (her promise, her list, her hand-out, her reward) until they are closed, drafts excepted, which
// cannot be opened any more; whatever is opened afterwards is the new one's. Neither ever sees the
// other's lists.
#pragma once

#include "core/base/actor.hpp"
#include "core/base/audience.hpp"
#include "core/base/id.hpp"
#include "core/base/refusal.hpp"
#include "core/base/table.hpp"

#include <boost/describe.hpp>

#include <string>
#include <variant>
#include <vector>

namespace starfish::community {

struct Leader {
    Id<Leader> id;
    std::string name;     // 陈姐
    std::string tagline;  // 本地海参顾问
    Instant since;
};

struct Community {
    Id<Community> id;
    Id<Leader> leader;
    std::string name;      // 百步亭
    std::string district;  // 江岸区
};

struct PickupPoint {
    Id<PickupPoint> id;
    Id<Community> community;
    std::string name;  // 3 号门驿站
    std::string address;
    std::string hours;  // 周二 16:00–20:00
};

// Someone who hands out for a leader (核销员), and sees what is to be handed out and nothing else.
struct Verifier {
    Id<Verifier> id;
    Id<Leader> leader;
    std::string name;  // what the leader calls her
    Instant since;
    Instant dismissed_at;  // 0: she serves
};

// How a leader is paid where consumers transfer to her, as the order that is waiting for it says.
// A row a leader; an empty text is none.
struct PaymentInstructions {
    Id<PaymentInstructions> id;
    Id<Leader> leader;
    std::string text;  // 微信转账给 陈姐，手机尾号 0001
    Instant since;
};

inline constexpr std::size_t verifiers_max = 20;  // of one leader, serving

// Commands.

// The supplier's. Refuses text.*.
struct RegisterLeader {
    static constexpr std::string_view name = "community.register_leader";
    std::string leader_name;  // 1 to 20 characters
    std::string tagline;      // to 40
};
// The supplier's. Refuses leader.unknown, text.*.
struct OpenCommunity {
    static constexpr std::string_view name = "community.open_community";
    Id<Leader> leader;
    std::string community_name;  // 2 to 30
    std::string district;        // to 30
};
// The supplier's or the community's own leader's. Refuses community.unknown, text.*.
struct AddPickupPoint {
    static constexpr std::string_view name = "community.add_pickup_point";
    Id<Community> community;
    std::string point_name;  // 2 to 30
    std::string address;     // 2 to 80
    std::string hours;       // 2 to 60
};
// The supplier's: from now on the community is another leader's. Refuses community.unknown,
// leader.unknown, community.unchanged.
struct ChangeLeader {
    static constexpr std::string_view name = "community.change_leader";
    Id<Community> community;
    Id<Leader> leader;
};
// The leader's own, or the supplier's. Refuses leader.unknown, verifier.too_many {most_count},
// text.*.
struct AppointVerifier {
    static constexpr std::string_view name = "community.appoint_verifier";
    Id<Leader> leader;
    std::string verifier_name;  // 1 to 20
};
// Her leader's, or the supplier's. Refuses verifier.unknown, verifier.dismissed.
struct DismissVerifier {
    static constexpr std::string_view name = "community.dismiss_verifier";
    Id<Verifier> verifier;
};
// The leader's own alone: nobody else says where her consumers' money goes. Refuses leader.unknown,
// text.*.
struct StatePaymentInstructions {
    static constexpr std::string_view name = "community.state_payment_instructions";
    Id<Leader> leader;
    std::string instructions;  // to 80; none: they are taken back
};
using Command = std::variant<RegisterLeader, OpenCommunity, AddPickupPoint, ChangeLeader,
                             AppointVerifier, DismissVerifier, StatePaymentInstructions>;

// Events; public, since a consumer's page shows leader and pickup point; those of verifiers are the
// desk's, those of payment instructions the leader's.
struct LeaderRegistered {
    static constexpr std::string_view name = "community.leader_registered";
    static constexpr int version = 1;
    Id<Leader> leader;
    std::string leader_name;
    std::string tagline;
    Instant at;
};
struct CommunityOpened {
    static constexpr std::string_view name = "community.community_opened";
    static constexpr int version = 1;
    Id<Community> community;
    Id<Leader> leader;
    std::string community_name;
    std::string district;
};
struct PickupPointAdded {
    static constexpr std::string_view name = "community.pickup_point_added";
    static constexpr int version = 1;
    Id<PickupPoint> pickup_point;
    Id<Community> community;
    std::string point_name;
    std::string address;
    std::string hours;
};
struct LeaderChanged {
    static constexpr std::string_view name = "community.leader_changed";
    static constexpr int version = 1;
    Id<Community> community;
    Id<Leader> leader;
    Instant at;
};
struct VerifierAppointed {
    static constexpr std::string_view name = "community.verifier_appointed";
    static constexpr int version = 1;
    Id<Verifier> verifier;
    Id<Leader> leader;
    std::string verifier_name;
    Instant at;
};
struct VerifierDismissed {
    static constexpr std::string_view name = "community.verifier_dismissed";
    static constexpr int version = 1;
    Id<Verifier> verifier;
    Instant at;
};
struct PaymentInstructionsStated {
    static constexpr std::string_view name = "community.payment_instructions_stated";
    static constexpr int version = 1;
    Id<PaymentInstructions> payment_instructions;
    Id<Leader> leader;
    std::string instructions;
    Instant at;
};
using Event = std::variant<LeaderRegistered, CommunityOpened, PickupPointAdded, LeaderChanged,
                           VerifierAppointed, VerifierDismissed, PaymentInstructionsStated>;

// The subjects before this one, for reading: it needs none.
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

Result<std::vector<Event>> decide(const Reads&, const State&, const Command&, const Context&);
void apply(State&, const Event&);
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

// In the order they were added.
std::vector<Id<PickupPoint>> pickup_points_of(const State&, Id<Community>);
std::vector<Id<Community>> communities_of(const State&, Id<Leader>);
// The leader's who serve, in the order they were appointed.
std::vector<Id<Verifier>> verifiers_of(const State&, Id<Leader>);
// The verifier who acts, while she serves; else nullptr.
const Verifier* verifier_of(const State&, const Actor&);
// "" if she has stated none.
std::string payment_instructions_of(const State&, Id<Leader>);

BOOST_DESCRIBE_STRUCT(Leader, (), (id, name, tagline, since))
BOOST_DESCRIBE_STRUCT(Community, (), (id, leader, name, district))
BOOST_DESCRIBE_STRUCT(PickupPoint, (), (id, community, name, address, hours))
BOOST_DESCRIBE_STRUCT(RegisterLeader, (), (leader_name, tagline))
BOOST_DESCRIBE_STRUCT(OpenCommunity, (), (leader, community_name, district))
BOOST_DESCRIBE_STRUCT(AddPickupPoint, (), (community, point_name, address, hours))
BOOST_DESCRIBE_STRUCT(LeaderRegistered, (), (leader, leader_name, tagline, at))
BOOST_DESCRIBE_STRUCT(CommunityOpened, (), (community, leader, community_name, district))
BOOST_DESCRIBE_STRUCT(PickupPointAdded, (), (pickup_point, community, point_name, address, hours))
BOOST_DESCRIBE_STRUCT(Verifier, (), (id, leader, name, since, dismissed_at))
BOOST_DESCRIBE_STRUCT(ChangeLeader, (), (community, leader))
BOOST_DESCRIBE_STRUCT(AppointVerifier, (), (leader, verifier_name))
BOOST_DESCRIBE_STRUCT(DismissVerifier, (), (verifier))
BOOST_DESCRIBE_STRUCT(LeaderChanged, (), (community, leader, at))
BOOST_DESCRIBE_STRUCT(VerifierAppointed, (), (verifier, leader, verifier_name, at))
BOOST_DESCRIBE_STRUCT(VerifierDismissed, (), (verifier, at))
BOOST_DESCRIBE_STRUCT(PaymentInstructions, (), (id, leader, text, since))
BOOST_DESCRIBE_STRUCT(StatePaymentInstructions, (), (leader, instructions))
BOOST_DESCRIBE_STRUCT(PaymentInstructionsStated, (),
                      (payment_instructions, leader, instructions, at))
BOOST_DESCRIBE_STRUCT(State, (),
                      (leaders, communities, pickup_points, verifiers, payment_instructions))

}  // namespace starfish::community
