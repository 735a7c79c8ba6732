// The store in one SQLite file: WAL, synchronous=FULL, every batch one transaction.
//
// Exactly one connection writes and checkpoints, for SQLite up to 3.51.2 can corrupt a WAL when two
// do so at once; all others are read-only and never checkpoint. A second process that would serve
// the same file is turned away by a lock. After a failed write nothing more is written: what is on
// disk is then known only by opening the file again.
//
// Tables, each with the platform's number first: log, profiles, notes, "values". `user_version` is
// the schema's version.
#pragma once

#include "server/store/open_store.hpp"
#include "server/store/store.hpp"

#include <cstdint>
#include <expected>
#include <memory>
#include <string>

namespace starfish {

struct SqliteOptions {
    std::int32_t platform = 1;  // one file may hold several platforms' logs
    // Pages of WAL before they are copied into the file: 16 MB. Rarer and longer than SQLite's own
    // 1,000, so that fewer flushes wait behind one.
    int checkpoint_pages = 4000;
    std::string vfs = {};  // "" for the system's files; tests put a faulty one here
};

// Or what is wrong, in a sentence for a person.
std::expected<std::unique_ptr<Store>, std::string> open_sqlite_store(
    std::string path, StoreUse use, const SqliteOptions& options = {});

// Copies a store's file as it is at one moment, while a server may go on writing to it. `to` must
// not exist and appears only when it is whole and on disk. "" if all went well, else a sentence.
std::string backup_sqlite(const std::string& from, const std::string& to);

// Reads every page and says what SQLite finds wrong with the first; "" if nothing.
std::string check_sqlite(const std::string& path);

}  // namespace starfish
