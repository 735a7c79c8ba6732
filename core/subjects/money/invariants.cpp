#include "core/subjects/groupbuy/queries.hpp"
#include "core/subjects/handout/queries.hpp"
#include "core/subjects/money/queries.hpp"

#include <map>

namespace starfish::money {
namespace {

using Broken = std::optional<std::string>;

std::string about(const char* what, std::uint32_t id) {
    return std::string(what) + " " + std::to_string(id);
}

Fen sum_of(const Balances& balances) {
    Fen sum;
    for (const View view : {View::pay, View::sales, View::buyer})
        sum = sum - balance_of(balances, view);
    for (const View view : {View::till, View::bank}) sum = sum + balance_of(balances, view);
    return sum;
}

// Balances recomputed from the entries alone.
struct Recomputed {
    std::map<Id<Wallet>, Balances> wallets;
    std::map<Id<LineLedger>, Balances> lines;
};

void add(Balances& to, const Entry& entry) {
    Fen& debit = balance_of(to, entry.debit);
    debit = debit + entry.amount_fen;
    Fen& credit = balance_of(to, entry.credit);
    credit = credit - entry.amount_fen;
}

Broken broken_entry(const Reads& reads, const Entry& entry) {
    if (entry.amount_fen <= Fen{0}) return "it moves nothing";
    if (entry.debit == entry.credit) return "it moves nowhere";
    if (!entry.line) return std::nullopt;
    const OrderLine& line = reads.groupbuy.lines.at(entry.line);
    if (reads.groupbuy.groupbuys.at(line.groupbuy).leader != entry.leader)
        return "its line is another leader's";
    return std::nullopt;
}

// Compares a line's ledger with its entries and its bill.
Broken broken_line(const Reads& reads, const LineLedger& ledger, const Balances& recomputed) {
    if (ledger.consumer_fen != recomputed.consumers_fen ||
        ledger.refund_owed_fen != recomputed.refunds_owed_fen)
        return "its balances are not the sums of its entries";
    if (ledger.refund_owed_fen > Fen{0}) return "more was given back than was owed";
    if (ledger.revenue_fen != Fen{0} - recomputed.revenue_fen)
        return "its revenue is not the sum of its entries";
    if (ledger.sale_fen + ledger.service_fen != recomputed.reward_cost_fen)
        return "its pay is not the sum of its entries";
    if (ledger.sale_fen > ledger.planned_sale_fen ||
        ledger.service_fen > ledger.planned_service_fen)
        return "more is earned than was planned";
    if (ledger.sale_fen < Fen{0} || ledger.service_fen < Fen{0}) return "its pay is negative";
    const bool delivered = ledger.delivered_at.ms != 0;
    if (!delivered && ledger.sale_fen + ledger.service_fen != Fen{0})
        return "something is earned before it is handed out";
    if (ledger.released_at.ms != 0 && !delivered) return "released before it is handed out";
    const orders::Bill* bill = reads.orders.bills.find({ledger.id.value});
    if (!bill) return delivered ? Broken("handed out but never billed") : std::nullopt;
    if (delivered && ledger.revenue_fen != bill->due_fen) return "its revenue is not what is due";
    const Fen settled = bill->refunded_fen - bill->paid_fen + ledger.revenue_fen;
    if (ledger.consumer_fen != settled) return "the buyer's balance is not paid less refunded";
    return std::nullopt;
}

// Revenue is booked for exactly the lines that were billed and are handed out in full.
Broken broken_delivery(const Reads& reads, const State& state) {
    for (const handout::Delivery& delivery : reads.handout.deliveries) {
        const LineLedger* ledger = state.lines.find({delivery.id.value});
        const bool booked = ledger && ledger->delivered_at.ms != 0;
        const bool billed = reads.orders.bills.find({delivery.id.value}) != nullptr;
        const bool done =
            billed && handout::left_of(delivery) == Units{0} && delivery.handed > Units{0};
        if (booked != done) return about("line", delivery.id.value) + ": handed out but not booked";
    }
    return std::nullopt;
}

// The planned pay for one kind of goods of a group-buy matches its offer, to the fen.
Broken broken_plan(const Reads& reads, const State& state, const GroupBuy& groupbuy,
                   std::int32_t item) {
    const auto& offer = reads.catalog.offers.at(groupbuy::goods_of(groupbuy, item).offer);
    Fen due;
    Fen sale;
    Units units;
    for (const Id<OrderLine> id : groupbuy::lines_of(reads.groupbuy, groupbuy.id)) {
        const LineLedger* ledger = state.lines.find({id.value});
        const OrderLine& line = reads.groupbuy.lines.at(id);
        if (!ledger || line.item != item || line.left_at.ms != 0) continue;
        due = due + ledger->planned_due_fen;
        sale = sale + ledger->planned_sale_fen;
        if (ledger->planned_due_fen > Fen{0}) units = units + line.allotted;
    }
    const Fen per_mille{due.value * offer.reward.sale_per_mille / 1000};
    if (sale != per_mille + offer.reward.sale_fen * units)
        return "the planned pay does not match the offer";
    return std::nullopt;
}

Broken broken_wallet(const State& state, const Wallet& wallet, const Balances& recomputed) {
    if (sum_of(wallet.balances) != Fen{0}) return "it does not sum to zero";
    for (const View view : {View::pay, View::till, View::sales, View::bank, View::buyer})
        if (balance_of(wallet.balances, view) != balance_of(recomputed, view))
            return "its balances are not the sums of its entries";
    Fen pending;
    const auto& index = state.index.pending;
    const Id<Leader> leader{wallet.id.value};
    for (auto it = index.lower_bound({leader, {}, {}}); it != index.end(); ++it) {
        if (std::get<0>(*it) != leader) break;
        const LineLedger& ledger = state.lines.at(std::get<2>(*it));
        pending = pending + ledger.sale_fen + ledger.service_fen;
    }
    if (Fen{0} - wallet.balances.held_fen != pending) return "held_fen is not the sum of its lines";
    return std::nullopt;
}

Broken broken_settlement(const Settlement& row) {
    if (row.till_fen != row.kept_fen + row.offset_fen + row.remit_fen)
        return "kept_fen, offset_fen and remit_fen do not sum to till_fen";
    if (row.kept_fen < Fen{0} || row.remit_fen < Fen{0}) return "kept_fen or remit_fen is negative";
    return std::nullopt;
}

Broken broken_requests(const State& state) {
    std::map<Id<Leader>, std::pair<Fen, Fen>> sums;  // on hold, withdrawing
    for (const auto& [until, id] : state.index.holds) {
        Fen& sum = sums[state.holds.at(id).leader].first;
        sum = sum + state.holds.at(id).amount_fen;
    }
    for (const Id<Withdrawal> id : state.index.withdrawals) {
        Fen& sum = sums[state.withdrawals.at(id).leader].second;
        sum = sum + state.withdrawals.at(id).amount_fen;
    }
    for (const Wallet& wallet : state.purses) {
        const auto& [on_hold, withdrawing] = sums[{wallet.id.value}];
        if (Fen{0} - wallet.balances.on_hold_fen != on_hold)
            return about("wallet", wallet.id.value) + ": on_hold is not the sum of the holds";
        if (Fen{0} - wallet.balances.withdrawing_fen != withdrawing)
            return about("wallet", wallet.id.value) + ": withdrawing is not the sum requested";
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::string> broken_invariant(const Reads& reads, const State& state) {
    Recomputed recomputed;
    for (const Entry& entry : state.entries) {
        if (const auto what = broken_entry(reads, entry))
            return about("entry", entry.id.value) + ": " + *what;
        add(recomputed.wallets[{entry.leader.value}], entry);
        if (entry.line) add(recomputed.lines[{entry.line.value}], entry);
    }
    for (const Wallet& wallet : state.purses)
        if (const auto what = broken_wallet(state, wallet, recomputed.wallets[wallet.id]))
            return about("wallet", wallet.id.value) + ": " + *what;
    for (const LineLedger& ledger : state.lines)
        if (const auto what = broken_line(reads, ledger, recomputed.lines[ledger.id]))
            return about("ledger of line", ledger.id.value) + ": " + *what;
    for (const Settlement& row : state.settlements)
        if (const auto what = broken_settlement(row))
            return about("settlement", row.id.value) + ": " + *what;
    for (const GroupBuy& groupbuy : reads.groupbuy.groupbuys) {
        if (groupbuy.phase != groupbuy::Phase::locked) continue;
        for (std::size_t i = 0; i < groupbuy.terms.goods.size(); ++i)
            if (const auto what = broken_plan(reads, state, groupbuy, static_cast<std::int32_t>(i)))
                return about("group-buy", groupbuy.id.value) + ": " + *what;
    }
    if (auto what = broken_delivery(reads, state)) return what;
    return broken_requests(state);
}

}  // namespace starfish::money
