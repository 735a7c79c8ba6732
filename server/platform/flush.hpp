// Decisions that become durable together, in one flush.
#pragma once

#include "server/platform/platform.hpp"

#include <iterator>
#include <utility>
#include <vector>

namespace starfish {

// A submission and the callback for its answer. The callback is empty for the platform's own
// commands.
struct QueuedSubmission {
    Submission submission;
    Platform::Done done;
};

// The records of a command in the log.
struct LogRange {
    Seq first{};
    std::int32_t count{};
    bool repeated{};  // the records precede this flush or stand earlier in it
};

struct Decision {
    QueuedSubmission queued;  // complete, so that it can be decided again after a conflict
    Result<LogRange> range;
};

struct Flush {
    Seq expected_seq{};  // the log's head before this flush; unused without decisions
    std::vector<Decision> decisions;
    std::vector<Record> records;
    std::vector<Audience> audiences;  // one per record
    std::vector<Event> events;        // of the records
    std::vector<Profile> profiles;
    std::vector<PrivateText> private_texts;
    std::vector<Photo> photos;

    // Adds the flush that was decided right after this one.
    void append(Flush&& later) {
        if (decisions.empty()) return void(*this = std::move(later));
        const auto move_all = [](auto& from, auto& to) {
            to.insert(to.end(), std::make_move_iterator(from.begin()),
                      std::make_move_iterator(from.end()));
        };
        move_all(later.decisions, decisions);
        move_all(later.records, records);
        move_all(later.audiences, audiences);
        move_all(later.events, events);
        move_all(later.profiles, profiles);
        move_all(later.private_texts, private_texts);
        move_all(later.photos, photos);
    }
};

}  // namespace starfish
