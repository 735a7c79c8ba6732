// The verifiers (核销员), who hand out for a leader. The leader appoints a verifier, invites the
// verifier to an account by a link, and dismisses the verifier.
#pragma once

#include "wasm/client.hpp"
#include "wasm/fetch/invitation_link.hpp"

#include <memory>
#include <string>

namespace starfish::web {

struct View;

struct Verifiers {
    Id<community::Verifier> opened;
    bool dismissing = false;
    std::shared_ptr<InvitationLink> invitation;  // for the opened verifier, once requested
    bool adding = false;
    std::string name;
    std::string refusal;
};

void draw_verifiers(View&, Client&, Instant now);
// A link on the list of hand-outs to the verifiers, with their number.
void draw_verifiers_link(const Client&);

}  // namespace starfish::web
