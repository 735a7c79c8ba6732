// A platform on a failing disk: every acknowledged command is in the log once after a restart, and
// repeating all commands leaves each in the log once.
#include "core/engine/transaction.hpp"
#include "server/store/fault_vfs.hpp"
#include "server/store/sqlite_store.hpp"
#include "server/store/temporary_folder.hpp"
#include "tests/support/small_case.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <map>
#include <set>

namespace starfish::small_case {
namespace broken_disk_test {

constexpr int joins = 40;

std::string id_of(int number) {
    return "join-" + std::to_string(1000 + number);
}

std::unique_ptr<Store> opened(const std::string& path, const SqliteOptions& options = {}) {
    auto store = open_sqlite_store(path, StoreUse::serve, options);
    if (!store) FAIL(store.error());
    return std::move(*store);
}

Platform::Options at_morning() {
    return {.now = [] { return morning; }};
}

// The command ids that were acknowledged, until the disk failed or all joins were sent.
std::set<std::string> join_until_broken(const std::string& path, FaultVfs& disk, int nth,
                                        Fault fault) {
    Platform platform(opened(path, {.checkpoint_pages = 8, .vfs = disk.name()}), at_morning());
    for (Submission& submission : opening()) ask(platform, std::move(submission)).wait();
    disk.fail_at(nth, fault);
    std::map<std::string, std::future<Answer>> answers;
    for (int i = 0; i < joins; ++i) {
        answers.emplace(id_of(i), ask(platform, join(1 + i % 9, id_of(i))));
        if (i % 3 == 0) answers.at(id_of(i)).wait();
    }
    std::set<std::string> acknowledged;
    for (auto& [id, future] : answers) {
        const Answer answer = future.get();
        if (answer && *answer)
            acknowledged.insert(id);
        else
            CHECK((!answer && answer.error() == SubmitFailure::failing));
    }
    return acknowledged;
}

std::map<std::string, int> joins_in(Store& store) {
    std::map<std::string, int> found;
    store.read(0, [&](const Record& record) {
        if (record.type == groupbuy::Joined::name) ++found[record.command_id];
        return true;
    });
    return found;
}

TEST_CASE("platform on a breaking disk: no acknowledged join is lost, none is doubled") {
    const Fault fault = GENERATE(Fault::once, Fault::torn, Fault::dead);
    const TemporaryFolder folder;
    int broken = 0;
    for (int nth = 1; nth < 60; nth += 4) {
        const std::string path = folder.file("store" + std::to_string(nth));
        FaultVfs disk;
        const auto acknowledged = join_until_broken(path, disk, nth, fault);
        if (disk.has_failed()) ++broken;
        INFO("the disk broke at call " << nth);
        CHECK((disk.has_failed() || acknowledged.size() == joins));

        Platform platform(opened(path), at_morning());
        auto found = joins_in(platform.store());
        for (const std::string& id : acknowledged) CHECK(found[id] == 1);
        for (int i = 0; i < joins; ++i)
            CHECK(ask(platform, join(1 + i % 9, id_of(i))).get()->has_value());
        found = joins_in(platform.store());
        CHECK(found.size() == joins);
        for (const auto& [id, count] : found) CHECK(count == 1);
        CHECK_FALSE(view(platform, [](const State& state) { return broken_invariant(state); }));
    }
    CHECK(broken > 10);
}

}  // namespace broken_disk_test
}  // namespace starfish::small_case
