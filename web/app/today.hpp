// What there is to do now, most urgent first, and what the open group-buys bring.
#pragma once

#include "wasm/client.hpp"

#include <string>
#include <vector>

namespace starfish::web {

struct Todo {
    std::string title{};
    std::string note{};
    std::string time{};   // "今天 20:00", or how long it has waited
    std::string verb{};   // what the button says
    std::string route{};  // where it is done
    bool now = true;      // else later
};

// In the order in which to do them.
std::vector<Todo> todos_of(const Client&, Instant now);

// What the leader would earn if her open group-buys ended as they stand, by their offers' rewards.
Fen reward_if_ended(const Client&);

}  // namespace starfish::web
