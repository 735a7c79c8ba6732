#include "server/exports/csv.hpp"

#include "server/exports/sorting.hpp"

#include <algorithm>
#include <array>

namespace starfish::exports {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::array<std::string_view, 11> formula_beginnings{"=",  "+",  "-",  "@",  "\t", "\r",
                                                              "\n", "＝", "＋", "－", "＠"};

std::string unit_cost(const Campaign& campaign, const ExportLine& line) {
    for (const CampaignItem& item : campaign.items)
        if (item.item == line.item && item.spec == line.spec && item.cost)
            return amount_text(*item.cost);
    return {};
}

// The consumer's address, or the pickup point's.
std::string delivery_address(const ExportLine& line) {
    if (!line.address.detail.empty()) return line.address.detail;
    const PickupPoint& point = line.pickup_point;
    return point.address + (point.address.empty() || point.name.empty() ? "" : " ") + point.name;
}

std::string notes(const ExportLine& line) {
    const bool both = !line.leader_note.empty() && !line.member_note.empty();
    return line.leader_note + (both ? "；" : "") + line.member_note;
}

// The source of one row: the lines of a parcel, or a single line.
struct RowSource {
    const Campaign& campaign;
    std::span<const ExportLine> lines;
    std::span<const LineIndex> indexes;
    Phones phones;

    const ExportLine& first() const { return lines[indexes.front()]; }

    template <class TextOf>
    std::string each(TextOf text_of_line) const {
        std::vector<std::string> texts;
        for (const LineIndex i : indexes) {
            const std::string one = text_of_line(lines[i]);
            if (!one.empty() && std::ranges::find(texts, one) == texts.end()) texts.push_back(one);
        }
        std::string all;
        for (const std::string& one : texts) all += (all.empty() ? "" : "；") + one;
        return all;
    }

    std::string items() const {
        std::string all;
        for (const LineIndex i : indexes)
            all += (all.empty() ? "" : "；") + item_and_spec(lines[i].item, lines[i].spec) + "×" +
                   std::to_string(lines[i].quantity);
        return all;
    }

    std::int64_t quantity() const {
        std::int64_t sum = 0;
        for (const LineIndex i : indexes) sum += lines[i].quantity;
        return sum;
    }

    std::string text(CsvField field) const;
};

std::string RowSource::text(CsvField field) const {
    switch (field) {
        case CsvField::join_number:
            return std::to_string(first().join_number);
        case CsvField::item:
            return each([](const ExportLine& line) { return line.item; });
        case CsvField::spec:
            return each([](const ExportLine& line) { return line.spec; });
        case CsvField::items:
            return items();
        case CsvField::quantity:
            return std::to_string(quantity());
        case CsvField::unit_cost:
            return unit_cost(campaign, first());
        case CsvField::name:
            return first().name;
        case CsvField::phone:
            return shown_phone(first().phone, phones);
        case CsvField::province:
            return first().address.province;
        case CsvField::city:
            return first().address.city;
        case CsvField::district:
            return first().address.district;
        case CsvField::address:
            return delivery_address(first());
        case CsvField::note:
            return each(notes);
        case CsvField::blank:
            return {};
    }
    return {};
}

std::string header_row(std::span<const CsvColumn> columns) {
    std::string row;
    for (const CsvColumn& column : columns)
        row += (&column == columns.data() ? "" : ",") + csv_field(column.header);
    return row + "\r\n";
}

std::string csv_row(const RowSource& source, std::span<const CsvColumn> columns) {
    std::string text;
    for (const CsvColumn& column : columns)
        text += (&column == columns.data() ? "" : ",") + csv_field(source.text(column.field));
    return text + "\r\n";
}

}  // namespace

std::string csv_field(std::string_view text) {
    std::string field(text);
    if (std::ranges::any_of(formula_beginnings, [&](auto c) { return text.starts_with(c); }))
        field.insert(0, "'");
    if (field.find_first_of(",\"\r\n") == std::string::npos) return field;
    std::string quoted = "\"";
    for (const char c : field) quoted += c == '"' ? "\"\"" : std::string(1, c);
    return quoted + '"';
}

std::vector<CsvColumn> supplier_columns() {
    using enum CsvField;
    return {{join_number, "跟团号"},
            {item, "商品"},
            {spec, "规格"},
            {quantity, "数量"},
            {unit_cost, "商品成本价"},
            {name, "收货人"},
            {phone, "联系电话"},
            {province, "省"},
            {city, "市"},
            {district, "区"},
            {address, "详细地址"},
            {blank, "快递公司"},
            {blank, "快递单号"}};
}

std::vector<CsvColumn> parcel_columns() {
    using enum CsvField;
    return {{name, "收件人"}, {phone, "手机"},    {province, "省"},
            {city, "市"},     {district, "区"},   {address, "详细地址"},
            {items, "物品"},  {quantity, "数量"}, {note, "备注"}};
}

std::string lines_csv(const Campaign& campaign, std::span<const ExportLine> lines,
                      std::span<const CsvColumn> columns, Phones phones) {
    std::string out = std::string(byte_order_mark) + header_row(columns);
    for (const LineGroup& order : by_customer(lines))
        for (const LineIndex& i : order.lines)
            out += csv_row({campaign, lines, std::span(&i, 1), phones}, columns);
    return out;
}

std::string parcels_csv(const Campaign& campaign, std::span<const ExportLine> lines,
                        std::span<const CsvColumn> columns, Phones phones) {
    std::string out = std::string(byte_order_mark) + header_row(columns);
    for (const LineGroup& order : by_customer(lines)) {
        std::vector<LineIndex> sent;
        std::ranges::copy_if(order.lines, std::back_inserter(sent),
                             [&](LineIndex i) { return !lines[i].address.detail.empty(); });
        if (!sent.empty()) out += csv_row({campaign, lines, sent, phones}, columns);
    }
    return out;
}

}  // namespace starfish::exports
