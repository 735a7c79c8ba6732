#include "server/store/private_file.hpp"
#include "server/store/sqlite.hpp"
#include "server/store/sqlite_schema.hpp"
#include "server/store/sqlite_store.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>

namespace starfish {
namespace {

using sqlite::Connection;

// Copies all pages in one read transaction, so the copy is a consistent snapshot. Writers continue,
// because readers of a WAL do not block them. Returns "" or a sentence for the operator.
std::string copy(const Connection& from, const std::string& to) {
    make_private(to);
    Connection target(to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    if (!target.good()) return "cannot write " + to + ": " + target.error();
    sqlite3_backup* const backup = sqlite3_backup_init(target.get(), "main", from.get(), "main");
    if (!backup) return "cannot write " + to + ": " + target.error();
    const int copied = sqlite3_backup_step(backup, -1);
    const int finished = sqlite3_backup_finish(backup);
    if (copied != SQLITE_DONE || finished != SQLITE_OK)
        return "the copy to " + to + " failed: " + target.error();
    // Makes the copy a single file: a later reader leaves no write-ahead log beside it. Serving the
    // copy switches it back to WAL mode.
    if (!target.run("PRAGMA journal_mode = DELETE"))
        return "cannot finish " + to + ": " + target.error();
    return {};
}

// Flushes the folder, so that the new name is on disk, too.
bool sync_folder(const std::filesystem::path& folder) {
    const int opened = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (opened < 0) return false;
    const bool good = fsync(opened) == 0;
    close(opened);
    return good;
}

// Sets up a read-only connection that may run beside a serving process, and checks the schema.
std::optional<std::string> refuse_source(Connection& source, const std::string& path) {
    if (!source.good()) return "cannot open " + path + ": " + source.error();
    sqlite3_db_config(source.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    source.run("PRAGMA wal_autocheckpoint = 0");
    return sqlite::refuse_schema(source, path);
}

}  // namespace

std::string check_sqlite(const std::string& path) {
    if (!std::filesystem::exists(path)) return "there is no file " + path;
    Connection source(path, SQLITE_OPEN_READONLY);
    if (auto no = refuse_source(source, path)) return std::move(*no);
    sqlite::Statement check(source, "PRAGMA integrity_check(1)");
    if (!check.next()) return path + " cannot be read: " + source.error();
    return check.text(0) == "ok" ? "" : path + " is damaged: " + std::string(check.text(0));
}

std::string backup_sqlite(const std::string& from, const std::string& to) {
    namespace fs = std::filesystem;
    if (!fs::exists(from)) return "there is no file " + from;
    if (fs::exists(to)) return to + " exists already; a backup replaces nothing";
    Connection source(from, SQLITE_OPEN_READONLY);
    if (auto no = refuse_source(source, from)) return std::move(*no);

    const std::string part = to + ".part";
    std::error_code error;
    fs::remove(part, error);
    if (std::string no = copy(source, part); !no.empty()) {
        fs::remove(part, error);
        return no;
    }
    fs::rename(part, to, error);
    if (error) return "cannot name " + to + ": " + error.message();
    if (!sync_folder(fs::absolute(to).parent_path())) return "cannot flush the folder of " + to;
    return {};
}

}  // namespace starfish
