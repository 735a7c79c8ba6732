// The assertions about hand-outs, for scenario.cpp, and the queries that both files need.
#pragma once

#include "core/scenario/vocabulary.hpp"

namespace starfish::handout::scenarios {

// The parts of the vocabulary that belong to assertions.
scenario::Vocabulary assertions();

// The first slip of a person in a group-buy; null if there is none.
Id<Slip> slip_of_person(const scenario::Scene&, std::string_view person, Id<GroupBuy>);
// The claim that a person filed last in a group-buy; null if there is none.
Id<Claim> last_claim_of_person(const scenario::Scene&, std::string_view person, Id<GroupBuy>);

}  // namespace starfish::handout::scenarios
