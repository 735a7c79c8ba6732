#include "core/subjects/money/journal.hpp"
#include "core/subjects/money/queries.hpp"

#include <cassert>

namespace starfish::money {
namespace {

template <class Row>
Row& row_of(Table<Row>& table, Id<Row> id, auto&&... first) {
    if (!table.find(id)) table.put(Row{id, first...});
    return table.at(id);
}

LineLedger& ledger_of(State& state, Id<OrderLine> line, Id<Leader> leader) {
    return row_of(state.lines, {line.value}, leader);
}

// The line's balance of `consumers` or `refunds_owed`; nullptr for other accounts.
Fen* part_of(LineLedger& ledger, Account account) {
    if (account == Account::consumers) return &ledger.consumer_fen;
    if (account == Account::refunds_owed) return &ledger.refund_owed_fen;
    return nullptr;
}

bool is_pending(const LineLedger& ledger) {
    return ledger.delivered_at.ms != 0 && ledger.released_at.ms == 0 &&
           ledger.sale_fen + ledger.service_fen > Fen{0};
}

void index_line(State& state, const LineLedger& ledger) {
    if (!is_pending(ledger)) return;
    state.index.pending.emplace(ledger.leader, ledger.held_until, ledger.id);
    if (!ledger.claim && !is_unpaid(ledger)) state.index.due.emplace(ledger.held_until, ledger.id);
}
void forget_line(State& state, const LineLedger& ledger) {
    if (!is_pending(ledger)) return;
    state.index.pending.erase({ledger.leader, ledger.held_until, ledger.id});
    state.index.due.erase({ledger.held_until, ledger.id});
}

// Changes a line's ledger and updates the index.
template <class Change>
void change(State& state, LineLedger& ledger, Change make) {
    forget_line(state, ledger);
    make(ledger);
    index_line(state, ledger);
}

void add(State& state, const Entry& entry, Account account, Fen amount) {
    Wallet& wallet = row_of(state.purses, {entry.leader.value});
    Fen& balance = balance_of(wallet.balances, account);
    balance = balance + amount;
    if (!entry.line) return;
    LineLedger& ledger = ledger_of(state, entry.line, entry.leader);
    if (Fen* const part = part_of(ledger, account))
        change(state, ledger, [&](LineLedger&) { *part = *part + amount; });
}

void index_entry(State& state, const Entry& entry) {
    state.index.entries[entry.leader.value].push_back(entry.id);
    if (entry.line) state.index.of_lines[entry.line.value].push_back(entry.id);
}

void post(State& state, const std::vector<Entry>& entries) {
    for (const Entry& entry : entries) {
        assert(entry.amount_fen > Fen{0} && entry.debit != entry.credit);
        add(state, entry, entry.debit, entry.amount_fen);
        add(state, entry, entry.credit, Fen{0} - entry.amount_fen);
        state.entries.add(entry);
        index_entry(state, entry);
    }
}

void index_hold(State& state, const Hold& hold) {
    if (hold.ended_at.ms == 0) state.index.holds.emplace(hold.until, hold.id);
}
void index_withdrawal(State& state, const Withdrawal& withdrawal) {
    if (withdrawal.phase == WithdrawalPhase::requested ||
        withdrawal.phase == WithdrawalPhase::approved)
        state.index.withdrawals.insert(withdrawal.id);
}
void index_settlement(State& state, const Settlement& settlement) {
    if (settlement.closed_at.ms == 0) state.index.settlements.insert(settlement.id);
}

void apply(State& state, const Planned& e) {
    LineLedger& ledger = ledger_of(state, e.line, e.leader);
    ledger.planned_due_fen = e.due_fen;
    ledger.planned_sale_fen = e.sale_fen;
    ledger.planned_service_fen = e.service_fen;
}

void apply(State& state, const Posted& e) {
    post(state, e.entries);
}

void earn(LineLedger& ledger, const auto& e) {
    ledger.revenue_fen = e.revenue_fen;
    ledger.sale_fen = e.sale_fen;
    ledger.service_fen = e.service_fen;
}
void apply(State& state, const Delivered& e) {
    change(state, ledger_of(state, e.line, e.leader), [&](LineLedger& ledger) {
        earn(ledger, e);
        ledger.delivered_at = e.at;
        ledger.held_until = e.held_until;
    });
    post(state, e.entries);
}
void apply(State& state, const Reduced& e) {
    change(state, ledger_of(state, e.line, e.leader), [&](LineLedger& ledger) { earn(ledger, e); });
    post(state, e.entries);
}

void apply(State& state, const Withheld& e) {
    change(state, ledger_of(state, e.line, e.leader), [&](LineLedger& ledger) {
        ledger.claim = e.claim;
        ledger.claim_until = e.until;
    });
}
void apply(State& state, const Freed& e) {
    change(state, ledger_of(state, e.line, e.leader), [&](LineLedger& ledger) {
        ledger.claim = {};
        ledger.claim_until = {};
        ledger.held_until = e.held_until;
    });
}

void apply(State& state, const Released& e) {
    for (const Id<OrderLine> line : e.lines)
        change(state, ledger_of(state, line, e.leader),
               [&](LineLedger& ledger) { ledger.released_at = e.at; });
    post(state, e.entries);
}

void apply(State& state, const HoldPlaced& e) {
    index_hold(state, state.holds.add({.id = e.hold,
                                       .leader = e.leader,
                                       .amount_fen = e.amount_fen,
                                       .reason = e.reason,
                                       .wanted = e.wanted,
                                       .placed_at = e.at,
                                       .until = e.until,
                                       .evidence = {},
                                       .ended_at = {},
                                       .lifted = false}));
    post(state, e.entries);
}
void apply(State& state, const EvidenceSubmitted& e) {
    state.holds.at(e.hold).evidence.push_back({e.note, e.photo, e.at});
}
void apply(State& state, const HoldEnded& e) {
    Hold& hold = state.holds.at(e.hold);
    hold.ended_at = e.at;
    hold.lifted = e.lifted;
    state.index.holds.erase({hold.until, hold.id});
    post(state, e.entries);
}

void apply(State& state, const WithdrawalRequested& e) {
    index_withdrawal(state, state.withdrawals.add({.id = e.withdrawal,
                                                   .leader = e.leader,
                                                   .amount_fen = e.amount_fen,
                                                   .phase = WithdrawalPhase::requested,
                                                   .requested_at = e.at,
                                                   .changed_at = e.at,
                                                   .reason = {},
                                                   .reference = {}}));
    post(state, e.entries);
}
void apply(State& state, const WithdrawalDecided& e) {
    Withdrawal& withdrawal = state.withdrawals.at(e.withdrawal);
    withdrawal.phase = e.phase;
    withdrawal.changed_at = e.at;
    withdrawal.reason = e.reason;
    withdrawal.reference = e.reference;
    state.index.withdrawals.erase(withdrawal.id);
    index_withdrawal(state, withdrawal);
    post(state, e.entries);
}

void apply(State& state, const SettlementMade& e) {
    const bool nothing_moves = e.remit_fen == Fen{0} && e.payout_fen == Fen{0};
    index_settlement(state, state.settlements.add({.id = e.settlement,
                                                   .run = e.run,
                                                   .leader = e.leader,
                                                   .till_fen = e.till_fen,
                                                   .kept_fen = e.kept_fen,
                                                   .offset_fen = e.offset_fen,
                                                   .remit_fen = e.remit_fen,
                                                   .payout_fen = e.payout_fen,
                                                   .made_at = e.at,
                                                   .remitted_at = {},
                                                   .remit_reference = {},
                                                   .closed_at = nothing_moves ? e.at : Instant{},
                                                   .receipt_reference = {}}));
    post(state, e.entries);
}
void apply(State& state, const SettlementRemitted& e) {
    Settlement& settlement = state.settlements.at(e.settlement);
    settlement.remitted_at = e.at;
    settlement.remit_reference = e.reference;
}
void apply(State& state, const SettlementReceived& e) {
    Settlement& settlement = state.settlements.at(e.settlement);
    settlement.closed_at = e.at;
    settlement.receipt_reference = e.reference;
    state.index.settlements.erase(settlement.id);
    post(state, e.entries);
}

}  // namespace

void apply(State& state, const Event& event) {
    std::visit([&](const auto& e) { apply(state, e); }, event);
}

void reindex(State& state) {
    state.index = {};
    for (const Entry& entry : state.entries) index_entry(state, entry);
    for (const LineLedger& ledger : state.lines) index_line(state, ledger);
    for (const Hold& hold : state.holds) index_hold(state, hold);
    for (const Withdrawal& withdrawal : state.withdrawals) index_withdrawal(state, withdrawal);
    for (const Settlement& settlement : state.settlements) index_settlement(state, settlement);
}

Audience audience(const Reads&, const State& state, const Event& event) {
    const Id<Leader> leader = std::visit(
        [&]<class E>(const E& e) {
            if constexpr (requires { e.leader; })
                return e.leader;
            else if constexpr (requires { e.hold; })
                return state.holds.at(e.hold).leader;
            else if constexpr (requires { e.withdrawal; })
                return state.withdrawals.at(e.withdrawal).leader;
            else
                return state.settlements.at(e.settlement).leader;
        },
        event);
    return for_leader(leader.value);
}
Audience audience(const Reads&, const State&, const Entry& entry) {
    return for_leader(entry.leader.value);
}
Audience audience(const Reads&, const State&, const Wallet& wallet) {
    return for_leader(wallet.id.value);
}
Audience audience(const Reads&, const State&, const LineLedger& ledger) {
    return for_leader(ledger.leader.value);
}
Audience audience(const Reads&, const State&, const Hold& hold) {
    return for_leader(hold.leader.value);
}
Audience audience(const Reads&, const State&, const Withdrawal& withdrawal) {
    return for_leader(withdrawal.leader.value);
}
Audience audience(const Reads&, const State&, const Settlement& settlement) {
    return for_leader(settlement.leader.value);
}

}  // namespace starfish::money
