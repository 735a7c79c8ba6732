// Orders from a table: a CSV file, or a sheet of 快团团's workbook in any of its layouts. Columns
// are found by what their header says, whatever their order; the rest is kept as it is.
//
// Layouts, as gathered from real files: a row an item (商品, 规格, 数量), with the order's own
// columns repeated, or only on its first row; a row an order, whose 商品 says 鸡蛋*2,牛奶*1; or a
// column an item, with how many in each row.
//
// A table is read whole or refused: a 数量 that is no whole number is refused at its line, and
// nothing of the table is used. An item that is not on offer is doubtful, as in a chat.
#pragma once

#include "core/base/refusal.hpp"
#include "core/chat/jielong.hpp"

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace starfish::chat {

struct TableRow {
    std::size_t line_number{};  // where the row begins, from 1
    std::vector<std::string> cells;
};

// An entry, and the columns of its first row that nobody here reads.
struct TableEntry {
    Entry entry;
    std::string join_number;  // 跟团号
    std::string phone;
    std::vector<std::pair<std::string, std::string>> others;
};

inline constexpr std::size_t table_rows_max = 100'000;
inline constexpr std::size_t table_columns_max = 200;

// Refuses jielong.no_header (no row names who and what), jielong.bad_quantity {line},
// jielong.table_too_large; `field` is the column's own header.
Result<std::vector<TableEntry>> read_table(std::span<const TableRow> rows,
                                           std::span<const Item> items);

// RFC 4180, with a byte order mark, CRLF, and tabs instead of commas if the first line has only
// those. Refuses jielong.not_utf8 {line} (a file saved as GBK), jielong.open_quote {line},
// jielong.stray_quote {line}, jielong.table_too_large.
Result<std::vector<TableRow>> read_cells(std::string_view csv);

// Both together.
Result<std::vector<TableEntry>> read_csv(std::string_view csv, std::span<const Item> items);

}  // namespace starfish::chat
