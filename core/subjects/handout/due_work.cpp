#include "core/subjects/handout/handout.hpp"
#include "core/subjects/handout/queries.hpp"

namespace starfish::handout {

std::vector<DueWork<Command>> due_work(const Reads&, const State& state, Instant now,
                                       std::size_t most) {
    std::vector<DueWork<Command>> work;
    for (const Id<Claim> id : unanswered_due(state, now, most))
        work.push_back({AnswerClaim{id, {}, {}}, "claim-" + std::to_string(id.value),
                        state.claims.at(id).answer_by});
    for (const Id<Handout> id : unfinished_due(state, now, most - work.size()))
        work.push_back({Finish{id}, "handout-" + std::to_string(id.value),
                        retained_until(state.handouts.at(id))});
    return work;
}

}  // namespace starfish::handout
