// Invites a leader or verifier with a link, which the person copies and sends.
#pragma once

#include "wasm/client.hpp"
#include "wasm/fetch/invitation_link.hpp"

#include <memory>

namespace starfish::web {

// Draws the link when it has arrived; before that, the button that requests it.
void draw_invitation(Client&, std::shared_ptr<InvitationLink>&, const InvitationLink& recipient);

}  // namespace starfish::web
