#include "web/screens/money/money_rows.hpp"

#include "web/app/screens.hpp"

#include <algorithm>

namespace starfish::web {
namespace {

using money::Statement;
using money::StatementLine;

Ink ink_of(Fen amount) {
    return amount.value < 0 ? Ink::bad : Ink::good;
}

std::optional<std::size_t> draw_table(const MoneyList& list, const std::vector<MoneyRow>& rows) {
    kit::Table table(
        {.name = list.name, .columns = list.columns, .rows = rows.size(), .rows_open = list.opens});
    for (const std::size_t i : table.rows_in_sight()) {
        const MoneyRow& row = rows[i];
        table.begin_row(i);
        for (std::size_t c = 0; c < row.cells.size(); ++c)
            table.cell(row.cells[c], {.type = Type::small, .bold = c == 0});
        if (list.columns.size() > row.cells.size()) table.cell(row.chip);
    }
    return table.pressed_row();
}

std::optional<std::size_t> draw_entries(const MoneyList& list, const std::vector<MoneyRow>& rows) {
    std::optional<std::size_t> pressed;
    const kit::Group group(accessible::Role::list, list.name);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const kit::Each each(i);
        if (kit::entry({.title = rows[i].title,
                        .note = rows[i].note,
                        .value = rows[i].value,
                        .value_ink = rows[i].value_ink,
                        .chip = rows[i].chip,
                        .opens = list.opens,
                        .key = "open"}))
            pressed = i;
    }
    return pressed;
}

// Opens the row that caused the line: a join, a settlement, a withdrawal or a hold.
void open_cause(View& view, const Client& client, const StatementLine& line) {
    using money::Cause;
    view.opened_join = line.line;
    if (line.line) return;
    view.wallet_form = {.id = client.state().money.entries.at(line.entry).source};
    if (line.cause >= Cause::netted)
        view.wallet_form.kind = WalletForm::Kind::settlement;
    else if (line.cause >= Cause::withdrawal)
        view.wallet_form.kind = WalletForm::Kind::withdrawal;
    else
        view.wallet_form.kind = WalletForm::Kind::hold;
}

std::string cause_words(Locale locale, const StatementLine& line) {
    return say(locale, money::words_key(line), money::facts_of(line));
}

// The reference of the line. The cause comes before it if the title names a join instead.
std::string line_detail(Locale locale, const StatementLine& line) {
    std::string words = line.line ? cause_words(locale, line) : "";
    if (line.reference.empty() || line.reference == orders::paid_at_pickup) return words;
    return words.empty() ? line.reference : words + " · " + line.reference;
}

// In a table the time comes first, because a cell that is too narrow cuts the end off.
std::string timed_detail(Locale locale, const StatementLine& line, const std::string& whose,
                         Instant now) {
    const std::string words = whose + line_detail(locale, line);
    return words.empty() ? when(locale, line.at, now) : when(locale, line.at, now) + " · " + words;
}

}  // namespace

std::optional<std::size_t> draw_money_list(Locale locale, const MoneyList& list,
                                           const std::vector<MoneyRow>& rows) {
    const auto pressed = platform::is_desktop() ? draw_table(list, rows) : draw_entries(list, rows);
    if (list.left_out > 0)
        kit::text(
            say(locale, "money.more_rows", {{"count", static_cast<std::int64_t>(list.left_out)}}),
            {.type = Type::small, .ink = Ink::muted});
    return pressed;
}

std::string signed_amount(Fen fen) {
    std::string words = yuan(fen);
    const std::size_t sign = words.find("¥");
    if (sign != std::string::npos) words.erase(sign, std::string_view("¥").size());
    if (!words.contains('.')) words += ".00";
    return fen.value > 0 ? "+" + words : words;
}

std::string age_words(Locale locale, Instant since, Instant now) {
    return say(locale, "money.since", {{"age_ms", std::max<std::int64_t>(now.ms - since.ms, 0)}});
}

std::string line_title(Locale locale, const StatementLine& line) {
    if (!line.line) return cause_words(locale, line);
    std::string words = say(locale, "groupbuy.join_number", {{"number", line.join_number}}) +
                        " · " + line.offer_title;
    if (line.units.value > 0) words += " × " + std::to_string(line.units.value);
    return words;
}

std::string line_note(Locale locale, const StatementLine& line, Instant now) {
    const std::string words = line_detail(locale, line);
    return words.empty() ? when(locale, line.at, now) : words + " · " + when(locale, line.at, now);
}

void draw_statement_lines(View& view, Client& client, const Statement& statement, LineOptions lines,
                          Instant now) {
    const Locale locale = client.locale();
    const std::size_t shown = std::min(statement.lines.size(), lines.most);
    std::vector<MoneyRow> rows;
    rows.reserve(shown);
    const bool several_leaders = client.account().actor.role != Role::leader;
    for (std::size_t i = 0; i < shown; ++i) {
        const StatementLine& line = statement.lines[statement.lines.size() - 1 - i];
        const std::string whose =
            several_leaders ? client.state().community.leaders.at(line.leader).name + " · " : "";
        const std::string note = whose + line_note(locale, line, now);
        rows.push_back({.title = line_title(locale, line),
                        .note = note,
                        .value = signed_amount(line.amount_fen),
                        .value_ink = ink_of(line.amount_fen),
                        .chip = {},
                        .cells = {line_title(locale, line), timed_detail(locale, line, whose, now),
                                  signed_amount(line.amount_fen)}});
        if (lines.balances) rows.back().cells.push_back(yuan(line.balance_fen));
    }
    MoneyList list{.name = say(locale, "cash.lines"),
                   .columns = {{say(locale, "cash.column_what"), 0.4F},
                               {say(locale, "cash.column_why"), 0.6F},
                               {say(locale, "cash.column_amount"), 100, Align::right}},
                   .opens = true};
    if (lines.balances)
        list.columns.push_back({say(locale, "cash.column_balance"), 110, Align::right});
    const auto pressed = draw_money_list(locale, list, rows);
    if (pressed) open_cause(view, client, statement.lines[statement.lines.size() - 1 - *pressed]);
}

const Statement& cached_statement(StatementCache& shown, const Client& client, money::View view,
                                  Id<money::Leader> leader, money::Period period) {
    const Replica& replica = client.replica();
    std::string key = std::to_string(replica.seq()) + ' ' + std::to_string(static_cast<int>(view)) +
                      ' ' + std::to_string(leader.value) + ' ' + std::to_string(period.from.ms) +
                      ' ' + std::to_string(period.until.ms);
    if (!replica.pending().empty()) key += ' ' + replica.pending().back().id;
    if (shown.key != key)
        shown = {key, money::statement_of(money::Reads(client.state()), client.state().money, view,
                                          leader, period)};
    return shown.statement;
}

}  // namespace starfish::web
