// Explains why a text cannot be read as a plan, so that its author can correct it.
#pragma once

#include "core/base/json/read.hpp"
#include "core/words/words.hpp"

#include <string>
#include <string_view>

namespace starfish::rules {

// The sentence for the error; for a word that is not allowed, with the allowed words; for a missing
// member, with all missing members.
std::string say_unreadable(Locale, const json::ReadError&, std::string_view text);

}  // namespace starfish::rules
