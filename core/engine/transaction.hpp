// Decide, apply and react across all subjects: one command's effect on the whole state.
#pragma once

#include "core/base/actor.hpp"
#include "core/base/audience.hpp"
#include "core/base/refusal.hpp"
#include "core/engine/subjects.hpp"

#include <optional>
#include <string>
#include <vector>

namespace starfish {

// Decides without changing anything. Returns the command's own events, without reactions.
Result<std::vector<Event>> decide(const State&, const Command&, const Context&);

// Never fails for the events of a log, applied in their order.
void apply(State&, const Event&);

// Applies `event`, then the reactions of later subjects. Appends each event to `applied`, in the
// order applied.
void apply_with_reactions(State&, Event event, std::vector<Event>& applied);

// Decides, and applies the events and their reactions if the command is not refused. The returned
// events are the transaction.
Result<std::vector<Event>> carry_out(State&, const Command&, const Context&);

// Requires a state to which the event has been applied.
Audience audience(const State&, const Event&);

std::optional<std::string> broken_invariant(const State&);

}  // namespace starfish
