// The three doors joined: what one command makes of the whole state, reactions included.
#pragma once

#include "core/base/actor.hpp"
#include "core/base/audience.hpp"
#include "core/base/refusal.hpp"
#include "core/engine/subjects.hpp"

#include <optional>
#include <string>
#include <vector>

namespace starfish {

// Decides without changing anything: the command's own events, before reactions.
Result<std::vector<Event>> decide(const State&, const Command&, const Context&);

// Total: any event of the log, in its order.
void apply(State&, const Event&);

// Applies `event` and whatever later subjects make of it, appending each, in the order applied.
void apply_with_reactions(State&, Event event, std::vector<Event>& applied);

// Decides, and if not refused applies all of it. The events are the transaction.
Result<std::vector<Event>> carry_out(State&, const Command&, const Context&);

// After the event is applied.
Audience audience(const State&, const Event&);

std::optional<std::string> broken_invariant(const State&);

}  // namespace starfish
