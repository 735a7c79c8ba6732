// Who leads what (团长): leaders are registered, invited to accounts of their own, and get
// communities, which may pass to another leader; communities get pickup points, which their own
// leader adds, too.
#pragma once

#include "wasm/client.hpp"
#include "wasm/fetch/invitation_link.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace starfish::web {

struct View;

struct Leaders {
    enum class Ask : std::uint8_t { none, leader, community, pickup, change };
    Ask ask{};
    starfish::Id<community::Community> community;  // whose pickup point, or whose new leader
    starfish::Id<community::Leader> successor;     // chosen, to be confirmed
    std::string name;
    std::string place;  // tagline, district or address
    std::string hours;
    std::string refused_field;
    std::string refusal;
    std::uint32_t shown{};  // the leader whose link it is
    std::shared_ptr<InvitationLink> invitation;
};

void draw_leaders(View&, Client&, Instant now);
// One leader's communities. False if there is no such leader.
bool draw_communities(View&, Client&, starfish::Id<community::Leader>);
// On a leader's list of hand-outs: the way to her own.
void draw_communities_link(const Client&);

}  // namespace starfish::web
