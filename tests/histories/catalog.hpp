// Offers in random histories.
#pragma once

#include "tests/histories/author.hpp"

#include <utility>

namespace starfish::histories {

inline std::optional<catalog::Reward> Author::reward() {
    if (dice_.chance(15)) return std::nullopt;
    catalog::Reward reward;
    if (dice_.chance(60))
        reward.sale_per_mille = static_cast<std::int32_t>(dice_.between(1, 120));
    else
        reward.sale_fen = Fen{dice_.between(0, 1'500)};
    if (dice_.chance(60)) reward.service_fen = Fen{dice_.between(0, 300)};
    return reward;
}

inline Command Author::publish() {
    std::vector<catalog::Tier> tiers;
    Units from = units(1, 3);
    Fen price{dice_.between(9'000, 30'000)};
    for (auto count = dice_.between(1, 4); count > 0; --count) {
        tiers.push_back({from, price});
        from = from + units(1, 8);
        price = price - Fen{dice_.between(1, 1'500)};
    }
    return catalog::PublishOffer{
        "即食海参 " + std::to_string(moves_),
        "冷藏，开袋即食",
        "盒",
        {"海参、饮用水", "500 g", "大连", "0–4 ℃", "30 天", "示例食品厂", "SC10042000000000"},
        units(30, 120),
        units(1, 8),
        {},
        dice_.chance(30) ? std::optional(units(2, 5)) : std::nullopt,
        std::move(tiers),
        {},
        {},
        reward(),
        dice_.chance(70) ? std::optional(static_cast<std::int32_t>(dice_.between(1, 3)))
                         : std::nullopt,
        dice_.chance(15) ? std::optional(true) : std::nullopt};
}

}  // namespace starfish::histories
