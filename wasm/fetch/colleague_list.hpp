// Colleagues' group-buys that a leader may offer again (帮卖). A leader's replica has no group-buys
// of other leaders, so the list comes from the server (GET /api/queries/reofferable).
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

enum class RequestStatus : std::uint8_t { never, under_way, done, failed };

struct ColleagueList {
    RequestStatus request_status{};
    std::vector<ColleagueGroupBuy> rows;

    // Reads the server's answer; false if it is unreadable.
    bool read_answer(std::string_view answer);
};

// Requests the list. The answer is written to `list`, which stays alive until then.
void fetch(Client& client, const std::shared_ptr<ColleagueList>& list);

}  // namespace starfish
