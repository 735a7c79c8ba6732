// POST /api/groupbuys/{code}/joins: a leader imports joins from a chat, into the leader's own
// group-buy only.
//
// Each line is decided by itself, in the order given, like a join from the group-buy's page: it is
// accepted whole or refused with a reason, and the answer says so for every line. The caller gives
// each line a key that is unique within the group-buy. The same line under the same key is the same
// join, so a list may be sent again after a network failure. 503 means that some lines have no
// answer yet: send the same list again. `order` is the token of the order's page, /o/{order}. Its
// holder may change, leave, pay and claim, so the leader must give it to the consumer alone.
#pragma once

#include "core/engine/subjects.hpp"

#include <boost/describe.hpp>

#include <optional>
#include <string>
#include <vector>

namespace starfish {

inline constexpr std::size_t joins_per_request = 100;

struct JoinImportLine {
    std::string key;                   // 1 to 64 bytes
    std::string name;                  // 1 to 20 characters
    std::optional<std::string> phone;  // absent or empty: one consumer for each leader and name
    Id<catalog::Offer> offer;
    Units quantity;
    std::optional<std::string> note;  // to 100 characters
    // Absent: the community's first pickup point.
    std::optional<Id<community::PickupPoint>> pickup;
};
BOOST_DESCRIBE_STRUCT(JoinImportLine, (), (key, name, phone, offer, quantity, note, pickup))

struct JoinImport {
    std::vector<JoinImportLine> lines;  // 1 to joins_per_request
};
BOOST_DESCRIBE_STRUCT(JoinImport, (), (lines))

}  // namespace starfish
