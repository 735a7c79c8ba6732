// Labels for thermal printers that speak TSPL: each is sent as a picture, since their own fonts
// differ, above all in Chinese.
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

// One command set a label, to be sent to the printer as it is. Lines end in CR LF; in the picture a
// bit is 0 where it burns, the leftmost the highest, rows padded with 1 to whole bytes.
std::string labels_tspl(std::span<const Label> labels, const TsplOptions& options);

std::string tspl_bitmap(const Dots& dots);

}  // namespace starfish::exports
