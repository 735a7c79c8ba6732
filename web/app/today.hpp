// The person's to-dos, most urgent first, and the expected reward of the open group-buys.
#pragma once

#include "wasm/client.hpp"

#include <string>
#include <vector>

namespace starfish::web {

struct Todo {
    std::string title{};
    std::string note{};
    std::string time{};   // the due time, e.g. "今天 20:00"
    std::string verb{};   // the button's label
    std::string route{};  // of the screen where it is done
    bool now = true;      // false: later
};

// Most urgent first.
std::vector<Todo> todos_of(const Client&, Instant now);

// The leader's reward if the open group-buys ended with their present joins.
Fen reward_if_ended(const Client&);

}  // namespace starfish::web
