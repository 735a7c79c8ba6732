// POST /api/groupbuys/{code}/joins: what a leader takes over from her chat. Her own group-buy only.
//
// Each line is decided like a join from the group-buy's page, in the order given, by itself: it is
// taken whole or refused with its reason, and the answer says so for every line. A line has a key
// of the caller's, once for each group-buy: the same line under the same key again is the same
// join, so a list may be sent again after a network failed. 503 says that not every line has an
// answer; send the same again. `order` is what the address of the line's page is made of,
// /o/{order}: whoever has it may change, leave, pay and claim, so it is for her who ordered alone.
#pragma once

#include "core/engine/subjects.hpp"

#include <boost/describe.hpp>

#include <optional>
#include <string>
#include <vector>

namespace starfish {

inline constexpr std::size_t joins_per_request = 100;

struct JoinTaken {
    std::string key;                   // 1 to 64 bytes
    std::string name;                  // 1 to 20 characters
    std::optional<std::string> phone;  // absent or empty: one consumer for each leader and name
    Id<catalog::Offer> offer;
    Units quantity;
    std::optional<std::string> note;  // to 100 characters
    // Absent: the community's first.
    std::optional<Id<community::PickupPoint>> pickup;
};
BOOST_DESCRIBE_STRUCT(JoinTaken, (), (key, name, phone, offer, quantity, note, pickup))

struct JoinsTaken {
    std::vector<JoinTaken> lines;  // 1 to joins_per_request
};
BOOST_DESCRIBE_STRUCT(JoinsTaken, (), (lines))

}  // namespace starfish
