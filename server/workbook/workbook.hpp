// The orders' sheet of an .xlsx workbook (ECMA-376), as rows of text.
#pragma once

#include "core/chat/table.hpp"

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace starfish {

// The sheet named 顾客购买表 or after orders, else the first. Rows keep their numbers; empty ones
// are left out. Otherwise a sentence that says what is wrong with the file.
std::expected<std::vector<chat::TableRow>, std::string> read_workbook(std::string_view archive);

// The same from a file of at most workbook_bytes_max.
inline constexpr std::size_t workbook_bytes_max = 32U << 20U;
std::expected<std::vector<chat::TableRow>, std::string> read_workbook_orders(
    const std::string& path);

}  // namespace starfish
