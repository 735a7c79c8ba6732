// Hand-overs that the server refused after they were made: shown until somebody dismisses them.
#pragma once

#include "wasm/client.hpp"

namespace starfish::web {

// Draws those of one hand-out, or of all hand-outs when the id is 0.
void draw_refused_hand_overs(Client&, Id<handout::Handout>, Instant now);

}  // namespace starfish::web
