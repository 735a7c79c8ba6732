// The allocator (成团分配): decides who gets how many at which price when a group-buy ends.
//
// First come, first served, in this order:
//   1. quantity: every standing line gets the quantity it asked for;
//   2. tolerance, then the waitlist, only as far as they help: to fill the last carton, and to
//      reach a threshold of units or amount that would otherwise be missed;
//   3. whole cartons: units that do not fill a carton are taken from the last lines;
//   4. the waitlist: gets the rest of the stock, in whole cartons; the last line served may get
//      fewer units than it asked for.
// Then the threshold is checked, and every unit of an item costs the price of the tier reached.
//
// The allocator is pure and deterministic: the browser's preview equals the server's outcome.
#pragma once

#include "core/subjects/groupbuy/groupbuy.hpp"

#include <span>

namespace starfish::groupbuy {

// One standing line, in the order of the join numbers.
struct Demand {
    Id<OrderLine> line;
    std::int32_t item{};
    ConsumerId consumer;
    Units quantity;
    Units tolerance;  // 0 for a waiting line
    bool waiting{};
    auto operator<=>(const Demand&) const = default;
};

struct Outcome {
    bool holds{};
    std::int64_t missing{};       // people, units or fen short of the threshold; 0 if reached
    std::vector<Units> allotted;  // one a demand; all 0 if the threshold is missed
    std::vector<Units> sold;      // one an item
    std::vector<Fen> prices_fen;  // one an item
    std::int32_t people{};
    bool operator==(const Outcome&) const = default;
};
BOOST_DESCRIBE_STRUCT(Outcome, (), (holds, missing, allotted, sold, prices_fen, people))

// The demands for an item, without the waiting ones, must not exceed its stock.
Outcome allot(const Terms&, std::span<const Demand>);

// The standing lines of a group-buy. Tolerances and waiting quantities are reduced to what the
// consumer's cap still allows.
std::vector<Demand> demands_of(const State&, const GroupBuy&);
// The outcome if the group-buy ends now.
Outcome outcome_now(const State&, const GroupBuy&);

}  // namespace starfish::groupbuy
