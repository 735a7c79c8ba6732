// What colleagues sell and a leader may offer to her own community again (帮卖).
#pragma once

#include "wasm/client.hpp"
#include "wasm/fetch/colleague_list.hpp"

#include <cstdint>
#include <memory>

namespace starfish::web {

struct View;

struct Colleagues {
    std::shared_ptr<ColleagueList> list;
    // The form of the one that is offered again.
    starfish::Id<groupbuy::GroupBuy> chosen;
    int community = 0;
    std::int64_t stock = 1;
    std::int64_t threshold = 1;
};

void draw_colleagues(View&, Client&, Instant now);

}  // namespace starfish::web
