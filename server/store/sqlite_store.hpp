// The store in one SQLite file: WAL, synchronous=FULL, every batch one transaction.
//
// Exactly one connection writes and checkpoints, because SQLite up to 3.51.2 can corrupt a WAL when
// two connections do so at once; all others are read-only and never checkpoint. A lock prevents a
// second process from serving the same file. After a failed write nothing more is written: only
// opening the file again shows the state on disk.
//
// Tables: log, profiles, private_texts, photos, "values", each with a column `platform`.
// `user_version` is the schema's version.
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
    // WAL pages between checkpoints: 16 MB. More than SQLite's default of 1,000, so that
    // checkpoints are rarer and fewer flushes wait for one.
    int checkpoint_pages = 4000;
    std::string vfs = {};  // "": the system's default; tests set a failing one
};

// The error is a sentence for the operator.
std::expected<std::unique_ptr<Store>, std::string> open_sqlite_store(
    std::string path, StoreUse use, const SqliteOptions& options = {});

// Copies a consistent snapshot of a store's file, while a server may continue to write. `to` must
// not exist; it appears only when it is complete and on disk. Returns "" or a sentence for the
// operator.
std::string backup_sqlite(const std::string& from, const std::string& to);

// Reads every page. Returns the first error that SQLite finds, or "".
std::string check_sqlite(const std::string& path);

}  // namespace starfish
