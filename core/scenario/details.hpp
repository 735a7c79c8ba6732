// The indented `key: value` lines below a step.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace starfish::scenario {

class Details {
public:
    struct Entry {
        int line{};
        std::string text;
        std::string key;
        std::string value;
        bool taken = false;
    };
    void add(Entry entry) { entries_.push_back(std::move(entry)); }

    // Copies the value under `key` to `to`; without that key `to` stays as it is. The keys that are
    // asked for are those that the step knows.
    void take(std::string_view key, std::string& to) {
        if (!known_.empty()) known_ += ", ";
        known_ += key;
        for (Entry& entry : entries_) {
            if (entry.key != key || entry.taken) continue;
            to = entry.value;
            entry.taken = true;
            return;
        }
    }
    // The first line that was not taken: its key is unknown, or there twice.
    const Entry* untaken() const {
        for (const Entry& entry : entries_)
            if (!entry.taken) return &entry;
        return nullptr;
    }
    // The keys that the step knows: "title, summary".
    const std::string& known() const { return known_; }

private:
    std::vector<Entry> entries_;
    std::string known_;
};

}  // namespace starfish::scenario
