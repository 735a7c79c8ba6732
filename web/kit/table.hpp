// A table for desktops. Only the visible rows are drawn, so 10,000 rows cost as much as 20.
//
//     kit::Table table({.name = "Leaders", .columns = columns, .rows = leaders.size(), .sort =
//     sort}); for (const std::size_t i : table.rows_in_sight()) {
//         table.begin_row(i);
//         table.cell(leaders[i].name, {.bold = true});
//         table.cell({"交付", Tone::warn});
//     }
//     if (table.pressed_row()) open(*table.pressed_row());
//     sort = table.sort();
#pragma once

#include "web/kit/controls.hpp"

#include <optional>
#include <ranges>

namespace starfish::web::kit {

struct TableColumn {
    std::string title{};
    float width = 1;  // up to 1: a share of the remaining width; above 1: pixels
    Align align = Align::left;
    bool sortable = false;
};

struct TableSort {
    int column = -1;
    bool descending = false;
    bool operator==(const TableSort&) const = default;
};

struct TableSpec {
    std::string name{};
    std::span<const TableColumn> columns{};
    std::size_t rows = 0;
    TableSort sort{};
    bool rows_open = false;  // a row can be pressed; screen readers press its first cell
    float row_height = 46;
};

class Table {
public:
    explicit Table(const TableSpec& spec);
    ~Table();
    Table(const Table&) = delete;
    Table& operator=(const Table&) = delete;

    std::ranges::iota_view<std::size_t, std::size_t> rows_in_sight() const {
        return std::views::iota(first_, last_);
    }
    void begin_row(std::size_t index);
    // Draws the next cell of the row.
    void cell(std::string_view text, TextStyle style = {.type = Type::small});
    void cell(const Chip& chip);

    // A pressed header changes this order; the caller sorts the rows.
    const TableSort& sort() const { return sort_; }
    std::optional<std::size_t> pressed_row() const { return pressed_; }

private:
    struct ColumnSpan {
        float x, width;
    };
    void lay_columns(float width);
    void header(const Rect& rect);
    void header_cell(std::size_t column, const Rect& rect);
    void end_row();
    Rect next_cell();

    TableSpec spec_;
    TableSort sort_;
    std::vector<ColumnSpan> columns_;
    Rect body_;
    std::size_t first_ = 0, last_ = 0, row_ = 0, column_ = 0;
    bool row_open_ = false;
    WidgetId row_id_ = 0;
    std::optional<std::size_t> pressed_;
};

}  // namespace starfish::web::kit
