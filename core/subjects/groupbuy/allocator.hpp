// Who gets how many at which price when a group-buy ends: the one allocator (成团分配).
//
// First come, first served, in this order:
//   1. quantity: every standing line what it asked for;
//   2. tolerance, then the waitlist, as far as they help: to fill the last carton, and to reach a
//      threshold of units or amount that is otherwise missed;
//   3. whole cartons: what does not fill one is taken from those who came last;
//   4. the waitlist: what is then left of the stock, in whole cartons; the last to be served may
//      get fewer than she asked for.
// Then the threshold is looked at, and every unit of an item costs the price of its tier reached.
//
// Pure and deterministic: the browser's preview is the server's outcome.
#pragma once

#include "core/subjects/groupbuy/groupbuy.hpp"

#include <span>

namespace starfish::groupbuy {

// One standing line, in the order of the join numbers.
struct Wish {
    Id<OrderLine> line;
    std::int32_t item{};
    ConsumerId consumer;
    Units quantity;
    Units tolerance;  // 0 for a waiting line
    bool waiting{};
    auto operator<=>(const Wish&) const = default;
};

struct Outcome {
    bool holds{};
    std::int64_t missing{};       // what the threshold lacks, as it counts; 0 if it holds
    std::vector<Units> allotted;  // one a wish, 0 all over if it does not hold
    std::vector<Units> sold;      // one an item
    std::vector<Fen> prices_fen;  // one an item
    std::int32_t people{};
    bool operator==(const Outcome&) const = default;
};
BOOST_DESCRIBE_STRUCT(Outcome, (), (holds, missing, allotted, sold, prices_fen, people))

// The wishes of each item must not exceed its stock, those that wait aside.
Outcome allot(const Terms&, std::span<const Wish>);

// The standing lines of a group-buy; tolerance and waiting lines cut to what the cap leaves her.
std::vector<Wish> wishes_of(const State&, const GroupBuy&);
// What comes of it if it ends now.
Outcome outcome_now(const State&, const GroupBuy&);

}  // namespace starfish::groupbuy
