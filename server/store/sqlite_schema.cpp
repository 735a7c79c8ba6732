#include "server/store/sqlite_schema.hpp"

namespace starfish::sqlite {
namespace {

constexpr int schema_version = 4;

// The log is clustered by its key, so that reading it is one scan without a separate index. STRICT:
// SQLite enforces the column types.
constexpr const char* schema = R"(
    CREATE TABLE log (
        platform INTEGER NOT NULL,
        seq INTEGER NOT NULL,            -- 1, 2, 3, … without gaps
        time INTEGER NOT NULL,           -- UTC milliseconds
        actor TEXT NOT NULL,             -- consumer:7283…, leader:3, supplier:1, system:0
        command_id TEXT NOT NULL,
        command_digest INTEGER NOT NULL,
        type TEXT NOT NULL,
        version INTEGER NOT NULL,
        body TEXT NOT NULL,              -- canonical JSON
        PRIMARY KEY (platform, seq)
    ) WITHOUT ROWID, STRICT;
    CREATE TABLE profiles (
        place INTEGER PRIMARY KEY,       -- in the order they came: see profile_row_ids.hpp
        platform INTEGER NOT NULL,
        consumer INTEGER NOT NULL,       -- once a platform
        name TEXT NOT NULL,
        phone TEXT NOT NULL
    ) STRICT;
    CREATE TABLE notes (
        platform INTEGER NOT NULL,
        line INTEGER NOT NULL,           -- the order line's number
        text TEXT NOT NULL,
        PRIMARY KEY (platform, line)
    ) WITHOUT ROWID, STRICT;
    CREATE TABLE "values" (
        platform INTEGER NOT NULL,
        name TEXT NOT NULL,
        value BLOB NOT NULL,
        PRIMARY KEY (platform, name)
    ) WITHOUT ROWID, STRICT;
    PRAGMA user_version = 1;
)";

// Upgrade to version 2.
constexpr const char* schema_2 = R"(
    CREATE TABLE claim_words (
        platform INTEGER NOT NULL,
        claim INTEGER NOT NULL,          -- the claim's number
        text TEXT NOT NULL,
        PRIMARY KEY (platform, claim)
    ) WITHOUT ROWID, STRICT;
    CREATE TABLE photos (
        platform INTEGER NOT NULL,
        id TEXT NOT NULL,                -- SHA-256 of the bytes, in hexadecimal
        bytes BLOB NOT NULL,             -- JPEG
        UNIQUE (platform, id)            -- with row ids, since rows are large
    ) STRICT;
    PRAGMA user_version = 2;
)";

// Upgrade to version 3.
constexpr const char* schema_3 = R"(
    ALTER TABLE notes ADD COLUMN name TEXT NOT NULL DEFAULT '';  -- typed with the line
    PRAGMA user_version = 3;
)";

// Upgrade to version 4: one table of private texts instead of one table per kind.
constexpr const char* schema_4 = R"(
    CREATE TABLE private_texts (
        platform INTEGER NOT NULL,
        kind TEXT NOT NULL,              -- line, line_name, claim
        id INTEGER NOT NULL,             -- the number of the row that the text is about
        text TEXT NOT NULL,
        PRIMARY KEY (platform, kind, id)
    ) WITHOUT ROWID, STRICT;
    INSERT INTO private_texts SELECT platform, 'line', line, text FROM notes WHERE text <> '';
    INSERT INTO private_texts SELECT platform, 'line_name', line, name FROM notes WHERE name <> '';
    INSERT INTO private_texts SELECT platform, 'claim', claim, text FROM claim_words;
    DROP TABLE notes;
    DROP TABLE claim_words;
    PRAGMA user_version = 4;
)";
constexpr const char* upgrades[] = {schema_2, schema_3, schema_4};  // from version 1 on

std::int64_t number(const Connection& connection, std::string_view sql) {
    Statement statement(connection, sql);
    return statement.next() ? statement.integer(0) : -1;
}

// True if the file has the tables of version 1.
bool is_ours(const Connection& connection) {
    return number(connection,
                  "SELECT count(*) FROM sqlite_schema WHERE name IN "
                  "('log', 'profiles', 'values')") == 3;
}

bool is_wal(const Connection& connection) {
    Statement mode(connection, "PRAGMA journal_mode = WAL");
    return mode.next() && mode.text(0) == "wal";
}

}  // namespace

std::optional<std::string> refuse_schema(const Connection& reader, const std::string& path) {
    const std::int64_t version = number(reader, "PRAGMA user_version");
    if (version < 0) return path + " cannot be read: " + reader.error();
    if (version > schema_version)
        return path + " was written by a newer Starfish (schema " + std::to_string(version) +
               ", this one reads " + std::to_string(schema_version) + ")";
    if (version < 1 || !is_ours(reader)) return path + " is a database, but not a Starfish store";
    if (version < schema_version)
        return path +
               " was written by an older Starfish: serve it once, and it is brought up to date";
    return std::nullopt;
}

std::optional<std::string> prepare_schema(Connection& writer, const std::string& path) {
    const std::int64_t tables = number(writer, "SELECT count(*) FROM sqlite_schema");
    if (tables < 0) return path + " cannot be read: " + writer.error();
    if (tables == 0) {
        if (!is_wal(writer) || !writer.run("BEGIN IMMEDIATE") || !writer.run(schema) ||
            !writer.run("COMMIT"))
            return path + " cannot be written: " + writer.error();
    }
    for (std::int64_t version = 1; version < schema_version; ++version) {
        if (number(writer, "PRAGMA user_version") != version || !is_ours(writer)) continue;
        if (!writer.run("BEGIN IMMEDIATE") || !writer.run(upgrades[version - 1]) ||
            !writer.run("COMMIT"))
            return path + " cannot be written: " + writer.error();
    }
    if (auto no = refuse_schema(writer, path)) return no;
    if (!is_wal(writer)) return path + " cannot use a write-ahead log: " + writer.error();
    return std::nullopt;
}

}  // namespace starfish::sqlite
