// Queries about the ledger: plain functions, the same on the server and in a replica.
#pragma once

#include "core/subjects/money/journal.hpp"
#include "core/subjects/money/money.hpp"

#include <map>
#include <span>

namespace starfish::money {

Id<LineLedger> ledger_of(Id<OrderLine>);
// Whether the buyer still owes for delivered goods: the leader's pay is pending until then.
bool is_unpaid(const LineLedger&);

// Why part of a leader's pay cannot be withdrawn yet.
enum class PendingReason : std::uint8_t {
    after_sales,  // buyers can still claim
    unpaid,       // the buyer has not paid for delivered goods
    claim,        // a claim is open
    hold,         // the supplier has put it on hold
};
BOOST_DESCRIBE_ENUM(PendingReason, after_sales, unpaid, claim, hold)

// A part of a leader's pay that cannot be withdrawn yet.
struct PendingPay {
    PendingReason because{};
    Fen amount_fen;
    Instant until;         // the latest end; 0 for `unpaid`
    std::int32_t lines{};  // their number; 0 for `hold`
    Id<GroupBuy> groupbuy;
    Id<OrderLine> line;  // for `claim` and `unpaid`
    Id<handout::Claim> claim;
    bool wants_photo{};  // the claim has no photo, and a photo would help
    Id<Hold> hold;       // has the reason and the wanted evidence
};

// A leader's overview. Positive amounts belong to the leader, except the till, which belongs to the
// supplier.
struct Overview {
    Fen available_fen;  // negative: more was taken back than was there; deducted from later pay
    Fen held_fen;       // the sum of `held`, including holds
    Fen withdrawing_fen;
    Fen till_fen;
    std::vector<PendingPay> held;  // after_sales by group-buy, then unpaid, claim, hold
};
Overview overview_of(const Reads&, const State&, Id<Leader>);

// The accounts a statement covers, and the sign of its amounts.
enum class View : std::uint8_t {
    pay,    // a leader's earned and unpaid pay: held, available, on hold, withdrawing
    till,   // collected by the leader and not sent on
    sales,  // the supplier's revenue, less leaders' pay
    bank,   // the supplier's bank, with money in transit and at the provider
    buyer,  // money we have from a consumer or owe the consumer; negative: the consumer owes
};
BOOST_DESCRIBE_ENUM(View, pay, till, sales, bank, buyer)

// Facts that do not apply to the cause are 0.
struct StatementLine {
    Id<Entry> entry;
    Instant at;
    Cause cause{};
    Fen amount_fen;   // added to the view's balance
    Fen balance_fen;  // after this line
    Id<Leader> leader;
    Id<OrderLine> line;
    std::int32_t join_number{};
    std::string offer_title;
    Units units;               // handed out
    Fen base_fen;              // of `sale`: the price of the line at that time
    std::int32_t per_mille{};  // of `sale`: the rate on base_fen
    Fen unit_fen;              // of `sale`: the pay per unit
    std::string reference;     // of a payment, refund, withdrawal, settlement; a hold's reason
};
struct Statement {
    Fen opening_fen;
    Fen closing_fen;
    std::vector<StatementLine> lines;  // by time
};
struct Period {
    Instant from;  // 0: from the start
    Instant until{INT64_MAX};
};

// The statement of one leader, or of all leaders with leader 0. An entry between two accounts of
// the view is not a line.
Statement statement_of(const Reads&, const State&, View, Id<Leader>, Period);
// The buyer's statement of these lines of one leader, for a consumer's order page.
Statement statement_of(const Reads&, const State&, std::span<const Id<OrderLine>>, Period);
// The i18n key of a line's sentence: "money.cause.sale", see assets/i18n.
std::string words_key(const StatementLine&);
std::string words_key(const PendingPay&);  // "money.held.claim"
// The facts of those sentences.
std::vector<Fact> facts_of(const StatementLine&);
std::vector<Fact> facts_of(const PendingPay&);

// The amount an entry adds to a view; 0 if both of its accounts are in the view, or neither.
Fen added_by(const Entry&, View);
// Refunds still to be given out of each leader's till; only leaders with any.
std::map<Id<Leader>, Fen> owed_from_tills(const Reads&);
// The balance of a view, with the sign its statements use.
Fen balance_of(const Balances&, View);
// The sums over all leaders.
Balances balances_of_all(const State&);

// Open ones, which wait for the supplier; oldest first.
std::vector<Id<Withdrawal>> open_withdrawals(const State&);
std::vector<Id<Settlement>> open_settlements(const State&);
// All of one leader, newest first, including closed ones.
std::vector<Id<Withdrawal>> withdrawals_of(const State&, Id<Leader>);
std::vector<Id<Settlement>> settlements_of(const State&, Id<Leader>);

// For the sweep: leaders with pay to release, each with the line that fell due first; at most
// `most`.
struct ReleaseDue {
    Id<Leader> leader;
    Id<LineLedger> line;
    Instant due;
};
std::vector<ReleaseDue> releases_due(const State&, Instant now, std::size_t most);
std::vector<Id<Hold>> holds_due(const State&, Instant now, std::size_t most);

}  // namespace starfish::money
