#include "core/subjects/money/money.hpp"
#include "core/subjects/money/queries.hpp"

namespace starfish::money {

std::vector<DueWork<Command>> due_work(const Reads&, const State& state, Instant now,
                                       std::size_t most) {
    std::vector<DueWork<Command>> work;
    // Each line is released once, so the line id is a unique key.
    for (const ReleaseDue& release : releases_due(state, now, most))
        work.push_back(
            {Release{release.leader}, "reward-" + std::to_string(release.line.value), release.due});
    for (const Id<Hold> id : holds_due(state, now, most - work.size()))
        work.push_back(
            {LiftHold{id}, "hold-" + std::to_string(id.value), state.holds.at(id).until});
    return work;
}

}  // namespace starfish::money
