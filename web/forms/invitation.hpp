// Inviting somebody to an account of her own by a link, which one copies and sends her.
#pragma once

#include "wasm/client.hpp"
#include "wasm/fetch/invitation_link.hpp"

#include <memory>

namespace starfish::web {

// The link, once it is there; else the button that asks for it.
void draw_invitation(Client&, std::shared_ptr<InvitationLink>&, const InvitationLink& whose);

}  // namespace starfish::web
