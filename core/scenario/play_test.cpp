// Playing stops at the first line that comes out differently, and says what was expected.
#include "core/scenario/play.hpp"

#include "core/subjects/groupbuy/queries.hpp"

#include "core/engine/snapshot.hpp"

#include <catch2/catch_test_macros.hpp>

namespace play_test {

using namespace starfish;
using namespace starfish::scenario;

const Calendar calendar{shanghai_day(from_shanghai({.year = 2020, .month = 11, .day = 24}))};

// Ends in line 5.
const std::string before =
    "D0 09:00\n"
    "supplier publishes 海参: 10 盒, at most 4 each, 1+ ¥168, 5+ ¥159\n"
    "陈姐 serves 百步亭, pickup at 3号门\n"
    "陈姐 opens A: 海参, 10 units, needs 3 people, until D1 17:30\n"
    "10:00 李芳 joins A ×2\n";

// "line: expected | actual", or "fine".
std::string played(const std::string& rest) {
    const auto script = read_script(before + rest, calendar, "scenario");
    if (!script) FAIL(to_string(script.error(), "text"));
    EngineWorld world;
    const auto failure = play(*script, world);
    if (!failure) return "fine";
    return std::to_string(failure->line) + ": " + failure->expected + " | " + failure->actual;
}

TEST_CASE("a scenario that comes out as it says has no failure") {
    CHECK(played("") == "fine");
    CHECK(played("then A is open, 1 people, 2 units, 8 left, 2 to go, ¥168 each, next ¥159 from 5, "
                 "number 1\n"
                 "then 海参 is published, 0 left, 10 reserved\n"
                 "then 李芳 holds 2 in A\n"
                 "then 王强 holds 0 in A\n"
                 "then A lists 李芳 ×2\n") == "fine");
}

TEST_CASE("a line that comes out differently is a failure") {
    CHECK(played("李芳 joins A ×3") ==
          "6: carried out | refused groupbuy.over_cap at quantity: cap_units 4, held_units 2");
    CHECK(played("李芳 joins A ×1 -> refused groupbuy.over") ==
          "6: refused groupbuy.over | carried out");
    CHECK(played("李芳 joins A ×3 -> refused groupbuy.over_cap at quantity: cap_units 4, "
                 "held_units 1") ==
          "6: refused groupbuy.over_cap at quantity: cap_units 4, held_units 1 | "
          "refused groupbuy.over_cap at quantity: cap_units 4, held_units 2");
    CHECK(played("李芳 joins A ×1 -> repeated") == "6: repeated | carried out");
    CHECK(played("李芳 joins A ×2 (id scenario-0005)") == "6: carried out | repeated");
    CHECK(played("then A is locked") == "6: locked | open");
    CHECK(played("then A has 1 people, 3 units, 9 left") == "6: 3 units | 2 units");
    CHECK(played("then A has ¥159 each") == "6: ¥159 each | ¥168 each");
    CHECK(played("then A is open, because \"x\"") == "6: because \"x\" | because \"\"");
    CHECK(played("then 李芳 holds 3 in A") == "6: 3 | 2");
    CHECK(played("then A lists 王强 ×2") == "6: 王强 ×2 | 李芳 ×2");
    CHECK(played("then 海参 has 3 people") == "6: 3 people | of \"海参\" no people can be claimed");
}

TEST_CASE("a name that stands for nothing is a failure") {
    CHECK(played("李芳 joins B ×1") ==
          "6: names that stand for something | there is no group-buy called \"B\"");
    CHECK(played("supplier withdraws 干货 because \"没有\"") ==
          "6: names that stand for something | there is no offer called \"干货\"");
    CHECK(played("王强 leaves A") ==
          "6: names that stand for something | there is no join of 王强 in A");
    CHECK(played("李芳 opens B: 海参, 1 units, needs 1 people, until D1 17:30") ==
          "6: names that stand for something | there is no leader called \"李芳\"");
    CHECK(played("then B is open") == "6: a group-buy or an offer called \"B\" | there is none");
    CHECK(played("supplier publishes 海参: 1 盒, 1+ ¥1") ==
          "6: a name of its own | the name \"海参\" is taken");
}

TEST_CASE("steps after `until` are not played") {
    const auto script = read_script(before + "D1 09:00 王强 joins A ×1\n", calendar, "scenario");
    REQUIRE(script);
    const auto units = [&](Instant until) {
        EngineWorld world;
        REQUIRE_FALSE(play(*script, world, until));
        const auto& groupbuys = world.state().groupbuy.groupbuys;
        return groupbuys.size() == 0 ? -1 : groupbuy::joined_units(*groupbuys.begin()).value;
    };
    CHECK(units(calendar.at(-1, 0)) == -1);
    CHECK(units(calendar.at(0, 9 * hour_ms)) == 0);
    CHECK(units(calendar.at(0, 10 * hour_ms)) == 2);
    CHECK(units(calendar.at(1, 9 * hour_ms)) == 3);
}

TEST_CASE("commands carry who, when and a name") {
    struct Watching : EngineWorld {
        Result<Answer> carry_out(const Request& request) override {
            last = to_string(request.context.actor) + " " + calendar.text(request.context.now) +
                   " " + std::string(request.context.command_id) + " " +
                   std::string(request.person) + " " + std::string(request.note);
            return EngineWorld::carry_out(request);
        }
        std::string last;
    };
    const auto last = [](std::string_view step) {
        Watching world;
        const auto script = read_script(before + std::string(step), calendar, "scenario");
        REQUIRE(script);
        REQUIRE_FALSE(play(*script, world));
        return world.last;
    };
    const std::string wang = std::to_string(EngineWorld().consumer("王强").value);
    CHECK(last("10:30 王强 joins A ×1 \"放门卫\"") ==
          "consumer:" + wang + " D0 10:30 scenario-0006 王强 放门卫");
    CHECK(last("陈姐 closes A (id chen-jie-1)") == "leader:1 D0 10:00 chen-jie-1  ");
    CHECK(last("supplier cancels A because \"停售\"") == "supplier:1 D0 10:00 scenario-0006  ");
    CHECK(last("D1 17:30 system closes A") == "system:0 D1 17:30 scenario-0006  ");
}

TEST_CASE("a failure reads well") {
    CHECK(to_string(Failure{7, "王强 joins A ×7", "carried out", "refused x"}, "a.scenario") ==
          "a.scenario:7: 王强 joins A ×7\n  expected: carried out\n  actual:   refused x");
}

}  // namespace play_test
