// The link with which a leader, or a leader's verifier, makes her own account (POST
// /api/invitations). Only the server can make one.
#pragma once

#include "wasm/fetch/colleague_list.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace starfish {

class Client;

struct InvitationLink {
    std::string_view role;   // "leader" or "verifier"
    std::uint32_t number{};  // of the leader or verifier whose account it will be
    Fetching fetching{};
    std::string link;     // complete, once it is done
    std::string problem;  // why there is none, in the server's words
};

// What comes stands in `link`, which is kept alive until then.
void invite(Client& client, const std::shared_ptr<InvitationLink>& link);

}  // namespace starfish
