// The link with which a leader, or a leader's verifier, creates an account (POST
// /api/invitations). Only the server can create a link.
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
    std::uint32_t number{};  // of the leader or verifier that the account is for
    RequestStatus request_status{};
    std::string link;     // the complete address, when done
    std::string problem;  // why there is no link, in the server's words
};

// Requests the link. The answer is written to `link`, which stays alive until then.
void invite(Client& client, const std::shared_ptr<InvitationLink>& link);

}  // namespace starfish
