// Photos that were sent and then named by no command: somebody closed the form. They are erased,
// yet not before she had a day for it.
#pragma once

#include "core/engine/engine.hpp"
#include "server/store/store.hpp"

#include <set>
#include <string>

namespace starfish::photos {

// All that anything in the state names.
std::set<std::string, std::less<>> named_photos(const State& state);

// Erases what was in no state a day ago and is in none now; keeps in the store which are in none
// now. Called as a server starts. How many were erased.
std::size_t erase_unnamed(Store& store, const std::set<std::string, std::less<>>& named,
                          Instant now);

}  // namespace starfish::photos
