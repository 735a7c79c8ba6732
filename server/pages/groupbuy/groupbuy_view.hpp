// What a page shows of a group-buy, copied out of the state on the engine's thread, so that it can
// be rendered on another.
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

// One join as everybody may see it: neither name nor phone, for which nobody has agreed to it.
struct JoinGlimpse {
    std::int32_t number{};  // 跟团号
    std::int32_t item{};
    Units quantity;
    bool waiting{};
    Instant at;
};

// Another group-buy of the same leader that one can join now.
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
    std::vector<catalog::Offer> offers;  // of its goods, in their order
    community::Leader leader;
    community::Community community;
    std::vector<community::PickupPoint> pickups;
    std::vector<JoinGlimpse> latest;   // standing joins, the newest first, at most latest_max
    std::vector<OpenGroupBuy> others;  // of one that has ended: the newest first, to others_max
    Seq head{};                        // of the log, when it was looked at
    Instant now;

    std::int32_t size() const { return static_cast<std::int32_t>(offers.size()); }
    bool has_several() const { return offers.size() > 1; }
    const catalog::Offer& offer(std::int32_t item) const {
        return offers.at(static_cast<std::size_t>(item));
    }
    // Between its start and its end, whatever of it is halted: joins may be changed and taken back.
    bool is_running() const;
    // Joins of this item are taken, if only onto the waitlist.
    bool sells(std::int32_t item) const;
    bool takes_joins() const;
    bool is_sold_out(std::int32_t item) const;
    // All that is still sold is sold out: what is joined now waits.
    bool is_sold_out() const;
    // What one asks for may be more than is left of it.
    bool may_run_short(std::int32_t item) const;
    // "Up to so many more if it helps" can help: see groupbuy/allocator.hpp. Not where one pays
    // beforehand, since more than was paid would be owed.
    bool tolerance_helps() const;
};

GroupBuyView view_of(const State& state, const groupbuy::GroupBuy& groupbuy, Seq head, Instant now);
// Not of drafts, nor of hidden ones: those are nobody's to see here.
std::optional<GroupBuyView> find_view(const State& state, std::string_view code, Seq head,
                                      Instant now);

// How long what a page says of time stays true: to the next minute of the clock or of what is left,
// and to the start, the deadline or the end that its leader set in motion.
std::int64_t fresh_for_ms(const GroupBuyView& view);

}  // namespace starfish
