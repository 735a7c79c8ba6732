// Limits of pay. The check of reward plans and the publishing of offers use the same numbers.
#pragma once

#include <cstdint>

namespace starfish::rules {

// 《直销管理条例》第二十四条: all rewards together at most 30 % of the seller's own sales to
// consumers. It binds direct sellers; we apply it to every plan.
inline constexpr std::int32_t reward_per_mille_max = 300;

// Our own rule: above these, pay for work cannot be told from a commission on another's sale. Each
// limits the sum over all services, per order.
inline constexpr std::int32_t service_per_mille_max = 100;
inline constexpr std::int64_t service_fen_max = 1'000;

}  // namespace starfish::rules
