#include "core/subjects/money/journal.hpp"

#include <array>
#include <utility>

namespace starfish::money {
namespace {

// In the order of `Account`.
constexpr std::array balance_members{
    &Balances::consumers_fen, &Balances::refunds_owed_fen, &Balances::till_fen,
    &Balances::provider_fen,  &Balances::in_transit_fen,   &Balances::bank_fen,
    &Balances::revenue_fen,   &Balances::reward_cost_fen,  &Balances::held_fen,
    &Balances::available_fen, &Balances::on_hold_fen,      &Balances::withdrawing_fen};
static_assert(balance_members.size() == static_cast<std::size_t>(Account::withdrawing) + 1);

}  // namespace

Fen& balance_of(Balances& balances, Account account) {
    return balances.*balance_members.at(static_cast<std::size_t>(account));
}
Fen balance_of(const Balances& balances, Account account) {
    return balances.*balance_members.at(static_cast<std::size_t>(account));
}

Balances balances_of(const State& state, Id<Leader> leader) {
    const Wallet* wallet = state.purses.find({leader.value});
    return wallet ? wallet->balances : Balances{};
}

void Journal::move(const About& about, Fen amount, Account credit, Account debit) {
    if (amount == Fen{0}) return;
    if (amount < Fen{0}) {
        std::swap(credit, debit);
        amount = Fen{0} - amount;
    }
    entries_.push_back({.id = next_,
                        .leader = about.leader,
                        .line = about.line,
                        .cause = about.cause,
                        .source = about.source,
                        .debit = debit,
                        .credit = credit,
                        .amount_fen = amount,
                        .at = at_});
    ++next_.value;
}

}  // namespace starfish::money
