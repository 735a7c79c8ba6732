// What a scenario means, and what a line that means nothing is answered.
#include "core/scenario/scenario.hpp"

#include "core/base/actor.hpp"

#include <catch2/catch_test_macros.hpp>

namespace read_test {

using namespace starfish;
using namespace starfish::scenario;

const Calendar calendar{shanghai_day(from_shanghai({.year = 2020, .month = 11, .day = 24}))};

Script read(std::string_view text) {
    auto script = read_script(text, calendar, "scenario");
    if (!script) FAIL(to_string(script.error(), "text"));
    return std::move(*script);
}

// "line: expected | actual", or "fine".
std::string trouble(std::string_view text) {
    const auto script = read_script(text, calendar, "scenario");
    if (script) return "fine";
    const Trouble& trouble = script.error();
    return std::to_string(trouble.line) + ": " + trouble.expected + " | " + trouble.actual;
}

TEST_CASE("an offer with all that can be said of it") {
    const Script script = read(
        "D-6 08:30\n"
        "supplier publishes 即食: 60 盒, at most 4 each, 1+ ¥168, 5+ ¥159.50\n"
        "    title: 即食海参 10 只\n"
        "    summary: 冷藏：开袋即食\n"
        "\n"
        "    # a remark among the details\n"
        "    origin: 辽宁大连\n");
    REQUIRE(script.steps.size() == 1);
    const Step& step = script.steps[0];
    CHECK(step.line == 2);
    CHECK(step.who == "supplier");
    CHECK(step.command_id == "scenario-0002");
    CHECK(is_command_id(step.command_id));
    CHECK(calendar.text(step.at) == "D-6 08:30");
    const auto& deed = std::get<Publishes>(step.deed);
    CHECK(deed.name == "即食");
    CHECK(deed.command.title == "即食海参 10 只");
    CHECK(deed.command.summary == "冷藏：开袋即食");
    CHECK(deed.command.unit == "盒");
    CHECK(deed.command.stock == Units{60});
    CHECK(deed.command.cap_per_person == Units{4});
    CHECK(deed.command.tiers ==
          std::vector<catalog::Tier>{{Units{1}, Fen{16'800}}, {Units{5}, Fen{15'950}}});
    CHECK(deed.command.label.origin == "辽宁大连");
    CHECK_FALSE(deed.command.label.ingredients.empty());
}

TEST_CASE("serving is up to three steps, with an id each") {
    const Script script = read(
        "陈姐 serves 百步亭, pickup at 3号门\n"
        "    hours: 周二 16:00–20:00\n"
        "陈姐 serves 二期, pickup at 北门 -> refused x\n");
    REQUIRE(script.steps.size() == 5);
    CHECK(std::get<Registers>(script.steps[0].deed).command.leader_name == "陈姐");
    CHECK(std::get<AddsCommunity>(script.steps[1].deed).leader == "陈姐");
    CHECK(std::get<AddsPickup>(script.steps[2].deed).command.hours == "周二 16:00–20:00");
    CHECK(script.steps[0].command_id == "scenario-0001");
    CHECK(script.steps[2].command_id == "scenario-0001-3");
    CHECK(std::get<AddsCommunity>(script.steps[3].deed).name == "二期");
    CHECK_FALSE(script.steps[3].outcome);
    CHECK(script.steps[4].outcome == "refused x");
}

TEST_CASE("a join with all that can be said of it") {
    const Script script = read(
        "D1 10:00 李芳 joins A ×2 up to 3 more at 3号门 of 礼盒 \"放门卫\" (id li-fang-1) -> "
        "repeated");
    const auto& step = script.steps.at(0);
    const auto& deed = std::get<Joins>(step.deed);
    CHECK(deed.groupbuy == "A");
    CHECK(deed.command.quantity == Units{2});
    CHECK(deed.command.tolerance == Units{3});
    CHECK(deed.pickup == "3号门");
    CHECK(deed.offer == "礼盒");
    CHECK(deed.note == "放门卫");
    CHECK(step.command_id == "li-fang-1");
    CHECK(step.outcome == "repeated");
}

TEST_CASE("moments hold until the next") {
    const Script script = read(
        "D-2\n"
        "李芳 leaves A\n"
        "09:30 李芳 leaves A\n"
        "李芳 leaves A\n"
        "D+1 08:00\r\n"
        "李芳 leaves A\r\n");
    REQUIRE(script.steps.size() == 4);
    CHECK(calendar.text(script.steps[0].at) == "D-2 00:00");
    CHECK(calendar.text(script.steps[1].at) == "D-2 09:30");
    CHECK(calendar.text(script.steps[2].at) == "D-2 09:30");
    CHECK(calendar.text(script.steps[3].at) == "D1 08:00");
}

TEST_CASE("claims are spelt one way however they were written") {
    const Script script = read("then A is open, 1 person, 1 unit, ¥168.00 each, no next tier\n");
    const auto& claims = std::get<IsSo>(script.steps.at(0).deed).claims;
    REQUIRE(claims.size() == 5);
    CHECK(claims[1].text == "1 people");
    CHECK(claims[2].text == "1 units");
    CHECK(claims[3].text == "¥168 each");
}

TEST_CASE("what cannot be read names the line, what was expected and what there was") {
    CHECK(trouble("# fine\n\n   \n") == "fine");
    CHECK(
        trouble("\n李芳 jumps A") ==
        "2: a verb: publishes, withdraws, halts, resumes, registers, adds, serves, opens, clones, "
        "reoffers, submits, approves, returns, joins, changes, leaves, takes, closes, cancels, "
        "undoes, extends, hides, shows, confirms, records, gives, fails, sends, appoints, "
        "dismisses, entrusts, checks, hands, reports, weighs, claims, answers, appeals, "
        "finishes, releases, holds, lifts, explains, refuses, pays, settles, remits, receives | "
        "jumps A");
    CHECK(trouble("李芳 joins A 4") == "1: \"×\" | 4");
    CHECK(trouble("李芳 joins A ×four") == "1: how many units | four");
    CHECK(trouble("李芳 joins A ×4 \"放门卫") == "1: the note in \"…\" | \"放门卫");
    CHECK(trouble("李芳 joins A ×4 tomorrow") == "1: (id …), -> or the end of the line | tomorrow");
    CHECK(trouble("李芳 joins A ×4 (id short)") == "1: an id of 8 to 64 of A-Z a-z 0-9 _ - | )");
    CHECK(trouble("李芳 joins") == "1: a group-buy | the end of the line");
    CHECK(trouble("陈姐 opens A: 海参, 10 units, by D1 17:30") ==
          "1: a term such as \"10 units\", \"needs\", \"until\" or \"in\" | by D1 17:30");
    CHECK(trouble("陈姐 opens A: 海参, needs 3 boxes") == "1: \"people\" or \"units\" | boxes");
    CHECK(trouble("陈姐 opens A: 海参, until tomorrow") ==
          "1: a moment such as D1 17:30 | tomorrow");
    CHECK(trouble("supplier publishes 海参: 10 盒, 5+ 159") ==
          "1: a price such as ¥168 or ¥168.50 | 159");
    CHECK(trouble("陈姐 cancels A \"不好\"") == "1: \"because\" | \"不好\"");
    CHECK(trouble("then A is happy") ==
          "1: a claim such as open, 2 people, 7 units, 3 left or ¥159 each | happy");
    CHECK(trouble("then A has 3 boxes") ==
          "1: \"people\", \"units\", \"left\", \"reserved\", \"waiting\", \"sold\" or \"to go\" | "
          "boxes");
    CHECK(trouble("then A wins") == "1: \"is\", \"has\", \"gets\", \"holds\" or \"lists\" | wins");
}

TEST_CASE("time never goes back") {
    CHECK(trouble("D0 10:00 李芳 leaves A\nD0 09:59 李芳 leaves A") ==
          "2: a moment not before D0 10:00 | 李芳 leaves A");
    CHECK(trouble("D-3 10:00 李芳 leaves A\nD-3 10:00 李芳 leaves A") == "fine");
}

TEST_CASE("details belong to a step that knows them") {
    CHECK(trouble("    origin: 大连\n") == "1: a step, which begins at the margin | an indent");
    CHECK(trouble("supplier publishes 海参: 10 盒, 1+ ¥1\n    colour: 黑\n") ==
          "2: one of: title, summary, unit, below cost because, ingredients, net content, origin, "
          "storage, shelf life, "
          "producer, licence | colour");
    CHECK(trouble("supplier publishes 海参: 10 盒, 1+ ¥1\n    title: a\n    title: b\n") ==
          "3: one of: title, summary, unit, below cost because, ingredients, net content, origin, "
          "storage, shelf life, "
          "producer, licence | title");
    CHECK(trouble("李芳 leaves A\n    why: 不要了\n") == "2: one of:  | why");
    CHECK(trouble("李芳 leaves A\n    不要了\n") == "2: `key: value` | 不要了");
}

TEST_CASE("a command sent raw must be one") {
    CHECK(trouble(R"(李芳 sends groupbuy.close {"groupbuy":1})") == "fine");
    CHECK(trouble(R"(李芳 sends groupbuy.close {"groupbuy":1} -> refused x)") == "fine");
    CHECK(trouble(R"(李芳 sends groupbuy.close {"groupbuy":"1"})") ==
          "1: a command that can be read, not input.wrong_type at \"groupbuy\" | the end of the "
          "line");
    CHECK(trouble(R"(李芳 sends groupbuy.burn {})") ==
          "1: a command that can be read, not input.unknown_command at \"type\" | the end of the "
          "line");
    CHECK(trouble("李芳 sends groupbuy.close") == "1: {…} | the end of the line");
}

}  // namespace read_test
