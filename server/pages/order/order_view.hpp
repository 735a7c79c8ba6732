// The data of an order's page, copied out of the state on the engine's thread. Profile and note are
// added on a background thread.
#pragma once

#include "core/words/words.hpp"
#include "server/pages/groupbuy/groupbuy_view.hpp"
#include "server/pages/order/order_handout.hpp"
#include "server/store/store.hpp"

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace starfish {

// Another join of the same consumer in the same group-buy; the page's address holds its token.
struct Companion {
    std::string token;
    groupbuy::OrderLine line;
    Fen cost;
};

struct OrderView {
    // The most companions in one address. Not every program that forwards links copes with longer
    // ones.
    static constexpr std::size_t companions_max = groupbuy::goods_max - 1;

    groupbuy::OrderLine line;
    Fen cost;  // at the present price; after the lock less corrections and claims
    GroupBuyView group;
    community::PickupPoint pickup;
    std::optional<orders::Bill> bill;     // with prepayment
    std::vector<orders::Refund> refunds;  // of the bill, the oldest first
    std::string pay_to = {};              // the leader's instructions for transfers
    std::int32_t waiting_place{};         // from 1, on the waitlist
    // An open group-buy of the same leader with this offer; "" for none.
    std::string again_code;
    std::vector<Companion> companions;
    std::optional<Profile> profile = {};  // empty once it is erased
    std::string note = {};
    std::optional<OrderHandout> handout = {};
    money::Statement statement = {};  // of this line

    bool has_left() const { return line.left_at.ms != 0; }
    // The order buys nothing.
    bool is_void() const;
    // The result is not decided yet.
    bool is_pending() const { return !is_void() && group.stage != groupbuy::Stage::locked; }
    // On the waitlist of a group-buy that is still open.
    bool is_waiting() const {
        return line.waiting && !has_left() && group.groupbuy.phase == groupbuy::Phase::open_;
    }
    // The part of the bill that is not paid yet.
    Fen missing_fen() const;
    // The leader has cancelled the group-buy, and may undo that for some minutes.
    bool is_being_cancelled() const {
        return group.stage == groupbuy::Stage::ending && group.groupbuy.ending_cancels;
    }
    // The payment deadline, after which the order is withdrawn. nullopt if it cannot be withdrawn
    // any more, because the group-buy ends before.
    std::optional<Instant> pay_deadline() const;
    // None of the allotted units were delivered.
    bool is_undelivered() const {
        return handout && handout->left == Units{0} && handout->delivery.handed == Units{0};
    }
    // The order has a bill, and it is paid in full.
    bool is_paid() const { return bill && missing_fen() == Fen{0}; }
    bool can_leave() const { return !has_left() && group.is_running(); }
    bool can_change() const { return can_leave() && !line.waiting; }
    // The items that the consumer may add now, collected at the same pickup point.
    std::vector<std::int32_t> can_add() const;
};

// `with`: tokens and lines of other orders in the address. Orders of another consumer or another
// group-buy are ignored.
std::optional<OrderView> order_view(const State& state, Id<groupbuy::OrderLine> line,
                                    std::span<const std::pair<std::string, std::uint32_t>> with,
                                    Seq head, Instant now);

// "3 份", in the locale's words.
std::string units_text(Locale locale, Units units);

}  // namespace starfish
