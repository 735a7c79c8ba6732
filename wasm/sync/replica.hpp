// The state in this account's scope: the server's confirmed state, and on top of it a preview of
// the browser's own pending commands. The rules are core's, the same as the server's.
//
//   shown() = confirmed + each pending command carried out in order
//
// When the server's events of a pending command arrive, the command is dropped and the events are
// shown instead. So a preview can be wrong, but not for longer than a round trip, and never in the
// log.
#pragma once

#include "core/base/audience.hpp"
#include "core/engine/codec.hpp"
#include "core/engine/record.hpp"
#include "core/engine/transaction.hpp"

#include <optional>
#include <string>
#include <vector>

namespace starfish {

struct PendingCommand {
    std::string id;
    Command command;
    Instant at;          // when the person gave the command
    Seq answered_seq{};  // the seq of the command's last event; 0 before the answer
};

class Replica {
public:
    Replica() = default;
    Replica(State confirmed, Seq seq, Scope scope);

    // Applies the next event of the scoped feed. False if the event is unreadable: then a new
    // snapshot is needed. Ignores an event that is already applied, and returns true.
    // `command` is the id of the command that caused the event, or "" if not known.
    bool receive(Seq seq, std::string_view type, int version, const boost::json::value& body,
                 std::string_view command = {});

    // Adds a command to the shown state. If the rules refuse it, returns why and adds nothing.
    std::optional<Refusal> propose(PendingCommand pending, Actor actor);
    // Checks a command against the shown state; adds nothing.
    std::optional<Refusal> refusal_of(const Command& command, const Context& context) const;
    // Adds a stored command without checking the rules: the server may have carried out a command
    // that the rules refuse now. The preview shows it only if the rules still allow it.
    void put_back(PendingCommand pending, Actor actor);
    // The server has carried out the command; it stays pending until the feed reaches `seq`.
    void mark_answered(std::string_view id, Seq seq);
    // Drops a pending command: the server refused it, or its events are outside the scope.
    void withdraw(std::string_view id);

    const State& shown() const { return preview_ ? *preview_ : confirmed_; }
    const State& confirmed() const { return confirmed_; }
    const std::vector<PendingCommand>& pending() const { return pending_; }
    Seq seq() const { return seq_; }
    Scope scope() const { return scope_; }
    Actor actor() const { return actor_; }

private:
    void preview();

    State confirmed_;
    std::optional<State> preview_;
    std::vector<PendingCommand> pending_;
    Actor actor_{};
    Seq seq_ = 0;
    Scope scope_ = for_everyone;
};

}  // namespace starfish
