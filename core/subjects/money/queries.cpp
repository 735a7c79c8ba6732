#include "core/subjects/money/queries.hpp"

#include <algorithm>
#include <map>

namespace starfish::money {
namespace {

// The accounts of a view. Its balance is their sum, negated if they are debts or revenue.
struct Accounts {
    std::vector<Account> accounts;
    bool is_negated{};
};
const Accounts& accounts_of(View view) {
    static const std::map<View, Accounts> all{
        {View::pay,
         {{Account::held, Account::available, Account::on_hold, Account::withdrawing}, true}},
        {View::till, {{Account::till}, false}},
        {View::sales, {{Account::revenue, Account::reward_cost}, true}},
        {View::bank, {{Account::provider, Account::in_transit, Account::bank}, false}},
        {View::buyer, {{Account::consumers, Account::refunds_owed}, true}}};
    return all.at(view);
}

bool wants_photo(const Reads& reads, Id<handout::Claim> id) {
    const handout::Claim* claim = reads.handout.claims.find(id);
    return claim && claim->photo.empty();
}

// The rows of one leader, newest first.
template <class Row>
std::vector<Id<Row>> newest_of(const Table<Row>& rows, Id<Leader> leader) {
    std::vector<Id<Row>> found;
    for (const Row& row : rows)
        if (row.leader == leader) found.push_back(row.id);
    std::ranges::reverse(found);
    return found;
}

}  // namespace

Id<LineLedger> ledger_of(Id<OrderLine> line) {
    return {line.value};
}

bool is_unpaid(const LineLedger& ledger) {
    return ledger.consumer_fen > Fen{0};
}

Overview overview_of(const Reads& reads, const State& state, Id<Leader> leader) {
    const Balances has = balances_of(state, leader);
    Overview overview{.available_fen = Fen{0} - has.available_fen,
                      .held_fen = Fen{0} - has.held_fen - has.on_hold_fen,
                      .withdrawing_fen = Fen{0} - has.withdrawing_fen,
                      .till_fen = has.till_fen,
                      .held = {}};
    std::map<Id<GroupBuy>, PendingPay> after_sales;
    std::vector<PendingPay> unpaid;
    std::vector<PendingPay> claims;
    for (auto it = state.index.pending.lower_bound({leader, {}, {}});
         it != state.index.pending.end(); ++it) {
        if (std::get<0>(*it) != leader) break;
        const LineLedger& ledger = state.lines.at(std::get<2>(*it));
        const Id<OrderLine> line{ledger.id.value};
        const Id<GroupBuy> groupbuy = reads.groupbuy.lines.at(line).groupbuy;
        const Fen amount = ledger.sale_fen + ledger.service_fen;
        if (ledger.claim) {
            claims.push_back({.because = PendingReason::claim,
                              .amount_fen = amount,
                              .until = std::max(ledger.claim_until, ledger.held_until),
                              .lines = 1,
                              .groupbuy = groupbuy,
                              .line = line,
                              .claim = ledger.claim,
                              .wants_photo = wants_photo(reads, ledger.claim),
                              .hold = {}});
            continue;
        }
        if (is_unpaid(ledger)) {
            unpaid.push_back({.because = PendingReason::unpaid,
                              .amount_fen = amount,
                              .until = {},
                              .lines = 1,
                              .groupbuy = groupbuy,
                              .line = line,
                              .claim = {},
                              .wants_photo = false,
                              .hold = {}});
            continue;
        }
        PendingPay& part = after_sales[groupbuy];
        part.groupbuy = groupbuy;
        part.amount_fen = part.amount_fen + amount;
        part.until = std::max(part.until, ledger.held_until);
        ++part.lines;
    }
    for (auto& [groupbuy, part] : after_sales) overview.held.push_back(part);
    std::ranges::move(unpaid, std::back_inserter(overview.held));
    std::ranges::move(claims, std::back_inserter(overview.held));
    for (const auto& [until, id] : state.index.holds) {
        const Hold& hold = state.holds.at(id);
        if (hold.leader == leader)
            overview.held.push_back({.because = PendingReason::hold,
                                     .amount_fen = hold.amount_fen,
                                     .until = until,
                                     .lines = 0,
                                     .groupbuy = {},
                                     .line = {},
                                     .claim = {},
                                     .wants_photo = false,
                                     .hold = id});
    }
    return overview;
}

Fen balance_of(const Balances& balances, View view) {
    const Accounts& of = accounts_of(view);
    Fen sum;
    for (const Account account : of.accounts) sum = sum + balance_of(balances, account);
    return of.is_negated ? Fen{0} - sum : sum;
}

Balances balances_of_all(const State& state) {
    Balances all;
    for (const Wallet& wallet : state.purses)
        for (auto account = Account::consumers;;
             account = static_cast<Account>(static_cast<int>(account) + 1)) {
            Fen& sum = balance_of(all, account);
            sum = sum + balance_of(wallet.balances, account);
            if (account == Account::withdrawing) break;
        }
    return all;
}

Fen added_by(const Entry& entry, View view) {
    const Accounts& of = accounts_of(view);
    const bool debits = std::ranges::find(of.accounts, entry.debit) != of.accounts.end();
    const bool credits = std::ranges::find(of.accounts, entry.credit) != of.accounts.end();
    if (debits == credits) return {};
    return debits == of.is_negated ? Fen{0} - entry.amount_fen : entry.amount_fen;
}

std::map<Id<Leader>, Fen> owed_from_tills(const Reads& reads) {
    std::map<Id<Leader>, Fen> owed;
    for (const auto& [next_try, id] : reads.orders.index.owed) {
        const orders::Refund& refund = reads.orders.refunds.at(id);
        const orders::Bill& bill = reads.orders.bills.at(refund.bill);
        if (bill.kind == groupbuy::PaymentKind::provider) continue;
        Fen& sum = owed[reads.groupbuy.groupbuys.at(bill.groupbuy).leader];
        sum = sum + refund.amount_fen;
    }
    return owed;
}

std::vector<Id<Withdrawal>> open_withdrawals(const State& state) {
    return {state.index.withdrawals.begin(), state.index.withdrawals.end()};
}
std::vector<Id<Settlement>> open_settlements(const State& state) {
    return {state.index.settlements.begin(), state.index.settlements.end()};
}
std::vector<Id<Withdrawal>> withdrawals_of(const State& state, Id<Leader> leader) {
    return newest_of(state.withdrawals, leader);
}
std::vector<Id<Settlement>> settlements_of(const State& state, Id<Leader> leader) {
    return newest_of(state.settlements, leader);
}

std::vector<ReleaseDue> releases_due(const State& state, Instant now, std::size_t most) {
    std::vector<ReleaseDue> found;
    for (const auto& [due, line] : state.index.due) {
        if (due > now || found.size() == most) break;
        const Id<Leader> leader = state.lines.at(line).leader;
        if (std::ranges::find(found, leader, &ReleaseDue::leader) == found.end())
            found.push_back({leader, line, due});
    }
    return found;
}

std::vector<Id<Hold>> holds_due(const State& state, Instant now, std::size_t most) {
    std::vector<Id<Hold>> found;
    for (const auto& [until, hold] : state.index.holds) {
        if (until > now || found.size() == most) break;
        found.push_back(hold);
    }
    return found;
}

std::optional<Instant> next_due(const State& state) {
    const auto& due = state.index.due;
    const auto& holds = state.index.holds;
    if (due.empty() && holds.empty()) return std::nullopt;
    if (due.empty()) return holds.begin()->first;
    if (holds.empty()) return due.begin()->first;
    return std::min(due.begin()->first, holds.begin()->first);
}

std::vector<std::string> named_photos(const State& state) {
    std::vector<std::string> named;
    for (const Hold& hold : state.holds)
        for (const Evidence& evidence : hold.evidence) named.push_back(evidence.photo);
    return named;
}

}  // namespace starfish::money
