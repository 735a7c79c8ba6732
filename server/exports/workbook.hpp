// Tables as an .xlsx workbook, one sheet for each table. Typed text is never a formula: it is
// written to text cells, which stay text when somebody edits them. Throws std::runtime_error when
// the workbook cannot be made (out of memory).
#pragma once

#include "server/exports/table.hpp"

#include <span>
#include <string>

namespace starfish::exports {

enum class SheetHead : std::uint8_t {
    titled,   // title, note, then the headers: for people
    headers,  // headers in the first row: for programs
};

std::string workbook(std::span<const Table> tables, SheetHead head);

}  // namespace starfish::exports
