// A list as people read it, before it is a spreadsheet or a printed page.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace starfish::exports {

// Counts are numbers, so that a spreadsheet adds them up; everything else is text.
using Cell = std::variant<std::string, std::int64_t>;

std::string text_of(const Cell& cell);

struct Column {
    std::string header;
    double width = 1;    // its share of the page
    bool right = false;  // figures stand to the right
    // Stands on every page when a list too wide for one page is split.
    bool repeated = false;
};

enum class RowKind : std::uint8_t {
    line,
    heading,  // one cell, over what follows
    total,
    cut,  // no cells: where the paper is cut
};

struct Row {
    RowKind kind = RowKind::line;
    std::vector<Cell> cells;  // one a column
};

struct Table {
    std::string name;  // of few words: a spreadsheet's tab
    std::string title;
    std::string note;  // under the title
    std::vector<Column> columns;
    std::vector<Row> rows;
};

// The same list as several, with at most `columns_max` columns each: repeated ones in all of them,
// the others in one. At least one column that is not repeated fits.
std::vector<Table> split_columns(const Table& table, std::size_t columns_max);

}  // namespace starfish::exports
