// The state as text: complete for the server's own cache, or limited to one scope for a browser.
// Snapshots and digests also compare states: a replica's digest equals the digest of the server's
// state for the replica's scope.
#pragma once

#include "core/base/audience.hpp"
#include "core/engine/subjects.hpp"

#include <boost/json/fwd.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace starfish {

// {"catalog":{"offers":[…]},…}: every row that `scope` may see, in order, redacted as redact.hpp
// says.
void write_snapshot(std::string& out, const State&, Scope scope);
// nullopt unless the input is a snapshot in this program's format.
std::optional<State> read_snapshot(const boost::json::value& snapshot);
std::optional<State> read_snapshot(std::string_view text);

std::uint64_t digest(const State&, Scope scope = for_staff);
// The digest as people compare it: 16 hexadecimal digits.
std::string digest_text(std::uint64_t digest);

}  // namespace starfish
