// Where each consumer's profile stands in the file.
//
// Consumer ids are random, so a table in their order is written all over: a page of it for each
// join, which halves what the disk can take. Profiles therefore stand in the order they came, like
// the log, and this map finds them: 16 bytes a consumer or so, read again at every start.
#pragma once

#include "core/base/id.hpp"
#include "server/store/sqlite.hpp"

#include <boost/unordered/unordered_flat_map.hpp>

#include <mutex>
#include <optional>
#include <shared_mutex>

namespace starfish {

// Thread-safe. What it names may not be there (yet): the row itself says whose it is.
class ProfilePlaces {
public:
    std::optional<std::int64_t> find(ConsumerId consumer) const {
        const std::shared_lock lock(mutex_);
        const auto found = places_.find(consumer.value);
        if (found == places_.end()) return std::nullopt;
        return found->second;
    }
    // A place for one who has none.
    std::int64_t add(ConsumerId consumer) {
        const std::unique_lock lock(mutex_);
        places_.emplace(consumer.value, ++last_);
        return last_;
    }
    void erase(ConsumerId consumer) {
        const std::unique_lock lock(mutex_);
        places_.erase(consumer.value);
    }
    // Adds what another process or an earlier run wrote for `platform`. `rows` answers place,
    // platform and consumer of all profiles above a place, rising. False if it failed.
    bool catch_up(sqlite::Statement& rows, std::int32_t platform) {
        const std::unique_lock lock(mutex_);
        rows.bind(last_);
        while (rows.next()) {
            last_ = rows.integer(0);
            if (rows.integer(1) == platform) places_.insert_or_assign(rows.integer(2), last_);
        }
        const bool well = !rows.failed();
        rows.reset();
        return well;
    }

private:
    mutable std::shared_mutex mutex_;
    boost::unordered_flat_map<std::int64_t, std::int64_t> places_;  // looked up in, never iterated
    std::int64_t last_ = 0;
};

}  // namespace starfish
