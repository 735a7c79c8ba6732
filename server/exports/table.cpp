#include "server/exports/table.hpp"

#include <algorithm>

namespace starfish::exports {
namespace {

Table with_columns(const Table& table, const std::vector<std::size_t>& indexes) {
    Table part{.name = table.name, .title = table.title, .note = table.note};
    for (const std::size_t i : indexes) part.columns.push_back(table.columns[i]);
    for (const Row& row : table.rows) {
        Row& copy = part.rows.emplace_back(Row{.kind = row.kind});
        if (row.kind == RowKind::heading || row.kind == RowKind::cut)
            copy.cells = row.cells;
        else
            for (const std::size_t i : indexes) copy.cells.push_back(row.cells[i]);
    }
    return part;
}

}  // namespace

std::string text_of(const Cell& cell) {
    if (const auto* number = std::get_if<std::int64_t>(&cell)) return std::to_string(*number);
    return std::get<std::string>(cell);
}

std::vector<Table> split_columns(const Table& table, std::size_t columns_max) {
    if (table.columns.size() <= columns_max) return {table};
    const auto repeated =
        static_cast<std::size_t>(std::ranges::count_if(table.columns, &Column::repeated));
    const std::size_t others = columns_max > repeated ? columns_max - repeated : 1;
    std::vector<Table> parts;
    for (std::size_t from = 0; from < table.columns.size();) {
        // Repeated columns keep their positions among the others.
        std::vector<std::size_t> indexes;
        std::size_t taken = 0;
        std::size_t next = table.columns.size();
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            if (table.columns[i].repeated) {
                indexes.push_back(i);
            } else if (i >= from && taken < others) {
                indexes.push_back(i);
                ++taken;
            } else if (i >= from) {
                next = std::min(next, i);
            }
        }
        if (taken > 0) parts.push_back(with_columns(table, indexes));
        from = next;
    }
    return parts;
}

}  // namespace starfish::exports
