#include "core/scenario/deeds_of_money.hpp"

#include "core/base/json/description.hpp"
#include "core/scenario/spelling.hpp"

#include <array>

namespace starfish::scenario {
namespace {

using money::Account;
using money::View;

// What a purse is asked for, and whether we owe it.
struct Matter {
    std::string_view word;
    Account account;
    bool we_owe;
};
constexpr std::array matters{Matter{"available", Account::available, true},
                             Matter{"held", Account::held, true},
                             Matter{"kept", Account::on_hold, true},
                             Matter{"withdrawing", Account::withdrawing, true},
                             Matter{"till", Account::till, false},
                             Matter{"provider", Account::provider, false},
                             Matter{"transit", Account::in_transit, false},
                             Matter{"bank", Account::bank, false},
                             Matter{"revenue", Account::revenue, true},
                             Matter{"cost", Account::reward_cost, false},
                             Matter{"buyers", Account::consumers, true},
                             Matter{"owed", Account::refunds_owed, true}};

Claim amount_claim(Fen fen, std::string_view word) {
    return {word, spelt(fen) + " " + std::string(word)};
}

Claim read_amount(Line& line) {
    const bool negative = line.accept("-");
    Fen fen = line.price();
    if (negative) fen = Fen{0} - fen;
    for (const Matter& matter : matters)
        if (line.accept(matter.word)) return amount_claim(fen, matter.word);
    std::string words;
    for (const Matter& matter : matters) (words += words.empty() ? "" : ", ") += matter.word;
    line.fail("one of: " + words);
    return {};
}

// the withdrawal of 陈姐
std::string the(Line& line, std::string_view what) {
    line.expect("the");
    line.expect(what);
    line.expect("of");
    return line.name("a leader");
}

Sayings said(Reading& r, std::string leader, money::Command command) {
    return {{r.who, Banks{std::move(leader), std::move(command)}}};
}

std::string as_reference(Line& line) {
    line.expect("as");
    return line.quoted("the reference");
}

Sayings releases(Reading& r) {
    r.line.expect("pay");
    r.line.expect("of");
    return said(r, r.line.name("a leader"), money::Release{});
}

// holds ¥20 of 陈姐 until D9 18:00 because "…" wanting "…"
Sayings holds_back(Reading& r) {
    money::PlaceHold hold;
    hold.amount_fen = r.line.price();
    r.line.expect("of");
    std::string leader = r.line.name("a leader");
    r.line.expect("until");
    hold.until = r.line.moment(r.calendar, r.now);
    hold.reason = reason(r.line);
    r.line.expect("wanting");
    hold.wanted = r.line.quoted("the evidence");
    return said(r, std::move(leader), std::move(hold));
}

Sayings lifts(Reading& r) {
    return said(r, the(r.line, "hold"), money::LiftHold{});
}

// explains the hold of 陈姐 with "…"
Sayings explains(Reading& r) {
    money::SubmitEvidence evidence;
    std::string leader = the(r.line, "hold");
    if (r.line.accept("with")) evidence.note = r.line.quoted("what she says");
    std::string photo;
    r.details.take("photo", photo);
    if (!photo.empty()) evidence.photo = photo;
    return said(r, std::move(leader), std::move(evidence));
}

Sayings refuses_withdrawal(Reading& r) {
    std::string leader = the(r.line, "withdrawal");
    return said(r, std::move(leader), money::RefuseWithdrawal{{}, reason(r.line)});
}

Sayings pays_out(Reading& r) {
    std::string leader = the(r.line, "withdrawal");
    return said(r, std::move(leader), money::ConfirmWithdrawalPaid{{}, as_reference(r.line)});
}

// settles | settles with 陈姐
Sayings settles(Reading& r) {
    std::string leader;
    if (r.line.accept("with")) leader = r.line.name("a leader");
    return said(r, std::move(leader), money::Settle{});
}

Sayings remits(Reading& r) {
    std::string leader = the(r.line, "settlement");
    return said(r, std::move(leader), money::ConfirmRemitted{{}, as_reference(r.line)});
}

Sayings receives(Reading& r) {
    std::string leader = the(r.line, "settlement");
    return said(r, std::move(leader), money::ConfirmReceived{{}, as_reference(r.line)});
}

constexpr Verb verbs[] = {
    {"releases", releases},
    {"holds", holds_back},
    {"lifts", lifts},
    {"explains", explains},
    {"refuses", refuses_withdrawal},
    {"pays", pays_out},
    {"settles", settles},
    {"remits", remits},
    {"receives", receives},
};

}  // namespace

std::span<const Verb> money_verbs() {
    return verbs;
}

Sayings asks_for_pay(Reading& r) {
    const Fen amount = r.line.price();
    return said(r, r.who, money::RequestWithdrawal{amount});
}

Sayings approves_withdrawal(Reading& r) {
    return said(r, the(r.line, "withdrawal"), money::ApproveWithdrawal{});
}

std::optional<Deed> read_books_claim(Line& line) {
    if (line.accept("purse")) {
        line.expect("of");
        PurseIs deed{.leader = line.name("a leader, or everyone"), .claims = {}};
        line.expect("is");
        do deed.claims.push_back(read_amount(line));
        while (line.accept(","));
        return deed;
    }
    for (const auto& [word, view] : {std::pair("pay", View::pay), std::pair("till", View::till),
                                     std::pair("sales", View::sales), std::pair("bank", View::bank),
                                     std::pair("account", View::buyer)}) {
        if (!line.accept(word)) continue;
        Tells deed{.whose = {}, .groupbuy = {}, .view = view, .lines = {}};
        line.expect("of");
        deed.whose = line.name("whose");
        if (view == View::buyer) {
            line.expect("in");
            deed.groupbuy = line.name("a group-buy");
        }
        line.expect("lists");
        deed.lines = line.the_rest();
        return deed;
    }
    return std::nullopt;
}

std::vector<Claim> truths(const money::Balances& balances) {
    std::vector<Claim> claims;
    for (const Matter& matter : matters) {
        const Fen balance = money::balance_of(balances, matter.account);
        claims.push_back(amount_claim(matter.we_owe ? Fen{0} - balance : balance, matter.word));
    }
    return claims;
}

std::string spelt(std::span<const money::StatementLine> lines) {
    std::string text;
    for (const money::StatementLine& line : lines) {
        if (!text.empty()) text += ", ";
        text += json::name_of(line.cause);
        if (line.join_number > 0) text += " " + std::to_string(line.join_number);
        text += " " + spelt(line.amount_fen);
    }
    return text;
}

}  // namespace starfish::scenario
