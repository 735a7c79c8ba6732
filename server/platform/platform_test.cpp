#include "server/platform/platform.hpp"

#include "core/engine/snapshot.hpp"
#include "core/subjects/groupbuy/queries.hpp"
#include "tests/support/small_case.hpp"

#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <chrono>

namespace starfish::small_case {
namespace platform_test {

using namespace std::chrono_literals;

std::vector<Record> log_of(Store& store) {
    std::vector<Record> records;
    store.read(0, [&](const Record& record) { return records.push_back(record), true; });
    return records;
}

bool is_ready(const std::future<Answer>& answer, std::chrono::milliseconds within = 30ms) {
    return answer.wait_for(within) == std::future_status::ready;
}

TEST_CASE("platform: a command is answered with its records, which are in the log") {
    std::vector<PublishedRecord> published;
    World world({.on_published = [&](std::vector<PublishedRecord> some) {
        published.insert(published.end(), some.begin(), some.end());
    }});
    world.open();
    Submission asked = join(7, "join-0001", 2);
    asked.profile = Profile{{7}, "王阿姨", "13800000000"};
    asked.note = "放门卫";
    const Answer answer = world.answer(asked);
    REQUIRE((answer && *answer));
    const CommittedCommand& committed = **answer;
    CHECK_FALSE(committed.repeated);
    REQUIRE(committed.records.size() == 1);
    CHECK(committed.last == committed.records[0].seq);
    CHECK(committed.records[0].type == "groupbuy.joined");
    CHECK(committed.records[0].time == morning);
    const auto log = log_of(world.platform->store());
    CHECK(log.back() == committed.records[0]);
    CHECK(world.platform->store().profiles(std::vector{ConsumerId{7}}) ==
          std::vector{*asked.profile});
    CHECK(world.platform->store().private_texts(groupbuy::note_kind, std::vector{1U}) ==
          std::vector<PrivateText>{{"line", 1, "放门卫"}});

    REQUIRE(published.size() == log.size());
    for (std::size_t i = 0; i < log.size(); ++i) CHECK(published[i].record == log[i]);
    CHECK(published.front().audience == for_everyone);
    CHECK(published.back().audience == for_leader(1));
}

TEST_CASE("platform: submissions of one turn of an event loop wake the engine once") {
    std::atomic<int> arrivals = 0;
    Platform* platform = nullptr;
    std::atomic<bool> at_once = true;
    World world({.on_arrival = [&] {
        ++arrivals;
        if (at_once) platform->wake();
    }});
    platform = &*world.platform;
    world.open();
    at_once = false;
    arrivals = 0;
    std::vector<std::future<Answer>> answers;
    for (int i = 0; i < 20; ++i)
        answers.push_back(ask(*platform, join(100 + i, "join-00" + std::to_string(10 + i))));
    CHECK(arrivals >= 1);
    CHECK(arrivals < 5);  // more than once only if the engine was still awake
    platform->wake();
    for (auto& answer : answers) CHECK(answer.get()->has_value());
}

TEST_CASE("platform: a refusal is an answer and leaves nothing") {
    World world;
    world.open();
    const std::size_t before = log_of(world.platform->store()).size();
    Submission asked = join(7, "join-0001", 1001);
    asked.profile = Profile{{7}, "王阿姨", "13800000000"};
    const Answer answer = world.answer(asked);
    REQUIRE((answer && !*answer));
    CHECK(answer->error().code == "groupbuy.over_cap");
    CHECK(log_of(world.platform->store()).size() == before);
    CHECK(world.platform->store().profiles(std::vector{ConsumerId{7}}).empty());
}

TEST_CASE("platform: the same id twice has one effect and one answer, also after a restart") {
    World world;
    world.open();
    const Answer first = world.answer(join(7, "join-0001"));
    Answer again = world.answer(join(7, "join-0001"));
    REQUIRE((again && *again));
    CHECK((**again).repeated);
    CHECK((**again).records == (**first).records);
    CHECK((**again).last == (**first).last);

    World restarted({}, world.memory_);
    again = restarted.answer(join(7, "join-0001"));
    REQUIRE((again && *again));
    CHECK((**again).records == (**first).records);
    CHECK(log_of(world.platform->store()).size() == 7);
}

TEST_CASE("platform: the same id with another command or profile is refused") {
    World world;
    world.open();
    Submission asked = join(7, "join-0001");
    asked.profile = Profile{{7}, "王阿姨", "13800000000"};
    CHECK(world.answer(asked)->has_value());
    Submission other_name = asked;
    other_name.profile->name = "王姐";
    Submission other_note = asked;
    other_note.note = "放门卫";
    for (const Submission& other :
         {other_name, other_note, join(8, "join-0001"), join(7, "join-0001", 2)}) {
        const Answer answer = world.answer(other);
        REQUIRE((answer && !*answer));
        CHECK(answer->error().code == "command.id_reused");
    }
    CHECK(world.answer(asked)->has_value());
}

TEST_CASE("platform: the ids of the sweep are refused for other actors") {
    World world;
    world.open();
    const Answer answer = world.answer(join(7, "close-1-" + std::to_string(deadline.ms)));
    REQUIRE((answer && !*answer));
    CHECK(answer->error().code == "command.id_reused");
}

TEST_CASE("platform: an answer waits until everything it depends on is durable") {
    World world;
    world.open();
    world.store->hold();
    const int begun = world.store->begun();
    const auto first = ask(*world.platform, join(7, "join-0001"));
    world.store->await_begun(begun + 1);
    const auto repeat = ask(*world.platform, join(7, "join-0001"));
    const auto refused = ask(*world.platform, join(8, "join-0002", 5000));
    auto seen = std::async(std::launch::async, [&] {
        return view(*world.platform, [](const State& s) { return s.groupbuy.lines.size(); });
    });
    CHECK_FALSE(is_ready(first));
    CHECK_FALSE(is_ready(repeat));
    CHECK_FALSE(is_ready(refused));
    CHECK(seen.wait_for(10ms) != std::future_status::ready);
    world.store->release();
    CHECK(is_ready(first, 5s));
    CHECK(is_ready(repeat, 5s));
    CHECK(is_ready(refused, 5s));
    CHECK(seen.get() == 1);
}

TEST_CASE("platform: submissions during a flush share the next flush") {
    World world;
    world.open();
    world.store->hold();
    const int begun = world.store->begun();
    std::vector<std::future<Answer>> answers;
    answers.push_back(ask(*world.platform, join(1, "join-0000")));
    world.store->await_begun(begun + 1);
    for (int i = 1; i <= 40; ++i)
        answers.push_back(ask(*world.platform, join(i, "join-100" + std::to_string(i))));
    std::this_thread::sleep_for(20ms);
    world.store->release();
    for (auto& answer : answers) CHECK(answer.get()->has_value());
    CHECK(world.store->begun() == begun + 2);
}

TEST_CASE("platform: the flush and the queue are bounded") {
    World world({.queue_max = 5, .batch_max = 3});
    world.open();
    world.store->hold();
    const int begun = world.store->begun();
    std::vector<std::future<Answer>> answers;
    answers.push_back(ask(*world.platform, join(1, "join-0000")));
    world.store->await_begun(begun + 1);  // one in flight
    for (int i = 1; i <= 3; ++i)          // three pending
        answers.push_back(ask(*world.platform, join(1, "join-000" + std::to_string(i))));
    std::this_thread::sleep_for(20ms);
    for (int i = 4; i <= 12; ++i)  // five waiting, four too many
        answers.push_back(ask(*world.platform, join(1, "join-00" + std::to_string(10 + i))));
    std::size_t overloaded = 0;
    for (std::size_t i = 9; i < answers.size(); ++i) {
        const Answer answer = answers[i].get();
        if (!answer && answer.error() == SubmitFailure::overloaded) ++overloaded;
    }
    CHECK(overloaded == 4);
    world.store->release();
    for (std::size_t i = 0; i < 9; ++i) CHECK(answers[i].get()->has_value());
    CHECK(world.store->begun() == begun + 4);  // 1, 3, 3, 2
}

TEST_CASE("platform: after a failed flush nothing is acknowledged any more") {
    std::atomic<int> failures = 0;
    World world({.on_failure = [&](std::string_view) { ++failures; }});
    world.open();
    world.store->hold();
    const int begun = world.store->begun();
    auto in_flight = ask(*world.platform, join(1, "join-0001"));
    world.store->await_begun(begun + 1);
    auto decided = ask(*world.platform, join(2, "join-0002"));
    auto repeat = ask(*world.platform, join(1, "join-0001"));
    world.store->break_down();
    world.store->release();
    for (auto* const answer : {&in_flight, &decided, &repeat}) {
        const Answer given = answer->get();
        REQUIRE_FALSE(given);
        CHECK(given.error() == SubmitFailure::failing);
    }
    const Answer later = world.answer(join(3, "join-0003"));
    REQUIRE_FALSE(later);
    CHECK(later.error() == SubmitFailure::failing);
    CHECK_FALSE(world.platform->query([](const State&, Seq, Instant) {}));
    world.platform.reset();
    CHECK(failures == 1);
    World recovered({}, world.memory_);
    CHECK(recovered.answer(join(1, "join-0001"))->has_value());
}

TEST_CASE("platform: its destructor finishes accepted submissions") {
    World world;
    world.open();
    world.store->hold();
    std::vector<std::future<Answer>> answers;
    answers.reserve(50);
    for (int i = 0; i < 50; ++i)
        answers.push_back(ask(*world.platform, join(1, "join-10" + std::to_string(i))));
    std::thread going([&] { world.platform.reset(); });
    std::this_thread::sleep_for(10ms);
    world.store->release();
    going.join();
    for (auto& answer : answers) CHECK(answer.get()->has_value());
    CHECK(log_of(*open_memory_store(world.memory_)).size() == 56);
}

TEST_CASE("platform: a group-buy is closed when it is due, once, under an id of its own") {
    World world;
    world.open();
    CHECK(world.answer(join(1, "join-0001"))->has_value());
    const auto phase = [&] {
        return view(*world.platform,
                    [](const State& s) { return s.groupbuy.groupbuys.at({1}).phase; });
    };
    world.now_ms = deadline.ms - 1;
    CHECK(phase() == groupbuy::Phase::open_);
    world.now_ms = deadline.ms;
    phase();  // wakes the engine like its timer
    CHECK(phase() == groupbuy::Phase::failed);
    const auto log = log_of(world.platform->store());
    REQUIRE(log.size() == 10);
    CHECK(log[7].type == "groupbuy.failed");
    CHECK(log[8].type == "notices.owed");
    CHECK(log[7].actor == Actor{Role::system, 0});
    CHECK(log[7].command_id == "close-1-" + std::to_string(deadline.ms));
}

TEST_CASE("platform: a deadline wakes it by itself") {
    const auto memory = make_memory();
    {
        World world({}, memory);
        world.open();
    }
    const auto begun = std::chrono::steady_clock::now();
    Platform platform(
        open_memory_store(memory), {.now = [begun] {
            const auto passed = std::chrono::steady_clock::now() - begun;
            return deadline +
                   (std::chrono::floor<std::chrono::milliseconds>(passed) - 50ms).count();
        }});
    CHECK(log_of(platform.store()).size() == 6);
    for (int tries = 0; tries < 1000 && log_of(platform.store()).size() < 8; ++tries)
        std::this_thread::sleep_for(2ms);
    const auto log = log_of(platform.store());
    REQUIRE(log.size() == 8);
    CHECK(log[6].type == "groupbuy.failed");
    CHECK(log[6].time >= deadline);
    CHECK(log[6].time < deadline + second_ms);
}

TEST_CASE("platform: a group-buy that fell due while the platform was down is closed at start-up") {
    World world;
    world.open();
    world.platform.reset();
    World later({}, world.memory_);  // a clock that stays at `morning`
    CHECK(log_of(*open_memory_store(world.memory_)).size() == 6);
    later.platform.reset();
    Platform::Options options;  // the system's clock: years later
    Platform today(open_memory_store(world.memory_), std::move(options));
    for (int tries = 0; tries < 500 && log_of(today.store()).size() < 8; ++tries)
        std::this_thread::sleep_for(2ms);
    CHECK(log_of(today.store()).back().type == "groupbuy.reserved");
    CHECK(log_of(today.store()).size() == 8);
}

TEST_CASE("platform: many due at once are closed in batches") {
    World world({.batch_max = 4});
    for (Submission& submission : opening({20}, 1)) world.answer(std::move(submission));
    for (int i = 0; i < 10; ++i) {
        Submission again = opening({1}, 1).back();
        again.command_id = "open-more-" + std::to_string(i);
        REQUIRE(world.answer(again)->has_value());
    }
    world.now_ms = deadline.ms;
    const auto count_open = [](const State& s) { return s.groupbuy.index.open_by_deadline.size(); };
    for (int tries = 0; tries < 500 && view(*world.platform, count_open) > 0; ++tries)
        std::this_thread::sleep_for(1ms);
    CHECK(view(*world.platform, count_open) == 0);
}

// The command id of the last record of `type` by the system.
std::string swept_by(Store& store, std::string_view type) {
    std::string id;
    for (const Record& record : log_of(store))
        if (record.type == type && record.actor == Actor{Role::system, 0}) id = record.command_id;
    return id;
}

TEST_CASE("platform: unanswered claims escalate, and an unfinished hand-out is finished") {
    World world;
    world.open();
    CHECK(world.answer(join(1, "join-0001"))->has_value());
    CHECK(world.answer(join(2, "join-0002"))->has_value());
    const auto sweep_at = [&](Instant at) {
        world.now_ms = at.ms;
        // Wakes the engine like its timer; the second query waits for the sweep of the first.
        for (int i = 0; i < 2; ++i) view(*world.platform, [](const State&) { return 0; });
    };
    sweep_at(deadline);
    const auto does = [&](Actor actor, handout::Command command, std::string id) {
        CHECK(world.answer(by(actor, Command(std::move(command)), std::move(id)))->has_value());
    };
    does(leader, handout::CheckIn{{1}, 0, "A", Units{2}, Units{0}, "", {}}, "check-in-1");
    does(leader, handout::HandOver{{1}, {}, {}}, "hand-over-1");
    does({Role::consumer, 1}, handout::FileClaim{{1}, handout::ClaimKind::damaged, Units{1}, {}},
         "claim-0001");

    const auto phase = [&] {
        return view(*world.platform, [](const State& s) { return s.handout.claims.at({1}).phase; });
    };
    const Instant first = deadline + handout::claim_answer_ms;
    sweep_at({first.ms - 1});
    CHECK(phase() == handout::ClaimPhase::open_);
    sweep_at(first);
    CHECK(phase() == handout::ClaimPhase::appealed);
    Store& store = world.platform->store();
    CHECK(swept_by(store, "handout.claim_answered") == "close-claim-1-" + std::to_string(first.ms));
    const Instant second = first + handout::claim_answer_ms;
    sweep_at(second);
    CHECK(phase() == handout::ClaimPhase::granted);
    CHECK(swept_by(store, "handout.claim_answered") ==
          "close-claim-1-" + std::to_string(second.ms));

    // Without a pickup time: a week after the arrival, and a second week of retention.
    const Instant kept = deadline + handout::collect_any_time_ms + handout::retain_uncollected_ms;
    sweep_at({kept.ms - 1});
    CHECK(swept_by(store, "handout.finished").empty());
    sweep_at(kept);
    CHECK(swept_by(store, "handout.finished") == "close-handout-1-" + std::to_string(kept.ms));
    CHECK(view(*world.platform, [](const State& s) {
              return s.handout.deliveries.at({2}).uncollected;
          }) == Units{1});
}

TEST_CASE("platform: an incomplete log is not served") {
    const auto memory = make_memory();
    {
        World world({}, memory);
        world.open();
    }
    auto records = log_of(*open_memory_store(memory));
    const auto throws_for = [](const std::vector<Record>& log) {
        auto store = open_memory_store();
        store->append({0, log, {}, {}});
        try {
            Platform(std::move(store), {});
        } catch (const std::runtime_error& error) {
            return std::string(error.what());
        }
        return std::string("nothing was thrown");
    };
    auto gap = records;
    gap.erase(gap.begin() + 2);
    CHECK(throws_for(gap).contains("record 4 of the log does not follow record 2"));
    auto newer = records;
    newer[3].type = "groupbuy.teleported";
    CHECK(throws_for(newer).contains("record 4"));
    auto wrong = records;
    REQUIRE(wrong.back().type == "groupbuy.reserved");
    wrong.back().body = R"({"offer":1,"reserved":999})";
    CHECK(throws_for(wrong).contains("breaks an invariant"));
    CHECK(throws_for(records) == "nothing was thrown");
}

}  // namespace platform_test
}  // namespace starfish::small_case
