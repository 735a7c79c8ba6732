#include "core/base/text.hpp"
#include "core/subjects/money/journal.hpp"
#include "core/subjects/money/queries.hpp"

#include <algorithm>
#include <cassert>

namespace starfish::money {
namespace {

using Decision = Result<std::vector<Event>>;
using About = Journal::About;

bool is_supplier(const Context& context) {
    return context.actor.role == Role::supplier;
}
bool is_leader(const Context& context, Id<Leader> leader) {
    return context.actor == Actor{Role::leader, leader.value};
}

// The pay a leader can withdraw; negative if more was taken back than was there.
Fen available_to(const State& state, Id<Leader> leader) {
    return Fen{0} - balances_of(state, leader).available_fen;
}

// Refuses an amount that cannot be taken from the available pay.
std::optional<Refusal> refuse_amount(const State& state, Id<Leader> leader, Fen amount) {
    if (amount < Fen{1} || amount > amount_max)
        return invalid("money.amount", "amount_fen", {{"most_fen", amount_max.value}}).error();
    const Fen available = available_to(state, leader);
    if (amount <= available) return std::nullopt;
    const Fact fact{"available_fen", std::max(available, Fen{0}).value};
    return conflict("money.not_enough", "amount_fen", {fact}).error();
}

Decision decide(const Reads& reads, const State& state, const Release& c, const Context& context) {
    if (context.actor.role != Role::system) return forbidden("actor.system_only");
    if (!reads.community.leaders.find(c.leader)) return unknown("leader.unknown", "leader");
    std::vector<Id<OrderLine>> lines;
    Fen sum;
    const auto& pending = state.index.pending;
    for (auto it = pending.lower_bound({c.leader, {}, {}}); it != pending.end(); ++it) {
        const auto& [leader, until, id] = *it;
        if (leader != c.leader || until > context.now || lines.size() == release_most) break;
        const LineLedger& ledger = state.lines.at(id);
        if (ledger.claim || is_unpaid(ledger)) continue;
        lines.push_back({id.value});
        sum = sum + ledger.sale_fen + ledger.service_fen;
    }
    if (lines.empty()) return conflict("money.nothing_due", "leader");
    Journal journal(state, context.now);
    journal.move({c.leader, {}, Cause::released, lines.front().value}, sum, Account::available,
                 Account::held);
    return std::vector<Event>{Released{c.leader, std::move(lines), context.now, journal.take()}};
}

Decision decide(const Reads& reads, const State& state, const PlaceHold& c,
                const Context& context) {
    if (!is_supplier(context)) return forbidden("actor.supplier_only");
    if (!reads.community.leaders.find(c.leader)) return unknown("leader.unknown", "leader");
    if (auto no = refuse_amount(state, c.leader, c.amount_fen)) return Refused(std::move(*no));
    if (auto no = refuse_text(c.reason, "reason", {.least = 2, .most = 200, .lines = true}))
        return Refused(std::move(*no));
    if (auto no = refuse_text(c.wanted, "wanted", {.least = 2, .most = 200, .lines = true}))
        return Refused(std::move(*no));
    const Instant latest = context.now + hold_max_ms;
    if (c.until <= context.now || c.until > latest)
        return invalid("money.hold_until", "until", {{"bound_ms", latest.ms}});
    const Id<Hold> id = state.holds.next_id();
    Journal journal(state, context.now);
    journal.move({c.leader, {}, Cause::hold, id.value}, c.amount_fen, Account::on_hold,
                 Account::available);
    return std::vector<Event>{HoldPlaced{id, c.leader, c.amount_fen, c.reason, c.wanted, c.until,
                                         context.now, journal.take()}};
}

Decision decide(const Reads&, const State& state, const LiftHold& c, const Context& context) {
    const bool by_system = context.actor.role == Role::system;
    const Hold* hold = state.holds.find(c.hold);
    if (!hold || (!by_system && !is_supplier(context)))
        return unknown("money.unknown_hold", "hold");
    if (hold->ended_at.ms != 0) return conflict("money.hold_over", "hold");
    if (by_system && context.now < hold->until)
        return conflict("money.not_due", "hold", {{"due_ms", hold->until.ms}});
    Journal journal(state, context.now);
    journal.move({hold->leader, {}, Cause::hold_ended, hold->id.value}, hold->amount_fen,
                 Account::available, Account::on_hold);
    return std::vector<Event>{HoldEnded{c.hold, !by_system, context.now, journal.take()}};
}

bool is_photo_id(const std::string& text) {
    return text.size() == handout::photo_id_length && std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

Decision decide(const Reads&, const State& state, const SubmitEvidence& c, const Context& context) {
    const Hold* hold = state.holds.find(c.hold);
    if (!hold || !is_leader(context, hold->leader)) return unknown("money.unknown_hold", "hold");
    if (hold->ended_at.ms != 0) return conflict("money.hold_over", "hold");
    if (!c.note && !c.photo) return invalid("money.evidence", "note");
    if (c.note)
        if (auto no = refuse_text(*c.note, "note", {.least = 2, .most = 200, .lines = true}))
            return Refused(std::move(*no));
    if (c.photo && !is_photo_id(*c.photo)) return invalid("money.evidence", "photo");
    if (hold->evidence.size() >= evidence_max)
        return conflict("money.evidence_full", "hold",
                        {{"most_count", static_cast<std::int64_t>(evidence_max)}});
    return std::vector<Event>{
        EvidenceSubmitted{c.hold, c.note.value_or(""), c.photo.value_or(""), context.now}};
}

Decision decide(const Reads& reads, const State& state, const RequestWithdrawal& c,
                const Context& context) {
    const auto number = static_cast<std::uint32_t>(context.actor.id);
    const Leader* leader = reads.community.leaders.find({number});
    if (!leader || !is_leader(context, leader->id)) return forbidden("actor.leader_only");
    if (auto no = refuse_amount(state, leader->id, c.amount_fen)) return Refused(std::move(*no));
    const Id<Withdrawal> id = state.withdrawals.next_id();
    Journal journal(state, context.now);
    journal.move({leader->id, {}, Cause::withdrawal, id.value}, c.amount_fen, Account::withdrawing,
                 Account::available);
    return std::vector<Event>{
        WithdrawalRequested{id, leader->id, c.amount_fen, context.now, journal.take()}};
}

Result<const Withdrawal*> open_withdrawal(const State& state, Id<Withdrawal> id,
                                          const Context& context) {
    const Withdrawal* withdrawal = state.withdrawals.find(id);
    if (!withdrawal || !is_supplier(context))
        return unknown("money.unknown_withdrawal", "withdrawal");
    if (!state.index.withdrawals.contains(id))
        return conflict("money.withdrawal_answered", "withdrawal");
    return withdrawal;
}

Decision decide(const Reads&, const State& state, const ApproveWithdrawal& c,
                const Context& context) {
    const auto withdrawal = open_withdrawal(state, c.withdrawal, context);
    if (!withdrawal) return Refused(withdrawal.error());
    if ((*withdrawal)->phase != WithdrawalPhase::requested)
        return conflict("money.withdrawal_answered", "withdrawal");
    return std::vector<Event>{
        WithdrawalDecided{c.withdrawal, WithdrawalPhase::approved, {}, {}, context.now, {}}};
}

Decision decide(const Reads&, const State& state, const RefuseWithdrawal& c,
                const Context& context) {
    const auto withdrawal = open_withdrawal(state, c.withdrawal, context);
    if (!withdrawal) return Refused(withdrawal.error());
    if (auto no = refuse_text(c.reason, "reason", {.least = 2, .most = 200, .lines = true}))
        return Refused(std::move(*no));
    Journal journal(state, context.now);
    journal.move({(*withdrawal)->leader, {}, Cause::withdrawal_refused, c.withdrawal.value},
                 (*withdrawal)->amount_fen, Account::available, Account::withdrawing);
    return std::vector<Event>{WithdrawalDecided{
        c.withdrawal, WithdrawalPhase::refused, c.reason, {}, context.now, journal.take()}};
}

Decision decide(const Reads&, const State& state, const ConfirmWithdrawalPaid& c,
                const Context& context) {
    const auto withdrawal = open_withdrawal(state, c.withdrawal, context);
    if (!withdrawal) return Refused(withdrawal.error());
    if ((*withdrawal)->phase != WithdrawalPhase::approved)
        return conflict("money.withdrawal_not_approved", "withdrawal");
    if (auto no = refuse_text(c.reference, "reference", {.least = 1, .most = 64}))
        return Refused(std::move(*no));
    Journal journal(state, context.now);
    journal.move({(*withdrawal)->leader, {}, Cause::withdrawal_paid, c.withdrawal.value},
                 (*withdrawal)->amount_fen, Account::bank, Account::withdrawing);
    return std::vector<Event>{WithdrawalDecided{
        c.withdrawal, WithdrawalPhase::paid, {}, c.reference, context.now, journal.take()}};
}

// The settlements of one run, one a leader.
class SettlementRun {
public:
    SettlementRun(const Reads& reads, const State& state, Instant now)
        : owed_(owed_from_tills(reads)),
          run_(state.settlements.next_id()),
          next_(run_),
          now_(now),
          journal_(state, now) {}

    void settle(const Wallet& wallet) {
        const Balances& has = wallet.balances;
        const Id<Leader> leader{wallet.id.value};
        const auto found = owed_.find(leader);
        const Fen owed = found == owed_.end() ? Fen{0} : found->second;
        const Fen retained = std::clamp(has.till_fen, Fen{0}, owed);
        const Fen settled = has.till_fen - retained;
        if (settled == Fen{0} && has.provider_fen == Fen{0}) return;
        const Fen available = std::max(Fen{0} - has.available_fen, Fen{0});
        const Fen offset = std::min(settled, available);
        const Fen remit = settled - offset;
        const auto about = [&](Cause cause) { return About{leader, {}, cause, next_.value}; };
        journal_.move(about(Cause::netted), offset, Account::till, Account::available);
        journal_.move(about(Cause::remitted), remit, Account::till, Account::in_transit);
        journal_.move(about(Cause::paid_out), has.provider_fen, Account::provider,
                      Account::in_transit);
        events_.emplace_back(SettlementMade{next_, run_, leader, has.till_fen, retained, offset,
                                            remit, has.provider_fen, now_, journal_.take()});
        ++next_.value;
    }
    bool is_full() const { return events_.size() == settle_most; }

    Decision done() && {
        if (events_.empty()) return conflict("money.nothing_to_settle", "leader");
        return std::move(events_);
    }

private:
    std::map<Id<Leader>, Fen> owed_;
    Id<Settlement> run_;
    Id<Settlement> next_;
    Instant now_;
    Journal journal_;
    std::vector<Event> events_;
};

Decision decide(const Reads& reads, const State& state, const Settle& c, const Context& context) {
    if (!is_supplier(context)) return forbidden("actor.supplier_only");
    SettlementRun run(reads, state, context.now);
    if (!c.leader) {
        for (const Wallet& wallet : state.purses) {
            if (run.is_full()) break;
            run.settle(wallet);
        }
        return std::move(run).done();
    }
    if (!reads.community.leaders.find(*c.leader)) return unknown("leader.unknown", "leader");
    if (const Wallet* wallet = state.purses.find({c.leader->value})) run.settle(*wallet);
    return std::move(run).done();
}

Decision decide(const Reads&, const State& state, const ConfirmRemitted& c,
                const Context& context) {
    const Settlement* settlement = state.settlements.find(c.settlement);
    if (!settlement || !is_leader(context, settlement->leader))
        return unknown("money.unknown_settlement", "settlement");
    if (settlement->remit_fen == Fen{0}) return conflict("money.nothing_to_remit", "settlement");
    if (settlement->closed_at.ms != 0) return conflict("money.settlement_closed", "settlement");
    if (settlement->remitted_at.ms != 0) return conflict("money.remitted_already", "settlement");
    if (auto no = refuse_text(c.reference, "reference", {.least = 1, .most = 64}))
        return Refused(std::move(*no));
    return std::vector<Event>{SettlementRemitted{c.settlement, c.reference, context.now}};
}

Decision decide(const Reads&, const State& state, const ConfirmReceived& c,
                const Context& context) {
    const Settlement* settlement = state.settlements.find(c.settlement);
    if (!settlement || !is_supplier(context))
        return unknown("money.unknown_settlement", "settlement");
    if (settlement->closed_at.ms != 0) return conflict("money.settlement_closed", "settlement");
    if (auto no = refuse_text(c.reference, "reference", {.least = 1, .most = 64}))
        return Refused(std::move(*no));
    Journal journal(state, context.now);
    journal.move({settlement->leader, {}, Cause::received, c.settlement.value},
                 settlement->remit_fen + settlement->payout_fen, Account::in_transit,
                 Account::bank);
    return std::vector<Event>{
        SettlementReceived{c.settlement, c.reference, context.now, journal.take()}};
}

}  // namespace

Decision decide(const Reads& reads, const State& state, const Command& command,
                const Context& context) {
    return std::visit([&](const auto& c) { return decide(reads, state, c, context); }, command);
}

}  // namespace starfish::money
