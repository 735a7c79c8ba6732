// Decides when to check the invariants in production. A check walks the whole state, so the time of
// the last check limits how soon the next may run.
#pragma once

#include "core/engine/record.hpp"
#include "core/engine/transaction.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace starfish {

class InvariantSample {
public:
    // True if the state has changed, enough time has passed, and the last check was fast enough. A
    // state too large for that is checked at start-up and by `starfish verify` only.
    bool is_due(Seq head) const {
        return head != checked_at_ && took_ <= took_max && Clock::now() - ended_ >= took_ * share;
    }
    // The first broken invariant, if any.
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
