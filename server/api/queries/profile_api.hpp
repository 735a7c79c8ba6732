// The rows of /api/profiles.
#pragma once

#include "server/store/store.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace starfish {

// Who joined with one order line.
struct LinePerson {
    std::uint32_t line{};
    std::string name;
    std::string phone;
    std::string note;
    std::vector<ClaimWords> claims;  // what she said with them
};
BOOST_DESCRIBE_STRUCT(LinePerson, (), (line, name, phone, note, claims))

inline constexpr std::size_t profile_lines_max = 500;

}  // namespace starfish
