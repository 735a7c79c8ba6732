// Hand-overs that were refused after they were made: they stand until somebody has looked at them.
#pragma once

#include "wasm/client.hpp"

namespace starfish::web {

// Of one hand-out; of all there are when it is 0.
void draw_refused(Client&, starfish::Id<handout::Handout>, Instant now);

}  // namespace starfish::web
