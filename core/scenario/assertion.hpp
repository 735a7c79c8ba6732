// An assertion: a line that begins with `then`, compared with the state.
#pragma once

#include "core/scenario/line.hpp"
#include "core/scenario/property.hpp"
#include "core/scenario/scene.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace starfish::scenario {

struct Difference {
    std::string expected;
    std::string actual;
};

// Nothing if the scene is as the line says.
using Assertion = std::function<std::optional<Difference>(const Scene&)>;

// then WORD …: "then money of 李芳 in A is ¥336 due"
struct Topic {
    std::string_view word;
    Assertion (*read)(Line&);  // what follows the word
};

// then NAME WORD …: "then 李芳 gets 4 in A"
struct Predicate {
    std::string_view word;
    Assertion (*read)(Line&, const std::string& name);  // what follows the word
    bool suggested = true;  // in the failure of a line that has no predicate
};

// A kind of thing that "then NAME is …" and "then NAME has …" can be about. Several subjects can
// describe the same kind of thing, each by its own properties.
struct Description {
    std::string_view kind;  // with its article, as failures say it: "an offer"
    // nullopt: nothing of this kind has the name.
    std::optional<std::vector<Property>> (*properties)(const Scene&, std::string_view name);
};

// "3 units, ¥159 each, because "…"", by the forms that all subjects know.
std::vector<Property> read_properties(Line& line);

// The first stated property that differs from the actual one.
std::optional<Difference> compare(std::string_view name, const std::vector<Property>& stated,
                                  const std::vector<Property>& actual);
// Nothing if both are the same.
std::optional<Difference> compare(std::string_view stated, std::string actual);
// `kind` with its article.
Difference no_such(std::string_view kind, std::string_view name);

}  // namespace starfish::scenario
