// Photos that were sent and then named by no command: somebody closed the form. They are erased,
// yet not before she had a day for it.
#pragma once

#include "core/base/instant.hpp"
#include "server/store/store.hpp"

#include <set>
#include <string>

namespace starfish::photos {

// Erases what was in no state a day ago and is in none now; keeps in the store which are in none
// now. Called as a server starts. How many were erased.
std::size_t erase_unnamed(Store& store, const std::set<std::string, std::less<>>& named,
                          Instant now);

}  // namespace starfish::photos
