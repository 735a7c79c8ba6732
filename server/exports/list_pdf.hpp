// A list on A4 paper: the head on every page, numbered pages, unbroken rows, and the table's cut
// lines. Lists of many columns are in landscape, and are split if that is not enough.
#pragma once

#include "core/words/words.hpp"
#include "server/exports/table.hpp"

#include <string>

namespace starfish::exports {

std::string list_pdf(const Table& table, Locale locale);

}  // namespace starfish::exports
