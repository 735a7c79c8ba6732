// Names of leaders and communities for the scenarios of other subjects.
#pragma once

#include "core/scenario/names.hpp"

namespace starfish::community {

inline constexpr scenario::Kind<Leader> a_leader{"leader"};
inline constexpr scenario::Kind<Community> a_community{"community"};
inline constexpr scenario::Kind<PickupPoint> a_pickup_point{"pickup point"};
inline constexpr scenario::Kind<Verifier> a_verifier{"verifier"};

}  // namespace starfish::community
