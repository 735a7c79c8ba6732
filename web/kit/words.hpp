// The kit's own few words, for controls that have no label of the caller's.
#pragma once

#include "core/words/words.hpp"

#include <string_view>

namespace starfish::web {

enum class Word : std::uint8_t { less, more, shown, busy };

std::string_view word(Word word);

}  // namespace starfish::web
