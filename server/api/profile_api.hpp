// The rows of /api/profiles.
#pragma once

#include <boost/describe.hpp>

#include <cstdint>
#include <string>

namespace starfish {

// Who joined with one order line.
struct LinePerson {
    std::uint32_t line{};
    std::string name;
    std::string phone;
    std::string note;
};
BOOST_DESCRIBE_STRUCT(LinePerson, (), (line, name, phone, note))

inline constexpr std::size_t profile_lines_max = 500;

}  // namespace starfish
