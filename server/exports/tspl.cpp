#include "server/exports/tspl.hpp"

#include <fmt/format.h>

namespace starfish::exports {

std::string tspl_bitmap(const Dots& dots) {
    const std::size_t row_bytes = (dots.width + 7) / 8;
    std::string bytes(row_bytes * dots.height, '\xFF');
    const std::uint8_t* dot = dots.black.data();
    for (std::size_t y = 0; y < dots.height; ++y) {
        char* const row = bytes.data() + y * row_bytes;
        for (std::size_t x = 0; x < dots.width; ++x)
            if (*dot++ != 0) row[x / 8] = static_cast<char>(row[x / 8] & ~(0x80 >> (x % 8)));
    }
    return fmt::format("BITMAP 0,0,{},{},0,", row_bytes, dots.height) + bytes + "\r\n";
}

std::string labels_tspl(std::span<const Label> labels, const TsplOptions& options) {
    const LabelSize size = options.size;
    std::string out;
    DotPicture picture(size.width_mm * dots_per_mm, size.height_mm * dots_per_mm);
    for (const LabelSheet& sheet : label_sheets(labels, size)) {
        picture.canvas().clear();
        draw_label(picture.canvas(), sheet, size);
        out += fmt::format("SIZE {} mm,{} mm\r\nGAP {} mm,0 mm\r\nDIRECTION 1\r\nCLS\r\n",
                           size.width_mm, size.height_mm, options.gap_mm);
        out += tspl_bitmap(picture.dots());
        out += fmt::format("PRINT 1,{}\r\n", options.copies);
    }
    return out;
}

}  // namespace starfish::exports
