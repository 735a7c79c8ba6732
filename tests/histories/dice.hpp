// Random numbers for tests, the same natively and in WebAssembly. The distributions of <random> are
// not the same everywhere.
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>

namespace starfish::histories {

// SplitMix64 (Steele, Lea and Flood, 2014).
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}

    // From `least` to `most`, both included.
    std::int64_t between(std::int64_t least, std::int64_t most) {
        assert(least <= most);
        const auto span = static_cast<std::uint64_t>(most - least) + 1;
        return least + static_cast<std::int64_t>(next() % span);
    }
    bool chance(int percent) { return between(1, 100) <= percent; }
    // `choices` needs size() and begin(), and must not be empty.
    const auto& one_of(const auto& choices) {
        const auto last = static_cast<std::int64_t>(choices.size()) - 1;
        return *(choices.begin() + static_cast<std::ptrdiff_t>(between(0, last)));
    }

private:
    std::uint64_t next() {
        std::uint64_t z = state_ += 0x9E3779B97F4A7C15U;
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
        return z ^ (z >> 31U);
    }
    std::uint64_t state_;
};

}  // namespace starfish::histories
