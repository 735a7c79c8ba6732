// The bodies of /api/invitations.
#pragma once

#include "server/accounts/accounts.hpp"

#include <boost/describe.hpp>

#include <optional>
#include <string>

namespace starfish {

// Whom somebody signed in invites. An operator invites anyone; a leader who hands out for her.
struct Invited {
    AccountRole role{};
    std::optional<Id<community::Leader>> leader;      // of a leader
    std::optional<Id<community::Verifier>> verifier;  // of a verifier
    std::optional<std::string> name;                  // of staff
};
BOOST_DESCRIBE_STRUCT(Invited, (), (role, leader, verifier, name))

struct InvitationLink {
    std::string link;  // /i/{token}
    Instant expires;
};
BOOST_DESCRIBE_STRUCT(InvitationLink, (), (link, expires))

}  // namespace starfish
