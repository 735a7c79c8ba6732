// What a later visit without a network shows, as one text. No names of consumers: those are not
// kept beyond the page.
#pragma once

#include "core/base/actor.hpp"
#include "wasm/sync/replica.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace starfish {

struct Account {
    std::string login;
    std::string name;
    Actor actor;
};

struct KeptState {
    Account account;
    Instant at;
    Replica replica;
};

// What of the log an actor's dashboard holds; a verifier, of whom the state tells nothing, only
// what is public.
Scope scope_of(Actor actor, const State& state);

std::string text_of(const Account& account, Instant at, const Replica& replica);
// nullopt if it is none, or of a version that cannot be read.
std::optional<KeptState> read_kept_state(std::string_view text);

}  // namespace starfish
