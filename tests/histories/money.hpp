// Money in random histories: rewards are released, put on hold and withdrawn; tills are settled.
#pragma once

#include "core/engine/subjects.hpp"
#include "core/subjects/money/queries.hpp"
#include "tests/histories/dice.hpp"
#include "tests/histories/handout.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace starfish::histories {

class Books {
public:
    Books(Dice& dice, const State& state, Instant now) : dice_(dice), state_(state), now_(now) {}

    // Requires at least one wallet in the state.
    Asked next() {
        if (auto swept = due(); swept && dice_.chance(70)) return std::move(*swept);
        const auto kind = dice_.between(1, 100);
        if (kind <= 35) return withdraw();
        if (kind <= 60) return decide_withdrawal();
        if (kind <= 70) return hold();
        if (kind <= 80) return end_hold();
        return settle();
    }

private:
    static constexpr Actor operators{Role::supplier, 1};
    static constexpr Actor sweeper{Role::system, 0};

    std::optional<Asked> due() const {
        const auto releases = money::releases_due(state_.money, now_, 1);
        if (!releases.empty())
            return Asked{sweeper, money::Command(money::Release{releases.front().leader})};
        const auto holds = money::holds_due(state_.money, now_, 1);
        if (holds.empty()) return std::nullopt;
        return Asked{sweeper, money::Command(money::LiftHold{holds.front()})};
    }

    Actor leader(Id<community::Leader> id) const { return {Role::leader, id.value}; }

    // Usually a wallet with money available.
    const money::Wallet& some() {
        const auto& purses = state_.money.purses;
        if (dice_.chance(80))
            for (const money::Wallet& purse : purses)
                if (purse.balances.available_fen < Fen{0}) return purse;
        return dice_.one_of(purses);
    }
    // The available amount or a part of it; sometimes up to a quarter more.
    Fen amount(const money::Wallet& purse) {
        const std::int64_t most = std::max<std::int64_t>(1, -purse.balances.available_fen.value);
        return {dice_.chance(40) ? most : dice_.between(1, most + most / 4)};
    }

    Asked withdraw() {
        const money::Wallet& purse = some();
        return {leader({purse.id.value}), money::Command(money::RequestWithdrawal{amount(purse)})};
    }

    Asked decide_withdrawal() {
        const auto& withdrawals = state_.money.withdrawals;
        if (withdrawals.size() == 0) return withdraw();
        const auto open = money::open_withdrawals(state_.money);
        const auto id =
            open.empty() || dice_.chance(10) ? dice_.one_of(withdrawals).id : dice_.one_of(open);
        const auto kind = dice_.between(1, 100);
        if (kind <= 45) return {operators, money::Command(money::ApproveWithdrawal{id})};
        if (kind <= 60)
            return {operators, money::Command(money::RefuseWithdrawal{id, "账户名不符"})};
        return {operators, money::Command(money::ConfirmWithdrawalPaid{id, "转账 1"})};
    }

    Asked hold() {
        const money::Wallet& purse = some();
        const Fen fen = amount(purse);
        const Instant until = now_ + dice_.between(minute_ms, 31 * day_ms);
        return {operators, money::Command(money::PlaceHold{
                               {purse.id.value}, fen, "顾客投诉待查", "到货照片", until})};
    }

    Asked end_hold() {
        const auto& holds = state_.money.holds;
        if (holds.size() == 0) return hold();
        const money::Hold& chosen = dice_.one_of(holds);
        if (dice_.chance(50)) return {operators, money::Command(money::LiftHold{chosen.id})};
        money::SubmitEvidence evidence{chosen.id, "到货时外箱完好", std::nullopt};
        if (dice_.chance(30)) evidence.photo = std::string(handout::photo_id_length, 'b');
        return {leader(chosen.leader), money::Command(std::move(evidence))};
    }

    Asked settle() {
        const auto& settlements = state_.money.settlements;
        if (settlements.size() == 0 || dice_.chance(30)) {
            const auto one = dice_.chance(50)
                                 ? std::optional(Id<community::Leader>{some().id.value})
                                 : std::nullopt;
            return {operators, money::Command(money::Settle{one})};
        }
        const auto open = money::open_settlements(state_.money);
        const auto& settlement = settlements.at(
            open.empty() || dice_.chance(10) ? dice_.one_of(settlements).id : dice_.one_of(open));
        if (dice_.chance(40))
            return {leader(settlement.leader),
                    money::Command(money::ConfirmRemitted{settlement.id, "汇款 7"})};
        return {operators, money::Command(money::ConfirmReceived{settlement.id, "入账 7"})};
    }

    Dice& dice_;
    const State& state_;
    Instant now_;
};

}  // namespace starfish::histories
