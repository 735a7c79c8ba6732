// The assertions about money, for scenario.cpp.
#pragma once

#include "core/scenario/vocabulary.hpp"

namespace starfish::money::scenarios {

// The parts of the vocabulary that belong to assertions.
scenario::Vocabulary assertions();

}  // namespace starfish::money::scenarios
