// What consumers say was wrong (售后), until it is answered: by their leader first, then by the
// supplier's operator if they ask for it.
#pragma once

#include "core/subjects/handout/queries.hpp"
#include "wasm/client.hpp"

#include <string>
#include <vector>

namespace starfish::web {

struct View;

struct ClaimForm {
    starfish::Id<handout::Claim> claim;  // which is being answered
    int answer = 0;                      // 0: granted, 1: declined
    std::string amount;                  // in yuan
    std::string reason;
    std::string refusal;
    std::string refused_field;
};

// Those that wait for who is signed in: a leader's open ones, for an operator the appealed ones.
// The one to be answered first stands first.
std::vector<const handout::Claim*> claims_to_answer(const Client&);

void draw_claims(View&, Client&, Instant now);
// On a hand-out: how many of its claims wait, if any do.
void draw_claims_link(const Client&, const handout::Handout&);

}  // namespace starfish::web
