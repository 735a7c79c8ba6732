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

// The books again, from the entries alone.
struct Again {
    std::map<Id<Purse>, Balances> purses;
    std::map<Id<LineBook>, Balances> lines;
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

// What a line's book says, against its own entries and the bill.
Broken broken_line(const Reads& reads, const LineBook& book, const Balances& again) {
    if (book.consumer_fen != again.consumers_fen || book.refund_owed_fen != again.refunds_owed_fen)
        return "its balances are not the sums of its entries";
    if (book.refund_owed_fen > Fen{0}) return "more was given back than was owed";
    if (book.revenue_fen != Fen{0} - again.revenue_fen) return "its revenue is not the entries'";
    if (book.sale_fen + book.service_fen != again.reward_cost_fen)
        return "its pay is not the entries'";
    if (book.sale_fen > book.planned_sale_fen || book.service_fen > book.planned_service_fen)
        return "more is earned than was planned";
    if (book.sale_fen < Fen{0} || book.service_fen < Fen{0}) return "its pay is negative";
    const bool delivered = book.delivered_at.ms != 0;
    if (!delivered && book.sale_fen + book.service_fen != Fen{0})
        return "something is earned before it is handed out";
    if (book.released_at.ms != 0 && !delivered) return "released before it is handed out";
    const orders::Bill* bill = reads.orders.bills.find({book.id.value});
    if (!bill) return delivered ? Broken("handed out, and never billed") : std::nullopt;
    if (delivered && book.revenue_fen != bill->due_fen) return "its revenue is not what is due";
    const Fen settled = bill->refunded_fen - bill->paid_fen + book.revenue_fen;
    if (book.consumer_fen != settled) return "what is held of the buyer is not paid less refunded";
    return std::nullopt;
}

// Every line that was billed and is handed out in full has its revenue booked, and no other.
Broken broken_delivery(const Reads& reads, const State& state) {
    for (const handout::Delivery& delivery : reads.handout.deliveries) {
        const LineBook* book = state.lines.find({delivery.id.value});
        const bool booked = book && book->delivered_at.ms != 0;
        const bool billed = reads.orders.bills.find({delivery.id.value}) != nullptr;
        const bool done =
            billed && handout::left_of(delivery) == Units{0} && delivery.handed > Units{0};
        if (booked != done) return about("line", delivery.id.value) + ": handed out but not booked";
    }
    return std::nullopt;
}

// The plans of one of the goods of a group-buy are what its offer says, to the fen.
Broken broken_plan(const Reads& reads, const State& state, const GroupBuy& groupbuy,
                   std::int32_t item) {
    const auto& offer = reads.catalog.offers.at(groupbuy::goods_of(groupbuy, item).offer);
    Fen due;
    Fen sale;
    Units units;
    for (const Id<OrderLine> id : groupbuy::lines_of(reads.groupbuy, groupbuy.id)) {
        const LineBook* book = state.lines.find({id.value});
        const OrderLine& line = reads.groupbuy.lines.at(id);
        if (!book || line.item != item || line.left_at.ms != 0) continue;
        due = due + book->planned_due_fen;
        sale = sale + book->planned_sale_fen;
        if (book->planned_due_fen > Fen{0}) units = units + line.allotted;
    }
    const Fen per_mille{due.value * offer.reward.sale_per_mille / 1000};
    if (sale != per_mille + offer.reward.sale_fen * units)
        return "the pay planned is not what its offer says";
    return std::nullopt;
}

Broken broken_purse(const State& state, const Purse& purse, const Balances& again) {
    if (sum_of(purse.balances) != Fen{0}) return "it does not sum to zero";
    for (const View view : {View::pay, View::till, View::sales, View::bank, View::buyer})
        if (balance_of(purse.balances, view) != balance_of(again, view))
            return "its balances are not the sums of its entries";
    Fen held;
    const auto& index = state.index.held;
    const Id<Leader> leader{purse.id.value};
    for (auto it = index.lower_bound({leader, {}, {}}); it != index.end(); ++it) {
        if (std::get<0>(*it) != leader) break;
        const LineBook& book = state.lines.at(std::get<2>(*it));
        held = held + book.sale_fen + book.service_fen;
    }
    if (Fen{0} - purse.balances.held_fen != held) return "what is held is not that of its lines";
    return std::nullopt;
}

Broken broken_settlement(const Settlement& row) {
    if (row.till_fen != row.kept_fen + row.offset_fen + row.remit_fen)
        return "what it kept, netted and took is not what was in the till";
    if (row.kept_fen < Fen{0} || row.remit_fen < Fen{0})
        return "it keeps or takes less than nothing";
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
    for (const Purse& purse : state.purses) {
        const auto& [on_hold, withdrawing] = sums[{purse.id.value}];
        if (Fen{0} - purse.balances.on_hold_fen != on_hold)
            return about("purse", purse.id.value) + ": on_hold is not the sum of the holds";
        if (Fen{0} - purse.balances.withdrawing_fen != withdrawing)
            return about("purse", purse.id.value) + ": withdrawing is not the sum asked for";
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::string> broken_invariant(const Reads& reads, const State& state) {
    Again again;
    for (const Entry& entry : state.entries) {
        if (const auto what = broken_entry(reads, entry))
            return about("entry", entry.id.value) + ": " + *what;
        add(again.purses[{entry.leader.value}], entry);
        if (entry.line) add(again.lines[{entry.line.value}], entry);
    }
    for (const Purse& purse : state.purses)
        if (const auto what = broken_purse(state, purse, again.purses[purse.id]))
            return about("purse", purse.id.value) + ": " + *what;
    for (const LineBook& book : state.lines)
        if (const auto what = broken_line(reads, book, again.lines[book.id]))
            return about("book of line", book.id.value) + ": " + *what;
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
