// Several platforms on one log: each must handle records that the others appended first.
#include "core/engine/snapshot.hpp"
#include "core/engine/transaction.hpp"
#include "tests/support/small_case.hpp"

#include <catch2/catch_test_macros.hpp>

#include <map>
#include <thread>

namespace starfish::small_case {
namespace conflict_test {

// The result of replaying the whole log.
struct ReplayResult {
    std::uint64_t digest{};
    std::optional<std::string> broken;
    std::map<std::string, int> joins;  // by command id
};

ReplayResult replayed(Store& store) {
    ReplayResult result;
    Engine engine;
    store.read(0, [&](const Record& record) {
        REQUIRE(engine.replay(record));
        if (record.type == groupbuy::Joined::name) ++result.joins[record.command_id];
        return true;
    });
    result.digest = digest(engine.state());
    result.broken = broken_invariant(engine.state());
    return result;
}

std::uint64_t digest_of(Platform& platform) {
    return view(platform, [](const State& state) { return digest(state); });
}

// Checks that published records arrive in order, each once.
struct Follower {
    Seq last = 0;
    bool in_order = true;
    std::function<void(std::vector<PublishedRecord>)> listener() {
        return [this](const std::vector<PublishedRecord>& records) {
            for (const PublishedRecord& published : records)
                if (published.record.seq != ++last) in_order = false;
        };
    }
};

// Submits one join after the other; every third command id is also used by the other platform.
int join_many(Platform& platform, const std::string& own, int count) {
    int carried_out = 0;
    for (int i = 0; i < count; ++i) {
        const std::string id = (i % 3 == 0 ? "both" : own) + "-join-" + std::to_string(1000 + i);
        const Answer answer = ask(platform, join(1 + i % 7, id)).get();
        if (answer && *answer) ++carried_out;
    }
    return carried_out;
}

TEST_CASE("two platforms on one log: conflicts are decided again, nothing is lost or duplicated") {
    const auto memory = make_memory();
    {
        World founding({}, memory);
        founding.open();
    }
    Follower by_one;
    Follower by_other;
    World one({.on_published = by_one.listener()}, memory);
    World other({.on_published = by_other.listener()}, memory);
    by_one.last = by_other.last = 6;  // records already in the log

    constexpr int each = 300;
    int carried_out = 0;
    std::thread first([&] { carried_out = join_many(*one.platform, "one", each); });
    const int carried_out_there = join_many(*other.platform, "two", each);
    first.join();

    CHECK(carried_out == each);
    CHECK(carried_out_there == each);
    CHECK(one.store->conflicts() + other.store->conflicts() > 0);
    for (World* const world : {&one, &other}) {
        // After one more command the platform has read the whole log.
        const std::string last = world == &one ? "last-one" : "last-two";
        CHECK(world->answer(join(9, last))->has_value());
        const ReplayResult log = replayed(world->platform->store());
        CHECK(digest_of(*world->platform) == log.digest);
        CHECK(log.joins.at(last) == 1);
    }
    CHECK(one.answer(join(9, "last-last"))->has_value());
    CHECK(other.answer(join(9, "last-of-all"))->has_value());

    const ReplayResult log = replayed(one.platform->store());
    CHECK_FALSE(log.broken);
    CHECK(log.joins.size() == each / 3 + 2 * (each - each / 3) + 4);
    for (const auto& [id, count] : log.joins) CHECK(count == 1);
    one.platform.reset();
    other.platform.reset();
    CHECK(by_one.in_order);
    CHECK(by_other.in_order);
    CHECK(std::cmp_equal(by_other.last, log.joins.size() + 6));
}

TEST_CASE("two platforms on one log: a command that a conflict makes impossible is refused") {
    const auto memory = make_memory();
    World one({}, memory);
    for (const Submission& submission : opening({3}, 1)) CHECK(one.answer(submission)->has_value());
    World other({}, memory);
    one.store->hold();
    auto slow = ask(*one.platform, join(1, "join-slow", 2));
    auto slower = ask(*one.platform, join(2, "join-slower"));
    one.store->await_begun(one.store->begun());
    CHECK(other.answer(join(3, "join-fast", 2))->has_value());
    one.store->release();
    const Answer slow_answer = slow.get();
    REQUIRE((slow_answer && !*slow_answer));
    CHECK(slow_answer->error().code == "groupbuy.sold_out");
    CHECK(slower.get()->has_value());
    CHECK(replayed(one.platform->store()).joins.size() == 2);
}

TEST_CASE("two platforms on one log: no refusal is based on an outdated log") {
    const auto memory = make_memory();
    World one({}, memory);
    World other({}, memory);
    one.open();
    CHECK(other.answer(join(1, "join-0001"))->has_value());
    CHECK(other.store->conflicts() == 1);
}

TEST_CASE("two engines on one store: after a conflict an engine reads the log and decides again") {
    const auto store = open_memory_store();
    Engine engines[2];
    const auto catch_up = [&](Engine& engine) {
        store->read(engine.head(), [&](const Record& record) { return engine.replay(record); });
    };
    // An engine cannot undo a decision, so after a conflict a new engine replays the log.
    const auto carry_out = [&](Engine& engine, const Submission& submission) {
        int conflicts = 0;
        for (;;) {
            const auto outcome = engine.submit(submission.command,
                                               {submission.actor, morning, submission.command_id});
            REQUIRE(outcome);
            if (outcome->repeated) return conflicts;
            if (store->append({outcome->first - 1, outcome->records, {}, {}})) return conflicts;
            ++conflicts;
            std::destroy_at(&engine);
            std::construct_at(&engine);
            catch_up(engine);
        }
    };
    for (const Submission& submission : opening()) carry_out(engines[0], submission);
    catch_up(engines[1]);
    int conflicts = 0;
    for (int i = 0; i < 40; ++i)
        conflicts +=
            carry_out(engines[i % 3 == 0], join(1 + i % 5, "join-" + std::to_string(1000 + i)));
    CHECK(conflicts > 10);
    catch_up(engines[0]);
    catch_up(engines[1]);
    CHECK(digest(engines[0].state()) == digest(engines[1].state()));
    CHECK(replayed(*store).joins.size() == 40);
}

}  // namespace conflict_test
}  // namespace starfish::small_case
