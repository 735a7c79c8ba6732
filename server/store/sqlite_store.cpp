#include "server/store/sqlite_store.hpp"

#include "server/store/private_file.hpp"
#include "server/store/profile_places.hpp"
#include "server/store/serving_lock.hpp"
#include "server/store/sqlite.hpp"
#include "server/store/sqlite_schema.hpp"

#include <filesystem>
#include <mutex>

namespace starfish {
namespace {

using sqlite::Connection;
using sqlite::Statement;

constexpr const char* reader_settings = "PRAGMA query_only = ON; PRAGMA wal_autocheckpoint = 0;";
constexpr std::size_t idle_readers_max = 8;

// The one connection that writes.
struct Writer {
    explicit Writer(Connection opened) : connection(std::move(opened)) {}
    Connection connection;
    Statement begin{connection, "BEGIN IMMEDIATE"};
    Statement commit{connection, "COMMIT"};
    Statement rollback{connection, "ROLLBACK"};
    Statement head{connection, "SELECT coalesce(max(seq), 0) FROM log WHERE platform = ?"};
    Statement record{connection, "INSERT INTO log VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"};
    Statement profile{connection, "INSERT INTO profiles VALUES (?, ?, ?, ?, ?)"};
    // Who joins again is mostly called the same: then no page is written.
    Statement line_name{connection,
                        "INSERT INTO notes (platform, line, text, name) SELECT ?1, ?2, '', ?3 "
                        "FROM profiles WHERE place = ?4 AND name <> ?3 "
                        "ON CONFLICT (platform, line) DO UPDATE SET name = excluded.name"};
    Statement note{connection,
                   "INSERT INTO notes (platform, line, text) VALUES (?, ?, ?) "
                   "ON CONFLICT (platform, line) DO UPDATE SET text = excluded.text"};
    Statement claim_words{connection, "REPLACE INTO claim_words VALUES (?, ?, ?)"};
    Statement unsay{connection, "DELETE FROM claim_words WHERE platform = ? AND claim = ?"};
    Statement photo{connection, "INSERT OR IGNORE INTO photos VALUES (?, ?, ?)"};
    Statement unsee{connection, "DELETE FROM photos WHERE platform = ? AND id = ?"};
    Statement forget{connection, "DELETE FROM profiles WHERE place = ?"};
    Statement put{connection, R"(REPLACE INTO "values" VALUES (?, ?, ?))"};
    Statement erase{connection, R"(DELETE FROM "values" WHERE platform = ? AND name = ?)"};
};

// One of the connections that read; used by one thread at a time.
struct Reader {
    explicit Reader(Connection opened) : connection(std::move(opened)) {}
    Connection connection;
    Statement log{connection,
                  "SELECT seq, time, actor, command_id, command_digest, type, version, body "
                  "FROM log WHERE platform = ? AND seq > ? ORDER BY seq"};
    Statement profile{connection,
                      "SELECT name, phone FROM profiles WHERE place = ? AND consumer = ?"};
    Statement places{connection,
                     "SELECT place, platform, consumer FROM profiles WHERE place > ? "
                     "ORDER BY place"};
    Statement note{connection, "SELECT text, name FROM notes WHERE platform = ? AND line = ?"};
    Statement claim_words{connection,
                          "SELECT text FROM claim_words WHERE platform = ? AND claim = ?"};
    Statement photo{connection, "SELECT bytes FROM photos WHERE platform = ? AND id = ?"};
    Statement photo_ids{connection, "SELECT id FROM photos WHERE platform = ? ORDER BY id"};
    Statement value{connection, R"(SELECT value FROM "values" WHERE platform = ? AND name = ?)"};
};

bool read_row(const Statement& row, Record& record) {
    record.seq = row.integer(0);
    record.time = {row.integer(1)};
    const auto actor = actor_from(row.text(2));
    if (!actor) return false;
    record.actor = *actor;
    record.command_id = row.text(3);
    record.command_digest = static_cast<std::uint64_t>(row.integer(4));
    record.type = row.text(5);
    record.version = static_cast<int>(row.integer(6));
    record.body = row.text(7);
    return true;
}

class SqliteStore final : public Store {
public:
    SqliteStore(std::string path, StoreUse use, const SqliteOptions& options)
        : path_(std::move(path)), use_(use), options_(options) {}

    // A sentence for a person if it cannot be opened.
    std::optional<std::string> open() {
        if (use_ == StoreUse::serve)
            if (auto no = open_writer()) return no;
        auto reader = open_reader();
        if (!reader) return std::move(reader.error());
        const bool found = places_.catch_up((*reader)->places, options_.platform);
        idle_.push_back(std::move(*reader));
        if (!found) return path_ + ": its profiles cannot be read";
        return std::nullopt;
    }

    std::expected<Seq, AppendError> append(const Batch& batch) override {
        const std::scoped_lock lock(writing_);
        if (!writer_) return std::unexpected(AppendError::failure);
        if (!writer_->begin.run()) return fail();
        const auto head = read_head();
        if (!head) return fail();
        if (*head != batch.expected_seq) {
            writer_->rollback.run();
            return std::unexpected(AppendError::conflict);
        }
        if (!insert(batch) || !writer_->commit.run()) return fail();
        return batch.expected_seq + static_cast<Seq>(batch.records.size());
    }

    bool read(Seq after, const std::function<bool(const Record&)>& each) override {
        const auto lease = lend();
        if (!lease) return false;
        Statement& log = lease->log.bind(options_.platform, after);
        Record record;
        bool good = true;
        while (log.next()) {
            good = read_row(log, record);
            if (!good || !each(record)) break;
        }
        good = good && !log.failed();
        log.reset();
        return good;
    }

    std::vector<Profile> profiles(std::span<const ConsumerId> consumers) override {
        std::vector<Profile> found;
        const auto lease = lend();
        if (!lease) return found;
        if (use_ == StoreUse::read) places_.catch_up(lease->places, options_.platform);
        for (const ConsumerId consumer : consumers) {
            const auto place = places_.find(consumer);
            if (!place) continue;
            Statement& row = lease->profile.bind(*place, consumer.value);
            if (row.next())
                found.push_back({consumer, std::string(row.text(0)), std::string(row.text(1))});
            row.reset();
        }
        return found;
    }

    std::vector<Note> notes(std::span<const std::uint32_t> lines) override {
        std::vector<Note> found;
        const auto lease = lend();
        if (!lease) return found;
        for (const std::uint32_t line : lines) {
            Statement& row = lease->note.bind(options_.platform, line);
            if (row.next())
                found.push_back({line, std::string(row.text(0)), std::string(row.text(1))});
            row.reset();
        }
        return found;
    }

    std::vector<ClaimWords> claim_words(std::span<const std::uint32_t> claims) override {
        std::vector<ClaimWords> found;
        const auto lease = lend();
        if (!lease) return found;
        for (const std::uint32_t claim : claims) {
            Statement& row = lease->claim_words.bind(options_.platform, claim);
            if (row.next()) found.push_back({claim, std::string(row.text(0))});
            row.reset();
        }
        return found;
    }

    std::optional<std::string> value(std::string_view name) override {
        const auto lease = lend();
        return lease ? first_text(lease->value.bind(options_.platform, name)) : std::nullopt;
    }
    std::optional<std::string> photo(std::string_view id) override {
        const auto lease = lend();
        return lease ? first_text(lease->photo.bind(options_.platform, id)) : std::nullopt;
    }
    std::vector<std::string> photo_ids() override {
        std::vector<std::string> ids;
        const auto lease = lend();
        if (!lease) return ids;
        Statement& row = lease->photo_ids.bind(options_.platform);
        while (row.next()) ids.emplace_back(row.text(0));
        row.reset();
        return ids;
    }

    bool erase_profile(ConsumerId consumer) override {
        const std::scoped_lock lock(writing_);
        const auto place = places_.find(consumer);
        if (!place) return writer_ != nullptr;
        if (!writer_ || !settle(writer_->forget.bind(*place))) return false;
        places_.erase(consumer);
        return true;
    }
    bool erase_claim_words(std::uint32_t claim) override {
        const std::scoped_lock lock(writing_);
        return writer_ && settle(writer_->unsay.bind(options_.platform, claim));
    }
    bool put_photo(const Photo& photo) override {
        const std::scoped_lock lock(writing_);
        return writer_ &&
               settle(writer_->photo.bind(options_.platform, photo.id, sqlite::Blob{photo.bytes}));
    }
    bool erase_photo(std::string_view id) override {
        const std::scoped_lock lock(writing_);
        return writer_ && settle(writer_->unsee.bind(options_.platform, id));
    }
    bool put_value(std::string_view name, std::string_view value) override {
        const std::scoped_lock lock(writing_);
        return writer_ && settle(writer_->put.bind(options_.platform, name, sqlite::Blob{value}));
    }
    bool erase_value(std::string_view name) override {
        const std::scoped_lock lock(writing_);
        return writer_ && settle(writer_->erase.bind(options_.platform, name));
    }

private:
    // Gives a reader back when it goes.
    struct GiveBack {
        SqliteStore* store;
        void operator()(Reader* reader) const {
            std::unique_ptr<Reader> given(reader);
            const std::scoped_lock lock(store->lending_);
            if (store->idle_.size() < idle_readers_max) store->idle_.push_back(std::move(given));
        }
    };
    using Lease = std::unique_ptr<Reader, GiveBack>;

    std::optional<std::string> open_writer() {
        auto lock = ServingLock::take(path_);
        if (!lock) return std::move(lock.error());
        lock_.emplace(std::move(*lock));
        make_private(path_);
        Connection connection(path_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, vfs());
        if (!connection.good()) return "cannot open " + path_ + ": " + connection.error();
        if (auto no = sqlite::prepare_schema(connection, path_)) return no;
        keep_private(path_);  // only now: what was refused was not ours to change
        sqlite3_wal_autocheckpoint(connection.get(), options_.checkpoint_pages);
        if (!connection.run("PRAGMA synchronous = FULL"))
            return path_ + " cannot be set up: " + connection.error();
        writer_ = std::make_unique<Writer>(std::move(connection));
        return std::nullopt;
    }

    std::expected<std::unique_ptr<Reader>, std::string> open_reader() {
        Connection connection(path_, SQLITE_OPEN_READONLY, vfs());
        if (!connection.good())
            return std::unexpected("cannot open " + path_ + ": " + connection.error());
        sqlite3_db_config(connection.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
        if (auto no = sqlite::refuse_schema(connection, path_))
            return std::unexpected(std::move(*no));
        if (!connection.run(reader_settings))
            return std::unexpected(path_ + " cannot be read: " + connection.error());
        return std::make_unique<Reader>(std::move(connection));
    }

    // Null if none can be opened.
    Lease lend() {
        {
            const std::scoped_lock lock(lending_);
            if (!idle_.empty()) {
                Lease lease(idle_.back().release(), GiveBack{this});
                idle_.pop_back();
                return lease;
            }
        }
        auto reader = open_reader();
        return Lease(reader ? reader->release() : nullptr, GiveBack{this});
    }

    static std::optional<std::string> first_text(Statement& row) {
        std::optional<std::string> found;
        if (row.next()) found = row.text(0);
        row.reset();
        return found;
    }

    std::optional<Seq> read_head() {
        Statement& head = writer_->head.bind(options_.platform);
        const std::optional<Seq> found =
            head.next() ? std::optional(head.integer(0)) : std::nullopt;
        head.reset();
        return found;
    }

    bool insert(const Batch& batch) {
        for (const Record& r : batch.records) {
            const std::string actor = to_string(r.actor);
            if (!writer_->record
                     .bind(options_.platform, r.seq, r.time.ms, actor, r.command_id,
                           r.command_digest, r.type, r.version, r.body)
                     .run())
                return false;
        }
        for (const Profile& p : batch.profiles)
            if (!insert(p)) return false;
        for (const Note& n : batch.notes)
            if (!writer_->note.bind(options_.platform, n.line, n.text).run()) return false;
        for (const ClaimWords& words : batch.claim_words)
            if (!writer_->claim_words.bind(options_.platform, words.claim, words.text).run())
                return false;
        for (const Photo& photo : batch.photos)
            if (!writer_->photo.bind(options_.platform, photo.id, sqlite::Blob{photo.bytes}).run())
                return false;
        return true;
    }

    bool insert(const Profile& p) {
        if (const auto place = places_.find(p.consumer))
            return p.line == 0 ||
                   writer_->line_name.bind(options_.platform, p.line, p.name, *place).run();
        return writer_->profile
            .bind(places_.add(p.consumer), options_.platform, p.consumer.value, p.name, p.phone)
            .run();
    }

    // Nothing is written after a failure: the transaction's fate is known only on opening again.
    std::unexpected<AppendError> fail() {
        if (writer_)
            sqlite3_db_config(writer_->connection.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1,
                              nullptr);
        writer_.reset();
        return std::unexpected(AppendError::failure);
    }
    bool settle(Statement& statement) {
        if (statement.run()) return true;
        fail();
        return false;
    }

    const char* vfs() const { return options_.vfs.empty() ? nullptr : options_.vfs.c_str(); }

    const std::string path_;
    const StoreUse use_;
    const SqliteOptions options_;
    std::optional<ServingLock> lock_;
    std::mutex writing_;
    std::unique_ptr<Writer> writer_;  // null when reading only, or after a failure
    ProfilePlaces places_;
    std::mutex lending_;
    std::vector<std::unique_ptr<Reader>> idle_;
};

}  // namespace

std::expected<std::unique_ptr<Store>, std::string> open_sqlite_store(std::string path, StoreUse use,
                                                                     const SqliteOptions& options) {
    if (use == StoreUse::read && !std::filesystem::exists(path))
        return std::unexpected("there is no file " + path);
    auto store = std::make_unique<SqliteStore>(std::move(path), use, options);
    if (auto no = store->open()) return std::unexpected(std::move(*no));
    return store;
}

}  // namespace starfish
