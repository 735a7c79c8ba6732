// Rows in order of creation. Nothing iterates over rows in another order.
#pragma once

#include "core/base/id.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <iterator>
#include <vector>

namespace starfish {

// Row must have `Id<Row> id`. Ids rise. On the server ids are dense (1, 2, 3, …). A replica holds
// only the rows that its scope may see, so its ids have gaps.
//
// Rows lie in chunks of at most 2 * chunk_rows, in the order of their ids, so that neither adding
// nor inserting a row moves more than one chunk.
template <class Row, std::size_t chunk_rows = 512>
class Table {
    using Chunk = std::vector<Row>;
    struct Position {
        std::size_t chunk{};
        std::size_t row{};
        bool operator==(const Position&) const = default;
    };

public:
    class Iterator {
    public:
        using value_type = Row;
        using difference_type = std::ptrdiff_t;

        Iterator() = default;
        Iterator(const Table& table, Position position) : table_(&table), position_(position) {}
        const Row& operator*() const { return table_->chunks_[position_.chunk][position_.row]; }
        const Row* operator->() const { return &**this; }
        Iterator& operator++() {
            if (++position_.row == table_->chunks_[position_.chunk].size())
                position_ = {position_.chunk + 1, 0};
            return *this;
        }
        Iterator operator++(int) {
            const Iterator before = *this;
            ++*this;
            return before;
        }
        // Skips whole chunks. Must not pass the end.
        Iterator operator+(std::ptrdiff_t rows) const {
            Iterator to = *this;
            to.position_.row += static_cast<std::size_t>(rows);
            const auto& chunks = table_->chunks_;
            while (to.position_.chunk < chunks.size() &&
                   to.position_.row >= chunks[to.position_.chunk].size())
                to.position_.row -= chunks[to.position_.chunk++].size();
            return to;
        }
        // Must not pass the beginning.
        Iterator operator-(std::ptrdiff_t rows) const {
            Iterator to = *this;
            auto back = static_cast<std::size_t>(rows);
            while (back > to.position_.row) {
                back -= to.position_.row;
                to.position_.row = table_->chunks_[--to.position_.chunk].size();
            }
            to.position_.row -= back;
            return to;
        }
        Iterator& operator--() { return *this = *this - 1; }
        bool operator==(const Iterator& other) const { return position_ == other.position_; }

    private:
        const Table* table_ = nullptr;
        Position position_;
    };

    const Row* find(Id<Row> id) const {
        const Position position = position_of(id);
        return position == end_position() ? nullptr : &chunks_[position.chunk][position.row];
    }
    // The row must exist.
    const Row& at(Id<Row> id) const {
        const Position position = existing_position(id);
        return chunks_[position.chunk][position.row];
    }
    Row& at(Id<Row> id) {
        const Position position = existing_position(id);
        return chunks_[position.chunk][position.row];
    }

    Id<Row> next_id() const { return {size_ == 0 ? 1 : chunks_.back().back().id.value + 1}; }

    // The row's id must be above every id in the table.
    Row& add(Row row) {
        assert(size_ == 0 || chunks_.back().back().id < row.id);
        if (chunks_.empty() || chunks_.back().size() >= chunk_rows) chunks_.emplace_back();
        ++size_;
        return chunks_.back().emplace_back(std::move(row));
    }
    // Inserts the row in the order of ids, or replaces the row with the same id. For rows that have
    // the ids of an earlier subject's rows, which may come in any order.
    void put(Row row) {
        if (size_ == 0 || chunks_.back().back().id < row.id) return void(add(std::move(row)));
        const auto chunk = chunks_.begin() + static_cast<std::ptrdiff_t>(chunk_of(row.id));
        const auto position = std::ranges::lower_bound(*chunk, row.id, {}, &Row::id);
        if (position != chunk->end() && position->id == row.id)
            return void(*position = std::move(row));
        chunk->insert(position, std::move(row));
        ++size_;
        if (chunk->size() > 2 * chunk_rows) split(chunk);
    }
    std::size_t size() const { return size_; }
    Iterator begin() const { return {*this, {}}; }
    Iterator end() const { return {*this, end_position()}; }

private:
    Position end_position() const { return {chunks_.size(), 0}; }

    void split(typename std::vector<Chunk>::iterator chunk) {
        const auto half = chunk->begin() + static_cast<std::ptrdiff_t>(chunk->size() / 2);
        Chunk second(std::make_move_iterator(half), std::make_move_iterator(chunk->end()));
        chunk->erase(half, chunk->end());
        chunks_.insert(chunk + 1, std::move(second));
    }

    // The last chunk that begins at or before the id, else the first chunk. The table must not be
    // empty.
    std::size_t chunk_of(Id<Row> id) const {
        const auto after = std::ranges::upper_bound(
            chunks_, id, {}, [](const Chunk& chunk) { return chunk.front().id; });
        return after == chunks_.begin() ? 0 : static_cast<std::size_t>(after - chunks_.begin()) - 1;
    }
    Position existing_position(Id<Row> id) const {
        const Position position = position_of(id);
        assert(position != end_position());
        return position;
    }
    Position position_of(Id<Row> id) const {
        if (size_ == 0 || !id) return end_position();
        // The row's position if the ids are dense and no chunk was split.
        const std::size_t dense = id.value - std::size_t{1};
        const Position position{dense / chunk_rows, dense % chunk_rows};
        if (position.chunk < chunks_.size() && position.row < chunks_[position.chunk].size() &&
            chunks_[position.chunk][position.row].id == id)
            return position;
        const std::size_t chunk = chunk_of(id);
        const auto found = std::ranges::lower_bound(chunks_[chunk], id, {}, &Row::id);
        if (found == chunks_[chunk].end() || found->id != id) return end_position();
        return {chunk, static_cast<std::size_t>(found - chunks_[chunk].begin())};
    }

    std::vector<Chunk> chunks_;  // no chunk is empty
    std::size_t size_ = 0;
};

}  // namespace starfish
