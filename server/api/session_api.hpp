// The bodies of /api/session.
#pragma once

#include "server/accounts/accounts.hpp"

#include <boost/describe.hpp>

#include <optional>
#include <string>

namespace starfish {

struct Credentials {
    std::string login;
    std::string password;
};
BOOST_DESCRIBE_STRUCT(Credentials, (), (login, password))

struct WhoAmI {
    std::string login;
    AccountRole role{};
    std::optional<Id<community::Leader>> leader;  // of a leader
    std::string name;
};
BOOST_DESCRIBE_STRUCT(WhoAmI, (), (login, role, leader, name))

}  // namespace starfish
