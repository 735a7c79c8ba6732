// Work that falls due by the clock, across all subjects.
#pragma once

#include "core/base/due_work.hpp"
#include "core/engine/subjects.hpp"

#include <optional>
#include <vector>

namespace starfish {

// When the next work falls due; nullopt if none is waiting.
std::optional<Instant> next_due(const State&);

// The work due at `now` of the first subject that has any, at most `most` items. Work that has been
// carried out is no longer due, so the next call returns the next subject's work. Subjects marked
// `due_first` come first; the others follow in the order of the subject list.
std::vector<DueWork<Command>> due_work(const State&, Instant now, std::size_t most);

}  // namespace starfish
