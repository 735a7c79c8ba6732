// What a page shows of a group-buy, copied out of the state on the engine's thread, so that it can
// be rendered on another.
#pragma once

#include "core/engine/record.hpp"
#include "core/engine/subjects.hpp"
#include "core/groupbuy/queries.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace starfish {

struct GroupBuyView {
    groupbuy::GroupBuy groupbuy;
    groupbuy::Stage stage{};
    catalog::Offer offer;
    community::Leader leader;
    community::Community community;
    std::vector<community::PickupPoint> pickups;
    Seq head{};  // of the log, when it was looked at
    Instant now;

    // It is open, but nothing is left.
    bool is_sold_out() const {
        return stage == groupbuy::Stage::open_ && groupbuy::remaining(groupbuy) < Units{1};
    }
    bool takes_joins() const { return stage == groupbuy::Stage::open_ && !is_sold_out(); }
    // What one person may ask for at once.
    Units quantity_max() const {
        return std::min(groupbuy::goods_of(groupbuy, 0).cap_per_order,
                        groupbuy::remaining(groupbuy, 0));
    }
};

GroupBuyView view_of(const State& state, const groupbuy::GroupBuy& groupbuy, Seq head, Instant now);
std::optional<GroupBuyView> find_view(const State& state, std::string_view code, Seq head,
                                      Instant now);

// How long what a page says of time stays true: to the next minute of the clock or of what is left,
// and to the start or the deadline.
std::int64_t fresh_for_ms(const GroupBuyView& view);

}  // namespace starfish
