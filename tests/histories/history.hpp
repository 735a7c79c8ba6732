// Random but plausible histories of a platform. Offers are published, leaders serve communities,
// group-buys open and are joined until they lock, fail or are cancelled, and sold goods are handed
// out and claimed. Sometimes a command names another person's row or a missing row, is impossible,
// is sent twice, or reuses an id. A seed gives the same history natively and in WebAssembly.
//
//   const History history = history_of(seed, 200);
//   for (const Record& record : history.records) …
//
//   Author author(seed);                           // or one move at a time
//   const Move move = author.next(engine.state());
//   const auto outcome = engine.submit(move.command, move.context());
#pragma once

#include "core/engine/engine.hpp"
#include "core/engine/snapshot.hpp"
#include "core/subjects/groupbuy/queries.hpp"
#include "tests/histories/author.hpp"
#include "tests/histories/catalog.hpp"
#include "tests/histories/community.hpp"
#include "tests/histories/groupbuy.hpp"
#include "tests/histories/handout.hpp"
#include "tests/histories/money.hpp"
#include "tests/histories/notices.hpp"
#include "tests/histories/orders.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace starfish::histories {

inline Move Author::next(const State& state) {
    let_time_pass();
    ++moves_;
    if (!said_.empty() && dice_.chance(4)) {
        Move again = dice_.one_of(said_);
        again.at = now_;
        if (dice_.chance(25)) again.command = publish();  // reuses the id for another command
        return again;
    }
    Move move = plausible(state);
    if (dice_.chance(8)) move = spoiled(std::move(move));
    move.takes_payments = moves_ % 8 != 0;
    if (said_.size() < 40) said_.push_back(move);
    return move;
}

inline Move Author::plausible(const State& state) {
    const bool ready = state.catalog.offers.size() > 0 && state.community.pickup_points.size() > 1;
    if (!ready || dice_.chance(7)) return found(state);
    const auto due = groupbuy::due(state.groupbuy, now_, 1);
    if (!due.empty() && dice_.chance(50)) return by(sweeper, groupbuy::Close{due.front()});
    if (dice_.chance(15) && state.orders.bills.size() > 0) return money(state);
    if (dice_.chance(5) && state.notices.notices.size() > 0) return tell(state);
    if (dice_.chance(25) && state.handout.handouts.size() > 0) {
        Asked asked = HandOut(dice_, state, now_).next();
        return by(asked.actor, std::move(asked.command));
    }
    if (dice_.chance(12) && state.money.purses.size() > 0) {
        Asked asked = Books(dice_, state, now_).next();
        return by(asked.actor, std::move(asked.command));
    }
    return trade(state);
}

// Creates the rows needed before a sale: offers, leaders, communities, pickup points.
inline Move Author::found(const State& state) {
    const auto& community = state.community;
    const auto kind = dice_.between(0, 4);
    if (kind == 0 || state.catalog.offers.size() == 0) return by(supplier, publish());
    if (kind == 1 || community.leaders.size() == 0)
        return by(supplier, community::RegisterLeader{"团长 " + std::to_string(moves_), "邻居"});
    if (kind == 2 || community.communities.size() == 0)
        return by(supplier, community::OpenCommunity{dice_.one_of(community.leaders).id,
                                                     "小区 " + std::to_string(moves_), "江岸区"});
    if (kind == 3) return staff(state);
    const auto& served = dice_.one_of(community.communities);
    const Actor actor = dice_.chance(50) ? supplier : leader(served.leader);
    return by(actor, community::AddPickupPoint{served.id, "门 " + std::to_string(moves_),
                                               "百步亭路 3 号", "周二 16:00–20:00"});
}

inline Move Author::trade(const State& state) {
    const auto& groupbuys = state.groupbuy.groupbuys;
    const auto kind = dice_.between(1, 100);
    if (groupbuys.size() == 0 || kind <= 12) {
        const auto& point = dice_.one_of(state.community.pickup_points);
        const auto& served = state.community.communities.at(point.community);
        return by(leader(served.leader), open(state, served));
    }
    if (kind <= 18) return leave(state);
    if (kind <= 21) return change(state);
    if (kind <= 25) return end(state);
    if (kind <= 32) return govern(state);
    if (kind == 33 && dice_.chance(30))
        return by(supplier,
                  catalog::WithdrawOffer{dice_.one_of(state.catalog.offers).id, "这一批先不卖"});
    // Two statements, because the evaluation order of a call's arguments is unspecified.
    const Actor joiner = someone();
    return by(joiner, join(state, groupbuys.at(likely(state))));
}

// The move with another actor or with wrong fields. The result may still be allowed.
inline Move Author::spoiled(Move move) {
    const std::array actors{supplier,
                            sweeper,
                            Actor{Role::trainer, 1},
                            Actor{Role::leader, dice_.between(1, 5)},
                            Actor{Role::verifier, dice_.between(1, 4)},
                            Actor{Role::consumer, dice_.between(1, 14)}};
    if (dice_.chance(50))
        move.actor = dice_.one_of(actors);
    else
        spoil(move.command);
    return move;
}

inline void Author::spoil(Command& command) {
    constexpr std::array<std::int32_t, 6> odd{-1, 0, 26, 999'999, 1'000'001, 2'147'483'647};
    std::visit(
        [&](auto& subject) {
            std::visit(
                [&]<class C>(C& c) {
                    if constexpr (requires { c.groupbuy; })
                        c.groupbuy = any_id<groupbuy::GroupBuy>();
                    if constexpr (requires { c.offer; }) c.offer = any_id<catalog::Offer>();
                    if constexpr (requires { c.line; }) c.line = any_id<groupbuy::OrderLine>();
                    if constexpr (requires { c.pickup; })
                        c.pickup = any_id<community::PickupPoint>();
                    if constexpr (requires { c.handout; }) c.handout = any_id<handout::Handout>();
                    if constexpr (requires { c.slip; }) c.slip = any_id<handout::Slip>();
                    if constexpr (requires { c.delivery; })
                        c.delivery = any_id<handout::Delivery>();
                    if constexpr (requires { c.claim; }) c.claim = any_id<handout::Claim>();
                    if constexpr (requires { c.units.value; }) c.units = {dice_.one_of(odd)};
                    if constexpr (requires { c.handed_at; }) c.handed_at = {{dice_.one_of(odd)}};
                    if constexpr (requires { c.hold; }) c.hold = any_id<money::Hold>();
                    if constexpr (requires { c.withdrawal; })
                        c.withdrawal = any_id<money::Withdrawal>();
                    if constexpr (requires { c.settlement; })
                        c.settlement = any_id<money::Settlement>();
                    if constexpr (requires { c.leader; }) c.leader = {any_id<community::Leader>()};
                    if constexpr (requires { c.amount_fen; }) c.amount_fen = {dice_.one_of(odd)};
                    if constexpr (requires { c.until; }) c.until = {dice_.one_of(odd)};
                    if constexpr (requires { c.off_fen; }) c.off_fen = {dice_.one_of(odd)};
                    if constexpr (requires { c.refund_fen; }) c.refund_fen = {dice_.one_of(odd)};
                    if constexpr (requires { c.quantity; }) c.quantity = {dice_.one_of(odd)};
                    if constexpr (requires { c.stock; }) c.stock = {dice_.one_of(odd)};
                    if constexpr (requires { c.items[0].stock; })
                        c.items[0] = {any_id<catalog::Offer>(), {dice_.one_of(odd)}};
                    if constexpr (requires { c.deadline; }) c.deadline = {dice_.one_of(odd)};
                    if constexpr (requires { c.community; })
                        c.community = any_id<community::Community>();
                    if constexpr (requires { c.reason; }) c.reason = " ";
                    if constexpr (requires { c.title; }) c.title = "\xFF";
                },
                subject);
        },
        command);
}

struct History {
    std::vector<Move> moves;
    std::vector<Record> records;
    std::uint64_t digest{};  // of the state at the end
    int refused = 0;
    int repeated = 0;
};

inline History history_of(std::uint64_t seed, int moves) {
    History history;
    Engine engine;
    Author author(seed);
    for (int i = 0; i < moves; ++i) {
        const Move& move = history.moves.emplace_back(author.next(engine.state()));
        auto outcome = engine.submit(move.command, move.context());
        if (!outcome) {
            ++history.refused;
            continue;
        }
        if (outcome->repeated) ++history.repeated;
        std::ranges::move(outcome->records, std::back_inserter(history.records));
    }
    history.digest = digest(engine.state());
    return history;
}

}  // namespace starfish::histories
