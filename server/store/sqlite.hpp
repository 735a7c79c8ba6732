// A wrapper of SQLite's C interface for the store: RAII connections and prepared statements. Text
// is bound without a copy, so bound values must outlive the step. Nothing here throws; return
// values report errors.
#pragma once

#include <sqlite3.h>

#include <concepts>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace starfish::sqlite {

struct Closer {
    void operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

// Bytes that are bound as a BLOB.
struct Blob {
    std::string_view bytes;
};

// One connection, for one thread at a time.
class Connection {
public:
    // `flags`: see sqlite3_open_v2. good() is false if opening failed.
    Connection(const std::string& path, int flags, const char* vfs = nullptr) {
        sqlite3* opened = nullptr;
        status_ = sqlite3_open_v2(path.c_str(), &opened, flags | SQLITE_OPEN_NOMUTEX, vfs);
        handle_.reset(opened);
        if (status_ == SQLITE_OK) sqlite3_busy_timeout(opened, busy_ms);
    }
    bool good() const { return status_ == SQLITE_OK; }
    // Runs statements without result rows.
    bool run(const char* sql) {
        return sqlite3_exec(get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK;
    }
    // SQLite's message for the last error.
    std::string error() const { return handle_ ? sqlite3_errmsg(get()) : "out of memory"; }
    sqlite3* get() const { return handle_.get(); }

private:
    static constexpr int busy_ms = 5'000;
    std::unique_ptr<sqlite3, Closer> handle_;
    int status_ = SQLITE_OK;
};

// A reusable prepared statement. If preparing failed (a wrong schema), each step fails.
class Statement {
public:
    Statement(const Connection& connection, std::string_view sql) {
        sqlite3_stmt* prepared = nullptr;
        sqlite3_prepare_v3(connection.get(), sql.data(), static_cast<int>(sql.size()),
                           SQLITE_PREPARE_PERSISTENT, &prepared, nullptr);
        handle_.reset(prepared);
    }
    bool good() const { return handle_ != nullptr; }

    // Resets the statement and binds all parameters, in order.
    template <class... Values>
    Statement& bind(const Values&... values) {
        sqlite3_reset(get());
        int parameter = 0;
        (bind_one(++parameter, values), ...);
        return *this;
    }
    // True if there is a row; false at the end or after an error, see failed().
    bool next() {
        status_ = sqlite3_step(get());
        return status_ == SQLITE_ROW;
    }
    bool failed() const { return status_ != SQLITE_ROW && status_ != SQLITE_DONE; }
    // Releases the rows and their read transaction.
    void reset() { sqlite3_reset(get()); }
    // Runs a statement without result rows to the end.
    bool run() {
        while (next()) {
        }
        const bool well = !failed();
        reset();
        return well;
    }

    // Columns of the current row.
    std::int64_t integer(int column) const { return sqlite3_column_int64(get(), column); }
    // A text or BLOB column. Valid until the next step.
    std::string_view text(int column) const {
        const auto* const bytes = reinterpret_cast<const char*>(sqlite3_column_text(get(), column));
        return {bytes ? bytes : "", static_cast<std::size_t>(sqlite3_column_bytes(get(), column))};
    }

private:
    sqlite3_stmt* get() const { return handle_.get(); }

    template <std::integral T>
    void bind_one(int parameter, T value) {
        sqlite3_bind_int64(get(), parameter, static_cast<sqlite3_int64>(value));
    }
    void bind_one(int parameter, std::string_view value) {
        // "" because a null pointer would bind NULL.
        sqlite3_bind_text64(get(), parameter, value.data() ? value.data() : "", value.size(),
                            SQLITE_STATIC, SQLITE_UTF8);
    }

    void bind_one(int parameter, Blob blob) {
        sqlite3_bind_blob64(get(), parameter, blob.bytes.data() ? blob.bytes.data() : "",
                            blob.bytes.size(), SQLITE_STATIC);
    }

    std::unique_ptr<sqlite3_stmt, Closer> handle_;
    int status_ = SQLITE_DONE;
};

}  // namespace starfish::sqlite
