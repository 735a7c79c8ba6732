// Reads events of any version from the log.
#pragma once

#include "core/engine/codec.hpp"
#include "core/engine/record.hpp"

#include <optional>

namespace starfish {

// Lifts older versions first. nullopt if the event is unknown: the log is then damaged or comes
// from a newer program, and must not be used.
std::optional<Event> read_logged(json::Document&, const Record&);

// The record with its body in the newest version. Replicas cannot read older versions.
Record in_todays_form(Record, const Event&);

}  // namespace starfish
