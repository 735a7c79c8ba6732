// The assertions about group-buys, for scenario.cpp.
#pragma once

#include "core/scenario/vocabulary.hpp"

namespace starfish::groupbuy::scenarios {

// The parts of the vocabulary that belong to assertions.
scenario::Vocabulary assertions();

}  // namespace starfish::groupbuy::scenarios
