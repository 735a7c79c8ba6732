// What people do with money once it is earned, and what can be claimed of the books.
#pragma once

#include "core/scenario/deeds.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace starfish::scenario {

// The verbs, but for two that stand elsewhere too: withdraws ¥100, approves the withdrawal of …
std::span<const Verb> money_verbs();
Sayings asks_for_pay(Reading& reading);
Sayings approves_withdrawal(Reading& reading);

// A claim of the books, if that is what follows `then`.
std::optional<Deed> read_books_claim(Line& line);

// What is so of a purse; every amount in the sense of its word.
std::vector<Claim> truths(const money::Balances& balances);
// "sale 1 ¥25.44, withdrawal_paid -¥20": cause, join number, what it adds.
std::string spelt(std::span<const money::StatementLine> lines);

}  // namespace starfish::scenario
