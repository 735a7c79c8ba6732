#include "server/store/sqlite_store.hpp"

#include "server/store/private_file.hpp"
#include "server/store/profile_row_ids.hpp"
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

// The only connection that writes.
struct Writer {
    explicit Writer(Connection opened) : connection(std::move(opened)) {}
    Connection connection;
    Statement begin{connection, "BEGIN IMMEDIATE"};
    Statement commit{connection, "COMMIT"};
    Statement rollback{connection, "ROLLBACK"};
    Statement head{connection, "SELECT coalesce(max(seq), 0) FROM log WHERE platform = ?"};
    Statement record{connection, "INSERT INTO log VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"};
    Statement profile{connection, "INSERT INTO profiles VALUES (?, ?, ?, ?, ?)"};
    // Most consumers join again under the same name: then no page is written.
    Statement line_name{connection,
                        "INSERT INTO private_texts SELECT ?1, 'line_name', ?2, ?3 "
                        "FROM profiles WHERE place = ?4 AND name <> ?3 "
                        "ON CONFLICT (platform, kind, id) DO UPDATE SET text = excluded.text"};
    Statement private_text{connection, "REPLACE INTO private_texts VALUES (?, ?, ?, ?)"};
    Statement erase_private_text{
        connection, "DELETE FROM private_texts WHERE platform = ? AND kind = ? AND id = ?"};
    Statement photo{connection, "INSERT OR IGNORE INTO photos VALUES (?, ?, ?)"};
    Statement erase_photo_row{connection, "DELETE FROM photos WHERE platform = ? AND id = ?"};
    Statement erase_profile_row{connection, "DELETE FROM profiles WHERE place = ?"};
    Statement put_value_row{connection, R"(REPLACE INTO "values" VALUES (?, ?, ?))"};
    Statement erase_value_row{connection,
                              R"(DELETE FROM "values" WHERE platform = ? AND name = ?)"};
};

// A read-only connection; used by one thread at a time.
struct Reader {
    explicit Reader(Connection opened) : connection(std::move(opened)) {}
    Connection connection;
    Statement log{connection,
                  "SELECT seq, time, actor, command_id, command_digest, type, version, body "
                  "FROM log WHERE platform = ? AND seq > ? ORDER BY seq"};
    Statement profile{connection,
                      "SELECT name, phone FROM profiles WHERE place = ? AND consumer = ?"};
    Statement profile_rows{connection,
                           "SELECT place, platform, consumer FROM profiles WHERE place > ? "
                           "ORDER BY place"};
    Statement private_text{
        connection, "SELECT text FROM private_texts WHERE platform = ? AND kind = ? AND id = ?"};
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

    // A sentence for the operator if the store cannot be opened.
    std::optional<std::string> open() {
        if (use_ == StoreUse::serve)
            if (auto no = open_writer()) return no;
        auto reader = open_reader();
        if (!reader) return std::move(reader.error());
        const bool found = profile_row_ids_.catch_up((*reader)->profile_rows, options_.platform);
        idle_readers_.push_back(std::move(*reader));
        if (!found) return path_ + ": its profiles cannot be read";
        return std::nullopt;
    }

    std::expected<Seq, AppendError> append(const Batch& batch) override {
        const std::scoped_lock lock(writer_mutex_);
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
        const auto lease = lease_reader();
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
        const auto lease = lease_reader();
        if (!lease) return found;
        if (use_ == StoreUse::read)
            profile_row_ids_.catch_up(lease->profile_rows, options_.platform);
        for (const ConsumerId consumer : consumers) {
            const auto row_id = profile_row_ids_.find(consumer);
            if (!row_id) continue;
            Statement& row = lease->profile.bind(*row_id, consumer.value);
            if (row.next())
                found.push_back({consumer, std::string(row.text(0)), std::string(row.text(1))});
            row.reset();
        }
        return found;
    }

    std::vector<PrivateText> private_texts(std::string_view kind,
                                           std::span<const std::uint32_t> ids) override {
        std::vector<PrivateText> found;
        const auto lease = lease_reader();
        if (!lease) return found;
        for (const std::uint32_t id : ids) {
            Statement& row = lease->private_text.bind(options_.platform, kind, id);
            if (row.next()) found.push_back({std::string(kind), id, std::string(row.text(0))});
            row.reset();
        }
        return found;
    }

    std::optional<std::string> value(std::string_view name) override {
        const auto lease = lease_reader();
        return lease ? first_text(lease->value.bind(options_.platform, name)) : std::nullopt;
    }
    std::optional<std::string> photo(std::string_view id) override {
        const auto lease = lease_reader();
        return lease ? first_text(lease->photo.bind(options_.platform, id)) : std::nullopt;
    }
    std::vector<std::string> photo_ids() override {
        std::vector<std::string> ids;
        const auto lease = lease_reader();
        if (!lease) return ids;
        Statement& row = lease->photo_ids.bind(options_.platform);
        while (row.next()) ids.emplace_back(row.text(0));
        row.reset();
        return ids;
    }

    bool erase_profile(ConsumerId consumer) override {
        const std::scoped_lock lock(writer_mutex_);
        const auto row_id = profile_row_ids_.find(consumer);
        if (!row_id) return writer_ != nullptr;
        if (!writer_ || !run_or_fail(writer_->erase_profile_row.bind(*row_id))) return false;
        profile_row_ids_.erase(consumer);
        return true;
    }
    bool erase_private_text(std::string_view kind, std::uint32_t id) override {
        const std::scoped_lock lock(writer_mutex_);
        return writer_ &&
               run_or_fail(writer_->erase_private_text.bind(options_.platform, kind, id));
    }
    bool put_photo(const Photo& photo) override {
        const std::scoped_lock lock(writer_mutex_);
        return writer_ && run_or_fail(writer_->photo.bind(options_.platform, photo.id,
                                                          sqlite::Blob{photo.bytes}));
    }
    bool erase_photo(std::string_view id) override {
        const std::scoped_lock lock(writer_mutex_);
        return writer_ && run_or_fail(writer_->erase_photo_row.bind(options_.platform, id));
    }
    bool put_value(std::string_view name, std::string_view value) override {
        const std::scoped_lock lock(writer_mutex_);
        return writer_ && run_or_fail(writer_->put_value_row.bind(options_.platform, name,
                                                                  sqlite::Blob{value}));
    }
    bool erase_value(std::string_view name) override {
        const std::scoped_lock lock(writer_mutex_);
        return writer_ && run_or_fail(writer_->erase_value_row.bind(options_.platform, name));
    }

private:
    // Returns a reader to the pool at the end of its lease.
    struct ReturnToPool {
        SqliteStore* store;
        void operator()(Reader* reader) const {
            std::unique_ptr<Reader> given(reader);
            const std::scoped_lock lock(store->pool_mutex_);
            if (store->idle_readers_.size() < idle_readers_max)
                store->idle_readers_.push_back(std::move(given));
        }
    };
    using Lease = std::unique_ptr<Reader, ReturnToPool>;

    std::optional<std::string> open_writer() {
        auto lock = ServingLock::take(path_);
        if (!lock) return std::move(lock.error());
        lock_.emplace(std::move(*lock));
        make_private(path_);
        Connection connection(path_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, vfs());
        if (!connection.good()) return "cannot open " + path_ + ": " + connection.error();
        if (auto no = sqlite::prepare_schema(connection, path_)) return no;
        keep_private(path_);  // after the check: a refused file is not ours to change
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

    // Takes a reader from the pool or opens one. Null if none can be opened.
    Lease lease_reader() {
        {
            const std::scoped_lock lock(pool_mutex_);
            if (!idle_readers_.empty()) {
                Lease lease(idle_readers_.back().release(), ReturnToPool{this});
                idle_readers_.pop_back();
                return lease;
            }
        }
        auto reader = open_reader();
        return Lease(reader ? reader->release() : nullptr, ReturnToPool{this});
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
        for (const PrivateText& text : batch.private_texts)
            if (!writer_->private_text.bind(options_.platform, text.kind, text.id, text.text).run())
                return false;
        for (const Photo& photo : batch.photos)
            if (!writer_->photo.bind(options_.platform, photo.id, sqlite::Blob{photo.bytes}).run())
                return false;
        return true;
    }

    bool insert(const Profile& p) {
        if (const auto row_id = profile_row_ids_.find(p.consumer))
            return p.line == 0 ||
                   writer_->line_name.bind(options_.platform, p.line, p.name, *row_id).run();
        return writer_->profile
            .bind(profile_row_ids_.add(p.consumer), options_.platform, p.consumer.value, p.name,
                  p.phone)
            .run();
    }

    // Nothing is written after a failure: only opening the file again shows whether the transaction
    // was written.
    std::unexpected<AppendError> fail() {
        if (writer_)
            sqlite3_db_config(writer_->connection.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1,
                              nullptr);
        writer_.reset();
        return std::unexpected(AppendError::failure);
    }
    bool run_or_fail(Statement& statement) {
        if (statement.run()) return true;
        fail();
        return false;
    }

    const char* vfs() const { return options_.vfs.empty() ? nullptr : options_.vfs.c_str(); }

    const std::string path_;
    const StoreUse use_;
    const SqliteOptions options_;
    std::optional<ServingLock> lock_;
    std::mutex writer_mutex_;
    std::unique_ptr<Writer> writer_;  // null when reading only, or after a failure
    ProfileRowIds profile_row_ids_;
    std::mutex pool_mutex_;
    std::vector<std::unique_ptr<Reader>> idle_readers_;
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
