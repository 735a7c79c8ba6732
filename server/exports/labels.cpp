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

// The door first: what has no room is the end.
std::string place_of(const ExportLine& line, bool several_points) {
    const std::string door = door_of(line);
    const std::string& point = line.pickup_point.name;
    return several_points && !point.empty() && door != point ? door + " · " + point : door;
}

// Adds what is new to a list of things separated by commas.
class Listing {
public:
    void add(std::string thing) {
        if (!thing.empty() && std::ranges::find(things_, thing) == things_.end())
            things_.push_back(std::move(thing));
    }
    std::string text() const {
        std::string out;
        for (const std::string& thing : things_) out += (out.empty() ? "" : ", ") + thing;
        return out;
    }
    std::string only() const { return things_.size() == 1 ? things_[0] : std::string(); }

private:
    std::vector<std::string> things_;
};

Label label_of(std::span<const ExportLine> lines, std::span<const LineIndex> places,
               const MarkedItems& marked, const ListOptions& options) {
    Listing numbers;
    Listing names;
    Listing phones;
    Listing codes;
    Label label{.place = place_of(lines[places.front()], has_several_points(lines))};
    bool all_have_codes = true;
    for (const LineIndex i : places) {
        const ExportLine& line = lines[i];
        numbers.add(std::to_string(line.join_number));
        names.add(line.name);
        phones.add(shown_phone(line.phone, options.phones));
        codes.add(line.pickup_code);
        all_have_codes = all_have_codes && !line.pickup_code.empty();
        // The count first: a name too long for the label ends in an ellipsis.
        label.items.push_back(fmt::format("{} × {}", line.quantity, marked(line)));
    }
    label.number = numbers.text();
    label.name = names.text();
    label.phone = phones.text();
    if (all_have_codes) label.pickup_code = codes.only();
    return label;
}

// Where things stand on a label, in dots.
struct Plan {
    explicit Plan(LabelSize size)
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

    static constexpr double edge = 12;  // what printers leave blank, and room for a crooked roll
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

// Whole dots a module, so that a thermal printer draws it exactly: 0.375 mm and up reads well.
double module_of(const Plan& plan, const QrCode& code) {
    constexpr double least = 3;
    const double side = std::min(plan.width, plan.height) * 0.36;
    return std::max(least, std::floor(side / static_cast<double>(code.side)));
}

// What is left under the head: the items, with the code at their right.
struct Rest {
    double top{};
    double items_width{};
    double items_bottom{};
    std::optional<QrCode> code;
    double module{};
};

Rest rest_of(Canvas& canvas, const Plan& plan, const Label& label) {
    Rest rest{.top = Plan::edge, .code = qr_code(label.pickup_code)};
    rest.top += canvas.measure(label.place + label.number, plan.place).height;
    rest.top += canvas.measure(label.name + label.phone, plan.name).height + Plan::gap;
    rest.items_width = plan.width - 2 * Plan::edge;
    rest.items_bottom = plan.height - Plan::edge;
    if (!rest.code) return rest;
    rest.module = module_of(plan, *rest.code);
    const double side = rest.module * static_cast<double>(rest.code->side);
    const double caption = canvas.measure(label.pickup_code, plan.code).height + 2 * Plan::gap;
    if (side > plan.width / 2 || rest.top + side + caption > rest.items_bottom) {
        rest.code.reset();
        return rest;
    }
    // The edge of the paper serves as the quiet margin on two sides.
    rest.items_width -= side + rest.module * qr_quiet_modules + Plan::gap;
    return rest;
}

TextStyle item_style(const Plan& plan, const Rest& rest) {
    TextStyle style = plan.item;
    style.width = rest.items_width;
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
    const Plan plan(size);
    DotPicture scratch(1, 1);
    Canvas& canvas = scratch.canvas();
    std::vector<LabelSheet> sheets;
    for (const Label& label : labels) {
        const Rest rest = rest_of(canvas, plan, label);
        const std::size_t first = sheets.size();
        double y = 0;
        for (const std::string& item : label.items) {
            const double height = canvas.measure(item, item_style(plan, rest)).height;
            if (sheets.size() == first || y + height > rest.items_bottom) {
                sheets.push_back({.label = label});
                sheets.back().label.items.clear();
                y = rest.top;
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
    const Plan plan(size);
    const Label& label = sheet.label;
    const Rest rest = rest_of(canvas, plan, label);
    const double left = Plan::edge;
    // First, so that an ellipsis never takes it.
    const std::string parts =
        sheet.parts == 1 ? "" : fmt::format("{}/{} ", sheet.part, sheet.parts);
    const auto write = [&](double x, double y, const std::string& text, const TextStyle& style) {
        canvas.text(x, y, text, canvas.fitted(text, style, 0.5));
    };
    write(left, Plan::edge, label.place, plan.place);
    write(left + plan.place.width, Plan::edge, parts + "#" + label.number, plan.number);
    const double head = canvas.measure(label.place + label.number, plan.place).height;
    TextStyle name = plan.name;
    if (label.phone.empty()) name.width += plan.phone.width;
    write(left, Plan::edge + head, label.name, name);
    // Apart from the name: after one that reads from the right, its figures would change places.
    write(left + plan.name.width, Plan::edge + head, label.phone, plan.phone);
    canvas.line(left, rest.top - Plan::gap / 2, plan.width - left, rest.top - Plan::gap / 2, black,
                2);
    double y = rest.top;
    for (const std::string& item : label.items)
        y += canvas.text(left, y, item, item_style(plan, rest)).height;
    if (!rest.code) return;
    const double side = rest.module * static_cast<double>(rest.code->side);
    const double x = std::floor(plan.width - Plan::edge - side);
    const double code_y = std::floor(rest.top + Plan::gap);
    canvas.qr(x, code_y, rest.module, *rest.code);
    TextStyle style = plan.code;
    style.width = side + rest.module * qr_quiet_modules;
    style.right = true;
    canvas.text(plan.width - Plan::edge - style.width, code_y + side + Plan::gap, label.pickup_code,
                style);
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
