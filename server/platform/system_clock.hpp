// The system's clock, for code outside of the core.
#pragma once

#include "core/base/instant.hpp"

#include <chrono>

namespace starfish {

inline Instant system_now() {
    using namespace std::chrono;
    return {duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
}

}  // namespace starfish
