#include "server/store/sqlite_store.hpp"
#include "server/store/fault_vfs.hpp"
#include "server/store/open_store.hpp"
#include "server/store/sqlite.hpp"
#include "server/store/store_contract.hpp"
#include "server/store/temporary_folder.hpp"

#include <sys/stat.h>
#include <unistd.h>
#include <catch2/generators/catch_generators.hpp>

#include <filesystem>
#include <fstream>
#include <set>

namespace starfish {
namespace sqlite_store_test {

std::unique_ptr<Store> open_or_fail(const std::string& path, StoreUse use = StoreUse::serve,
                                    const SqliteOptions& options = {}) {
    auto store = open_sqlite_store(path, use, options);
    if (!store) FAIL(store.error());
    return std::move(*store);
}

std::string error_of(const std::expected<std::unique_ptr<Store>, std::string>& opened) {
    return opened ? "" : opened.error();
}

TEST_CASE("sqlite store: the contract of a store") {
    const TemporaryFolder folder;
    const std::string path = folder.file("store.db");
    check_store_contract(open_or_fail(path), [&](std::unique_ptr<Store> old) {
        old.reset();
        return open_or_fail(path);
    });
}

TEST_CASE("sqlite store: the contract holds across checkpoints of a few pages") {
    const TemporaryFolder folder;
    const std::string path = folder.file("store.db");
    const SqliteOptions options{.checkpoint_pages = 2};
    check_store_contract(open_or_fail(path, StoreUse::serve, options),
                         [&](std::unique_ptr<Store> old) {
                             old.reset();
                             return open_or_fail(path, StoreUse::serve, options);
                         });
}

TEST_CASE("sqlite store: a file of version 1 is upgraded and keeps its data") {
    const TemporaryFolder folder;
    const std::string path = folder.file("store.db");
    append_records(*open_or_fail(path), 0, sample_records(1, 3));
    {
        sqlite::Connection older(path, SQLITE_OPEN_READWRITE);
        REQUIRE(
            older.run("DROP TABLE photos; DROP TABLE private_texts; "
                      "CREATE TABLE notes (platform INTEGER NOT NULL, line INTEGER NOT NULL, "
                      "text TEXT NOT NULL, PRIMARY KEY (platform, line)) WITHOUT ROWID, STRICT; "
                      "INSERT INTO notes VALUES (1, 4, '放门卫'); PRAGMA user_version = 1"));
    }
    CHECK(error_of(open_sqlite_store(path, StoreUse::read)).contains("an older Starfish"));
    const auto store = open_or_fail(path);
    CHECK(log_of(*store) == sample_records(1, 3));
    const Photo photo{std::string(64, 'a'), "picture"};
    CHECK(store->put_photo(photo));
    CHECK(store->photo(photo.id) == photo.bytes);
    CHECK(store->private_texts("line", std::vector{4U}) ==
          std::vector<PrivateText>{{"line", 4, "放门卫"}});
}

TEST_CASE("sqlite store: a file of version 3 keeps its notes, names and words in one table") {
    const TemporaryFolder folder;
    const std::string path = folder.file("store.db");
    append_records(*open_or_fail(path), 0, sample_records(1, 3));
    {
        sqlite::Connection older(path, SQLITE_OPEN_READWRITE);
        REQUIRE(older.run(
            "DROP TABLE private_texts; "
            "CREATE TABLE notes (platform INTEGER NOT NULL, line INTEGER NOT NULL, "
            "text TEXT NOT NULL, name TEXT NOT NULL DEFAULT '', PRIMARY KEY (platform, line)) "
            "WITHOUT ROWID, STRICT; "
            "CREATE TABLE claim_words (platform INTEGER NOT NULL, claim INTEGER NOT NULL, "
            "text TEXT NOT NULL, PRIMARY KEY (platform, claim)) WITHOUT ROWID, STRICT; "
            "INSERT INTO notes VALUES (1, 4, '放门卫', ''), (1, 5, '', '王姐'), "
            "(1, 6, '要冷藏', '李姐'); "
            "INSERT INTO claim_words VALUES (1, 4, '盒子破了'); PRAGMA user_version = 3"));
    }
    const auto store = open_or_fail(path);
    const std::vector<std::uint32_t> lines{4, 5, 6};
    CHECK(store->private_texts("line", lines) ==
          std::vector<PrivateText>{{"line", 4, "放门卫"}, {"line", 6, "要冷藏"}});
    CHECK(store->private_texts(line_name_kind, lines) ==
          std::vector<PrivateText>{{"line_name", 5, "王姐"}, {"line_name", 6, "李姐"}});
    CHECK(store->private_texts("claim", lines) ==
          std::vector<PrivateText>{{"claim", 4, "盒子破了"}});
}

TEST_CASE("sqlite store: one process serves a file, others read it") {
    const TemporaryFolder folder;
    const std::string path = folder.file("store.db");
    auto serving = open_or_fail(path);
    append_records(*serving, 0, sample_records(1, 3));
    serving->put_value("key", "kept");

    const auto second = open_sqlite_store(path, StoreUse::serve);
    CHECK(error_of(second).contains("is being served by process " + std::to_string(getpid())));

    const auto reading = open_or_fail(path, StoreUse::read);
    CHECK(log_of(*reading) == sample_records(1, 3));
    const std::vector<Profile> profiles{{{7}, "王阿姨", "13800000000"}};
    serving->append({3, sample_records(4, 4), profiles, {}});
    CHECK(log_of(*reading) == sample_records(1, 4));
    CHECK(reading->profiles(std::vector{ConsumerId{7}}) == profiles);
    CHECK(reading->value("key") == "kept");
    CHECK(append_records(*reading, 4, sample_records(5, 5)).error() == AppendError::failure);
    CHECK(!reading->put_value("key", "changed"));

    serving.reset();
    CHECK(open_sqlite_store(path, StoreUse::serve).has_value());
}

TEST_CASE("sqlite store: platforms in one file do not see each other") {
    const TemporaryFolder folder;
    const std::string path = folder.file("store.db");
    const std::vector<Profile> mine{{{7}, "王阿姨", "13800000000"}};
    const std::vector<Profile> theirs{{{7}, "老李", "13900000000"}};
    open_or_fail(path, StoreUse::serve, {.platform = 1})
        ->append({0, sample_records(1, 2), mine, {}});
    open_or_fail(path, StoreUse::serve, {.platform = 2})
        ->append({0, sample_records(1, 1), theirs, {}});
    const auto store = open_or_fail(path, StoreUse::serve, {.platform = 1});
    CHECK(log_of(*store).size() == 2);
    CHECK(store->profiles(std::vector{ConsumerId{7}}) == mine);
}

TEST_CASE("sqlite store: only the owner may read its files, whatever the umask") {
    namespace fs = std::filesystem;
    const TemporaryFolder folder;
    const std::string path = folder.file("a.db");
    const auto modes = [&folder] {
        std::set<fs::perms> found;
        for (const auto& entry : fs::directory_iterator(folder.file("")))
            found.insert(entry.status().permissions());
        return found;
    };
    const std::set owner_only{fs::perms::owner_read | fs::perms::owner_write};
    const mode_t before = umask(0);
    {
        const auto store = open_sqlite_store(path, StoreUse::serve);
        REQUIRE(store);
        REQUIRE((*store)->put_value("a", "b"));
        REQUIRE(fs::exists(path + "-wal"));
        CHECK(modes() == owner_only);
        CHECK(backup_sqlite(path, folder.file("copy.db")).empty());
        CHECK(modes() == owner_only);
        // Permissions as left by an older version.
        for (const char* const part : {"", "-wal", "-shm"})
            fs::permissions(path + part, fs::perms::all);
        fs::copy_file(path, folder.file("old.db"));
        fs::copy_file(path + "-wal", folder.file("old.db-wal"));
        const auto old = open_or_fail(folder.file("old.db"));
        for (const char* const part : {"", "-wal", "-shm"})
            CHECK(fs::status(folder.file("old.db") + part).permissions() == *owner_only.begin());
    }
    std::ofstream(folder.file("other.txt")) << "somebody's notes, and no database";
    CHECK_FALSE(open_sqlite_store(folder.file("other.txt"), StoreUse::serve));
    CHECK(fs::status(folder.file("other.txt")).permissions() != *owner_only.begin());
    umask(before);
}

TEST_CASE("sqlite store: a file that is not a store is refused with a plain message") {
    const TemporaryFolder folder;
    const std::string path = folder.file("other");
    CHECK(error_of(open_sqlite_store(path, StoreUse::read)) == "there is no file " + path);
    std::ofstream(path) << std::string(5000, 'x');
    CHECK(error_of(open_sqlite_store(path, StoreUse::serve)).contains("not a database"));
    std::filesystem::remove(path);
    sqlite::Connection other(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    other.run("CREATE TABLE cats (name)");
    CHECK(error_of(open_sqlite_store(path, StoreUse::serve)).contains("not a Starfish store"));
    other.run("PRAGMA user_version = 99");
    CHECK(error_of(open_sqlite_store(path, StoreUse::serve)).contains("a newer Starfish"));
    CHECK(error_of(open_sqlite_store(folder.file("no/such/folder"), StoreUse::serve))
              .contains("cannot write beside"));
}

TEST_CASE("sqlite store: the address selects the store") {
    const TemporaryFolder folder;
    CHECK(open_store("sqlite:" + folder.file("a.db"), StoreUse::serve).has_value());
    CHECK(open_store("memory:", StoreUse::serve).has_value());
    CHECK(error_of(open_store("postgresql://localhost/x", StoreUse::serve))
              .contains("no PostgreSQL engine yet"));
    CHECK(error_of(open_store("starfish.db", StoreUse::serve)).contains("--store sqlite:PATH"));
    CHECK(error_of(open_store("sqlite:", StoreUse::serve)).contains("names no store"));
}

TEST_CASE("sqlite store: a backup taken while the store is served is a consistent snapshot") {
    const TemporaryFolder folder;
    const std::string path = folder.file("store.db");
    const std::string copy = folder.file("copy.db");
    const auto serving = open_or_fail(path);
    append_records(*serving, 0, sample_records(1, 50));
    std::atomic<bool> ended = false;
    std::thread writing([&] {
        for (Seq head = 50; !ended; head += 10)
            append_records(*serving, head, sample_records(head + 1, head + 10));
    });
    const std::string problem = backup_sqlite(path, copy);
    ended = true;
    writing.join();
    CHECK(problem.empty());
    CHECK(backup_sqlite(path, copy).contains("exists already"));
    CHECK(backup_sqlite(folder.file("none"), folder.file("b")).contains("no file"));

    const auto restored = open_or_fail(copy);
    const auto log = log_of(*restored);
    CHECK(log.size() >= 50);
    CHECK(log.size() % 10 == 0);
    CHECK(log == sample_records(1, static_cast<Seq>(log.size())));
}

// Appends until the disk fails at its nth call. Returns the last acknowledged sequence number, or
// nullopt if the disk did not fail.
std::optional<Seq> append_until_broken(const std::string& path, int nth, Fault fault) {
    FaultVfs disk;
    disk.fail_at(nth, fault);
    const auto store =
        open_sqlite_store(path, StoreUse::serve, {.checkpoint_pages = 6, .vfs = disk.name()});
    if (!store) return disk.has_failed() ? std::optional<Seq>(0) : std::nullopt;
    const std::vector<Profile> profiles{{{7}, "王阿姨", "13800000000"}};
    Seq acknowledged = 0;
    for (int batch = 0; batch < 6; ++batch) {
        auto records = sample_records(acknowledged + 1, acknowledged + 5);
        records[2].body = std::string(6'000, 'x');
        const auto head = (*store)->append({acknowledged, records, profiles, {}});
        if (!head) {
            CHECK(head.error() == AppendError::failure);
            // The store refuses writes even if the disk works again.
            CHECK(!(*store)->append({acknowledged, records, profiles, {}}));
            CHECK(!(*store)->put_value("key", "value"));
            return acknowledged;
        }
        acknowledged = *head;
    }
    return disk.has_failed() ? std::optional(acknowledged) : std::nullopt;
}

TEST_CASE(
    "sqlite store: wherever the disk fails, acknowledged records are there, in whole batches") {
    const Fault fault = GENERATE(Fault::once, Fault::torn, Fault::dead);
    const TemporaryFolder folder;
    int broken = 0;
    for (int nth = 1;; ++nth) {
        const std::string path = folder.file("store" + std::to_string(nth) + ".db");
        const auto acknowledged = append_until_broken(path, nth, fault);
        if (!acknowledged) break;
        ++broken;
        const auto store = open_or_fail(path);
        const auto log = log_of(*store);
        INFO("the disk broke at call " << nth);
        CHECK(log.size() % 5 == 0);
        const auto next = static_cast<Seq>(log.size());
        CHECK(next >= *acknowledged);
        CHECK(next <= *acknowledged + 5);
        CHECK(append_records(*store, next, sample_records(next + 1, next + 1)) == next + 1);
    }
    CHECK(broken > 40);
}

}  // namespace sqlite_store_test
}  // namespace starfish
