// What is decided together and becomes durable together.
#pragma once

#include "server/platform/platform.hpp"

#include <iterator>
#include <utility>
#include <vector>

namespace starfish {

// A submission and whom to answer; nobody if the platform asked itself.
struct Asked {
    Submission submission;
    Platform::Done done;
};

// Where a carried-out command's records stand in the log.
struct Place {
    Seq first{};
    std::int32_t count{};
    bool repeated{};  // they were there before this flush, or stand earlier in it
};

struct Decided {
    Asked asked;  // whole, so that it can be decided again after a conflict
    Result<Place> place;
};

struct Flush {
    Seq expected_seq{};  // the log's head before it; meaningless while there are no entries
    std::vector<Decided> entries;
    std::vector<Record> records;
    std::vector<Audience> audiences;  // of the records
    std::vector<Profile> profiles;
    std::vector<Note> notes;
    std::vector<ClaimWords> claim_words;
    std::vector<Photo> photos;

    // What was decided right after this joins it.
    void append(Flush&& later) {
        if (entries.empty()) return void(*this = std::move(later));
        const auto move_all = [](auto& from, auto& to) {
            to.insert(to.end(), std::make_move_iterator(from.begin()),
                      std::make_move_iterator(from.end()));
        };
        move_all(later.entries, entries);
        move_all(later.records, records);
        move_all(later.audiences, audiences);
        move_all(later.profiles, profiles);
        move_all(later.notes, notes);
        move_all(later.claim_words, claim_words);
        move_all(later.photos, photos);
    }
};

}  // namespace starfish
