// Events out of the log, of whatever version wrote them.
#pragma once

#include "core/engine/codec.hpp"
#include "core/engine/record.hpp"

#include <optional>

namespace starfish {

// Lifts older versions first. nullopt if this is no event we know: the log is then from a newer
// program or damaged, and must not be used.
std::optional<Event> read_logged(json::Document&, const Record&);

// The event's record as today's program would have written it: a replica reads nothing older.
Record in_todays_form(Record, const Event&);

}  // namespace starfish
