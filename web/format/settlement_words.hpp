// How far a withdrawal and a settlement have come, in a word.
#pragma once

#include "core/subjects/money/money.hpp"
#include "core/words/words.hpp"
#include "web/kit/kit.hpp"

namespace starfish::web {

// The leader still has to send it, as far as she said.
bool must_remit(const money::Settlement&);
kit::Chip chip_of(Locale, const money::Settlement&);
kit::Chip chip_of(Locale, const money::Withdrawal&);

}  // namespace starfish::web
