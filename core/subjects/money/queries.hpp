// What can be asked of the books: plain functions, the same on the server and in a replica.
#pragma once

#include "core/subjects/money/journal.hpp"
#include "core/subjects/money/money.hpp"

#include <map>
#include <span>

namespace starfish::money {

Id<LineBook> book_of(Id<OrderLine>);
// Whether its buyer still owes for what she got: the pay for it waits until that is paid.
bool owes(const LineBook&);

// Why some of a leader's pay is not hers to withdraw yet.
enum class HeldBecause : std::uint8_t {
    after_sales,  // buyers may still claim
    unpaid,       // the buyer has not paid what she got
    claim,        // one did
    hold,         // the supplier keeps it back
};
BOOST_DESCRIBE_ENUM(HeldBecause, after_sales, unpaid, claim, hold)

struct HeldPart {
    HeldBecause because{};
    Fen amount_fen;
    Instant until;         // when it ends at the latest; 0 of what is not paid
    std::int32_t lines{};  // how many, of after_sales
    Id<GroupBuy> groupbuy;
    Id<OrderLine> line;  // of a claim, and of what is not paid
    Id<handout::Claim> claim;
    bool wants_photo{};  // the claim has none, and one would help
    Id<Hold> hold;       // says why, and what is wanted
};

// What a leader sees first: positive is hers, but for the till, which is the supplier's.
struct Overview {
    Fen available_fen;  // negative: more was taken back than she had; it comes off what she earns
    Fen held_fen;       // the sum of `held`, holds included
    Fen withdrawing_fen;
    Fen till_fen;
    std::vector<HeldPart>
        held;  // after sales by group-buy, then lines that are not paid, claims, holds
};
Overview overview_of(const Reads&, const State&, Id<Leader>);

// Whose account a statement is of, and which way it counts.
enum class View : std::uint8_t {
    pay,    // what a leader has earned and not been paid: held, available, on hold, withdrawing
    till,   // what she collected and has not handed on
    sales,  // the supplier's: revenue, less what leaders earn
    bank,   // the supplier's, with what is on its way there and at the provider
    buyer,  // what we hold of a consumer, or owe her back; negative: she still owes
};
BOOST_DESCRIBE_ENUM(View, pay, till, sales, bank, buyer)

// Facts are 0 where they say nothing of the cause.
struct StatementLine {
    Id<Entry> entry;
    Instant at;
    Cause cause{};
    Fen amount_fen;   // what it adds
    Fen balance_fen;  // with it
    Id<Leader> leader;
    Id<OrderLine> line;
    std::int32_t join_number{};
    std::string offer_title;
    Units units;               // that were handed out
    Fen base_fen;              // of `sale`: what the line cost then
    std::int32_t per_mille{};  // of `sale`: of that
    Fen unit_fen;              // of `sale`: a unit
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

// One leader's, or the sum of all with leader 0. What moves inside a view is no line of it.
Statement statement_of(const Reads&, const State&, View, Id<Leader>, Period);
// Of these lines of one leader: what a consumer's order page shows.
Statement statement_of(const Reads&, const State&, std::span<const Id<OrderLine>>, Period);
// The key of the words for a line: "money.cause.sale", see assets/i18n.
std::string words_key(const StatementLine&);
std::string words_key(const HeldPart&);  // "money.held.claim"
// The facts of those words.
std::vector<Fact> facts_of(const StatementLine&);
std::vector<Fact> facts_of(const HeldPart&);

// What an entry adds to a view; 0 when it moves inside it or outside.
Fen added_by(const Entry&, View);
// What is still to be given back out of each till; who owes nothing is not in it.
std::map<Id<Leader>, Fen> owed_from_tills(const Reads&);
// The balance of a view, as its statements count it.
Fen balance_of(const Balances&, View);
// Of all leaders together.
Balances balances_of_all(const State&);

// What waits for the supplier, oldest first.
std::vector<Id<Withdrawal>> open_withdrawals(const State&);
std::vector<Id<Settlement>> open_settlements(const State&);
// A leader's own, newest first, closed ones included.
std::vector<Id<Withdrawal>> withdrawals_of(const State&, Id<Leader>);
std::vector<Id<Settlement>> settlements_of(const State&, Id<Leader>);

// For the sweep. Leaders some of whose pay is to be released, each with the line that is longest
// due; at most `most`.
struct ReleaseDue {
    Id<Leader> leader;
    Id<LineBook> line;
    Instant due;
};
std::vector<ReleaseDue> releases_due(const State&, Instant now, std::size_t most);
std::vector<Id<Hold>> holds_due(const State&, Instant now, std::size_t most);
// When there will be something for it.
std::optional<Instant> next_due(const State&);

}  // namespace starfish::money
