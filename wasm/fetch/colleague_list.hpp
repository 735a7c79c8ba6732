// Colleagues' group-buys that may be offered again (帮卖): no leader's replica holds another's, so
// the server is asked (GET /api/queries/reofferable).
#pragma once

#include "core/subjects/groupbuy/groupbuy.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace starfish {

class Client;

struct ColleagueGroupBuy {
    Id<groupbuy::GroupBuy> id;
    std::string code;
    std::string title;
    std::string leader_name;
    std::string community_name;
    Instant deadline;
    Fen price_fen;
    Units stock;
    groupbuy::Threshold threshold;
    std::int32_t joined_people{};
};

enum class Fetching : std::uint8_t { never, under_way, done, failed };

struct ColleagueList {
    Fetching fetching{};
    std::vector<ColleagueGroupBuy> rows;

    // Reads the server's answer; false if it is none.
    bool arrived(std::string_view answer);
};

// Asks; what comes stands in `list`, which is kept alive until then.
void fetch(Client& client, const std::shared_ptr<ColleagueList>& list);

}  // namespace starfish
