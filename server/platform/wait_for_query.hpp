// Runs a query and waits for it: for start-up and worker threads, which may block.
#pragma once

#include "server/platform/platform.hpp"

namespace starfish {

// Throws std::runtime_error if the platform takes no queries, std::future_error if its store fails
// first.
void wait_for_query(Platform& platform, const Platform::Query& query);

}  // namespace starfish
