// The leaders (团长) and their communities. Operators register leaders, invite them to accounts,
// open communities for them, and transfer a community to another leader. Operators and the
// community's own leader add pickup points.
#pragma once

#include "wasm/client.hpp"
#include "wasm/fetch/invitation_link.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace starfish::web {

struct View;

struct Leaders {
    enum class DialogKind : std::uint8_t { none, leader, community, pickup, change };
    DialogKind dialog{};
    Id<community::Community> community;  // gets the pickup point or the new leader
    Id<community::Leader> successor;     // chosen, not yet confirmed
    std::string name;
    std::string place;  // tagline, district or address
    std::string hours;
    std::string refused_field;
    std::string refusal;
    std::uint32_t shown{};  // id of the leader that `invitation` is for
    std::shared_ptr<InvitationLink> invitation;
};

void draw_leaders(View&, Client&, Instant now);
// One leader's communities. False if there is no such leader.
bool draw_communities(View&, Client&, Id<community::Leader>);
// A link on a leader's list of hand-outs to the leader's own communities.
void draw_communities_link(const Client&);

}  // namespace starfish::web
