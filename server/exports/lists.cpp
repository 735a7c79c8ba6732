#include "server/exports/lists.hpp"

#include "server/exports/natural_order.hpp"
#include "server/words/sentence.hpp"

#include <algorithm>
#include <iterator>

namespace starfish::exports {
namespace {

std::string_view status_key(LineStatus status) {
    switch (status) {
        case LineStatus::to_pay:
            return "export.status_to_pay";
        case LineStatus::paid:
            return "export.status_paid";
        case LineStatus::arrived:
            return "export.status_arrived";
        case LineStatus::handed_out:
            return "export.status_handed_out";
        case LineStatus::cancelled:
            return "export.status_cancelled";
    }
    return {};
}

std::string_view slips_key(SlipOrder order) {
    switch (order) {
        case SlipOrder::item_building_room:
            return "export.slips_item_building_room";
        case SlipOrder::building_item_room:
            return "export.slips_building_item_room";
        case SlipOrder::building_room_item:
            return "export.slips_building_room_item";
    }
    return {};
}

// Both notes, the leader's first.
std::string notes(const ExportLine& line) {
    if (line.leader_note.empty() || line.member_note.empty())
        return line.leader_note + line.member_note;
    return line.leader_note + "; " + line.member_note;
}

// One column of a list and the cell it makes of a line.
struct ListColumn {
    Column column;
    Cell (*of)(const ExportLine&, const MarkedItems&, const ListOptions&);
};

constexpr auto number_cell = [](const ExportLine& line, const MarkedItems&, const ListOptions&) {
    return Cell(std::int64_t{line.join_number});
};
constexpr auto name_cell = [](const ExportLine& line, const MarkedItems&, const ListOptions&) {
    return Cell(line.name);
};
constexpr auto phone_cell = [](const ExportLine& line, const MarkedItems&,
                               const ListOptions& options) {
    return Cell(shown_phone(line.phone, options.phones));
};
constexpr auto building_cell = [](const ExportLine& line, const MarkedItems&, const ListOptions&) {
    return Cell(line.building);
};
constexpr auto room_cell = [](const ExportLine& line, const MarkedItems&, const ListOptions&) {
    return Cell(line.room);
};
constexpr auto item_cell = [](const ExportLine& line, const MarkedItems& marked,
                              const ListOptions&) { return Cell(marked(line)); };
constexpr auto quantity_cell = [](const ExportLine& line, const MarkedItems&, const ListOptions&) {
    return Cell(std::int64_t{line.quantity});
};
constexpr auto amount_cell = [](const ExportLine& line, const MarkedItems&, const ListOptions&) {
    return Cell(amount_text(line.amount + line.freight - line.discount - line.refund));
};
constexpr auto status_cell = [](const ExportLine& line, const MarkedItems&,
                                const ListOptions& options) {
    return Cell(say(options.locale, status_key(line.status)));
};
constexpr auto pickup_cell = [](const ExportLine& line, const MarkedItems&, const ListOptions&) {
    return Cell(line.pickup_point.name);
};
constexpr auto note_cell = [](const ExportLine& line, const MarkedItems&, const ListOptions&) {
    return Cell(notes(line));
};

// Writes a list: its head, and its rows in the order of the calls.
class ListWriter {
public:
    ListWriter(const Campaign& campaign, std::span<const ExportLine> lines,
               const ListOptions& options, std::string_view title)
        : lines_(lines), options_(options), marked_(lines, campaign.items, options.locale) {
        table_.name = say(options.locale, title);
        table_.title = campaign.title + " · " + table_.name;
        table_.note = campaign.leader + " · " +
                      say(options.locale, "export.closes", {{"deadline_ms", campaign.deadline.ms}});
        if (marked_.any_marked()) table_.note += "\n" + say(options.locale, "export.legend");
    }

    void column(std::string_view key, double width, decltype(ListColumn::of) of,
                bool right = false) {
        if (of == +phone_cell && options_.phones == Phones::left_out) return;
        columns_.push_back(
            {{.header = say(options_.locale, key), .width = width, .right = right}, of});
        table_.columns.push_back(columns_.back().column);
    }

    // The pickup point, if there are several.
    void pickup_column(double width) {
        if (has_several_points(lines_)) column("export.pickup", width, pickup_cell);
    }

    void line(LineIndex i) {
        Row& row = table_.rows.emplace_back();
        for (const ListColumn& column : columns_)
            row.cells.push_back(column.of(lines_[i], marked_, options_));
    }

    void heading(std::string text) {
        table_.rows.push_back({RowKind::heading, {Cell(std::move(text))}});
    }
    void cut() { table_.rows.push_back({RowKind::cut, {}}); }

    // The word "total" in the first column, the sums in their columns.
    void total(std::span<const LineGroup> groups) {
        std::int64_t pieces = 0;
        Fen money;
        for (const LineGroup& group : groups) {
            pieces += group.quantity;
            money = money + group.due - group.refund;
        }
        Row& row = table_.rows.emplace_back(Row{.kind = RowKind::total});
        for (const ListColumn& column : columns_) {
            row.cells.emplace_back("");
            if (column.of == +quantity_cell) row.cells.back() = pieces;
            if (column.of == +amount_cell) row.cells.back() = amount_text(money);
        }
        row.cells.front() = say(options_.locale, "export.total");
    }

    Table& table() { return table_; }
    const MarkedItems& marked() const { return marked_; }
    std::string people_and_units(const LineGroup& group) const;

private:
    std::span<const ExportLine> lines_;
    const ListOptions& options_;
    MarkedItems marked_;
    std::vector<ListColumn> columns_;
    Table table_;
};

std::string ListWriter::people_and_units(const LineGroup& group) const {
    std::vector<std::int32_t> numbers;
    numbers.reserve(group.lines.size());
    for (const LineIndex i : group.lines) numbers.push_back(lines_[i].join_number);
    std::ranges::sort(numbers);
    const auto repeats = std::ranges::unique(numbers);
    numbers.erase(repeats.begin(), repeats.end());
    return say(options_.locale, "export.item_total",
               {{"people", std::ssize(numbers)}, {"units", group.quantity}});
}

}  // namespace

bool has_several_points(std::span<const ExportLine> lines) {
    // A parcel has no pickup point.
    const std::string* first = nullptr;
    for (const ExportLine& line : lines) {
        const std::string& point = line.pickup_point.name;
        if (point.empty()) continue;
        if (first && *first != point) return true;
        first = &point;
    }
    return false;
}

MarkedItems::MarkedItems(std::span<const ExportLine> lines, std::span<const CampaignItem> items,
                         Locale locale) {
    const std::vector<ItemName> names = item_names(lines, items);
    const std::vector<LookAlikes> alikes = look_alikes(names);
    for (std::size_t i = 0; i < names.size(); ++i) {
        std::string& text = marked_[names[i]];
        text = item_and_spec(names[i].item, names[i].spec);
        if (alikes[i].others.empty()) continue;
        any_marked_ = true;
        const std::string mark =
            sentence(locale, "export.look_alike", {}, {{"difference", alikes[i].difference}});
        text += locale == Locale::zh_cn ? "（" + mark + "）" : " (" + mark + ")";
    }
}

const std::string& MarkedItems::operator()(const ExportLine& line) const {
    return marked_.at({line.item, line.spec});
}

Table customer_list(const Campaign& campaign, std::span<const ExportLine> lines,
                    const ListOptions& options) {
    ListWriter list(campaign, lines, options, "export.by_customer");
    list.column("export.number", 0.9, number_cell, true);
    list.column("export.name", 1.5, name_cell);
    list.column("export.phone", 1.6, phone_cell);
    list.column("export.building", 1.1, building_cell);
    list.column("export.room", 0.9, room_cell);
    list.pickup_column(1.6);
    list.column("export.item", 3.4, item_cell);
    list.column("export.count", 0.8, quantity_cell, true);
    list.column("export.amount", 1.2, amount_cell, true);
    list.column("export.status", 1, status_cell);
    list.column("export.member_note", 1.8, note_cell);
    const auto orders = by_customer(lines);
    for (const LineGroup& order : orders)
        for (const LineIndex i : order.lines) list.line(i);
    list.total(orders);
    return std::move(list.table());
}

Table product_list(const Campaign& campaign, std::span<const ExportLine> lines,
                   const ListOptions& options) {
    ListWriter list(campaign, lines, options, "export.by_product");
    list.column("export.number", 0.9, number_cell, true);
    list.column("export.name", 2, name_cell);
    list.column("export.phone", 1.8, phone_cell);
    list.column("export.building", 1.3, building_cell);
    list.column("export.room", 1, room_cell);
    list.pickup_column(1.6);
    list.column("export.count", 1, quantity_cell, true);
    list.column("export.member_note", 2.5, note_cell);
    const auto products = by_product(lines, campaign.items);
    for (const LineGroup& product : products) {
        list.heading(list.marked()(lines[product.lines.front()]) + " · " +
                     list.people_and_units(product));
        for (const LineIndex i : product.lines) list.line(i);
    }
    list.total(products);
    return std::move(list.table());
}

Table matrix_list(const Campaign& campaign, std::span<const ExportLine> lines,
                  const ListOptions& options) {
    ListWriter list(campaign, lines, options, "export.matrix");
    Table& table = list.table();
    const auto word = [&](std::string_view key) { return say(options.locale, key); };
    const Matrix sums = matrix(lines, campaign.items);
    table.columns = {
        {.header = word("export.number"), .width = 0.9, .right = true, .repeated = true},
        {.header = word("export.name"), .width = 1.6, .repeated = true}};
    for (const LineGroup& product : sums.products)
        table.columns.push_back(
            {.header = list.marked()(lines[product.lines.front()]), .width = 1.4, .right = true});
    table.columns.push_back(
        {.header = word("export.total"), .width = 0.9, .right = true, .repeated = true});
    for (std::size_t person = 0; person < sums.people.size(); ++person) {
        const ExportLine& first = lines[sums.people[person].lines.front()];
        Row& row = table.rows.emplace_back();
        row.cells = {Cell(std::int64_t{first.join_number}), Cell(first.name)};
        // A zero is left blank, so that the units to pack stand out.
        for (const std::int64_t units : sums.quantities[person])
            row.cells.push_back(units == 0 ? Cell("") : Cell(units));
        row.cells.emplace_back(sums.people[person].quantity);
    }
    Row& total = table.rows.emplace_back(Row{.kind = RowKind::total});
    total.cells = {Cell(word("export.total")), Cell("")};
    for (const LineGroup& product : sums.products) total.cells.emplace_back(product.quantity);
    total.cells.emplace_back(sums.quantity);
    return std::move(table);
}

Table slip_list(const Campaign& campaign, std::span<const ExportLine> lines, SlipOrder order,
                const ListOptions& options) {
    ListWriter list(campaign, lines, options, slips_key(order));
    list.column("export.building", 1.2, building_cell);
    list.column("export.room", 1, room_cell);
    list.column("export.number", 0.9, number_cell, true);
    list.column("export.name", 1.6, name_cell);
    list.column("export.phone", 1.7, phone_cell);
    list.pickup_column(1.6);
    list.column("export.item", 3.4, item_cell);
    list.column("export.count", 0.8, quantity_cell, true);
    list.column("export.member_note", 2, note_cell);
    const ExportLine* last = nullptr;
    const auto groups = slips(lines, campaign.items, order);
    for (const LineGroup& group : groups) {
        const ExportLine& first = lines[group.lines.front()];
        const auto apart = [&](const ExportLine& line) {
            return last && natural_order(last->building, line.building) != 0;
        };
        if (apart(first)) list.cut();
        const bool by_item = order == SlipOrder::item_building_room;
        const std::string place =
            first.building.empty() ? say(options.locale, "export.no_building") : first.building;
        list.heading((by_item ? list.marked()(first) : place) + " · " +
                     list.people_and_units(group));
        last = &first;
        for (const LineIndex i : group.lines) {
            if (apart(lines[i])) list.cut();
            list.line(i);
            last = &lines[i];
        }
    }
    list.total(groups);
    return std::move(list.table());
}

}  // namespace starfish::exports
