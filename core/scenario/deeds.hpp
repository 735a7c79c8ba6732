// What comes after who: a verb and what it needs. Adding a verb adds a line to the table in
// deeds.cpp, a struct to scenario.hpp and an overload to each visitor in cast.cpp.
#pragma once

#include "core/scenario/details.hpp"
#include "core/scenario/line.hpp"
#include "core/scenario/scenario.hpp"

#include <set>
#include <span>
#include <string>
#include <vector>

namespace starfish::scenario {

// Everything a verb may read.
struct Reading {
    Line& line;
    Details& details;
    Calendar calendar;
    Instant now;
    std::string who;
    std::set<std::string>& leaders;  // registered so far
};

// One line can be several deeds, each by someone.
struct Said {
    std::string who;
    Deed deed;
};

using Sayings = std::vector<Said>;

struct Verb {
    std::string_view word;
    Sayings (*read)(Reading&);
};
// deeds_of_handouts.cpp
std::span<const Verb> handout_verbs();

// because "…"
std::string reason(Line& line);

// Reads the verb and the rest, up to (id …), -> or the end. Trouble is left in `reading.line`.
std::vector<Said> read_deeds(Reading& reading);
// What follows `then`.
Deed read_claim(Line& line);

}  // namespace starfish::scenario
