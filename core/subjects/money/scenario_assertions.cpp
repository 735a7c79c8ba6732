// Assertions about money in scenarios:
//
//     then purse of LEADER is ¥18 available, ¥5 held, ¥0 kept, ¥0 withdrawing, ¥0 till,
//          ¥0 provider, ¥0 transit, ¥9 bank, ¥9 revenue, ¥1 cost, ¥0 buyers, ¥0 owed
//          of everyone: the sum over all; -¥5: negative
//     then pay of LEADER lists sale 1 ¥25.44, service 1 ¥2, withdrawal_paid -¥20
//          cause, join number, what it adds; also till of, sales of, bank of
//     then account of 李芳 in GROUP-BUY lists payment 1 ¥336, delivery 1 -¥318
#include "core/subjects/money/scenario_assertions.hpp"

#include "core/base/json/description.hpp"
#include "core/scenario/spelling.hpp"
#include "core/subjects/community/scenario.hpp"
#include "core/subjects/groupbuy/scenario.hpp"
#include "core/subjects/money/queries.hpp"

#include <algorithm>

namespace starfish::money::scenarios {
namespace {

using namespace scenario;
using community::a_leader;

// The words for the balances of a wallet.
struct BalanceWord {
    std::string_view word;
    Account account;
    bool is_owed;  // by us: positive in the assertion when the account's balance is negative
};
constexpr BalanceWord balance_words[] = {
    {"available", Account::available, true}, {"held", Account::held, true},
    {"kept", Account::on_hold, true},        {"withdrawing", Account::withdrawing, true},
    {"till", Account::till, false},          {"provider", Account::provider, false},
    {"transit", Account::in_transit, false}, {"bank", Account::bank, false},
    {"revenue", Account::revenue, true},     {"cost", Account::reward_cost, false},
    {"buyers", Account::consumers, true},    {"owed", Account::refunds_owed, true},
};

// ¥18 available | -¥5 held
Property read_balance(Line& line) {
    const bool negative = line.accept("-");
    const Fen amount = line.price();
    for (const BalanceWord& balance : balance_words)
        if (line.accept(balance.word))
            return amount_of(negative ? Fen{0} - amount : amount, balance.word);
    std::string words;
    for (const BalanceWord& balance : balance_words)
        (words += words.empty() ? "" : ", ") += balance.word;
    line.fail("one of: " + words);
    return {};
}

std::vector<Property> properties_of(const Balances& balances) {
    std::vector<Property> properties;
    for (const BalanceWord& word : balance_words) {
        const Fen balance = balance_of(balances, word.account);
        properties.push_back(amount_of(word.is_owed ? Fen{0} - balance : balance, word.word));
    }
    return properties;
}

// purse of 陈姐 is ¥18 available
Assertion wallet_is(Line& line) {
    line.expect("of");
    const std::string leader = line.name("a leader, or everyone");
    line.expect("is");
    std::vector<Property> stated;
    do stated.push_back(read_balance(line));
    while (line.accept(","));
    return [=](const Scene& scene) -> std::optional<Difference> {
        const State& state = scene.state().money;
        if (leader == "everyone")
            return compare(leader, stated, properties_of(balances_of_all(state)));
        const auto id = scene.find(a_leader, leader);
        if (!id) return no_such("a leader", leader);
        return compare(leader, stated, properties_of(balances_of(state, *id)));
    };
}

// "sale 1 ¥25.44, withdrawal_paid -¥20": cause, join number, what it adds.
std::string text_of(const Statement& statement) {
    std::string text;
    for (const StatementLine& line : statement.lines) {
        if (!text.empty()) text += ", ";
        text += json::name_of(line.cause);
        if (line.join_number > 0) text += " " + std::to_string(line.join_number);
        text += " " + spelt(line.amount_fen);
    }
    return text;
}

// pay of 陈姐 lists sale 1 ¥25.44
template <View view>
Assertion statement_lists(Line& line) {
    line.expect("of");
    const std::string leader = line.name("whose");
    line.expect("lists");
    return [=, stated = line.the_rest()](const Scene& scene) -> std::optional<Difference> {
        const auto id = scene.find(a_leader, leader);
        if (!id && leader != "everyone") return no_such("a leader", leader);
        return compare(stated, text_of(statement_of(Reads(scene.state()), scene.state().money, view,
                                                    id.value_or(Id<Leader>{}), {})));
    };
}

// account of 李芳 in A lists payment 1 ¥336
Assertion account_lists(Line& line) {
    line.expect("of");
    const std::string person = line.name("whose");
    line.expect("in");
    const std::string groupbuy = line.name("a group-buy");
    line.expect("lists");
    return [=, stated = line.the_rest()](const Scene& scene) -> std::optional<Difference> {
        const auto id = scene.find(groupbuy::a_groupbuy, groupbuy);
        if (!id) return no_such("a group-buy", groupbuy);
        const auto lines = groupbuy::lines_of_person(scene, person, *id);
        return compare(stated,
                       text_of(statement_of(Reads(scene.state()), scene.state().money, lines, {})));
    };
}

constexpr Topic topics[] = {
    {"purse", wallet_is},
    {"pay", statement_lists<View::pay>},
    {"till", statement_lists<View::till>},
    {"sales", statement_lists<View::sales>},
    {"bank", statement_lists<View::bank>},
    {"account", account_lists},
};

}  // namespace

scenario::Vocabulary assertions() {
    return {.topics = topics};
}

}  // namespace starfish::money::scenarios
