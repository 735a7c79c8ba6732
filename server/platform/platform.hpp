// A running platform: the engine on one thread, the store on another, with group commit.
//
// While one batch flushes, further commands queue, are decided on the in-memory state and share the
// next flush. `done` is called only when everything the decision depends on is durable: a refusal
// or a repeat also waits for the flush it was based on. If a flush fails, nothing more is
// acknowledged: `on_failure` is called once, and the process should exit and recover from the log.
// On `conflict` the engine reads the log again and decides again.
//
// The platform itself submits due commands, as system:0. The command ids are:
//   close-<group-buy>-<due ms>          closes a group-buy at its end
//   close-line-<line>-<due ms>          removes a line that was not paid in time
//   close-claim-<claim>-<due ms>        escalates a claim that was not answered in time
//   close-handout-<hand-out>-<due ms>   finishes a hand-out
//   close-reward-<line>-<due ms>        releases a leader's rewards
//   close-hold-<hold>-<due ms>          lifts a hold
// Ids that begin with "close-" are refused for other actors.
//
// The invariants are checked at start-up, and while the engine is idle as long as a check takes at
// most 10 ms and all checks less than 1% of the time. A broken invariant is a failure.
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
    // The consumer's personal data, stored in the same transaction as the events.
    std::optional<Profile> profile = {};
    std::string note = {};  // stored with the order line or the claim that the command creates
    std::optional<Photo> photo = {};  // the photo that the command names
};

// A durable command.
struct CommittedCommand {
    Seq last{};                   // the sequence number of its last record
    std::vector<Record> records;  // for a repeat: read from the log
    std::vector<Event> events;    // of the records, typed
    bool repeated{};
};

// A durable record and its audience, for the live feed.
struct PublishedRecord {
    Record record;
    Audience audience;
    Event event;  // of the record, typed
};

// Why a submission has no answer from the domain.
enum class SubmitFailure : std::uint8_t {
    overloaded,  // the queue is full; nothing was done
    failing,     // the store failed; nothing was done
};

class Platform {
public:
    struct Options {
        std::size_t queue_max = 4096;       // queued submissions; more are refused as overloaded
        std::size_t batch_max = 1024;       // submissions in one flush
        std::function<Instant()> now = {};  // the clock; default: the system's
        bool takes_payments = true;         // a payment provider is configured: see Context
        std::function<void(std::string_view)> on_failure = {};
        // Called when a queue is no longer empty; must call wake() soon. Default: wake() at once.
        // An event loop calls wake() once at the end of a turn, so that all its submissions share
        // one wake-up and one flush.
        std::function<void()> on_arrival = {};
        // Receives durable records in order, each once, one call at a time, on a thread of the
        // platform. Called before `done` of their command, so that a reader who got the answer sees
        // the change.
        std::function<void(std::vector<PublishedRecord>)> on_published = {};
    };
    using Done = std::function<void(std::expected<Result<CommittedCommand>, SubmitFailure>)>;
    // Runs on the engine's thread, so it must not block. Sees only durable state: it waits for the
    // running flush, if any.
    using Query = std::function<void(const State&, Seq head, Instant now)>;

    // Replays the log. Throws std::runtime_error if the log cannot be read or breaks an invariant.
    Platform(std::unique_ptr<Store> store, Options options);
    ~Platform();  // finishes accepted submissions
    Platform(const Platform&) = delete;
    Platform& operator=(const Platform&) = delete;

    // Thread-safe. `done` is called exactly once, on a thread of the platform.
    void submit(Submission submission, Done done);
    // Thread-safe. Lets the engine process queued submissions.
    void wake();
    // Thread-safe. False if overloaded or failing: the query is then not run. An accepted query is
    // dropped only if the store fails first.
    bool query(Query query);
    // The store, for data outside of the log: profiles, values. Thread-safe.
    Store& store();

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace starfish
