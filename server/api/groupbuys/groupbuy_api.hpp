// GET /api/groupbuys/{code}: the public data of one group-buy.
#pragma once

#include "core/engine/subjects.hpp"
#include "core/subjects/groupbuy/queries.hpp"

#include <boost/describe.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace starfish {

struct PublicGroupBuy {
    std::string code;
    std::string title;
    groupbuy::Stage state{};
    std::string deadline;  // 2020-02-01T12:00:00Z
    Fen price_fen;         // the present unit price
    std::vector<catalog::Tier> tiers;
    groupbuy::Threshold threshold;
    std::int32_t joined_people{};
    Units joined_units;
    Units remaining_units;
};
BOOST_DESCRIBE_STRUCT(PublicGroupBuy, (),
                      (code, title, state, deadline, price_fen, tiers, threshold, joined_people,
                       joined_units, remaining_units))

std::optional<PublicGroupBuy> public_groupbuy(const State& state, std::string_view code,
                                              Instant now);
}  // namespace starfish
