#include "core/engine/engine.hpp"

#include "core/engine/snapshot.hpp"
#include "tests/histories/history.hpp"

#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

namespace engine_test {

using namespace starfish;
using histories::first_moment;
using histories::supplier;

const Command register_chen = community::Command(community::RegisterLeader{"陈姐", ""});
const Command register_zhou = community::Command(community::RegisterLeader{"老周", ""});

Context by_supplier(std::string_view id, std::int64_t after_ms = 0) {
    return {supplier, first_moment + after_ms, id};
}

TEST_CASE("a command becomes consecutive records") {
    Engine engine;
    const auto outcome = engine.submit(register_chen, by_supplier("command-1"));
    REQUIRE(outcome);
    CHECK(outcome->first == 1);
    CHECK(outcome->count == 1);
    CHECK_FALSE(outcome->repeated);
    REQUIRE(outcome->records.size() == 1);
    const Record& record = outcome->records[0];
    CHECK(record.seq == 1);
    CHECK(record.time == first_moment);
    CHECK(record.actor == supplier);
    CHECK(record.command_id == "command-1");
    CHECK(record.type == "community.leader_registered");
    CHECK(record.version == 1);
    CHECK(record.body == R"({"leader":1,"leader_name":"陈姐","tagline":"","at":1606179600000})");
    CHECK(engine.head() == 1);
}

TEST_CASE("a repeated command id has one effect and the same answer") {
    Engine engine;
    REQUIRE(engine.submit(register_chen, by_supplier("command-1")));
    REQUIRE(engine.submit(register_zhou, by_supplier("command-2")));
    const auto before = digest(engine.state());
    const auto again = engine.submit(register_chen, by_supplier("command-1", day_ms));
    REQUIRE(again);
    CHECK(again->repeated);
    CHECK(again->first == 1);
    CHECK(again->count == 1);
    CHECK(again->records.empty());
    CHECK(engine.head() == 2);
    CHECK(digest(engine.state()) == before);
}

TEST_CASE("a command id reused for another command is refused") {
    Engine engine;
    REQUIRE(engine.submit(register_chen, by_supplier("command-1"), 7));
    const auto refused = [&](const Command& command, Actor actor, std::uint64_t attachment) {
        const auto before = digest(engine.state());
        const auto outcome = engine.submit(command, {actor, first_moment, "command-1"}, attachment);
        CHECK(digest(engine.state()) == before);
        CHECK(engine.head() == 1);
        return !outcome && outcome.error().code == "command.id_reused" &&
               outcome.error().field == "id" && outcome.error().kind == RefusalKind::conflict;
    };
    CHECK(refused(register_zhou, supplier, 7));
    CHECK(refused(register_chen, {Role::supplier, 2}, 7));
    CHECK(refused(register_chen, supplier, 8));
    CHECK(refused(register_chen, supplier, 0));
    CHECK(refused(groupbuy::Command(groupbuy::Close{{1}}), supplier, 7));
    CHECK_FALSE(refused(register_chen, supplier, 7));
}

TEST_CASE("the id of a refused command can be used again") {
    Engine engine;
    const Command nameless = community::Command(community::RegisterLeader{"", ""});
    CHECK_FALSE(engine.submit(nameless, by_supplier("command-1")));
    CHECK(engine.head() == 0);
    CHECK(engine.submit(register_chen, by_supplier("command-1")));
}

TEST_CASE("after a replay the engine recognises commands already carried out") {
    Engine engine;
    const auto outcome = engine.submit(register_chen, by_supplier("command-1"));
    REQUIRE(outcome);
    Engine again;
    for (const Record& record : outcome->records) REQUIRE(again.replay(record));
    CHECK(digest(again.state()) == digest(engine.state()));
    CHECK(again.head() == 1);
    CHECK(again.submit(register_chen, by_supplier("command-1"))->repeated);
    CHECK_FALSE(again.submit(register_zhou, by_supplier("command-1")));
}

TEST_CASE("a record that is not the next or cannot be read changes nothing") {
    Engine source;
    const Record good = source.submit(register_chen, by_supplier("command-1"))->records[0];
    Engine engine;
    const auto refuses = [&](auto spoil) {
        Record record = good;
        spoil(record);
        const bool replayed = engine.replay(record);
        return !replayed && engine.head() == 0 && engine.state().community.leaders.size() == 0;
    };
    CHECK(refuses([](Record& r) { r.seq = 0; }));
    CHECK(refuses([](Record& r) { r.seq = 2; }));
    CHECK(refuses([](Record& r) { r.type = "community.leader_sacked"; }));
    CHECK(refuses([](Record& r) { r.version = 2; }));
    CHECK(refuses([](Record& r) { r.body.pop_back(); }));
    CHECK(refuses([](Record& r) { r.body = "{}"; }));
    REQUIRE(engine.replay(good));
    CHECK_FALSE(engine.replay(good));
    CHECK(engine.head() == 1);
    // The engine kept no receipt for a record that failed.
    CHECK(engine.submit(register_chen, by_supplier("command-1"))->repeated);
    CHECK(engine.submit(register_zhou, by_supplier("command-2"))->first == 2);
}

TEST_CASE("random histories replay to the same state, head and receipts") {
    CHECK(rc::check("replay equals live", [](std::uint64_t seed) {
        const auto moves = *rc::gen::inRange(1, 150);
        const auto history = histories::history_of(seed, moves);
        Engine again;
        for (const Record& record : history.records) RC_ASSERT(again.replay(record));
        RC_ASSERT(digest(again.state()) == history.digest);
        RC_ASSERT(again.head() == static_cast<Seq>(history.records.size()));
        // The engine has a receipt for every command carried out.
        for (const Record& record : history.records) {
            const auto outcome =
                again.submit(register_chen, {{Role::trainer, 99}, record.time, record.command_id});
            RC_ASSERT(!outcome);
            RC_ASSERT(outcome.error().code == "command.id_reused");
        }
    }));
}

// Two engines must make the same decisions from the same moves.
TEST_CASE("the same moves give the same history twice") {
    CHECK(rc::check("equal records", [](std::uint64_t seed) {
        const auto one = histories::history_of(seed, 80);
        const auto other = histories::history_of(seed, 80);
        RC_ASSERT(one.records == other.records);
        RC_ASSERT(one.digest == other.digest);
    }));
}

}  // namespace engine_test
