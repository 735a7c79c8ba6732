// Where a command reads a log from: a store, or a file that `starfish export-log` wrote.
#pragma once

#include "core/engine/record.hpp"

#include <functional>
#include <string>

namespace starfish {

struct LogSource {
    std::string store;  // sqlite:PATH; "" for the file
    std::string file;
    const std::string& name() const { return store.empty() ? file : store; }
};

// Calls each(record) in order. "" when all was read, else what went wrong in a sentence: the log
// cannot be read, or the first sentence that `each` answered.
std::string read_log(const LogSource& source,
                     const std::function<std::string(const Record&)>& each);

}  // namespace starfish
