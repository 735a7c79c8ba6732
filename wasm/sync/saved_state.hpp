// The state that a later visit without a network shows, stored as one text. It contains no names of
// consumers: names are not stored beyond the page.
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

struct SavedState {
    Account account;
    Instant at;
    Replica replica;
};

// The part of the log that an actor's dashboard has. A verifier that the state does not contain
// gets the public scope.
Scope scope_of(Actor actor, const State& state);

std::string text_of(const Account& account, Instant at, const Replica& replica);
// nullopt if the text is not a saved state, or of a version that cannot be read.
std::optional<SavedState> read_saved_state(std::string_view text);

}  // namespace starfish
