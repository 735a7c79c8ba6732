// Rows in the order they came to exist: the only order anything iterates in.
#pragma once

#include "core/base/id.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <iterator>
#include <vector>

namespace starfish {

// Row must have `Id<Row> id`. Ids rise; on the server they are dense (1, 2, 3, …), in a replica
// they have gaps, because it holds only the rows its scope may see.
//
// Rows lie in chunks of at most 2 * chunk_rows, in the order of their ids, so that neither adding a
// row nor putting one in between moves more than a chunk.
template <class Row, std::size_t chunk_rows = 512>
class Table {
    using Chunk = std::vector<Row>;
    struct Place {
        std::size_t chunk{};
        std::size_t row{};
        bool operator==(const Place&) const = default;
    };

public:
    class Iterator {
    public:
        using value_type = Row;
        using difference_type = std::ptrdiff_t;

        Iterator() = default;
        Iterator(const Table& table, Place place) : table_(&table), place_(place) {}
        const Row& operator*() const { return table_->chunks_[place_.chunk][place_.row]; }
        const Row* operator->() const { return &**this; }
        Iterator& operator++() {
            if (++place_.row == table_->chunks_[place_.chunk].size())
                place_ = {place_.chunk + 1, 0};
            return *this;
        }
        Iterator operator++(int) {
            const Iterator before = *this;
            ++*this;
            return before;
        }
        // Passes over whole chunks; not beyond the end.
        Iterator operator+(std::ptrdiff_t rows) const {
            Iterator to = *this;
            to.place_.row += static_cast<std::size_t>(rows);
            const auto& chunks = table_->chunks_;
            while (to.place_.chunk < chunks.size() &&
                   to.place_.row >= chunks[to.place_.chunk].size())
                to.place_.row -= chunks[to.place_.chunk++].size();
            return to;
        }
        // Not before the beginning.
        Iterator operator-(std::ptrdiff_t rows) const {
            Iterator to = *this;
            auto back = static_cast<std::size_t>(rows);
            while (back > to.place_.row) {
                back -= to.place_.row;
                to.place_.row = table_->chunks_[--to.place_.chunk].size();
            }
            to.place_.row -= back;
            return to;
        }
        Iterator& operator--() { return *this = *this - 1; }
        bool operator==(const Iterator& other) const { return place_ == other.place_; }

    private:
        const Table* table_ = nullptr;
        Place place_;
    };

    const Row* find(Id<Row> id) const {
        const Place place = place_of(id);
        return place == end_place() ? nullptr : &chunks_[place.chunk][place.row];
    }
    // The row must exist.
    const Row& at(Id<Row> id) const {
        const Place place = existing_place(id);
        return chunks_[place.chunk][place.row];
    }
    Row& at(Id<Row> id) {
        const Place place = existing_place(id);
        return chunks_[place.chunk][place.row];
    }

    Id<Row> next_id() const { return {size_ == 0 ? 1 : chunks_.back().back().id.value + 1}; }

    // The row's id must be above every id here.
    Row& add(Row row) {
        assert(size_ == 0 || chunks_.back().back().id < row.id);
        if (chunks_.empty() || chunks_.back().size() >= chunk_rows) chunks_.emplace_back();
        ++size_;
        return chunks_.back().emplace_back(std::move(row));
    }
    // Adds the row in its place, or replaces the one of its id. For rows named by an earlier
    // subject's ids, which may come in any order.
    void put(Row row) {
        if (size_ == 0 || chunks_.back().back().id < row.id) return void(add(std::move(row)));
        const auto chunk = chunks_.begin() + static_cast<std::ptrdiff_t>(chunk_of(row.id));
        const auto place = std::ranges::lower_bound(*chunk, row.id, {}, &Row::id);
        if (place != chunk->end() && place->id == row.id) return void(*place = std::move(row));
        chunk->insert(place, std::move(row));
        ++size_;
        if (chunk->size() > 2 * chunk_rows) split(chunk);
    }
    std::size_t size() const { return size_; }
    Iterator begin() const { return {*this, {}}; }
    Iterator end() const { return {*this, end_place()}; }

private:
    Place end_place() const { return {chunks_.size(), 0}; }

    void split(typename std::vector<Chunk>::iterator chunk) {
        const auto half = chunk->begin() + static_cast<std::ptrdiff_t>(chunk->size() / 2);
        Chunk second(std::make_move_iterator(half), std::make_move_iterator(chunk->end()));
        chunk->erase(half, chunk->end());
        chunks_.insert(chunk + 1, std::move(second));
    }

    // The last chunk that begins at or before the id, or the first of all. There must be one.
    std::size_t chunk_of(Id<Row> id) const {
        const auto after = std::ranges::upper_bound(
            chunks_, id, {}, [](const Chunk& chunk) { return chunk.front().id; });
        return after == chunks_.begin() ? 0 : static_cast<std::size_t>(after - chunks_.begin()) - 1;
    }
    Place existing_place(Id<Row> id) const {
        const Place place = place_of(id);
        assert(place != end_place());
        return place;
    }
    Place place_of(Id<Row> id) const {
        if (size_ == 0 || !id) return end_place();
        // Where it lies if none is missing and none was put in between.
        const std::size_t dense = id.value - std::size_t{1};
        const Place place{dense / chunk_rows, dense % chunk_rows};
        if (place.chunk < chunks_.size() && place.row < chunks_[place.chunk].size() &&
            chunks_[place.chunk][place.row].id == id)
            return place;
        const std::size_t chunk = chunk_of(id);
        const auto found = std::ranges::lower_bound(chunks_[chunk], id, {}, &Row::id);
        if (found == chunks_[chunk].end() || found->id != id) return end_place();
        return {chunk, static_cast<std::size_t>(found - chunks_[chunk].begin())};
    }

    std::vector<Chunk> chunks_;  // none of them empty
    std::size_t size_ = 0;
};

}  // namespace starfish
