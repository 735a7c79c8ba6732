// A list as people read it, before it becomes a spreadsheet or a printed page.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace starfish::exports {

// Counts are numbers, so that a spreadsheet can add them; everything else is text.
using Cell = std::variant<std::string, std::int64_t>;

std::string text_of(const Cell& cell);

struct Column {
    std::string header;
    double width = 1;    // share of the page's width
    bool right = false;  // figures are right-aligned
    // Repeated on every page when a wide list is split.
    bool repeated = false;
};

enum class RowKind : std::uint8_t {
    line,
    heading,  // one cell, above the rows it heads
    total,
    cut,  // no cells: the paper is cut here
};

struct Row {
    RowKind kind = RowKind::line;
    std::vector<Cell> cells;  // one for each column
};

struct Table {
    std::string name;  // short: the spreadsheet's tab
    std::string title;
    std::string note;  // under the title
    std::vector<Column> columns;
    std::vector<Row> rows;
};

// The list split into tables of at most `columns_max` columns: repeated columns are in all tables,
// the others in one each. Every table has at least one column that is not repeated.
std::vector<Table> split_columns(const Table& table, std::size_t columns_max);

}  // namespace starfish::exports
