// Labels for bags and boxes: one for each item, or one for each household. PDF pages and thermal
// printers get the same drawing, in dots of 203 dpi (8 per millimetre).
//
// A label lists everything to pack; items that do not fit continue on the next label, which is
// marked "2/2".
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
    // The code that the hand-out scans; empty if the orders on the label have different codes.
    // Meant for a few digits: a code too long for the label is left out.
    std::string pickup_code;
};

// One label for each line, in the order of its slips.
std::vector<Label> item_labels(const Campaign&, std::span<const ExportLine>, SlipOrder,
                               const ListOptions&);
// One label for each door, by building and room.
std::vector<Label> household_labels(const Campaign&, std::span<const ExportLine>,
                                    const ListOptions&);

// The labels split so that each one's items fit. Sizes from 30 × 20 mm.
struct LabelSheet {
    Label label;
    std::size_t part = 1;
    std::size_t parts = 1;
};
std::vector<LabelSheet> label_sheets(std::span<const Label> labels, LabelSize size);

// Coordinates are dots from the upper left corner.
void draw_label(Canvas& canvas, const LabelSheet& sheet, LabelSize size);

// One page for each label.
std::string labels_pdf(std::span<const Label> labels, LabelSize size, const std::string& title);

}  // namespace starfish::exports
