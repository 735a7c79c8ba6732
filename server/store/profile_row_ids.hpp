// Maps each consumer to the row id of the profile (column `place`).
//
// Consumer ids are random, so a table in their order would write one page for each join, which
// halves the disk's throughput. Profiles are therefore stored in the order of arrival, like the
// log, and this map finds them. It takes about 16 bytes per consumer and is read again at every
// start.
#pragma once

#include "core/base/id.hpp"
#include "server/store/sqlite.hpp"

#include <boost/unordered/unordered_flat_map.hpp>

#include <mutex>
#include <optional>
#include <shared_mutex>

namespace starfish {

// Thread-safe. A row may be missing or not written yet: the reader checks the row's consumer.
class ProfileRowIds {
public:
    std::optional<std::int64_t> find(ConsumerId consumer) const {
        const std::shared_lock lock(mutex_);
        const auto found = ids_.find(consumer.value);
        if (found == ids_.end()) return std::nullopt;
        return found->second;
    }
    // Assigns a row id to a consumer without one.
    std::int64_t add(ConsumerId consumer) {
        const std::unique_lock lock(mutex_);
        ids_.emplace(consumer.value, ++last_);
        return last_;
    }
    void erase(ConsumerId consumer) {
        const std::unique_lock lock(mutex_);
        ids_.erase(consumer.value);
    }
    // Adds rows of `platform` that another process or an earlier run wrote. `rows` selects place,
    // platform and consumer of all profiles above a given place, ascending. False if it failed.
    bool catch_up(sqlite::Statement& rows, std::int32_t platform) {
        const std::unique_lock lock(mutex_);
        rows.bind(last_);
        while (rows.next()) {
            last_ = rows.integer(0);
            if (rows.integer(1) == platform) ids_.insert_or_assign(rows.integer(2), last_);
        }
        const bool good = !rows.failed();
        rows.reset();
        return good;
    }

private:
    mutable std::shared_mutex mutex_;
    boost::unordered_flat_map<std::int64_t, std::int64_t>
        ids_;  // consumer to row id; never iterated
    std::int64_t last_ = 0;
};

}  // namespace starfish
