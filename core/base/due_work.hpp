// Work that falls due by the clock: a command that the system gives once `due` has passed.
#pragma once

#include "core/base/instant.hpp"

#include <string>

namespace starfish {

template <class Command>
struct DueWork {
    Command command;
    std::string key;  // "claim-7": key and `due` together are unique for ever
    Instant due;
};

}  // namespace starfish
