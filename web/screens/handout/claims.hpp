// Consumers' claims (售后) that wait for an answer: first from the leader, then, if the consumer
// appeals, from the supplier's operator.
#pragma once

#include "core/subjects/handout/queries.hpp"
#include "wasm/client.hpp"

#include <string>
#include <vector>

namespace starfish::web {

struct View;

struct ClaimForm {
    Id<handout::Claim> claim;  // the claim being answered
    int answer = 0;            // 0: granted, 1: declined
    std::string amount;        // in yuan
    std::string reason;
    std::string refusal;
    std::string refused_field;
};

// The claims that the signed-in person must answer: open claims for a leader, appealed claims for
// an operator. The claim that is due first comes first.
std::vector<const handout::Claim*> claims_to_answer(const Client&);

void draw_claims(View&, Client&, Instant now);
// A link on a hand-out with the number of its waiting claims, if there are any.
void draw_claims_link(const Client&, const handout::Handout&);

}  // namespace starfish::web
