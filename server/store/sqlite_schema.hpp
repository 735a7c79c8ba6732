// Creates, upgrades and checks the tables of a store's file.
#pragma once

#include "server/store/sqlite.hpp"

#include <optional>
#include <string>

namespace starfish::sqlite {

// Creates the tables in an empty file, in WAL mode, and upgrades older tables. Returns a sentence
// for the operator if the file is anything else.
std::optional<std::string> prepare_schema(Connection& writer, const std::string& path);

// A sentence for the operator if the file does not have this version's tables.
std::optional<std::string> refuse_schema(const Connection& reader, const std::string& path);

}  // namespace starfish::sqlite
