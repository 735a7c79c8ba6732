// The demo's case shows what it is meant to at whatever hour it is loaded.
#include "core/engine/transaction.hpp"
#include "core/scenario/play.hpp"
#include "core/subjects/groupbuy/queries.hpp"
#include "generated/demo_assets.hpp"

#include <catch2/catch_test_macros.hpp>

#include <map>
#include <set>

namespace demo_test {

using namespace starfish;
using groupbuy::Stage;

const scenario::Calendar calendar{
    shanghai_day(from_shanghai({.year = 2026, .month = 11, .day = 25}))};

scenario::Script demo() {
    auto script = scenario::read_script(assets::demo_wuhan, calendar, "demo");
    if (!script) FAIL(to_string(script.error(), "wuhan.scenario"));
    return std::move(*script);
}

void play_until(scenario::EngineWorld& world, Instant until) {
    if (const auto trouble = play(demo(), world, until))
        FAIL(to_string(*trouble, "wuhan.scenario"));
    REQUIRE(broken_invariant(world.state()).value_or("").empty());
}

std::map<Stage, int> stages_of(const State& state, Id<community::Leader> leader, Instant now) {
    std::map<Stage, int> stages;
    for (const auto id : groupbuys_of(state.groupbuy, leader))
        ++stages[stage_at(state.groupbuy.groupbuys.at(id), now)];
    return stages;
}

TEST_CASE("at every hour of the day the demo shows every state but the passing one") {
    for (int hour = 0; hour < 24; ++hour) {
        const Instant now = calendar.at(0, hour * hour_ms + 1);
        INFO("loaded at " << hour << ":00");
        scenario::EngineWorld world;
        play_until(world, now);
        const State& state = world.state();

        std::map<Stage, int> stages;
        int reached = 0;
        for (const auto& groupbuy : state.groupbuy.groupbuys) {
            const Stage stage = stage_at(groupbuy, now);
            ++stages[stage];
            if (stage == Stage::open_ && threshold_reached(groupbuy)) ++reached;
            if (stage == Stage::open_) CHECK(groupbuy.joined_people >= 4);
        }
        CHECK(stages[Stage::open_] >= 7);
        CHECK(reached >= 3);
        CHECK(reached < stages[Stage::open_]);
        CHECK(stages[Stage::preheat] >= 2);
        CHECK(stages[Stage::locked] >= 4);
        CHECK(stages[Stage::failed] >= 3);
        CHECK(stages[Stage::cancelled] >= 3);
        CHECK(stages[Stage::overdue] == 0);

        CHECK(state.community.leaders.at({1}).name == "陈姐");
        CHECK(stages_of(state, {1}, now).size() >= 5);
    }
}

TEST_CASE("the demo is a week of a small town") {
    scenario::EngineWorld world;
    play_until(world, calendar.at(1, 0));
    const State& state = world.state();
    CHECK(state.community.leaders.size() == 6);
    CHECK(state.community.communities.size() == 6);
    CHECK(state.catalog.offers.size() == 5);
    CHECK(state.groupbuy.lines.size() >= 300);
    CHECK(state.groupbuy.lines.size() <= 500);

    std::set<ConsumerId> people;
    std::map<int, int> by_hour;
    int left = 0;
    for (const auto& line : state.groupbuy.lines) {
        people.insert(line.consumer);
        ++by_hour[in_shanghai(line.joined_at).hour];
        if (line.left_at.ms != 0) ++left;
    }
    CHECK(people.size() >= 150);
    CHECK(left >= 5);
    // Evenings are when people join; nobody does in the small hours.
    CHECK(by_hour[19] + by_hour[20] + by_hour[21] > 120);
    for (int hour = 0; hour < 7; ++hour) CHECK(by_hour[hour] == 0);
}

// Ordinary food may make no health claim (食品安全法 第七十三条), and no text absolute words
// (广告法 第九条). The lexicons proper come with `compliance`.
TEST_CASE("the demo makes no health claim and uses no absolute word") {
    for (const std::string_view word :
         {"治",       "疗效", "保健",   "养生", "滋补", "补肾",   "抗癌",
          "免疫",     "增强", "预防",   "降血", "延年", "最好",   "最佳",
          "第一品牌", "顶级", "国家级", "极品", "100%", "纯天然", "原价"}) {
        INFO(word);
        CHECK(assets::demo_wuhan.find(word) == std::string_view::npos);
    }
}

TEST_CASE("the demo's licences are nobody's") {
    scenario::EngineWorld world;
    play_until(world, calendar.at(0, 0));
    for (const auto& offer : world.state().catalog.offers) {
        const std::string& licence = offer.label.licence;
        CHECK(licence.size() == 16);
        CHECK(licence.starts_with("SC12200000000"));
        CHECK(offer.label.producer.find("示例") != std::string::npos);
    }
}

}  // namespace demo_test
