// An order after the lock: hand-out, corrections, claims and the statement of its money, copied out
// of the state on the engine's thread.
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
    // The consumer's text; added on a background thread, empty once it is erased.
    std::string words = {};
};

struct OrderHandout {
    handout::Handout handout;
    handout::Delivery delivery;
    std::string code;  // of all lines of the consumer in this hand-out
    handout::Stage stage{};
    Units left;      // of this line
    Fen to_collect;  // due with the units left, with payment at pickup
    Instant collect_until;
    Instant kept_until;
    std::vector<handout::Correction> corrections;
    std::vector<ClaimView> claims;  // the oldest first
    // The kinds of claim that are allowed now, each with the most units.
    std::vector<std::pair<handout::ClaimKind, Units>> claimable;

    bool has_come() const {
        return handout.items.at(static_cast<std::size_t>(delivery.item)).arrived > Units{0};
    }
};

// nullopt before the lock, and for lines without allotted units.
std::optional<OrderHandout> order_handout(const State& state, const groupbuy::OrderLine& line,
                                          Instant now);
// The statement of every fen of this line.
money::Statement order_statement(const State& state, Id<groupbuy::OrderLine> line);

}  // namespace starfish
