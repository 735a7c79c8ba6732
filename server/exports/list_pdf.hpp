// A list on A4 paper: its head on every page, pages numbered, rows whole, cut lines where they were
// asked for. Lists of many columns lie on their side, and are split when that is not enough.
#pragma once

#include "core/words/words.hpp"
#include "server/exports/table.hpp"

#include <string>

namespace starfish::exports {

std::string list_pdf(const Table& table, Locale locale);

}  // namespace starfish::exports
