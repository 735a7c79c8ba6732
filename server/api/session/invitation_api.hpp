// The bodies of /api/invitations.
#pragma once

#include "server/accounts/accounts.hpp"

#include <boost/describe.hpp>

#include <optional>
#include <string>

namespace starfish {

// The person to invite. An operator may invite anyone, a leader only the leader's own verifiers.
struct InvitationRequest {
    AccountRole role{};
    std::optional<Id<community::Leader>> leader;      // for the role leader
    std::optional<Id<community::Verifier>> verifier;  // for the role verifier
    std::optional<std::string> name;                  // for staff
};
BOOST_DESCRIBE_STRUCT(InvitationRequest, (), (role, leader, verifier, name))

struct InvitationLink {
    std::string link;  // /i/{token}
    Instant expires;
};
BOOST_DESCRIBE_STRUCT(InvitationLink, (), (link, expires))

}  // namespace starfish
