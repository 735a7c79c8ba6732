// One line of the log: an event as it is stored and sent.
#pragma once

#include "core/base/actor.hpp"
#include "core/base/instant.hpp"

#include <cstdint>
#include <string>

namespace starfish {

// A record's position in its platform's log: from 1 without gaps; 0 is before the first record.
using Seq = std::int64_t;

struct Record {
    Seq seq{};
    Instant time;
    Actor actor;
    std::string command_id;
    std::uint64_t command_digest{};  // of actor, type, body and attachment: a repeat matches
    std::string type;                // groupbuy.joined
    int version{};
    std::string body;  // canonical JSON
    bool operator==(const Record&) const = default;
};

}  // namespace starfish
