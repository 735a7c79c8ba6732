// The data of a group-buy's page, copied out of the state on the engine's thread, so that another
// thread can render it.
#pragma once

#include "core/engine/record.hpp"
#include "core/engine/subjects.hpp"
#include "core/subjects/groupbuy/queries.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace starfish {

// One join as everyone may see it: without name and phone, because consumers have not agreed to
// publish them.
struct PublicJoin {
    std::int32_t number{};  // 跟团号
    std::int32_t item{};
    Units quantity;
    bool waiting{};
    Instant at;
};

// Another group-buy of the same leader that is open now.
struct OpenGroupBuy {
    std::string code;
    std::string title;
    Instant deadline;
};

struct GroupBuyView {
    static constexpr std::size_t latest_max = 10;
    static constexpr std::size_t others_max = 3;

    groupbuy::GroupBuy groupbuy;
    groupbuy::Stage stage{};
    std::string title;
    std::vector<catalog::Offer> offers;  // one for each of the goods, in their order
    community::Leader leader;
    community::Community community;
    std::vector<community::PickupPoint> pickups;
    std::vector<PublicJoin> latest;    // present joins, the newest first, at most latest_max
    std::vector<OpenGroupBuy> others;  // after the end: the newest first, at most others_max
    Seq head{};                        // the log's head when the view was made
    Instant now;

    std::int32_t size() const { return static_cast<std::int32_t>(offers.size()); }
    bool has_several() const { return offers.size() > 1; }
    const catalog::Offer& offer(std::int32_t item) const {
        return offers.at(static_cast<std::size_t>(item));
    }
    // Between start and end, even if offers are halted: joins may be changed and withdrawn.
    bool is_running() const;
    // Joins of this item are taken, at least onto the waitlist.
    bool sells(std::int32_t item) const;
    bool takes_joins() const;
    bool is_sold_out(std::int32_t item) const;
    // Everything still on sale is sold out: new joins go onto the waitlist.
    bool is_sold_out() const;
    // A join may ask for more units than are left.
    bool may_run_short(std::int32_t item) const;
    // Extra units ("up to so many more if it helps") can help: see groupbuy/allocator.hpp. Not with
    // prepayment, because the consumer would then owe more than was paid.
    bool tolerance_helps() const;
};

GroupBuyView view_of(const State& state, const groupbuy::GroupBuy& groupbuy, Seq head, Instant now);
// nullopt for drafts and hidden group-buys, which are not public.
std::optional<GroupBuyView> find_view(const State& state, std::string_view code, Seq head,
                                      Instant now);

// How long the times on a page stay true: to the next minute of the clock or of the time left, and
// to the start, the deadline or the end that the leader has started.
std::int64_t fresh_for_ms(const GroupBuyView& view);

}  // namespace starfish
