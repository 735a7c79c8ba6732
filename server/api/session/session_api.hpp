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
    std::optional<Id<community::Leader>> leader;  // of a leader; or whom a verifier serves
    std::string name;
    std::optional<Id<community::Verifier>> verifier;  // of a verifier only
    bool takes_payments{};                            // this platform has a payment provider
};
BOOST_DESCRIBE_STRUCT(WhoAmI, (), (login, role, leader, name, verifier, takes_payments))

}  // namespace starfish
