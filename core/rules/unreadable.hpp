// Why a text is not readable as a plan, in words that help to mend it.
#pragma once

#include "core/base/json/read.hpp"
#include "core/words/words.hpp"

#include <string>
#include <string_view>

namespace starfish::rules {

// The sentence for the error; of a word that may not stand there, with those that may; of a member
// that is missing, with all that the plan lacks.
std::string say_unreadable(Locale, const json::ReadError&, std::string_view text);

}  // namespace starfish::rules
