// Shared by the money screens: lists that become tables on a desktop, and the text of a
// statement's lines.
#pragma once

#include "core/subjects/money/queries.hpp"
#include "wasm/client.hpp"
#include "web/kit/kit.hpp"

#include <optional>
#include <string>
#include <vector>

namespace starfish::web {

struct View;

inline constexpr std::size_t money_rows_max = 100;  // drawn; further rows are only counted

// One row. A phone shows title, note, value and chip; a desktop shows the cells and the chip.
struct MoneyRow {
    std::string title{};
    std::string note{};
    std::string value{};
    Ink value_ink = Ink::text;
    kit::Chip chip{};
    std::vector<std::string> cells{};
};
struct MoneyList {
    std::string name{};                       // the list's name for screen readers
    std::vector<kit::TableColumn> columns{};  // one for each cell, and one for the chip
    bool opens = false;
    std::size_t left_out = 0;  // number of rows that were not passed
};
// Returns the index of the pressed row.
std::optional<std::size_t> draw_money_list(Locale, const MoneyList&, const std::vector<MoneyRow>&);

// "+25.44", "−12.72".
std::string signed_amount(Fen);
// The time since `since`: "3 小时".
std::string age_words(Locale, Instant since, Instant now);
// "跟团号 17 · 即食海参 × 2", or the cause if the line belongs to no single join.
std::string line_title(Locale, const money::StatementLine&);
// The cause, the reference and the time.
std::string line_note(Locale, const money::StatementLine&, Instant now);

struct LineOptions {
    std::size_t most = 0;
    bool balances = true;  // adds a table column with the balance after each line
};
// The lines of a statement, the newest first. A pressed line opens the row that caused it, so the
// caller must also call draw_wallet_forms.
void draw_statement_lines(View&, Client&, const money::Statement&, LineOptions, Instant now);

// A cached statement is computed again only when the ledger or the request has changed.
struct StatementCache {
    std::string key;
    money::Statement statement;
};
const money::Statement& cached_statement(StatementCache&, const Client&, money::View,
                                         Id<money::Leader>, money::Period);

}  // namespace starfish::web
