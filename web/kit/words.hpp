// The kit's own words, for controls without a label from the caller.
#pragma once

#include "core/words/words.hpp"

#include <string_view>

namespace starfish::web {

enum class Word : std::uint8_t { less, more, shown, busy };

std::string_view word(Word word);

}  // namespace starfish::web
