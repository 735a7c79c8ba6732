// What the screens of the money place share: lists that are tables on a desktop, and the words of
// a statement's lines.
#pragma once

#include "core/subjects/money/queries.hpp"
#include "wasm/client.hpp"
#include "web/kit/kit.hpp"

#include <optional>
#include <string>
#include <vector>

namespace starfish::web {

struct View;

inline constexpr std::size_t cash_rows_max = 100;  // drawn at once; the rest is counted

// One row: on a phone an entry of title, note, value and chip, on a desktop the cells and the chip.
struct CashRow {
    std::string title{};
    std::string note{};
    std::string value{};
    Ink value_ink = Ink::text;
    kit::Chip chip{};
    std::vector<std::string> cells{};
};
struct CashList {
    std::string name{};                       // of the list, for screen readers
    std::vector<kit::TableColumn> columns{};  // as many as a row has cells, and one for the chip
    bool opens = false;
    std::size_t left_out = 0;  // rows there are beyond those given
};
// Which row was pressed.
std::optional<std::size_t> draw_cash_list(Locale, const CashList&, const std::vector<CashRow>&);

// "+25.44", "−12.72".
std::string signed_amount(Fen);
// "3 小时", since then.
std::string age_words(Locale, Instant since, Instant now);
// "跟团号 17 · 即食海参 × 2", or what the line is for, if it is of no one join.
std::string line_title(Locale, const money::StatementLine&);
// The cause, what was said of it, and when.
std::string line_note(Locale, const money::StatementLine&, Instant now);

struct Lines {
    std::size_t most = 0;
    bool balances = true;  // in a table: what it was after each
};
// The lines of a statement, the newest first; pressed, a line opens the row behind it (draw the
// cash forms, too).
void draw_statement_lines(View&, Client&, const money::Statement&, Lines, Instant now);

// A statement is told anew only when the books or the question have changed.
struct StatementShown {
    std::string key;
    money::Statement statement;
};
const money::Statement& statement_shown(StatementShown&, const Client&, money::View,
                                        starfish::Id<money::Leader>, money::Period);

}  // namespace starfish::web
