// How much may be paid. The check of reward plans and whoever publishes an offer hold to the same
// numbers.
#pragma once

#include <cstdint>

namespace starfish::rules {

// 《直销管理条例》第二十四条: all rewards together at most 30 % of the seller's own sales to
// consumers. It binds direct sellers; we hold every plan to it.
inline constexpr std::int32_t reward_per_mille_max = 300;

// Our own: above these, pay for work cannot be told from a commission on another's sale. Each holds
// for the sum over all services, an order.
inline constexpr std::int32_t service_per_mille_max = 100;
inline constexpr std::int64_t service_fen_max = 1'000;

}  // namespace starfish::rules
