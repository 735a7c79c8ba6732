// What an order's page shows, copied out of the state on the engine's thread; profile and note are
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

// Another join of hers in the same group-buy, whose link she holds as well.
struct Companion {
    std::string token;
    groupbuy::OrderLine line;
    Fen cost;
};

struct OrderView {
    // In one address: more would not be read by all that forward a link.
    static constexpr std::size_t companions_max = groupbuy::goods_max - 1;

    groupbuy::OrderLine line;
    Fen cost;  // at the present price; after the lock less what corrections and claims took off
    GroupBuyView group;
    community::PickupPoint pickup;
    std::optional<orders::Bill> bill;     // where one pays beforehand
    std::vector<orders::Refund> refunds;  // of it, the oldest first
    std::string pay_to = {};              // as the leader says, where one transfers to her
    std::int32_t waiting_place{};         // from 1, while she waits
    std::string again_code;  // of what the same leader sells of this offer now; "" for nothing
    std::vector<Companion> companions;
    std::optional<Profile> profile = {};  // gone once it is erased
    std::string note = {};
    std::optional<OrderHandout> handout = {};
    money::Statement statement = {};  // of this line

    bool has_left() const { return line.left_at.ms != 0; }
    // Nothing is bought.
    bool is_void() const;
    // Nothing is decided yet.
    bool is_pending() const { return !is_void() && group.stage != groupbuy::Stage::locked; }
    // Still on the waitlist of what is still sold.
    bool is_waiting() const {
        return line.waiting && !has_left() && group.groupbuy.phase == groupbuy::Phase::open_;
    }
    // What of the bill is not paid yet.
    Fen missing_fen() const;
    // Its leader has cancelled the group-buy, and may undo it for some minutes.
    bool is_being_cancelled() const {
        return group.stage == groupbuy::Stage::ending && group.groupbuy.ending_cancels;
    }
    // Until when it is to be paid, or the order is taken back; nullopt if it is not taken back any
    // more, because the group-buy ends before.
    std::optional<Instant> pay_deadline() const;
    // Of what she was to get nothing came to her.
    bool came_to_nothing() const {
        return handout && handout->left == Units{0} && handout->delivery.handed == Units{0};
    }
    // There is a bill, and nothing of it is missing.
    bool is_paid() const { return bill && missing_fen() == Fen{0}; }
    bool can_leave() const { return !has_left() && group.is_running(); }
    bool can_change() const { return can_leave() && !line.waiting; }
    // Another of the goods that she may add at once, collected in the same place.
    std::vector<std::int32_t> can_add() const;
};

// `with`: tokens and lines of other orders she came with; those that are not of the same person and
// group-buy are left out.
std::optional<OrderView> order_view(const State& state, Id<groupbuy::OrderLine> line,
                                    std::span<const std::pair<std::string, std::uint32_t>> with,
                                    Seq head, Instant now);

// "3 份" in the locale's words.
std::string units_text(Locale locale, Units units);

}  // namespace starfish
