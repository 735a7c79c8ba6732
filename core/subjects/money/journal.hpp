// The entries of one decision, and the balances they change.
#pragma once

#include "core/subjects/money/money.hpp"

#include <utility>
#include <vector>

namespace starfish::money {

// The balance of one account.
Fen& balance_of(Balances&, Account);
Fen balance_of(const Balances&, Account);
// All zero for a leader without a wallet.
Balances balances_of(const State&, Id<Leader>);

// Writes entries with consecutive ids, possibly for several leaders.
class Journal {
public:
    Journal(const State& state, Instant at) : next_(state.entries.next_id()), at_(at) {}

    // The subject of an entry.
    struct About {
        Id<Leader> leader;
        Id<OrderLine> line;
        Cause cause{};
        std::uint32_t source{};
    };
    // Moves `amount` from `credit` to `debit`; a negative amount moves the other way, 0 writes
    // nothing.
    void move(const About& about, Fen amount, Account credit, Account debit);
    // The entries written since the last call.
    std::vector<Entry> take() { return std::exchange(entries_, {}); }

private:
    Id<Entry> next_;
    Instant at_;
    std::vector<Entry> entries_;
};

}  // namespace starfish::money
