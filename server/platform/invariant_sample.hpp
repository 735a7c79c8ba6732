// When to check the invariants in production. A check walks the whole state, so how long the last
// one took says when the next may be.
#pragma once

#include "core/engine/record.hpp"
#include "core/engine/transaction.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace starfish {

class InvariantSample {
public:
    // Whether there is something new to check, enough time has passed, and it is cheap enough. In a
    // state too large for that, start-up and `starfish verify` are when it is checked.
    bool is_due(Seq head) const {
        return head != checked_at_ && took_ <= took_max && Clock::now() - ended_ >= took_ * share;
    }
    // The first broken one.
    std::optional<std::string> check(const State& state, Seq head) {
        const auto begun = Clock::now();
        auto broken = broken_invariant(state);
        ended_ = Clock::now();
        took_ = ended_ - begun;
        checked_at_ = head;
        return broken;
    }

private:
    using Clock = std::chrono::steady_clock;
    static constexpr int share = 100;  // at most 1% of the time
    static constexpr std::chrono::milliseconds took_max{10};

    Seq checked_at_ = 0;
    Clock::duration took_{};
    Clock::time_point ended_;
};

}  // namespace starfish
