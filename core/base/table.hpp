// Rows in the order they came to exist: the only order anything iterates in.
#pragma once

#include "core/base/id.hpp"

#include <algorithm>
#include <cassert>
#include <vector>

namespace starfish {

// Row must have `Id<Row> id`. Ids rise; on the server they are dense (1, 2, 3, …), in a replica
// they have gaps, because it holds only the rows its scope may see.
template <class Row>
class Table {
public:
    const Row* find(Id<Row> id) const {
        const std::size_t place = place_of(id);
        return place < rows_.size() ? &rows_[place] : nullptr;
    }
    // The row must exist.
    const Row& at(Id<Row> id) const { return rows_[existing_place(id)]; }
    Row& at(Id<Row> id) { return rows_[existing_place(id)]; }

    Id<Row> next_id() const { return {rows_.empty() ? 1 : rows_.back().id.value + 1}; }

    // The row's id must be above every id here.
    Row& add(Row row) {
        assert(rows_.empty() || rows_.back().id < row.id);
        return rows_.emplace_back(std::move(row));
    }
    // Adds the row in its place, or replaces the one of its id. For rows named by an earlier
    // subject's ids, which may come in any order.
    void put(Row row) {
        const auto place = std::ranges::lower_bound(rows_, row.id, {}, &Row::id);
        if (place != rows_.end() && place->id == row.id)
            *place = std::move(row);
        else
            rows_.insert(place, std::move(row));
    }
    std::size_t size() const { return rows_.size(); }
    auto begin() const { return rows_.begin(); }
    auto end() const { return rows_.end(); }

private:
    std::size_t existing_place(Id<Row> id) const {
        const std::size_t place = place_of(id);
        assert(place < rows_.size());
        return place;
    }
    std::size_t place_of(Id<Row> id) const {
        const std::size_t dense = id.value - std::size_t{1};
        if (id && dense < rows_.size() && rows_[dense].id == id) return dense;
        const auto found = std::ranges::lower_bound(rows_, id, {}, &Row::id);
        return found != rows_.end() && found->id == id
                   ? static_cast<std::size_t>(found - rows_.begin())
                   : rows_.size();
    }

    std::vector<Row> rows_;
};

}  // namespace starfish
