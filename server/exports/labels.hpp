// Labels for bags and boxes: one an item, or one a household. The same drawing goes to a sheet of
// PDF pages and to a thermal printer, in dots of 203 dpi (8 to the millimetre).
//
// Everything to be packed stands on the label: what one has no room for goes on to the next, which
// says "2/2".
#pragma once

#include "server/exports/canvas.hpp"
#include "server/exports/lists.hpp"

namespace starfish::exports {

struct LabelSize {
    int width_mm{};
    int height_mm{};
};
inline constexpr LabelSize label_40x30{40, 30};
inline constexpr LabelSize label_60x40{60, 40};
inline constexpr LabelSize label_80x60{80, 60};

inline constexpr int dots_per_mm = 8;  // 203 dpi

struct Label {
    std::string place;   // "2号楼 301", or the pickup point
    std::string number;  // "12", "12, 15"
    std::string name;
    std::string phone;
    std::vector<std::string> items;  // "2 × 即食海参 500g"
    // What the hand-out scans; empty where the orders on one label have different ones. Meant for
    // a few digits: a code too long for a square on the label is left out.
    std::string pickup_code;
};

// One for each line, in the order of its slips.
std::vector<Label> item_labels(const Campaign&, std::span<const ExportLine>, SlipOrder,
                               const ListOptions&);
// One for each door, by building and room.
std::vector<Label> household_labels(const Campaign&, std::span<const ExportLine>,
                                    const ListOptions&);

// The same labels with none fuller than it has room for. From 30 × 20 mm on.
struct LabelSheet {
    Label label;
    std::size_t part = 1;
    std::size_t parts = 1;
};
std::vector<LabelSheet> label_sheets(std::span<const Label> labels, LabelSize size);

// In dots, from the upper left corner.
void draw_label(Canvas& canvas, const LabelSheet& sheet, LabelSize size);

// One page a label.
std::string labels_pdf(std::span<const Label> labels, LabelSize size, const std::string& title);

}  // namespace starfish::exports
