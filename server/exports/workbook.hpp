// Tables as an .xlsx workbook, one sheet a table. Nothing a person typed is ever a formula: text is
// written as text cells alone, marked so that editing one does not make it a formula either.
// Throws std::runtime_error when the workbook cannot be made (no memory).
#pragma once

#include "server/exports/table.hpp"

#include <span>
#include <string>

namespace starfish::exports {

enum class SheetHead : std::uint8_t {
    titled,   // title, note, then the headers: to be read
    headers,  // headers in the first row: to be read by programs
};

std::string workbook(std::span<const Table> tables, SheetHead head);

}  // namespace starfish::exports
