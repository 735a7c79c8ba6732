#include "server/exports/tspl.hpp"

#include "tests/exports/golden_case.hpp"
#include "tests/exports/read_back.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>

#include <fmt/format.h>

namespace starfish::exports {
namespace tspl_test {

// Consumes `expected` from the front.
void take(std::string_view& stream, std::string_view expected) {
    REQUIRE(stream.substr(0, expected.size()) == expected);
    stream.remove_prefix(expected.size());
}

// Consumes one label's commands from the front as a printer would; returns its dots.
Dots printed(std::string_view& stream, LabelSize size) {
    const auto width = static_cast<std::size_t>(size.width_mm) * 8;
    const auto height = static_cast<std::size_t>(size.height_mm) * 8;
    take(stream, fmt::format("SIZE {} mm,{} mm\r\nGAP 2 mm,0 mm\r\nDIRECTION 1\r\nCLS\r\n",
                             size.width_mm, size.height_mm));
    take(stream, fmt::format("BITMAP 0,0,{},{},0,", width / 8, height));
    Dots dots{.width = width, .height = height};
    for (std::size_t i = 0; i < width * height; ++i)
        dots.black.push_back((static_cast<unsigned char>(stream.at(i / 8)) >> (7 - i % 8) & 1) ==
                             0);
    stream.remove_prefix(width / 8 * height);
    take(stream, "\r\nPRINT 1,1\r\n");
    return dots;
}

// A picture for zbarimg: each dot two pixels wide, with a margin of paper.
std::string as_pbm(const Dots& dots) {
    constexpr std::size_t border = 16;
    const std::size_t width = 2 * dots.width + 2 * border;
    const std::size_t height = 2 * dots.height + 2 * border;
    std::string out = fmt::format("P1\n{} {}\n", width, height);
    for (std::size_t y = 0; y < height; ++y) {
        for (std::size_t x = 0; x < width; ++x) {
            const bool paper =
                x < border || y < border || x >= width - border || y >= height - border;
            out += !paper && dots.black_at((x - border) / 2, (y - border) / 2) ? '1' : '0';
        }
        out += '\n';
    }
    return out;
}

TEST_CASE("tspl: the sent picture equals the drawing, dot by dot") {
    const LabelSize size = GENERATE(label_40x30, label_60x40, label_80x60);
    const auto [campaign, lines] = golden_case();
    const auto labels = item_labels(campaign, lines, SlipOrder::item_building_room, {});
    const std::string sent = labels_tspl(labels, {.size = size});
    std::string_view stream = sent;
    for (const LabelSheet& sheet : label_sheets(labels, size)) {
        DotPicture picture(size.width_mm * dots_per_mm, size.height_mm * dots_per_mm);
        draw_label(picture.canvas(), sheet, size);
        const Dots drawn = picture.dots();
        const Dots read = printed(stream, size);
        CHECK(read.black == drawn.black);
        // Not empty, and not a sheet of black.
        const auto burnt = std::ranges::count(read.black, true);
        CHECK(burnt > std::ssize(read.black) / 50);
        CHECK(burnt < std::ssize(read.black) / 2);
        // Nothing is drawn on the edge, which printers leave blank.
        for (std::size_t y = 0; y < read.height; ++y)
            for (const std::size_t x : {std::size_t{0}, read.width - 1})
                CHECK_FALSE(read.black_at(x, y));
    }
    CHECK(stream.empty());
}

TEST_CASE("tspl: the pickup code can be scanned off the smallest label") {
    const LabelSize size = GENERATE(label_40x30, label_60x40, label_80x60);
    const std::vector<Label> labels{{.place = "10号楼 1单元 1101",
                                     .number = "128",
                                     .name = "欧阳小芳",
                                     .phone = "138****0001",
                                     .items = {"2 × 即食海参 500g（易混：500g）"},
                                     .pickup_code = "482137"}};
    const std::string sent = labels_tspl(labels, {.size = size});
    std::string_view stream = sent;
    const std::string picture = as_pbm(printed(stream, size));
    keep(picture, fmt::format("label{}.pbm", size.width_mm));
    CHECK(qr_text(picture, ".pbm") == "482137\n");
}

TEST_CASE("tspl: items that do not fit continue on the next label") {
    Label label{.place = "2号楼 302", .number = "7", .name = "王芳"};
    for (int i = 1; i <= 20; ++i) label.items.push_back(fmt::format("1 × 商品 {}", i));
    const auto sheets = label_sheets(std::span(&label, 1), label_40x30);
    REQUIRE(sheets.size() > 1);
    std::vector<std::string> all;
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        CHECK(sheets[i].part == i + 1);
        CHECK(sheets[i].parts == sheets.size());
        CHECK_FALSE(sheets[i].label.items.empty());
        all.insert(all.end(), sheets[i].label.items.begin(), sheets[i].label.items.end());
    }
    CHECK(all == label.items);
}

TEST_CASE("tspl: a code too long for the label leaves the items their room") {
    const std::vector<Label> labels{{.place = "2号楼 302",
                                     .number = "7",
                                     .items = {"1 × 海参"},
                                     .pickup_code = std::string(500, '7')}};
    const std::string sent = labels_tspl(labels, {});
    const std::vector<Label> bare{{.place = "2号楼 302", .number = "7", .items = {"1 × 海参"}}};
    CHECK(sent == labels_tspl(bare, {}));
}

TEST_CASE("tspl: rows are padded to whole bytes with blank dots") {
    const Dots dots{.width = 3, .height = 2, .black = {true, false, true, false, true, false}};
    CHECK(tspl_bitmap(dots) == "BITMAP 0,0,1,2,0,\x5F\xBF\r\n");
}

}  // namespace tspl_test
}  // namespace starfish::exports
