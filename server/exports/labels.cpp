#include "server/exports/labels.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace starfish::exports {
namespace {

std::string door_of(const ExportLine& line) {
    if (line.building.empty() && line.room.empty()) return line.pickup_point.name;
    if (line.building.empty() || line.room.empty()) return line.building + line.room;
    return line.building + " " + line.room;
}

// The door comes first: an ellipsis cuts only the end.
std::string place_of(const ExportLine& line, bool several_points) {
    const std::string door = door_of(line);
    const std::string& point = line.pickup_point.name;
    return several_points && !point.empty() && door != point ? door + " · " + point : door;
}

// A comma-separated list of distinct texts.
class DistinctTexts {
public:
    void add(std::string text) {
        if (!text.empty() && std::ranges::find(texts_, text) == texts_.end())
            texts_.push_back(std::move(text));
    }
    std::string text() const {
        std::string out;
        for (const std::string& text : texts_) out += (out.empty() ? "" : ", ") + text;
        return out;
    }
    std::string only() const { return texts_.size() == 1 ? texts_[0] : std::string(); }

private:
    std::vector<std::string> texts_;
};

Label label_of(std::span<const ExportLine> lines, std::span<const LineIndex> indexes,
               const MarkedItems& marked, const ListOptions& options) {
    DistinctTexts numbers;
    DistinctTexts names;
    DistinctTexts phones;
    DistinctTexts codes;
    Label label{.place = place_of(lines[indexes.front()], has_several_points(lines))};
    bool all_have_codes = true;
    for (const LineIndex i : indexes) {
        const ExportLine& line = lines[i];
        numbers.add(std::to_string(line.join_number));
        names.add(line.name);
        phones.add(shown_phone(line.phone, options.phones));
        codes.add(line.pickup_code);
        all_have_codes = all_have_codes && !line.pickup_code.empty();
        // The count comes first: a name too long for the label ends in an ellipsis.
        label.items.push_back(fmt::format("{} × {}", line.quantity, marked(line)));
    }
    label.number = numbers.text();
    label.name = names.text();
    label.phone = phones.text();
    if (all_have_codes) label.pickup_code = codes.only();
    return label;
}

// The layout of a label, in dots.
struct LabelLayout {
    explicit LabelLayout(LabelSize size)
        : width(size.width_mm * dots_per_mm), height(size.height_mm * dots_per_mm) {
        const double unit = std::min(width / 320.0, height / 240.0);
        place = {.size = 36 * unit, .bold = true, .width = 0.7 * (width - 2 * edge)};
        number = {
            .size = 28 * unit, .bold = true, .width = 0.3 * (width - 2 * edge), .right = true};
        name = {.size = 24 * unit, .width = 0.55 * (width - 2 * edge)};
        phone = {.size = 24 * unit, .width = 0.45 * (width - 2 * edge), .right = true};
        item = {.size = 24 * unit, .lines_max = 3};
        code = {.size = 20 * unit};
    }

    static constexpr double edge = 12;  // unprintable edge, and tolerance for a crooked roll
    static constexpr double gap = 6;
    double width;
    double height;
    TextStyle place;
    TextStyle number;
    TextStyle name;
    TextStyle phone;
    TextStyle item;
    TextStyle code;
};

// Whole dots for each module, so that a thermal printer draws it exactly. A module of 0.375 mm or
// more scans well.
double module_of(const LabelLayout& layout, const QrCode& code) {
    constexpr double least = 3;
    const double side = std::min(layout.width, layout.height) * 0.36;
    return std::max(least, std::floor(side / static_cast<double>(code.side)));
}

// The area under the head: the items, with the code on the right.
struct LabelBody {
    double top{};
    double items_width{};
    double items_bottom{};
    std::optional<QrCode> code;
    double module{};
};

LabelBody body_of(Canvas& canvas, const LabelLayout& layout, const Label& label) {
    LabelBody body{.top = LabelLayout::edge, .code = qr_code(label.pickup_code)};
    body.top += canvas.measure(label.place + label.number, layout.place).height;
    body.top += canvas.measure(label.name + label.phone, layout.name).height + LabelLayout::gap;
    body.items_width = layout.width - 2 * LabelLayout::edge;
    body.items_bottom = layout.height - LabelLayout::edge;
    if (!body.code) return body;
    body.module = module_of(layout, *body.code);
    const double side = body.module * static_cast<double>(body.code->side);
    const double caption =
        canvas.measure(label.pickup_code, layout.code).height + 2 * LabelLayout::gap;
    if (side > layout.width / 2 || body.top + side + caption > body.items_bottom) {
        body.code.reset();
        return body;
    }
    // The edge of the paper is the quiet margin on two sides.
    body.items_width -= side + body.module * qr_quiet_modules + LabelLayout::gap;
    return body;
}

TextStyle item_style(const LabelLayout& layout, const LabelBody& body) {
    TextStyle style = layout.item;
    style.width = body.items_width;
    return style;
}

}  // namespace

std::vector<Label> item_labels(const Campaign& campaign, std::span<const ExportLine> lines,
                               SlipOrder order, const ListOptions& options) {
    const MarkedItems marked(lines, campaign.items, options.locale);
    std::vector<Label> labels;
    for (const LineGroup& group : slips(lines, campaign.items, order))
        for (const LineIndex i : group.lines)
            labels.push_back(label_of(lines, std::span(&i, 1), marked, options));
    return labels;
}

std::vector<Label> household_labels(const Campaign& campaign, std::span<const ExportLine> lines,
                                    const ListOptions& options) {
    const MarkedItems marked(lines, campaign.items, options.locale);
    std::vector<Label> labels;
    for (const LineGroup& door : by_household(lines))
        labels.push_back(label_of(lines, door.lines, marked, options));
    return labels;
}

std::vector<LabelSheet> label_sheets(std::span<const Label> labels, LabelSize size) {
    const LabelLayout layout(size);
    DotPicture scratch(1, 1);
    Canvas& canvas = scratch.canvas();
    std::vector<LabelSheet> sheets;
    for (const Label& label : labels) {
        const LabelBody body = body_of(canvas, layout, label);
        const std::size_t first = sheets.size();
        double y = 0;
        for (const std::string& item : label.items) {
            const double height = canvas.measure(item, item_style(layout, body)).height;
            if (sheets.size() == first || y + height > body.items_bottom) {
                sheets.push_back({.label = label});
                sheets.back().label.items.clear();
                y = body.top;
            }
            sheets.back().label.items.push_back(item);
            y += height;
        }
        for (std::size_t i = first; i < sheets.size(); ++i) {
            sheets[i].part = i - first + 1;
            sheets[i].parts = sheets.size() - first;
        }
    }
    return sheets;
}

void draw_label(Canvas& canvas, const LabelSheet& sheet, LabelSize size) {
    const LabelLayout layout(size);
    const Label& label = sheet.label;
    const LabelBody body = body_of(canvas, layout, label);
    const double left = LabelLayout::edge;
    // The part number comes first, so that an ellipsis never cuts it.
    const std::string parts =
        sheet.parts == 1 ? "" : fmt::format("{}/{} ", sheet.part, sheet.parts);
    const auto write = [&](double x, double y, const std::string& text, const TextStyle& style) {
        canvas.text(x, y, text, canvas.fitted(text, style, 0.5));
    };
    write(left, LabelLayout::edge, label.place, layout.place);
    write(left + layout.place.width, LabelLayout::edge, parts + "#" + label.number, layout.number);
    const double head = canvas.measure(label.place + label.number, layout.place).height;
    TextStyle name = layout.name;
    if (label.phone.empty()) name.width += layout.phone.width;
    write(left, LabelLayout::edge + head, label.name, name);
    // Drawn apart from the name: after a right-to-left name the figures would change indexes.
    write(left + layout.name.width, LabelLayout::edge + head, label.phone, layout.phone);
    canvas.line(left, body.top - LabelLayout::gap / 2, layout.width - left,
                body.top - LabelLayout::gap / 2, black, 2);
    double y = body.top;
    for (const std::string& item : label.items)
        y += canvas.text(left, y, item, item_style(layout, body)).height;
    if (!body.code) return;
    const double side = body.module * static_cast<double>(body.code->side);
    const double x = std::floor(layout.width - LabelLayout::edge - side);
    const double code_y = std::floor(body.top + LabelLayout::gap);
    canvas.qr(x, code_y, body.module, *body.code);
    TextStyle style = layout.code;
    style.width = side + body.module * qr_quiet_modules;
    style.right = true;
    canvas.text(layout.width - LabelLayout::edge - style.width, code_y + side + LabelLayout::gap,
                label.pickup_code, style);
}

std::string labels_pdf(std::span<const Label> labels, LabelSize size, const std::string& title) {
    constexpr double points_per_mm = 72 / 25.4;
    PdfDocument document({size.width_mm * points_per_mm, size.height_mm * points_per_mm}, title);
    document.canvas().scale(points_per_mm / dots_per_mm);
    for (const LabelSheet& sheet : label_sheets(labels, size)) {
        draw_label(document.canvas(), sheet, size);
        document.end_page();
    }
    return std::move(document).bytes();
}

}  // namespace starfish::exports
