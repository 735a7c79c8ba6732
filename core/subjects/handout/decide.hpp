// Shared by the decide*.cpp files only.
#pragma once

#include "core/subjects/handout/handout.hpp"
#include "core/subjects/handout/queries.hpp"

#include <map>

namespace starfish::handout {

using Decision = Result<std::vector<Event>>;

// Whether the actor is the hand-out's leader or one of that leader's verifiers.
bool is_desk(const Reads&, const Handout&, const Actor&);

// Collects the Corrected events of one transaction, with consecutive ids.
class CorrectionBatch {
public:
    CorrectionBatch(const State& state, Instant now) : state_(state), now_(now) {}
    // `off` is limited to what the line still costs.
    void add(const Delivery&, CorrectionKind, Units units, Fen off, std::string reason);
    std::vector<Event> events;

private:
    const State& state_;
    Instant now_;
    std::uint32_t made_ = 0;
    std::map<Id<Delivery>, Fen> off_;  // taken off by this batch
};

// decide_claims.cpp
Decision decide(const Reads&, const State&, const FileClaim&, const Context&);
Decision decide(const Reads&, const State&, const AnswerClaim&, const Context&);
Decision decide(const Reads&, const State&, const Appeal&, const Context&);

}  // namespace starfish::handout
