// The tables of a store's file and the making of them.
#pragma once

#include "server/store/sqlite.hpp"

#include <optional>
#include <string>

namespace starfish::sqlite {

// Makes the tables in an empty file, in WAL mode; leaves those of this version alone. A sentence
// for a person if the file is anything else.
std::optional<std::string> prepare_schema(Connection& writer, const std::string& path);

// A sentence for a person if the file does not hold this version's tables.
std::optional<std::string> refuse_schema(const Connection& reader, const std::string& path);

}  // namespace starfish::sqlite
