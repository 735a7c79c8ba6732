// Queries of the group-buys: plain functions, the same on the server and in a replica.
#pragma once

#include "core/subjects/groupbuy/groupbuy.hpp"

#include <span>

namespace starfish::groupbuy {

// The stage of a group-buy at a moment.
enum class Stage : std::uint8_t {
    draft,
    review,
    preheat,  // announced; joins begin at starts_at
    open_,    // takes joins
    halted,   // one of its offers is halted
    ending,   // the leader closed or cancelled it and may still undo that; takes no joins
    overdue,  // past the deadline, about to be locked or failed; takes no joins
    locked,
    failed,
    cancelled,
};
BOOST_DESCRIBE_ENUM(Stage, draft, review, preheat, open_, halted, ending, overdue, locked, failed,
                    cancelled)

Stage stage_at(const GroupBuy&, Instant now);

const GroupBuy* find_by_code(const State&, std::string_view code);
// In the order in which they were opened.
std::span<const Id<GroupBuy>> groupbuys_of(const State&, Id<Leader>);
// In the order of the join numbers, including lines that left.
std::span<const Id<OrderLine>> lines_of(const State&, Id<GroupBuy>);
// Open group-buys whose end is due at `now`, earliest first, at most `most`.
std::vector<Id<GroupBuy>> due(const State&, Instant now, std::size_t most);
// When an open group-buy ends: when the leader's pending close or cancel takes effect, else the
// deadline.
Instant ends_at(const GroupBuy&);

// The group-buy's title, or the first offer's title.
const std::string& title_of(const catalog::State&, const GroupBuy&);
// The index of an offer among the goods, from 0; nullopt if the group-buy does not sell the offer.
std::optional<std::int32_t> item_of(const GroupBuy&, Id<Offer>);
const Goods& goods_of(const GroupBuy&, std::int32_t item);

Units joined_units(const GroupBuy&);
Units joined_units(const GroupBuy&, std::int32_t item);
Units stock_units(const GroupBuy&);
Units remaining(const GroupBuy&);
Units remaining(const GroupBuy&, std::int32_t item);
// The amount due if the group-buy locked now, at the tiers reached by the standing lines.
Fen amount_now(const GroupBuy&);
// People, units or fen, by the kind of the threshold.
std::int64_t toward_threshold(const GroupBuy&);
bool threshold_reached(const GroupBuy&);
// The price of a unit: the final price once locked, else the price if the group-buy locked now.
Fen price_now(const GroupBuy&, std::int32_t item);
// The units of one item that a consumer has joined for, without waiting lines.
State::Holding holding(const State&, Id<GroupBuy>, std::int32_t item, ConsumerId);
// The position of a waiting line among the lines that wait for the same item, from 1; 0 if the line
// does not wait.
std::int32_t waiting_place(const State&, const OrderLine&);
// The stock of an offer that new group-buys can still reserve.
Units unreserved(const State&, const Offer&);

// Whether the group-buy is open without a pending close or cancel.
inline bool is_selling(const GroupBuy& groupbuy) {
    return groupbuy.phase == Phase::open_ && groupbuy.ending_at.ms == 0;
}

}  // namespace starfish::groupbuy
