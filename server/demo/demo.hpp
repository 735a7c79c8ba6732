// The demo's case (assets/demo/wuhan.scenario), as if it had been going on for a week.
//
//   auto store = open_store(address, StoreUse::serve);
//   load_demo(**store, Secrets(**store), now);        // before a Platform takes the store
//
// Its commands are carried out through `decide`, each at the time it says, and their records are
// stored as one batch: so the whole case is there or none of it, whatever happens meanwhile, and no
// sweep meets a deadline that its joins have not reached yet. That is why it wants the store and
// not the platform.
#pragma once

#include "core/base/instant.hpp"
#include "server/secrets/secrets.hpp"
#include "server/store/store.hpp"

namespace starfish {

// D0 is the day of `now` in Shanghai; what the case has for later does not happen. Consumers get
// made-up phones (199 0000 0001, …). Leader 1 is 陈姐.
// True if it was loaded, false if the log holds something already: then nothing is done. Throws
// std::runtime_error if the store fails.
bool load_demo(Store& store, const Secrets& secrets, Instant now);

}  // namespace starfish
