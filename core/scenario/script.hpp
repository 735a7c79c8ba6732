// Scenarios: text that says who does what when, and what is then true. Tests are written in it, and
// so is the demo's case. Pure: text in, steps out; play.hpp carries them out.
//
//     # A late consumer finds less left.
//     D0 09:00
//     supplier publishes 即食海参: 10 盒, at most 6 each, 1+ ¥168, 5+ ¥159
//     陈姐 serves 百步亭, pickup at 3号门
//         hours: 周二 16:00–20:00
//     陈姐 opens A: 即食海参, 10 units, needs 3 people, until D1 17:30
//     D0 10:12  李芳 joins A ×4 "放门卫"
//     10:15     王强 joins A ×7   -> refused groupbuy.sold_out at quantity: left_units 6
//     then A is open, 1 people, 4 units, 6 left, ¥168 each
//
// A step is a line: a moment if it is a new one, the actor, what the actor does. What a step
// creates has the name it was given there (即食海参, 百步亭, A). Indented lines below it say more,
// `key: value`. `# …` is a remark. Names that hold spaces or punctuation stand in "quotation
// marks".
//
// Moments are days from a day D0 that the caller chooses, and times of day in Asia/Shanghai; a
// moment holds until the next one, a time alone is of the same day, and moments never go back.
//
// The actor is `supplier`, `trainer`, `system`, a leader's or a verifier's name; any other name is
// a consumer's.
//
// The verbs are the subjects' own: core/subjects/NAME/scenario.cpp lists them, each with its line.
// The language itself has one:
//
//     WHO sends groupbuy.join {"groupbuy":1,…}          any command as a client sends it
//
// A step may end in `(id some-id-1)`, its command id (otherwise the reader gives it one), and in
// the expected outcome; without one, the step must be carried out:
//
//     -> refused groupbuy.over_cap at quantity: cap_units 4, held_units 3
//     -> repeated
//
// Assertions begin with `then`, and state any of the properties that a thing has; the others are
// not checked. `because "…"` and `¥159 each` belong to the language, all else to the subjects:
//
//     then NAME is | has PROPERTY, PROPERTY              a group-buy, an offer
//     then TOPIC …                                       then money of 李芳 in A is ¥336 due
//     then NAME PREDICATE …                              then 李芳 gets 4 in A
#pragma once

#include "core/scenario/action.hpp"
#include "core/scenario/assertion.hpp"
#include "core/scenario/calendar.hpp"

#include <expected>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace starfish::scenario {

struct Step {
    int line{};
    std::string text;  // the line as it was written
    Instant at;
    std::variant<Action, Assertion> content;
};

// Why a scenario stops: a line that cannot be read, or one that comes out otherwise than it says.
struct Failure {
    int line{};
    std::string text;
    std::string expected;
    std::string actual;
};
// "NAME:7: 王强 joins A ×7", then what was expected and what there was instead.
std::string to_string(const Failure& failure, std::string_view name);

struct Script {
    Calendar calendar;
    std::vector<Step> steps;
};

// Commands without an id of their own have `id_prefix` and the number of their line; the prefix has
// 3 to 40 of the characters of a command id.
std::expected<Script, Failure> read_script(std::string_view text, Calendar calendar,
                                           std::string_view id_prefix);

}  // namespace starfish::scenario
