#include "server/platform/platform.hpp"

#include "core/engine/read_logged.hpp"
#include "server/platform/decider.hpp"
#include "server/platform/flush.hpp"
#include "server/platform/invariant_sample.hpp"
#include "server/platform/system_clock.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace starfish {
namespace {

// Longest sleep of the engine while a command is due later, so that a clock set forward is noticed.
constexpr std::int64_t sleep_max_ms = 5 * second_ms;

}  // namespace

// Two threads and the data that passes between them:
//
//   submit ─▶ arrived ─engine decides─▶ pending ─store takes all─▶ in flight ─▶ published, done
//                 ▲                                                    │ conflict
//                 └───────── decided again after reading the log ◀─────┘ (recovering)
//
// `mutex` guards this data; deciding and flushing happen without the lock. Only the engine thread
// uses the decider.
struct Platform::Parts {
    std::unique_ptr<Store> store;
    Options options;
    Decider decider;
    InvariantSample sample;

    std::mutex mutex;
    std::condition_variable engine_wakes;
    std::condition_variable store_wakes;
    std::deque<QueuedSubmission> arrived;
    std::deque<Query> queries;
    std::vector<std::pair<Done, SubmitFailure>> rejected;
    Flush pending;
    bool in_flight = false;
    std::optional<Flush> conflicted;  // until the engine has decided it again
    bool failed = false;
    bool stopping = false;      // nothing more will arrive
    bool engine_ended = false;  // nothing more will be pending

    // The last published record. Used by the store thread while a flush is in flight, otherwise by
    // the engine thread.
    Seq published = 0;
    std::thread engine_thread;
    std::thread store_thread;

    using Lock = std::unique_lock<std::mutex>;

    Parts(std::unique_ptr<Store> given, Options chosen)
        : store(std::move(given)),
          options(std::move(chosen)),
          decider(*store, options.takes_payments) {
        if (!options.now) options.now = system_now;
        if (const auto broken = sample.check(decider.state(), decider.head()))
            throw std::runtime_error("the log breaks an invariant: " + *broken);
        published = decider.head();
        engine_thread = std::thread([this] { run_engine(); });
        store_thread = std::thread([this] { run_store(); });
    }

    ~Parts() {
        {
            const Lock lock(mutex);
            stopping = true;
        }
        engine_wakes.notify_one();
        engine_thread.join();
        store_thread.join();
    }

    // True if all decisions are durable.
    bool is_quiet() const { return pending.decisions.empty() && !in_flight && !conflicted; }

    void fail(std::string_view reason) {
        {
            const Lock lock(mutex);
            if (std::exchange(failed, true)) return;
        }
        engine_wakes.notify_one();
        if (options.on_failure) options.on_failure(reason);
    }

    // The engine's thread. Each step is called with the lock held, releases the lock while it
    // works, and returns whether there was anything to do.

    void run_engine() {
        Lock lock(mutex);
        for (;;) {
            if (answer_rejected(lock) || decide_again(lock) || run_queries(lock) ||
                decide_arrived(lock))
                continue;
            if (stopping && (failed ? !in_flight : is_quiet())) break;
            if (sample_invariants(lock)) continue;
            sleep(lock);
        }
        engine_ended = true;
        store_wakes.notify_one();
    }

    bool answer_rejected(Lock& lock) {
        if (failed) {
            queries.clear();
            const auto reject = [this](QueuedSubmission& queued) {
                rejected.emplace_back(std::move(queued.done), SubmitFailure::failing);
            };
            for (QueuedSubmission& queued : arrived) reject(queued);
            arrived.clear();
            for (Decision& decision : std::exchange(pending, {}).decisions) reject(decision.queued);
            if (conflicted)
                for (Decision& decision : conflicted->decisions) reject(decision.queued);
            conflicted.reset();
        }
        if (rejected.empty()) return false;
        const auto leaving = std::exchange(rejected, {});
        lock.unlock();
        for (const auto& [done, why] : leaving)
            if (done) done(std::unexpected(why));
        lock.lock();
        return true;
    }

    // After a conflict, both the lost flush and the pending flush based on it are decided again.
    bool decide_again(Lock& lock) {
        if (!conflicted || failed) return false;
        Flush stale = std::move(*conflicted);
        stale.append(std::exchange(pending, {}));
        lock.unlock();
        auto missed = decider.reload(published);
        Flush flush;
        if (missed) {
            published = decider.head();
            if (options.on_published && !missed->empty()) options.on_published(std::move(*missed));
            for (Decision& decision : stale.decisions)
                decider.decide(std::move(decision.queued), options.now(), flush);
        } else {
            fail("after a conflict, the log could not be read again");
            flush = std::move(stale);
        }
        lock.lock();
        conflicted.reset();
        pending = std::move(flush);
        store_wakes.notify_one();
        return true;
    }

    bool run_queries(Lock& lock) {
        if (queries.empty() || !is_quiet() || failed) return false;
        const auto waiting = std::exchange(queries, {});
        lock.unlock();
        const Instant now = options.now();
        for (const Query& query : waiting) query(decider.state(), decider.head(), now);
        lock.lock();
        decide(lock);  // otherwise a stream of queries would block deciding
        return true;
    }

    // While queries wait, nothing is decided, so that the running flushes can finish.
    bool decide_arrived(Lock& lock) { return queries.empty() && decide(lock); }

    bool decide(Lock& lock) {
        const std::size_t room = room_in_pending();
        if (failed || conflicted || room == 0) return false;
        const Instant now = options.now();
        if (arrived.empty() && !decider.is_due(now)) return false;
        std::vector<QueuedSubmission> taken;
        while (!arrived.empty() && taken.size() < room) {
            taken.push_back(std::move(arrived.front()));
            arrived.pop_front();
        }
        lock.unlock();
        Flush flush;
        decider.sweep(now, room, flush);
        for (QueuedSubmission& queued : taken) decider.decide(std::move(queued), now, flush);
        lock.lock();
        pending.append(std::move(flush));
        store_wakes.notify_one();
        return true;
    }

    std::size_t room_in_pending() const {
        return options.batch_max - std::min(options.batch_max, pending.decisions.size());
    }

    bool sample_invariants(Lock& lock) {
        if (failed || !sample.is_due(decider.head())) return false;
        lock.unlock();
        if (const auto broken = sample.check(decider.state(), decider.head()))
            fail("an invariant is broken: " + *broken);
        lock.lock();
        return true;
    }

    void sleep(Lock& lock) {
        const auto deadline = decider.next_due();
        const bool may_sweep = room_in_pending() > 0 && queries.empty();
        if (!deadline || !may_sweep || failed || conflicted) return engine_wakes.wait(lock);
        const std::int64_t left_ms = deadline->ms - options.now().ms;
        engine_wakes.wait_for(
            lock, std::chrono::milliseconds(std::clamp<std::int64_t>(left_ms, 1, sleep_max_ms)));
    }

    // The store's thread.

    void run_store() {
        Lock lock(mutex);
        for (;;) {
            store_wakes.wait(lock, [this] {
                return engine_ended || (!pending.decisions.empty() && !conflicted && !failed);
            });
            if (engine_ended) return;
            Flush flush = std::exchange(pending, {});
            in_flight = true;
            lock.unlock();
            const auto appended = append(flush);
            if (appended) {
                acknowledge(flush);
            } else if (appended.error() == AppendError::failure) {
                fail("the store could not write; nothing more is acknowledged");
                for (const Decision& decision : flush.decisions)
                    if (decision.queued.done)
                        decision.queued.done(std::unexpected(SubmitFailure::failing));
            }
            lock.lock();
            in_flight = false;
            if (!appended && appended.error() == AppendError::conflict)
                conflicted = std::move(flush);
            engine_wakes.notify_one();
        }
    }

    // Called for a flush without records, too: a refusal based on an outdated log is a conflict.
    std::expected<void, AppendError> append(const Flush& flush) {
        const auto head = store->append({.expected_seq = flush.expected_seq,
                                         .records = flush.records,
                                         .profiles = flush.profiles,
                                         .private_texts = flush.private_texts,
                                         .photos = flush.photos});
        if (!head) return std::unexpected(head.error());
        return {};
    }

    void acknowledge(Flush& flush) {
        std::vector<std::expected<Result<CommittedCommand>, SubmitFailure>> answers;
        answers.reserve(flush.decisions.size());
        for (Decision& decision : flush.decisions) answers.push_back(answer(decision, flush));
        publish(flush);
        for (std::size_t i = 0; i < answers.size(); ++i)
            if (const Done& done = flush.decisions[i].queued.done) done(std::move(answers[i]));
    }

    std::expected<Result<CommittedCommand>, SubmitFailure> answer(Decision& decision,
                                                                  const Flush& flush) {
        if (!decision.queued.done) return Result<CommittedCommand>();
        if (!decision.range)
            return Result<CommittedCommand>(Refused(std::move(decision.range.error())));
        const LogRange& range = *decision.range;
        CommittedCommand committed{range.first + range.count - 1, {}, {}, range.repeated};
        if (range.count == 0) return committed;
        if (!range.repeated) {
            const auto from = range.first - flush.records.front().seq;
            const auto records = flush.records.begin() + from;
            committed.records.assign(records, records + range.count);
            const auto events = flush.events.begin() + from;
            committed.events.assign(events, events + range.count);
            return committed;
        }
        json::Document document;
        const bool read = store->read(range.first - 1, [&](const Record& record) {
            auto event = read_logged(document, record);
            if (record.seq > committed.last || !event) return false;
            committed.records.push_back(record);
            committed.events.push_back(std::move(*event));
            return record.seq < committed.last;
        });
        if (read && std::cmp_equal(committed.records.size(), range.count)) return committed;
        fail("the store could not read; nothing more is acknowledged");
        return std::unexpected(SubmitFailure::failing);
    }

    void publish(Flush& flush) {
        if (flush.records.empty()) return;
        published = flush.records.back().seq;
        if (!options.on_published) return;
        std::vector<PublishedRecord> records;
        records.reserve(flush.records.size());
        for (std::size_t i = 0; i < flush.records.size(); ++i)
            records.push_back(
                {std::move(flush.records[i]), flush.audiences[i], std::move(flush.events[i])});
        options.on_published(std::move(records));
    }
};

Platform::Platform(std::unique_ptr<Store> store, Options options)
    : parts_(std::make_unique<Parts>(std::move(store), std::move(options))) {}

Platform::~Platform() = default;

void Platform::submit(Submission submission, Done done) {
    {
        const Parts::Lock lock(parts_->mutex);
        const bool is_failed = parts_->failed;
        if (is_failed || parts_->arrived.size() >= parts_->options.queue_max) {
            const SubmitFailure why =
                is_failed ? SubmitFailure::failing : SubmitFailure::overloaded;
            parts_->rejected.emplace_back(std::move(done), why);
            // The first rejected submission has already woken the engine.
            if (parts_->rejected.size() > 1) return;
        } else {
            parts_->arrived.push_back({std::move(submission), std::move(done)});
            if (parts_->arrived.size() > 1) return;
        }
    }
    if (parts_->options.on_arrival)
        parts_->options.on_arrival();
    else
        wake();
}

void Platform::wake() {
    parts_->engine_wakes.notify_one();
}

bool Platform::query(Query query) {
    {
        const Parts::Lock lock(parts_->mutex);
        if (parts_->failed || parts_->queries.size() >= parts_->options.queue_max) return false;
        parts_->queries.push_back(std::move(query));
    }
    parts_->engine_wakes.notify_one();
    return true;
}

Store& Platform::store() {
    return *parts_->store;
}

}  // namespace starfish
