#include "server/demo/demo.hpp"

#include "core/engine/engine.hpp"
#include "core/engine/snapshot.hpp"
#include "core/subjects/groupbuy/queries.hpp"
#include "server/platform/platform.hpp"
#include "server/secrets/contact.hpp"
#include "server/store/memory_store.hpp"

#include <catch2/catch_test_macros.hpp>

#include <future>
#include <memory>
#include <set>

namespace demo_test {

using namespace starfish;

// A Wednesday, at two in the afternoon.
const Instant now = from_shanghai({.year = 2026, .month = 11, .day = 25, .hour = 14});

std::unique_ptr<Engine> replayed(Store& store) {
    auto engine = std::make_unique<Engine>();
    REQUIRE(store.read(0, [&](const Record& record) { return engine->replay(record); }));
    return engine;
}

TEST_CASE("the demo is loaded once, into an empty log") {
    const auto store = open_memory_store();
    const Secrets secrets(*store);
    REQUIRE(load_demo(*store, secrets, now));
    const auto first = replayed(*store);
    CHECK(first->head() > 300);
    CHECK(first->state().community.leaders.at({1}).name == "陈姐");

    CHECK_FALSE(load_demo(*store, secrets, now + day_ms));
    CHECK(replayed(*store)->head() == first->head());
}

TEST_CASE("the demo's consumers have names, made-up phones and notes") {
    const auto store = open_memory_store();
    const Secrets secrets(*store);
    load_demo(*store, secrets, now);
    const auto engine = replayed(*store);

    std::vector<ConsumerId> consumers;
    std::vector<std::uint32_t> lines;
    for (const auto& line : engine->state().groupbuy.lines) {
        consumers.push_back(line.consumer);
        lines.push_back(line.id.value);
    }
    const std::set<ConsumerId> distinct(consumers.begin(), consumers.end());
    const auto profiles = store->profiles({consumers.data(), consumers.size()});
    std::set<ConsumerId> named;
    for (const Profile& profile : profiles) {
        named.insert(profile.consumer);
        CHECK(profile.phone.starts_with("1990000"));
        const auto as_typed = profile_from(secrets, profile.name, profile.phone);
        REQUIRE(as_typed);
        CHECK(*as_typed == profile);
    }
    CHECK(named == distinct);
    CHECK(store->private_texts(groupbuy::note_kind, {lines.data(), lines.size()}).size() > 20);
}

TEST_CASE("a platform goes on from the demo") {
    auto store = open_memory_store();
    {
        const Secrets secrets(*store);
        load_demo(*store, secrets, now);
    }
    std::promise<std::size_t> open;
    Platform platform(std::move(store), {.now = [] { return now; }});
    REQUIRE(platform.query([&](const State& state, Seq, Instant at) {
        std::size_t count = 0;
        for (const auto& groupbuy : state.groupbuy.groupbuys)
            if (stage_at(groupbuy, at) == groupbuy::Stage::open_) ++count;
        open.set_value(count);
    }));
    CHECK(open.get_future().get() >= 7);
}

}  // namespace demo_test
