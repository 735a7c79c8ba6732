// Colleagues' group-buys that a leader may offer to the leader's own community again (帮卖).
#pragma once

#include "wasm/client.hpp"
#include "wasm/fetch/colleague_list.hpp"

#include <cstdint>
#include <memory>

namespace starfish::web {

struct View;

struct Colleagues {
    std::shared_ptr<ColleagueList> list;
    // The form that offers the chosen group-buy again.
    Id<groupbuy::GroupBuy> chosen;
    int community = 0;
    std::int64_t stock = 1;
    std::int64_t threshold = 1;
};

void draw_colleagues(View&, Client&, Instant now);

}  // namespace starfish::web
