// The state as text: whole for the server's own cache, or as one scope sees it for a browser.
// It is also what states are compared by: a replica's digest is that of the server's state seen
// through the replica's scope.
#pragma once

#include "core/base/audience.hpp"
#include "core/engine/subjects.hpp"

#include <boost/json/fwd.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace starfish {

// {"catalog":{"offers":[…]},…}: every row `scope` may see, in order, and of it
// what blank.hpp leaves it.
void write_snapshot(std::string& out, const State&, Scope scope);
// nullopt if this is not a snapshot of this program's state.
std::optional<State> read_snapshot(const boost::json::value& snapshot);
std::optional<State> read_snapshot(std::string_view text);

std::uint64_t digest(const State&, Scope scope = for_staff);
// As people compare it: 16 hexadecimal digits.
std::string digest_text(std::uint64_t digest);

}  // namespace starfish
