// Labels for thermal printers that speak TSPL. Each label is sent as a picture, because the
// printers' own fonts differ, above all in Chinese.
//
//   SIZE 40 mm,30 mm  GAP 2 mm,0 mm  DIRECTION 1  CLS
//   BITMAP 0,0,40,240,0,<9,600 bytes>  PRINT 1,1
#pragma once

#include "server/exports/labels.hpp"

#include <string>

namespace starfish::exports {

struct TsplOptions {
    LabelSize size = label_40x30;
    int gap_mm = 2;  // between two labels on the roll; 0: continuous paper
    int copies = 1;
};

// One set of commands for each label, ready for the printer. Lines end in CR LF. In the picture a
// burning dot is a 0 bit, the leftmost dot is the highest bit, and rows are padded with 1 to whole
// bytes.
std::string labels_tspl(std::span<const Label> labels, const TsplOptions& options);

std::string tspl_bitmap(const Dots& dots);

}  // namespace starfish::exports
