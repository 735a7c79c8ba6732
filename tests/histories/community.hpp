// Leaders, verifiers and communities in random histories.
#pragma once

#include "tests/histories/author.hpp"

#include <string>

namespace starfish::histories {

// Changes leaders, verifiers and payment instructions.
inline Move Author::staff(const State& state) {
    const auto& community = state.community;
    const auto& chosen = dice_.one_of(community.leaders);
    if (dice_.chance(20))
        return by(supplier,
                  community::ChangeLeader{dice_.one_of(community.communities).id, chosen.id});
    if (dice_.chance(30) && community.verifiers.size() > 0)
        return by(supplier, community::DismissVerifier{dice_.one_of(community.verifiers).id});
    if (dice_.chance(20))
        return by(leader(chosen.id),
                  community::StatePaymentInstructions{
                      chosen.id, dice_.chance(80) ? "收款码 " + std::to_string(moves_) : ""});
    return by(leader(chosen.id),
              community::AppointVerifier{chosen.id, "核销员 " + std::to_string(moves_)});
}

}  // namespace starfish::histories
