// The engine's side of a platform: turns submissions into flushes. Engine thread only.
#pragma once

#include "server/platform/flush.hpp"

#include <vector>

namespace starfish {

class Decider {
public:
    // Replays the store's log. Throws the exceptions of Platform's constructor.
    explicit Decider(Store& store, bool takes_payments = true);

    // Carries out a submission on the current state, flushed or not, and adds the decision to `to`.
    void decide(QueuedSubmission queued, Instant now, Flush& to);
    // Carries out at most `most` due commands: removes unpaid lines, closes group-buys, escalates
    // unanswered claims, finishes unfinished hand-outs, releases rewards, lifts holds.
    void sweep(Instant now, std::size_t most, Flush& to);
    bool is_due(Instant now) const;
    // When the next command is due.
    std::optional<Instant> next_due() const;

    // Discards everything that is not durable and replays the log. Returns the records after
    // `published`, which still have to be published; nullopt if the log cannot be read.
    std::optional<std::vector<PublishedRecord>> reload(Seq published);

    const State& state() const { return engine_->state(); }
    Seq head() const { return engine_->head(); }

private:
    void decide_by_system(Command, std::string id, Instant now, Flush& to);
    void replay_all();
    void add_committed(Outcome outcome, const Submission& submission, Flush& to) const;

    Store& store_;
    const bool takes_payments_;
    std::unique_ptr<Engine> engine_ = std::make_unique<Engine>();
};

}  // namespace starfish
