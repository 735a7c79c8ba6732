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

    // Puts what stands under `key` into `to`; without it `to` stays as it is. Every key that is
    // asked for is one the step knows.
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
    // The first that nobody took, and which keys there are.
    const Entry* untaken() const {
        for (const Entry& entry : entries_)
            if (!entry.taken) return &entry;
        return nullptr;
    }
    const std::string& known() const { return known_; }

private:
    std::vector<Entry> entries_;
    std::string known_;
};

}  // namespace starfish::scenario
