// Who hands out for a leader (核销员): appointed, invited by a link to an account of her own, and
// dismissed.
#pragma once

#include "wasm/client.hpp"
#include "wasm/fetch/invitation_link.hpp"

#include <memory>
#include <string>

namespace starfish::web {

struct View;

struct Verifiers {
    starfish::Id<community::Verifier> opened;
    bool dismissing = false;
    std::shared_ptr<InvitationLink> invitation;  // of the one that is opened, if asked for
    bool adding = false;
    std::string name;
    std::string refusal;
};

void draw_verifiers(View&, Client&, Instant now);
// On the list of hand-outs: the way there, and how many serve.
void draw_verifiers_link(const Client&);

}  // namespace starfish::web
