// Random sequences of commands, each from an empty platform; after every accepted command all
// invariants are checked. Prints counts; on a broken invariant prints its seed and fails.
//
//   sequences FIRST_SEED COUNT
#include "core/engine/transaction.hpp"
#include "tests/histories/history.hpp"

#include <cstdio>
#include <cstdlib>

namespace starfish {
namespace {

struct Counts {
    std::int64_t commands{}, done{}, events{};
};

// From 20 to 419 moves: short sequences begin, long ones hand out, claim and settle.
bool holds(std::uint64_t seed, Counts& counts) {
    histories::Author author(seed);
    State state;
    const int moves = 20 + static_cast<int>(seed % 400);
    for (int i = 0; i < moves; ++i) {
        const histories::Move move = author.next(state);
        const auto result = carry_out(state, move.command, move.context());
        ++counts.commands;
        if (!result) continue;
        ++counts.done;
        counts.events += static_cast<std::int64_t>(result->size());
        if (const auto broken = broken_invariant(state)) {
            std::printf("seed %llu, command %d: %s\n", static_cast<unsigned long long>(seed), i,
                        broken->c_str());
            return false;
        }
    }
    return true;
}

int run(std::uint64_t first, std::uint64_t count) {
    Counts counts;
    for (std::uint64_t seed = first; seed < first + count; ++seed)
        if (!holds(seed, counts)) return 1;
    std::printf("%llu sequences: %lld commands, %lld of them carried out, %lld events\n",
                static_cast<unsigned long long>(count), static_cast<long long>(counts.commands),
                static_cast<long long>(counts.done), static_cast<long long>(counts.events));
    return 0;
}

}  // namespace
}  // namespace starfish

int main(int argc, char** argv) {
    if (argc != 3) return 2;
    return starfish::run(std::strtoull(argv[1], nullptr, 10), std::strtoull(argv[2], nullptr, 10));
}
