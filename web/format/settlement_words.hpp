// The status of a withdrawal or settlement as a chip.
#pragma once

#include "core/subjects/money/money.hpp"
#include "core/words/words.hpp"
#include "web/kit/kit.hpp"

namespace starfish::web {

// The leader has not reported the settlement's remittance yet.
bool must_remit(const money::Settlement&);
kit::Chip chip_of(Locale, const money::Settlement&);
kit::Chip chip_of(Locale, const money::Withdrawal&);

}  // namespace starfish::web
