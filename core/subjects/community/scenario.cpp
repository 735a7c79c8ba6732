// Leaders, communities, pickup points and verifiers in scenarios:
//
//     WHO registers LEADER                              name: tagline:
//     WHO adds community NAME for LEADER                name: district:
//     WHO adds pickup NAME to COMMUNITY                 name: address: hours:
//     LEADER serves COMMUNITY, pickup at NAME           tagline: district: address: hours:
//         the three above in one, by the supplier; a leader is registered once
//     WHO entrusts COMMUNITY to LEADER                  LEADER leads it from now on
//     WHO appoints NAME for LEADER                      a verifier; name:
//     WHO dismisses NAME
#include "core/subjects/community/scenario.hpp"

#include "core/scenario/vocabulary.hpp"

namespace starfish::community {
namespace scenarios {
namespace {

using namespace scenario;

Actions registers(Reading& r) {
    std::string name = r.line.name("the leader's name");
    RegisterLeader leader{name, {}};
    r.details.take("name", leader.leader_name);
    r.details.take("tagline", leader.tagline);
    r.introduce(a_leader, name);
    return r.action([=](ActionScene&) { return leader; }, std::move(name));
}

OpenCommunity read_community(Details& details, const std::string& name) {
    OpenCommunity community;
    community.community_name = name;
    details.take("district", community.district);
    return community;
}

AddPickupPoint read_pickup_point(Details& details, const std::string& name) {
    AddPickupPoint point;
    point.point_name = name;
    point.address = "示例路 1 号";
    point.hours = "周二 16:00–20:00";
    details.take("address", point.address);
    details.take("hours", point.hours);
    return point;
}

std::function<starfish::Command(ActionScene&)> opened_for(OpenCommunity community,
                                                          std::string leader) {
    return [community = std::move(community), leader = std::move(leader)](ActionScene& scene) {
        OpenCommunity command = community;
        command.leader = scene.id(a_leader, leader);
        return command;
    };
}

std::function<starfish::Command(ActionScene&)> added_to(AddPickupPoint point,
                                                        std::string community) {
    return [point = std::move(point), community = std::move(community)](ActionScene& scene) {
        AddPickupPoint command = point;
        command.community = scene.id(a_community, community);
        return command;
    };
}

Actions adds(Reading& r) {
    if (r.line.accept("community")) {
        std::string name = r.line.name("the community's name");
        r.line.expect("for");
        std::string leader = r.line.name("a leader");
        OpenCommunity community = read_community(r.details, name);
        r.details.take("name", community.community_name);
        return r.action(opened_for(std::move(community), std::move(leader)), std::move(name));
    }
    if (!r.line.accept("pickup")) return r.line.fail("\"community\" or \"pickup\""), Actions();
    std::string name = r.line.name("the pickup point's name");
    r.line.expect("to");
    std::string community = r.line.name("a community");
    AddPickupPoint point = read_pickup_point(r.details, name);
    r.details.take("name", point.point_name);
    return r.action(added_to(std::move(point), std::move(community)), std::move(name));
}

Actions serves(Reading& r) {
    const std::string community = r.line.name("a community");
    r.line.expect(",");
    r.line.expect("pickup");
    r.line.expect("at");
    const std::string point = r.line.name("a pickup point");
    RegisterLeader leader{r.who, {}};
    r.details.take("tagline", leader.tagline);
    Actions actions;
    const auto add = [&](std::function<starfish::Command(ActionScene&)> command,
                         const std::string& name) {
        actions.push_back(r.action(std::move(command), name).front());
        actions.back().who = "supplier";
    };
    if (r.introduce(a_leader, r.who)) add([=](ActionScene&) { return leader; }, r.who);
    add(opened_for(read_community(r.details, community), r.who), community);
    add(added_to(read_pickup_point(r.details, point), community), point);
    return actions;
}

// entrusts 百步亭 to 老周
Actions entrusts(Reading& r) {
    const std::string community = r.line.name("a community");
    r.line.expect("to");
    const std::string leader = r.line.name("a leader");
    return r.action([=](ActionScene& scene) {
        return ChangeLeader{scene.id(a_community, community), scene.id(a_leader, leader)};
    });
}

// appoints 小李 for 陈姐
Actions appoints(Reading& r) {
    std::string name = r.line.name("what the verifier is called");
    AppointVerifier verifier;
    verifier.verifier_name = name;
    r.details.take("name", verifier.verifier_name);
    r.line.expect("for");
    const std::string leader = r.line.name("a leader");
    return r.action(
        [=](ActionScene& scene) {
            AppointVerifier command = verifier;
            command.leader = scene.id(a_leader, leader);
            return command;
        },
        std::move(name));
}

Actions dismisses(Reading& r) {
    const std::string verifier = r.line.name("a verifier");
    return r.action(
        [=](ActionScene& scene) { return DismissVerifier{scene.id(a_verifier, verifier)}; });
}

constexpr Verb verbs[] = {
    {"registers", registers}, {"adds", adds},         {"serves", serves},
    {"entrusts", entrusts},   {"appoints", appoints}, {"dismisses", dismisses},
};
constexpr Creation creations[] = {
    creates<&LeaderRegistered::leader>(a_leader),
    creates<&CommunityOpened::community>(a_community),
    creates<&PickupPointAdded::pickup_point>(a_pickup_point),
    creates<&VerifierAppointed::verifier>(a_verifier),
};
constexpr ActorKind actors[] = {{Role::leader, a_leader.noun}, {Role::verifier, a_verifier.noun}};

}  // namespace
}  // namespace scenarios

scenario::Vocabulary vocabulary(std::type_identity<State>) {
    using namespace scenarios;
    return {.verbs = verbs, .creations = creations, .actors = actors};
}

}  // namespace starfish::community
