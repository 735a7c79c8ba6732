// An action: a step that becomes a command. A verb reads it from what stands after the actor.
#pragma once

#include "core/scenario/details.hpp"
#include "core/scenario/line.hpp"
#include "core/scenario/scene.hpp"

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace starfish::scenario {

struct Action {
    std::string who;
    std::function<Command(ActionScene&)> command;  // puts ids where the line has names
    std::string new_name;                          // of what the command creates, or ""
    std::string note;                              // typed with the command, kept apart from it
    // The reader of scripts fills these.
    std::string command_id;
    std::optional<std::string> outcome;  // what stood after ->
};

using Actions = std::vector<Action>;  // most lines are one

// All that a verb may read.
struct Reading {
    Line& line;
    Details& details;
    Calendar calendar;
    Instant now;
    std::string who;
    std::set<std::pair<std::string_view, std::string>>& introduced;  // by this line and before

    // Whether the name has not been introduced before; it is from now on.
    template <class Row>
    bool introduce(Kind<Row> kind, const std::string& name) {
        return introduced.emplace(kind.noun, name).second;
    }
    Instant moment() { return line.moment(calendar, now); }
    Actions action(std::function<Command(ActionScene&)> command, std::string new_name = {}) const {
        return {{.who = who,
                 .command = std::move(command),
                 .new_name = std::move(new_name),
                 .note = {},
                 .command_id = {},
                 .outcome = {}}};
    }
};

// Two subjects can share a word: the entry whose `applies` holds is taken before one without.
struct Verb {
    std::string_view word;
    Actions (*read)(Reading&);  // up to (id …), -> or the end; failures are left in the line
    bool (*applies)(Line&) = nullptr;
};

// because "…"
inline std::string read_reason(Line& line) {
    line.expect("because");
    return line.quoted("the reason");
}
// of 干海参; "" if it is not there
inline std::string read_offer_if_any(Line& line) {
    return line.accept("of") ? line.name("an offer") : std::string();
}

}  // namespace starfish::scenario
