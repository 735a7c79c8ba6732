// One platform at work: the engine on its own thread, its store on another, joined by group commit.
//
// While one batch flushes, commands queue, are decided against the in-memory state and share the
// next flush. `done` is called only once everything it rests on is durable: a refusal or a repeat
// waits for the flush of what it was decided upon. If a flush fails nothing more is acknowledged:
// `on_failure` is called once and the process is expected to exit and recover from the log. On
// `conflict` the engine reads the log again and decides again.
//
// What is due is done by the platform itself, as system:0: group-buys whose end has come are closed
// with the command id "close-<group-buy>-<due ms>", lines not paid in time leave with
// "close-line-<line>-<due ms>", claims not answered in time go on with "close-claim-<claim>-<due
// ms>" and hand-outs are finished with "close-handout-<hand-out>-<due ms>"; ids that begin with
// "close-" are therefore nobody else's.
//
// The invariants are checked at start-up, and again whenever the engine has nothing to do, as long
// as that costs less than 1% of its time and 10 ms at once. A broken one is a failure.
#pragma once

#include "core/base/audience.hpp"
#include "core/engine/engine.hpp"
#include "server/store/store.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace starfish {

struct Submission {
    Command command;
    Actor actor;
    std::string command_id;
    // What the person typed about herself, stored in the same transaction as the events.
    std::optional<Profile> profile = {};
    std::string note = {};  // stored with the order line or the claim that the command creates
    std::optional<Photo> photo = {};  // that the command names
};

// A durable command.
struct Committed {
    Seq last{};                   // the sequence number of its last record
    std::vector<Record> records;  // read again from the log when it was a repeat
    bool repeated{};
};

// A durable record and who may see it, as the live feed needs it.
struct Published {
    Record record;
    Audience audience;
};

// Why a submission has no answer from the domain.
enum class Unanswered : std::uint8_t {
    overloaded,  // the queue is full; nothing was done
    failing,     // the store failed; nothing was done
};

class Platform {
public:
    struct Options {
        std::size_t queue_max = 4096;       // submissions waiting; more are refused as overloaded
        std::size_t batch_max = 1024;       // submissions in one flush
        std::function<Instant()> now = {};  // the clock; default: the system's
        bool takes_payments = true;         // a provider is there: see Context
        std::function<void(std::string_view)> on_failure = {};
        // Something came where nothing of its kind was waiting: call wake() soon. Default: at once.
        // Whoever submits for many connections in one turn of a loop wakes at its end, so that
        // they share a hand-over and a flush.
        std::function<void()> on_arrival = {};
        // Durable records in order, each once, one call at a time, from a thread of the platform's;
        // before `done` of the command they belong to, so that who was answered sees her change.
        std::function<void(std::vector<Published>)> on_published = {};
    };
    using Done = std::function<void(std::expected<Result<Committed>, Unanswered>)>;
    // Runs on the engine's thread, which nothing may block. What it sees is durable: it waits for
    // the flush under way, if any.
    using Query = std::function<void(const State&, Seq head, Instant now)>;

    // Replays the log. Throws std::runtime_error if it cannot be read whole or breaks an invariant.
    Platform(std::unique_ptr<Store> store, Options options);
    ~Platform();  // finishes what was accepted
    Platform(const Platform&) = delete;
    Platform& operator=(const Platform&) = delete;

    // Thread-safe. `done` is called exactly once, on a thread of the platform's.
    void submit(Submission submission, Done done);
    // Thread-safe. Lets the engine take what arrived.
    void wake();
    // Thread-safe. False when overloaded or failing: the query is then not run. One that was taken
    // is dropped only if the store fails before its turn.
    bool query(Query query);
    // The store, for what is not the log: profiles, values. Thread-safe.
    Store& store();

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace starfish
