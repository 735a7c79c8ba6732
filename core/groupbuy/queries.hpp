// What can be asked of the group-buys: plain functions, the same on the server and in a replica.
#pragma once

#include "core/groupbuy/groupbuy.hpp"

#include <span>

namespace starfish::groupbuy {

// What a group-buy is at a moment.
enum class Stage : std::uint8_t {
    preheat,  // announced, joins begin at starts_at
    open_,    // takes joins
    overdue,  // past its deadline, about to be locked or failed; takes no joins
    locked,
    failed,
    cancelled,
};
BOOST_DESCRIBE_ENUM(Stage, preheat, open_, overdue, locked, failed, cancelled)

Stage stage_at(const GroupBuy&, Instant now);

const GroupBuy* find_by_code(const State&, std::string_view code);
// In the order they opened.
std::span<const Id<GroupBuy>> groupbuys_of(const State&, Id<Leader>);
// In the order of their join numbers, those that left included.
std::span<const Id<OrderLine>> lines_of(const State&, Id<GroupBuy>);
// Open group-buys whose deadline is at or before `now`, earliest first, at most `most`.
std::vector<Id<GroupBuy>> due(const State&, Instant now, std::size_t most);
// When the next open group-buy is due, if any is open.
std::optional<Instant> next_deadline(const State&);

Units remaining(const GroupBuy&);
// People or units, as its threshold counts.
std::int32_t toward_threshold(const GroupBuy&);
bool threshold_reached(const GroupBuy&);
// What a unit costs: the final price once locked, else the price if it locked now.
Fen price_now(const GroupBuy&);
// What is left of an offer for opening group-buys.
Units unreserved(const State&, const Offer&);

}  // namespace starfish::groupbuy
