// Entries as one decision writes them, and the balances they change.
#pragma once

#include "core/subjects/money/money.hpp"

#include <utility>
#include <vector>

namespace starfish::money {

// The balance of one account.
Fen& balance_of(Balances&, Account);
Fen balance_of(const Balances&, Account);
// All zero for a leader without a purse.
Balances balances_of(const State&, Id<Leader>);

// Writes entries in a row, for one leader after the other.
class Journal {
public:
    Journal(const State& state, Instant at) : next_(state.entries.next_id()), at_(at) {}

    // What an entry is about.
    struct About {
        Id<Leader> leader;
        Id<OrderLine> line;
        Cause cause{};
        std::uint32_t source{};
    };
    // `amount` from `credit` to `debit`; a negative one the other way round, nothing if it is 0.
    void move(const About& about, Fen amount, Account credit, Account debit);
    // What was written since it was last taken.
    std::vector<Entry> take() { return std::exchange(entries_, {}); }

private:
    Id<Entry> next_;
    Instant at_;
    std::vector<Entry> entries_;
};

}  // namespace starfish::money
