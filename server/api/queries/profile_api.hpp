// The rows of /api/profiles.
#pragma once

#include <boost/describe.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace starfish {

// The consumer's text of a claim.
struct ClaimText {
    std::uint32_t claim{};
    std::string text;
};
BOOST_DESCRIBE_STRUCT(ClaimText, (), (claim, text))

// The person of one order line.
struct LinePerson {
    std::uint32_t line{};
    std::string name;
    std::string phone;
    std::string note;
    std::vector<ClaimText> claims;  // the texts of the line's claims
};
BOOST_DESCRIBE_STRUCT(LinePerson, (), (line, name, phone, note, claims))

inline constexpr std::size_t profile_lines_max = 500;

}  // namespace starfish
