// Names of the catalog for the scenarios of other subjects.
#pragma once

#include "core/scenario/names.hpp"

namespace starfish::catalog {

inline constexpr scenario::Kind<Offer> an_offer{"offer"};

}  // namespace starfish::catalog
