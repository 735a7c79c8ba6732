// What became of an order after the lock: its hand-out, corrections, claims and the money's
// statement, copied out of the state on the engine's thread.
#pragma once

#include "core/engine/subjects.hpp"
#include "core/subjects/handout/queries.hpp"
#include "core/subjects/money/queries.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace starfish {

struct ClaimView {
    handout::Claim claim;
    bool may_appeal{};
    std::string words = {};  // of hers; added on a background thread, gone once they are erased
};

struct OrderHandout {
    handout::Handout handout;
    handout::Delivery delivery;
    std::string code;  // of all her lines in this hand-out
    handout::Stage stage{};
    Units left;      // of this line
    Fen to_collect;  // with what is left of it, where one pays at pickup
    Instant collect_until;
    Instant kept_until;
    std::vector<handout::Correction> corrections;
    std::vector<ClaimView> claims;  // the oldest first
    // What may be claimed now, and of how many units at most.
    std::vector<std::pair<handout::ClaimKind, Units>> claimable;

    bool has_come() const {
        return handout.items.at(static_cast<std::size_t>(delivery.item)).arrived > Units{0};
    }
};

// nullopt before the lock, and of what got nothing.
std::optional<OrderHandout> order_handout(const State& state, const groupbuy::OrderLine& line,
                                          Instant now);
// Every fen of this line.
money::Statement order_statement(const State& state, Id<groupbuy::OrderLine> line);

}  // namespace starfish
