// The state as this browser may see it: what the server said, and on top of it, while they are on
// their way, what its own commands will come to. The rules are core's, the same as the server's.
//
//   shown() = confirmed + each pending command carried out in order
//
// When the server's events arrive the pending command they answer is dropped and what is shown is
// theirs. So a preview can be wrong, but never for longer than a round trip, and never in the log.
#pragma once

#include "core/base/audience.hpp"
#include "core/engine/codec.hpp"
#include "core/engine/record.hpp"
#include "core/engine/transaction.hpp"

#include <optional>
#include <string>
#include <vector>

namespace starfish {

struct Pending {
    std::string id;
    Command command;
    Instant at;      // when it was asked for
    Seq answered{};  // the seq of its last event once the server has it, else 0
};

class Replica {
public:
    Replica() = default;
    Replica(State confirmed, Seq seq, Scope scope);

    // The next event of the scoped feed. False if it is not after the last, or unreadable: then a
    // new snapshot is needed. An event already applied is ignored and true.
    // `command` is the id of the command it came of, if that is told.
    bool receive(Seq seq, std::string_view type, int version, const boost::json::value& body,
                 std::string_view command = {});

    // Adds a command to what is shown. Refuses, and adds nothing, when the rules already say no.
    std::optional<Refusal> propose(Pending pending, Actor actor);
    // What the rules say of a command to what is shown; adds nothing.
    std::optional<Refusal> refusal_of(const Command& command, const Context& context) const;
    // Adds a command that was shown before, without asking the rules: what they refuse here may be
    // what the server carried out already. It alone decides; shown is what still can be.
    void put_back(Pending pending, Actor actor);
    // The server has carried it out; it stays until the feed has reached `seq`.
    void answered(std::string_view id, Seq seq);
    // The server has refused it, or it is given up.
    void withdraw(std::string_view id);

    const State& shown() const { return preview_ ? *preview_ : confirmed_; }
    const State& confirmed() const { return confirmed_; }
    const std::vector<Pending>& pending() const { return pending_; }
    Seq seq() const { return seq_; }
    Scope scope() const { return scope_; }
    Actor actor() const { return actor_; }

private:
    void preview();

    State confirmed_;
    std::optional<State> preview_;
    std::vector<Pending> pending_;
    Actor actor_{};
    Seq seq_ = 0;
    Scope scope_ = for_everyone;
};

}  // namespace starfish
