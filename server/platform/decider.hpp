// The engine's side of a platform: turns submissions into flushes. Used by the engine's thread
// alone.
#pragma once

#include "server/platform/flush.hpp"

#include <vector>

namespace starfish {

class Decider {
public:
    // Replays the store's log; throws as Platform does.
    explicit Decider(Store& store, bool takes_payments = true);

    // Carries it out against the state as it stands, flushed or not, and adds what it came to.
    void decide(Asked asked, Instant now, Flush& to);
    // Does at most `most` of the things that are due: unpaid lines leave, group-buys close, claims
    // that nobody answered go on, hand-outs that nobody finished are.
    void sweep(Instant now, std::size_t most, Flush& to);
    bool is_due(Instant now) const;
    // When the next thing is to be done without anybody asking.
    std::optional<Instant> next_due() const;

    // Forgets everything undurable and reads the log again. Answers what stands in it after
    // `published`, for readers who never saw it; nothing if the log could not be read.
    std::optional<std::vector<Published>> reload(Seq published);

    const State& state() const { return engine_->state(); }
    Seq head() const { return engine_->head(); }

private:
    void decide_by_system(Command, std::string id, Instant now, Flush& to);
    void sweep_handouts(Instant now, std::size_t most, Flush& to);
    void sweep_money(Instant now, std::size_t most, Flush& to);
    void replay_all();
    void add_committed(Outcome outcome, const Submission& submission, Flush& to) const;

    Store& store_;
    const bool takes_payments_;
    std::unique_ptr<Engine> engine_ = std::make_unique<Engine>();
};

}  // namespace starfish
