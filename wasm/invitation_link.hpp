// The link with which a leader's verifier makes her own account (POST /api/invitations). Only the
// server can make one.
#pragma once

#include "core/community/community.hpp"
#include "wasm/colleague_list.hpp"

#include <memory>
#include <string>

namespace starfish {

class Client;

struct VerifierInvitation {
    Id<community::Verifier> verifier;  // whose it is
    Fetching fetching{};
    std::string link;     // complete, once it is done
    std::string problem;  // why there is none, in the server's words
};

// What comes stands in `link`, which is kept alive until then.
void invite(Client& client, const std::shared_ptr<VerifierInvitation>& link);

}  // namespace starfish
