// Random but plausible histories of a platform: offers are published, leaders serve communities,
// group-buys open and are joined until they lock, fail or are cancelled; what was sold is handed
// out and claimed; now and then someone asks for what is not theirs, not there or not possible,
// presses twice, or reuses an id. A seed is a whole history, the same natively and in WebAssembly.
//
//   const History history = history_of(seed, 200);
//   for (const Record& record : history.records) …
//
//   Author author(seed);                           // or move by move
//   const Move move = author.next(engine.state());
//   const auto outcome = engine.submit(move.command, move.context());
#pragma once

#include "core/engine/engine.hpp"
#include "core/engine/snapshot.hpp"
#include "core/subjects/groupbuy/queries.hpp"
#include "tests/histories/books.hpp"
#include "tests/histories/dice.hpp"
#include "tests/histories/hand_out.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace starfish::histories {

// One thing someone asks for.
struct Move {
    Command command;
    Actor actor;
    Instant at;
    std::string id;
    bool takes_payments = true;
    Context context() const { return {actor, at, id, takes_payments}; }
};

inline constexpr Instant first_moment{1'606'179'600'000};  // 2020-11-24 09:00 in Shanghai
inline constexpr Actor supplier{Role::supplier, 1};
inline constexpr Actor sweeper{Role::system, 0};

class Author {
public:
    explicit Author(std::uint64_t seed) : dice_(seed), seed_(seed) {}

    Move next(const State& state);

private:
    Move plausible(const State& state);
    Move found(const State& state);
    Move staff(const State& state);
    Move trade(const State& state);
    Move spoiled(Move move);
    void spoil(Command& command);

    std::optional<catalog::Reward> reward();
    Command publish();
    Command open(const State& state, const community::Community& community);
    Command join(const State& state, const groupbuy::GroupBuy& groupbuy);
    Id<groupbuy::GroupBuy> likely(const State& state);
    Move leave(const State& state);
    Move change(const State& state);
    Move govern(const State& state);
    Move review(const State& state);
    Move money(const State& state);
    Move tell(const State& state);
    groupbuy::Threshold threshold(std::int64_t most_units);
    Move end(const State& state);

    Move by(Actor actor, Command command) const {
        return {std::move(command), actor, now_, id("move", moves_)};
    }
    Actor leader(Id<community::Leader> id) const { return {Role::leader, id.value}; }
    Actor someone() { return {Role::consumer, dice_.between(1, 14)}; }
    std::string id(std::string_view stem, int number) const {
        return std::string(stem) + "-" + std::to_string(seed_) + "-" + std::to_string(number);
    }
    // An id that may name nothing, or somebody else's row.
    template <class Row>
    Id<Row> any_id() {
        return {static_cast<std::uint32_t>(dice_.between(0, 12))};
    }
    Units units(std::int64_t least, std::int64_t most) {
        return {static_cast<std::int32_t>(dice_.between(least, most))};
    }
    void let_time_pass() {
        const auto kind = dice_.between(1, 100);
        const std::int64_t most = kind <= 85   ? 8 * minute_ms
                                  : kind <= 98 ? 3 * hour_ms
                                  : kind <= 99 ? 2 * day_ms
                                               : 9 * day_ms;
        now_ = now_ + dice_.between(0, most);
    }

    Dice dice_;
    std::uint64_t seed_;
    Instant now_ = first_moment;
    int moves_ = 0;
    std::vector<Move> said_;  // a few of the past, to be said again
};

inline Move Author::next(const State& state) {
    let_time_pass();
    ++moves_;
    if (!said_.empty() && dice_.chance(4)) {
        Move again = dice_.one_of(said_);
        again.at = now_;
        if (dice_.chance(25)) again.command = publish();  // the id reused for another body
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

// What must be there before anything is sold.
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

// Who serves whom.
inline Move Author::staff(const State& state) {
    const auto& community = state.community;
    const auto& chosen = dice_.one_of(community.leaders);
    if (dice_.chance(20))
        return by(supplier,
                  community::ChangeLeader{dice_.one_of(community.communities).id, chosen.id});
    if (dice_.chance(30) && community.verifiers.size() > 0)
        return by(supplier, community::DismissVerifier{dice_.one_of(community.verifiers).id});
    if (dice_.chance(20))
        return by(leader(chosen.id),
                  community::StatePaymentInstructions{
                      chosen.id, dice_.chance(80) ? "收款码 " + std::to_string(moves_) : ""});
    return by(leader(chosen.id),
              community::AppointVerifier{chosen.id, "核销员 " + std::to_string(moves_)});
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
    // One after the other: the order of a call's arguments is the compiler's own.
    const Actor joiner = someone();
    return by(joiner, join(state, groupbuys.at(likely(state))));
}

// A group-buy to ask something of: nearly always one that is open.
inline Id<groupbuy::GroupBuy> Author::likely(const State& state) {
    const auto& open = state.groupbuy.index.open_by_deadline;
    if (open.empty() || dice_.chance(10)) return dice_.one_of(state.groupbuy.groupbuys).id;
    auto chosen = open.begin();
    std::advance(chosen, dice_.between(0, static_cast<std::int64_t>(open.size()) - 1));
    return chosen->second;
}

inline std::optional<catalog::Reward> Author::reward() {
    if (dice_.chance(15)) return std::nullopt;
    catalog::Reward reward;
    if (dice_.chance(60))
        reward.sale_per_mille = static_cast<std::int32_t>(dice_.between(1, 120));
    else
        reward.sale_fen = Fen{dice_.between(0, 1'500)};
    if (dice_.chance(60)) reward.service_fen = Fen{dice_.between(0, 300)};
    return reward;
}

inline Command Author::publish() {
    std::vector<catalog::Tier> tiers;
    Units from = units(1, 3);
    Fen price{dice_.between(9'000, 30'000)};
    for (auto count = dice_.between(1, 4); count > 0; --count) {
        tiers.push_back({from, price});
        from = from + units(1, 8);
        price = price - Fen{dice_.between(1, 1'500)};
    }
    return catalog::PublishOffer{
        "即食海参 " + std::to_string(moves_),
        "冷藏，开袋即食",
        "盒",
        {"海参、饮用水", "500 g", "大连", "0–4 ℃", "30 天", "示例食品厂", "SC10042000000000"},
        units(30, 120),
        units(1, 8),
        {},
        dice_.chance(30) ? std::optional(units(2, 5)) : std::nullopt,
        std::move(tiers),
        {},
        {},
        reward(),
        dice_.chance(70) ? std::optional(static_cast<std::int32_t>(dice_.between(1, 3)))
                         : std::nullopt,
        dice_.chance(15) ? std::optional(true) : std::nullopt};
}

inline Command Author::open(const State& state, const community::Community& community) {
    const Instant starts = now_ + (dice_.chance(20) ? dice_.between(0, 2 * day_ms) : 0);
    groupbuy::Open open{.community = community.id,
                        .items = {},
                        .starts_at = starts == now_ ? std::nullopt : std::optional(starts),
                        .deadline = starts + dice_.between(15 * minute_ms, 3 * day_ms),
                        .threshold = {},
                        .hidden = dice_.chance(4) ? std::optional(true) : std::nullopt,
                        .reofferable = dice_.chance(30) ? std::optional(true) : std::nullopt,
                        .draft = dice_.chance(8) ? std::optional(true) : std::nullopt};
    if (dice_.chance(50)) {
        open.pickup_from = open.deadline + hour_ms;
        open.pickup_until = open.deadline + dice_.between(2 * hour_ms, day_ms);
    }
    if (dice_.chance(50))
        open.payment =
            dice_.chance(50) ? groupbuy::PaymentKind::transfer : groupbuy::PaymentKind::provider;
    std::int64_t most_units = 0;
    for (auto count = dice_.chance(25) ? dice_.between(2, 3) : 1; count > 0; --count) {
        const auto& offer = dice_.one_of(state.catalog.offers);
        const Units cartons = units(1, std::max(1, 25 / offer.carton.value));
        const Units stock{cartons.value * offer.carton.value};
        open.items.push_back({offer.id, stock});
        most_units += stock.value;
    }
    open.threshold = threshold(most_units);
    return open;
}

inline groupbuy::Threshold Author::threshold(std::int64_t most_units) {
    using Kind = groupbuy::ThresholdKind;
    const auto kind = dice_.between(1, 100);
    const auto value = [&](std::int64_t most) {
        return static_cast<std::int32_t>(dice_.between(1, most));
    };
    if (kind <= 45) return {Kind::people, value(4)};
    if (kind <= 80) return {Kind::units, value(most_units)};
    return {Kind::amount, value(most_units * 9'000)};
}

inline Command Author::join(const State& state, const groupbuy::GroupBuy& groupbuy) {
    const auto points = pickup_points_of(state.community, groupbuy.community);
    // Without a roll, so that older seeds still tell the same stories.
    const auto lines = groupbuy::lines_of(state.groupbuy, groupbuy.id);
    const bool with = moves_ % 4 == 0 && !lines.empty();
    return groupbuy::Join{groupbuy.id,
                          dice_.one_of(groupbuy.terms.goods).offer,
                          units(1, 4),
                          dice_.chance(20) ? units(1, 3) : Units{0},
                          points.empty() ? any_id<community::PickupPoint>() : dice_.one_of(points),
                          dice_.chance(30) ? std::optional(true) : std::nullopt,
                          with ? std::optional(lines.back()) : std::nullopt};
}

inline Move Author::change(const State& state) {
    const auto lines = groupbuy::lines_of(state.groupbuy, likely(state));
    if (lines.empty()) return leave(state);
    const auto& line = state.groupbuy.lines.at(dice_.one_of(lines));
    return by({Role::consumer, line.consumer.value},
              groupbuy::Change{line.id, units(1, 5), dice_.chance(20) ? units(1, 3) : Units{0},
                               line.pickup});
}

// What its leader or the supplier does with a group-buy as a whole, short of ending it.
inline Move Author::govern(const State& state) {
    const auto& groupbuys = state.groupbuy.groupbuys;
    const auto& chosen = groupbuys.at(likely(state));
    const auto& any = dice_.one_of(groupbuys);
    const Actor host = leader(chosen.leader);
    switch (dice_.between(1, 9)) {
        case 1:
            return by(host, groupbuy::Undo{chosen.id});
        case 2:
            return by(host, groupbuy::Extend{chosen.id, chosen.terms.deadline +
                                                            dice_.between(minute_ms, day_ms)});
        case 3:
            return by(host, groupbuy::SetHidden{chosen.id, dice_.chance(30)});
        case 4:
            return by(leader(any.leader),
                      groupbuy::Clone{any.id, {}, now_ + dice_.between(hour_ms, day_ms)});
        case 5: {
            const auto& point = dice_.one_of(state.community.pickup_points);
            const auto& served = state.community.communities.at(point.community);
            const Units stock{chosen.terms.goods.front().carton};
            return by(leader(served.leader),
                      groupbuy::Reoffer{
                          chosen.id, served.id, stock, {groupbuy::ThresholdKind::people, 1}});
        }
        case 6:
            return by(supplier,
                      catalog::HaltOffer{dice_.one_of(state.catalog.offers).id, "批次待查"});
        case 7:
            return by(supplier, catalog::ResumeOffer{dice_.one_of(state.catalog.offers).id});
        default:
            return review(state);
    }
}

// Payments come whole, in parts, twice, late; refunds fail and are given.
inline Move Author::money(const State& state) {
    const auto unpaid = orders::unpaid_due(orders::Reads(state), state.orders, now_, 1);
    if (!unpaid.empty() && dice_.chance(50)) return by(sweeper, groupbuy::Leave{unpaid.front()});
    const auto owed = orders::refunds_due(state.orders, now_ + day_ms, 3);
    if (!owed.empty() && dice_.chance(40)) {
        const auto refund = dice_.one_of(owed);
        if (dice_.chance(30))
            return by(sweeper, orders::ReportRefundFailed{refund, "SYSTEM_ERROR"});
        return by(sweeper, orders::AcknowledgeRefund{refund, id("refund", moves_)});
    }
    const auto& bill = dice_.one_of(state.orders.bills);
    const Fen part{dice_.between(1, std::max<std::int64_t>(1, bill.due_fen.value))};
    const Fen amount = dice_.chance(70) && bill.due_fen > Fen{0} ? bill.due_fen : part;
    if (bill.kind == groupbuy::PaymentKind::transfer) {
        const auto& groupbuy = state.groupbuy.groupbuys.at(bill.groupbuy);
        return by(leader(groupbuy.leader), orders::ConfirmTransfer{bill.id, amount, "微信转账"});
    }
    const int number = dice_.chance(10) ? moves_ / 2 : moves_;
    return by(sweeper, orders::RecordPayment{bill.id, amount, id("payment", number)});
}

// What is owed to be told goes out, fails to, is told in the chat, or is seen.
inline Move Author::tell(const State& state) {
    const auto due = notices::due(state.notices, now_, 3);
    const auto kind = dice_.between(1, 10);
    if (!due.empty() && kind <= 5) {
        const auto& person = dice_.one_of(due);
        if (kind == 1) return by(sweeper, notices::ReportUntold{person.notices, "status 503"});
        return by(sweeper, notices::Tell{person.notices, id("message", moves_)});
    }
    const auto& notice = dice_.one_of(state.notices.notices);
    if (kind <= 7) return by({Role::consumer, notice.consumer.value}, notices::See{notice.line});
    return by(leader(notice.leader), notices::Tell{{notice.id}, ""});
}

// Drafts are submitted, and what is in review is decided upon.
inline Move Author::review(const State& state) {
    for (const auto& groupbuy : state.groupbuy.groupbuys) {
        if (groupbuy.phase == groupbuy::Phase::draft && dice_.chance(60))
            return by(leader(groupbuy.leader), groupbuy::Submit{groupbuy.id});
        if (groupbuy.phase != groupbuy::Phase::review) continue;
        if (dice_.chance(80)) return by(supplier, groupbuy::Approve{groupbuy.id});
        return by(supplier, groupbuy::SendBack{groupbuy.id, "请写清楚提货时间"});
    }
    return by(supplier, groupbuy::Approve{dice_.one_of(state.groupbuy.groupbuys).id});
}

inline Move Author::leave(const State& state) {
    const auto lines = groupbuy::lines_of(state.groupbuy, likely(state));
    if (lines.empty()) {
        const Actor passer = someone();
        return by(passer, groupbuy::Leave{any_id<groupbuy::OrderLine>()});
    }
    const auto& line = state.groupbuy.lines.at(dice_.one_of(lines));
    const Actor own{Role::consumer, line.consumer.value};
    const Actor host = leader(state.groupbuy.groupbuys.at(line.groupbuy).leader);
    return by(dice_.chance(70) ? own : host, groupbuy::Leave{line.id});
}

inline Move Author::end(const State& state) {
    const auto& groupbuy = state.groupbuy.groupbuys.at(likely(state));
    const auto now = dice_.chance(50) ? std::optional(true) : std::nullopt;
    if (dice_.chance(60)) return by(leader(groupbuy.leader), groupbuy::Close{groupbuy.id, now});
    const Actor actor = dice_.chance(50) ? supplier : leader(groupbuy.leader);
    return by(actor, groupbuy::Cancel{groupbuy.id, "货没有到齐", now});
}

// The same with something wrong about it; it may still be allowed.
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
