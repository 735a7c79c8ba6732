// The words that subjects add to the language. A subject that adds something declares in its header
//
//     scenario::Vocabulary vocabulary(std::type_identity<State>);
//
// and defines it in its scenario.cpp; core/engine/subjects.hpp is the one list of subjects.
#pragma once

#include "core/scenario/action.hpp"
#include "core/scenario/assertion.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace starfish::scenario {

// A kind of actor that has a name of its own.
struct ActorKind {
    Role role{};
    std::string_view noun;  // of the Kind of the row that is the actor
};

struct Vocabulary {
    std::span<const Verb> verbs{};
    std::span<const Creation> creations{};
    std::span<const ActorKind> actors{};
    std::span<const Topic> topics{};
    std::span<const Predicate> predicates{};
    std::span<const Description> descriptions{};
    std::span<const PropertyForm> properties{};
};

// In the order of the subjects.
std::span<const Vocabulary> vocabularies();

// Reads the verb and the rest, up to (id …), -> or the end. Failures are left in `reading.line`.
Actions read_actions(Reading& reading);
// Reads the rest of a line that begins with `then`.
Assertion read_assertion(Line& line);

}  // namespace starfish::scenario
