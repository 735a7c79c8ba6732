// The actor and the time of a command: all that a decision may know of the world outside the state.
#pragma once

#include "core/base/instant.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace starfish {

enum class Role : std::uint8_t {
    consumer,  // id: ConsumerId
    leader,    // id: Id<community::Leader>
    trainer,   // id: account
    supplier,  // the supplier's staff; id: account
    system,    // sweeps and reactions; id 0
    verifier,  // hands out for a leader; id: Id<community::Verifier>
};

struct Actor {
    Role role{};
    std::int64_t id{};
    auto operator<=>(const Actor&) const = default;
};

// "leader:3", as in the log's actor column.
std::string to_string(Actor actor);
std::optional<Actor> actor_from(std::string_view text);

// `command_id` is chosen by the client: 8 to 64 characters of A-Z a-z 0-9 _ -.
struct Context {
    Actor actor;
    Instant now;
    std::string_view command_id;
    bool takes_payments = true;  // a payment provider is configured
};

bool is_command_id(std::string_view text);

}  // namespace starfish
