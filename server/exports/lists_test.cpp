#include "server/exports/lists.hpp"

#include "server/exports/labels.hpp"
#include "tests/exports/golden_case.hpp"

#include <algorithm>

namespace starfish::exports {
namespace lists_test {

bool has_column(const Table& table, std::string_view header) {
    return std::ranges::any_of(table.columns,
                               [&](const Column& column) { return column.header == header; });
}

TEST_CASE("lists: with several pickup points every list and label names them") {
    auto [campaign, lines] = golden_case();
    for (ExportLine& line : lines) line.pickup_point.name = "3 号门驿站";
    const ListOptions options;
    const auto tables = [&] {
        return std::vector{customer_list(campaign, lines, options),
                           product_list(campaign, lines, options),
                           slip_list(campaign, lines, SlipOrder::building_room_item, options)};
    };
    const auto labels = [&] {
        return item_labels(campaign, lines, SlipOrder::building_room_item, options);
    };
    const auto names_point = [](const Label& label) { return label.place.ends_with("社区服务站"); };
    for (const Table& table : tables()) CHECK_FALSE(has_column(table, "自提点"));
    CHECK(std::ranges::none_of(labels(), names_point));
    lines.front().pickup_point.name = "社区服务站";
    for (const Table& table : tables()) {
        CHECK(has_column(table, "自提点"));
        for (const Row& row : table.rows)
            if (row.kind == RowKind::line) CHECK(row.cells.size() == table.columns.size());
    }
    CHECK(std::ranges::count_if(labels(), names_point) == 1);
}

}  // namespace lists_test

}  // namespace starfish::exports
