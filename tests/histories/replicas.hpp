// Replicas like those in browsers: each is fed only the events visible to its scope.
#pragma once

#include "core/engine/redact.hpp"
#include "core/engine/snapshot.hpp"
#include "core/engine/transaction.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace starfish::histories {

struct Replica {
    Scope scope;
    State state;
};

// One replica each for the public, the staff, the trainers, each of the first `leaders` leaders,
// and each of those leaders' desks.
inline std::vector<Replica> replicas_from_the_start(std::uint32_t leaders) {
    std::vector<Replica> replicas(3);
    replicas[0].scope = for_everyone;
    replicas[1].scope = for_staff;
    replicas[2].scope = for_trainers;
    for (std::uint32_t leader = 1; leader <= leaders; ++leader) {
        replicas.push_back({for_leader(leader), {}});
        replicas.push_back({for_desk(leader), {}});
    }
    return replicas;
}

// `events` are one transaction. `state` is the server's state after that transaction.
inline void feed(std::vector<Replica>& replicas, const State& state,
                 std::span<const Event> events) {
    for (const Event& event : events)
        for (Replica& replica : replicas)
            if (may_see(replica.scope, audience(state, event))) {
                Event seen = event;
                redact_event(seen, replica.scope);
                starfish::apply(replica.state, seen);
            }
}

// The first difference between a replica and the server's state for the replica's scope.
inline std::optional<std::string> first_difference(const std::vector<Replica>& replicas,
                                                   const State& state) {
    for (const Replica& replica : replicas) {
        std::string held;
        std::string due;
        write_snapshot(held, replica.state, for_staff);
        write_snapshot(due, state, replica.scope);
        if (held != due) return held.insert(0, "held ").append("\n due ").append(due);
        if (digest(replica.state) != digest(state, replica.scope)) return "the digests differ";
    }
    return std::nullopt;
}

}  // namespace starfish::histories
