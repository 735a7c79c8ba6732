// What can be asked of the group-buys: plain functions, the same on the server and in a replica.
#pragma once

#include "core/subjects/groupbuy/groupbuy.hpp"

#include <span>

namespace starfish::groupbuy {

// What a group-buy is at a moment.
enum class Stage : std::uint8_t {
    draft,
    review,
    preheat,  // announced, joins begin at starts_at
    open_,    // takes joins
    halted,   // one of its offers is
    ending,   // its leader ended it, and may still undo that; takes no joins
    overdue,  // past its deadline, about to be locked or failed; takes no joins
    locked,
    failed,
    cancelled,
};
BOOST_DESCRIBE_ENUM(Stage, draft, review, preheat, open_, halted, ending, overdue, locked, failed,
                    cancelled)

Stage stage_at(const GroupBuy&, Instant now);

const GroupBuy* find_by_code(const State&, std::string_view code);
// In the order they opened.
std::span<const Id<GroupBuy>> groupbuys_of(const State&, Id<Leader>);
// In the order of their join numbers, those that left included.
std::span<const Id<OrderLine>> lines_of(const State&, Id<GroupBuy>);
// Open group-buys that are to end at or before `now`, earliest first, at most `most`.
std::vector<Id<GroupBuy>> due(const State&, Instant now, std::size_t most);
// When the next open group-buy is due, if any is open and not halted.
std::optional<Instant> next_deadline(const State&);
// When an open one ends: what its leader set in motion, else its deadline.
Instant ends_at(const GroupBuy&);

// Its own title, or its first offer's.
const std::string& title_of(const catalog::State&, const GroupBuy&);
// The place of an offer among the goods, from 0; nullopt if it is not one.
std::optional<std::int32_t> item_of(const GroupBuy&, Id<Offer>);
const Goods& goods_of(const GroupBuy&, std::int32_t item);

Units joined_units(const GroupBuy&);
Units joined_units(const GroupBuy&, std::int32_t item);
Units stock_units(const GroupBuy&);
Units remaining(const GroupBuy&);
Units remaining(const GroupBuy&, std::int32_t item);
// What is owed if it locked now at the tiers reached by the standing lines.
Fen amount_now(const GroupBuy&);
// People, units or fen, as its threshold counts.
std::int64_t toward_threshold(const GroupBuy&);
bool threshold_reached(const GroupBuy&);
// What a unit costs: the final price once locked, else the price if it locked now.
Fen price_now(const GroupBuy&, std::int32_t item);
// Who has asked for how much of one item in a group-buy; waiting lines not counted.
State::Holding holding(const State&, Id<GroupBuy>, std::int32_t item, ConsumerId);
// The place of a waiting line among those that wait for the same item, from 1; 0 if it does not
// wait.
std::int32_t waiting_place(const State&, const OrderLine&);
// What is left of an offer for opening group-buys.
Units unreserved(const State&, const Offer&);

// Open, with no end that can still be undone.
inline bool is_selling(const GroupBuy& groupbuy) {
    return groupbuy.phase == Phase::open_ && groupbuy.ending_at.ms == 0;
}

}  // namespace starfish::groupbuy
