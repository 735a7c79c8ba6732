// The meaning of scenarios, and the failures of lines that cannot be read.
#include "core/scenario/script.hpp"

#include "core/base/actor.hpp"
#include "core/scenario/play.hpp"
#include "core/subjects/catalog/scenario.hpp"
#include "core/subjects/community/scenario.hpp"
#include "core/subjects/groupbuy/scenario.hpp"

#include <catch2/catch_test_macros.hpp>

#include <span>

namespace script_test {

using namespace starfish;
using namespace starfish::scenario;

const Calendar calendar{shanghai_day(from_shanghai({.year = 2020, .month = 11, .day = 24}))};

Script read(std::string_view text) {
    auto script = read_script(text, calendar, "scenario");
    if (!script) FAIL(to_string(script.error(), "text"));
    return std::move(*script);
}

// "line: expected | actual", or "fine".
std::string failure(std::string_view text) {
    const auto script = read_script(text, calendar, "scenario");
    if (script) return "fine";
    const Failure& failure = script.error();
    return std::to_string(failure.line) + ": " + failure.expected + " | " + failure.actual;
}

const Action& action(const Step& step) {
    return std::get<Action>(step.content);
}

// The command of a step, where names stand for what the case says.
struct Resolution {
    EngineWorld world;
    Names names;
    std::map<ConsumerId, std::string> people;

    template <class Of>
    Of command(const Step& step) {
        ActionScene scene({world, names, people, step.at}, action(step).who);
        const Command command = action(step).command(scene);
        INFO(scene.failure().value_or(""));
        REQUIRE_FALSE(scene.failure());
        return std::visit(
            [](const auto& of_subject) {
                if constexpr (boost::mp11::mp_contains<std::remove_cvref_t<decltype(of_subject)>,
                                                       Of>::value)
                    return std::get<Of>(of_subject);
                else
                    return Of{};
            },
            command);
    }
};

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
    CHECK(action(step).who == "supplier");
    CHECK(action(step).command_id == "scenario-0002");
    CHECK(is_command_id(action(step).command_id));
    CHECK(calendar.text(step.at) == "D-6 08:30");
    CHECK(action(step).new_name == "即食");
    const auto command = Resolution().command<catalog::PublishOffer>(step);
    CHECK(command.title == "即食海参 10 只");
    CHECK(command.summary == "冷藏：开袋即食");
    CHECK(command.unit == "盒");
    CHECK(command.stock == Units{60});
    CHECK(command.cap_per_person == Units{4});
    CHECK(command.tiers ==
          std::vector<catalog::Tier>{{Units{1}, Fen{16'800}}, {Units{5}, Fen{15'950}}});
    CHECK(command.label.origin == "辽宁大连");
    CHECK_FALSE(command.label.ingredients.empty());
}

TEST_CASE("serving is up to three steps, with an id each") {
    const Script script = read(
        "陈姐 serves 百步亭, pickup at 3号门\n"
        "    hours: 周二 16:00–20:00\n"
        "陈姐 serves 二期, pickup at 北门 -> refused x\n");
    REQUIRE(script.steps.size() == 5);
    Resolution resolution;
    resolution.names.give(community::a_leader.noun, "陈姐", 5);
    resolution.names.give(community::a_community.noun, "百步亭", 6);
    CHECK(resolution.command<community::RegisterLeader>(script.steps[0]).leader_name == "陈姐");
    CHECK(resolution.command<community::OpenCommunity>(script.steps[1]).leader.value == 5);
    const auto point = resolution.command<community::AddPickupPoint>(script.steps[2]);
    CHECK(point.community.value == 6);
    CHECK(point.hours == "周二 16:00–20:00");
    CHECK(action(script.steps[0]).command_id == "scenario-0001");
    CHECK(action(script.steps[2]).command_id == "scenario-0001-3");
    CHECK(action(script.steps[3]).new_name == "二期");
    CHECK_FALSE(action(script.steps[3]).outcome);
    CHECK(action(script.steps[4]).outcome == "refused x");
}

TEST_CASE("a join with all that can be said of it") {
    const auto script = read_script(
        "D0 09:00\n"
        "supplier publishes 海参: 60 盒, 1+ ¥100\n"
        "supplier publishes 礼盒: 60 盒, 1+ ¥168\n"
        "陈姐 serves 百步亭, pickup at 北门\n"
        "supplier adds pickup 3号门 to 百步亭\n"
        "陈姐 opens A: 海参, 10 units, with 礼盒 10 units, needs 3 people, until D1 17:30\n"
        "D1 10:00 李芳 joins A ×2 up to 3 more at 3号门 of 礼盒 \"放门卫\" (id li-fang-1) -> "
        "repeated",
        calendar, "scenario");
    REQUIRE(script);
    Resolution resolution;
    Player player(resolution.world, calendar);
    for (const Step& step : std::span(script->steps).first(script->steps.size() - 1))
        REQUIRE_FALSE(player.perform(step));
    const auto& step = script->steps.back();
    resolution.names.give(groupbuy::a_groupbuy.noun, "A", 1);
    resolution.names.give(catalog::an_offer.noun, "礼盒", 2);
    resolution.names.give(community::a_pickup_point.noun, "3号门", 2);
    const auto join = resolution.command<groupbuy::Join>(step);
    CHECK(join.groupbuy.value == 1);
    CHECK(join.quantity == Units{2});
    CHECK(join.tolerance == Units{3});
    CHECK(join.pickup.value == 2);
    CHECK(join.offer.value == 2);
    CHECK(action(step).note == "放门卫");
    CHECK(action(step).command_id == "li-fang-1");
    CHECK(action(step).outcome == "repeated");
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

TEST_CASE("properties are spelt one way however they were written") {
    Line line("open, 1 person, 1 unit, ¥168.00 each, no next tier");
    const auto properties = read_properties(line);
    CHECK((line.good() && line.at_end()));
    REQUIRE(properties.size() == 5);
    CHECK(properties[1].text == "1 people");
    CHECK(properties[2].text == "1 units");
    CHECK(properties[3].text == "¥168 each");
}

TEST_CASE("what cannot be read names the line, what was expected and what there was") {
    CHECK(failure("# fine\n\n   \n") == "fine");
    CHECK(
        failure("\n李芳 jumps A") ==
        "2: a verb: publishes, withdraws, halts, resumes, registers, adds, serves, entrusts, "
        "appoints, dismisses, opens, clones, reoffers, submits, approves, returns, joins, changes, "
        "leaves, takes, closes, cancels, undoes, extends, hides, shows, checks, hands, reports, "
        "weighs, claims, answers, appeals, finishes, confirms, records, gives, fails, releases, "
        "holds, lifts, explains, refuses, pays, settles, remits, receives, sends | "
        "jumps A");
    CHECK(failure("李芳 joins A 4") == "1: \"×\" | 4");
    CHECK(failure("李芳 joins A ×four") == "1: how many units | four");
    CHECK(failure("李芳 joins A ×4 \"放门卫") == "1: the note in \"…\" | \"放门卫");
    CHECK(failure("李芳 joins A ×4 tomorrow") == "1: (id …), -> or the end of the line | tomorrow");
    CHECK(failure("李芳 joins A ×4 (id short)") == "1: an id of 8 to 64 of A-Z a-z 0-9 _ - | )");
    CHECK(failure("李芳 joins") == "1: a group-buy | the end of the line");
    CHECK(failure("陈姐 opens A: 海参, 10 units, by D1 17:30") ==
          "1: a term such as \"10 units\", \"needs\", \"until\" or \"in\" | by D1 17:30");
    CHECK(failure("陈姐 opens A: 海参, needs 3 boxes") == "1: \"people\" or \"units\" | boxes");
    CHECK(failure("陈姐 opens A: 海参, until tomorrow") ==
          "1: a moment such as D1 17:30 | tomorrow");
    CHECK(failure("supplier publishes 海参: 10 盒, 5+ 159") ==
          "1: a price such as ¥168 or ¥168.50 | 159");
    CHECK(failure("陈姐 cancels A \"不好\"") == "1: \"because\" | \"不好\"");
    CHECK(failure("then A is happy") ==
          "1: a claim such as open, 2 people, 7 units, 3 left or ¥159 each | happy");
    CHECK(failure("then A has 3 boxes") ==
          "1: \"people\", \"units\", \"left\", \"reserved\", \"waiting\", \"sold\" or \"to go\" | "
          "boxes");
    CHECK(failure("then A wins") == "1: \"is\", \"has\", \"gets\", \"holds\" or \"lists\" | wins");
}

TEST_CASE("time never goes back") {
    CHECK(failure("D0 10:00 李芳 leaves A\nD0 09:59 李芳 leaves A") ==
          "2: a moment not before D0 10:00 | 李芳 leaves A");
    CHECK(failure("D-3 10:00 李芳 leaves A\nD-3 10:00 李芳 leaves A") == "fine");
}

TEST_CASE("details belong to a step that knows them") {
    CHECK(failure("    origin: 大连\n") == "1: a step, which begins at the margin | an indent");
    CHECK(failure("supplier publishes 海参: 10 盒, 1+ ¥1\n    colour: 黑\n") ==
          "2: one of: title, summary, unit, below cost because, ingredients, net content, origin, "
          "storage, shelf life, "
          "producer, licence | colour");
    CHECK(failure("supplier publishes 海参: 10 盒, 1+ ¥1\n    title: a\n    title: b\n") ==
          "3: one of: title, summary, unit, below cost because, ingredients, net content, origin, "
          "storage, shelf life, "
          "producer, licence | title");
    CHECK(failure("李芳 leaves A\n    why: 不要了\n") == "2: one of:  | why");
    CHECK(failure("李芳 leaves A\n    不要了\n") == "2: `key: value` | 不要了");
}

TEST_CASE("a command sent raw must be one") {
    CHECK(failure(R"(李芳 sends groupbuy.close {"groupbuy":1})") == "fine");
    CHECK(failure(R"(李芳 sends groupbuy.close {"groupbuy":1} -> refused x)") == "fine");
    CHECK(failure(R"(李芳 sends groupbuy.close {"groupbuy":"1"})") ==
          "1: a command that can be read, not input.wrong_type at \"groupbuy\" | the end of the "
          "line");
    CHECK(failure(R"(李芳 sends groupbuy.burn {})") ==
          "1: a command that can be read, not input.unknown_command at \"type\" | the end of the "
          "line");
    CHECK(failure("李芳 sends groupbuy.close") == "1: {…} | the end of the line");
}

}  // namespace script_test
