#include "server/exports/canvas.hpp"
#include "server/exports/labels.hpp"
#include "server/exports/list_pdf.hpp"
#include "tests/exports/golden_case.hpp"
#include "tests/exports/read_back.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

namespace starfish::exports {
namespace pdf_test {

// The text of the PDF. The PDF is kept for inspection.
std::string read(const std::string& pdf, const std::string& name) {
    keep(pdf, name + ".pdf");
    return pdf_text(pdf);
}

std::size_t count(std::string_view text, std::string_view what) {
    std::size_t found = 0;
    for (std::size_t at = 0; (at = text.find(what, at)) != std::string_view::npos; ++at) ++found;
    return found;
}

// The spacing and order of Arabic letters in pdftotext's output depend on the font and the version;
// a test below covers Arabic alone.
GoldenCase golden_but_for_arabic() {
    GoldenCase golden = golden_case();
    for (ExportLine& line : golden.lines)
        if (line.join_number == 3) line.name = "Μαρία";
    return golden;
}

std::vector<ExportLine> many_lines(int people) {
    std::vector<ExportLine> lines;
    for (int i = 1; i <= people; ++i)
        lines.push_back({.join_number = 10'000 + i,
                         .name = "王芳",
                         .phone = "13800000000",
                         .building = std::to_string(i % 3 + 1) + "号楼",
                         .room = std::to_string(i),
                         .item = "海参",
                         .quantity = 1});
    return lines;
}

TEST_CASE("pdf: the golden campaign's lists, read back") {
    const auto [campaign, lines] = golden_but_for_arabic();
    check_golden("customers.zh-CN.pdf.txt",
                 read(list_pdf(customer_list(campaign, lines, {}), Locale::zh_cn), "customers"));
    check_golden("products.zh-CN.pdf.txt",
                 read(list_pdf(product_list(campaign, lines, {}), Locale::zh_cn), "products"));
    const auto slip = slip_list(campaign, lines, SlipOrder::building_room_item,
                                {.locale = Locale::en, .phones = Phones::left_out});
    check_golden("slips.en.pdf.txt", read(list_pdf(slip, Locale::en), "slips"));
}

TEST_CASE("pdf: every line stands on a page once, under the head, and pages are numbered") {
    const Campaign campaign{.title = "海参团", .leader = "陈姐"};
    const auto lines = many_lines(130);
    const std::string text = pdf_text(list_pdf(customer_list(campaign, lines, {}), Locale::zh_cn));
    const std::size_t pages = count(text, "----\n");
    CHECK(pages > 1);
    CHECK(count(text, "跟团号") == pages);
    CHECK(count(text, "海参团 · 按顾客") == pages);
    CHECK(text.find("第 1 页，共 " + std::to_string(pages) + " 页") != std::string::npos);
    for (const ExportLine& line : lines) CHECK(count(text, std::to_string(line.join_number)) == 1);
}

TEST_CASE("pdf: a cut line between buildings, and no phone where none is wanted") {
    const Campaign campaign{.title = "海参团", .leader = "陈姐"};
    const auto lines = many_lines(9);
    const auto slip =
        slip_list(campaign, lines, SlipOrder::building_room_item, {.phones = Phones::left_out});
    const std::string text = pdf_text(list_pdf(slip, Locale::zh_cn));
    CHECK(count(text, "裁剪线") == 2);
    CHECK(text.find("138") == std::string::npos);
    CHECK(text.find("电话") == std::string::npos);
    const auto masked = slip_list(campaign, lines, SlipOrder::building_room_item, {});
    CHECK(count(pdf_text(list_pdf(masked, Locale::zh_cn)), "138****0000") == 9);
}

TEST_CASE("pdf: a matrix too wide for a page is split, its people named on each") {
    Campaign campaign{.title = "海参团", .leader = "陈姐"};
    std::vector<ExportLine> lines;
    for (int i = 0; i < 30; ++i)
        lines.push_back({.join_number = 1,
                         .name = "王芳",
                         .item = "item" + std::to_string(100 + i),
                         .quantity = 1});
    const std::string text =
        read(list_pdf(matrix_list(campaign, lines, {}), Locale::zh_cn), "matrix");
    CHECK(count(text, "----\n") == 4);
    CHECK(count(text, "王芳") == 4);
    CHECK(text.find("第 4 页，共 4 页") != std::string::npos);
}

TEST_CASE("pdf: a name in any script does not move the text beside it") {
    const auto [campaign, lines] = golden_case();
    const auto line = lines[3];
    REQUIRE(line.name == "محمد علي");
    const auto labels =
        item_labels(campaign, std::span(&line, 1), SlipOrder::building_room_item, {});
    const std::string text = pdf_text(labels_pdf(labels, label_60x40, "label"));
    CHECK(text.find("447****3456") != std::string::npos);
    CHECK(text.find("م") != std::string::npos);
}

TEST_CASE("pdf: emoji in nicknames are drawn, not replaced by boxes") {
    const auto coloured = [](const std::string& name) {
        PdfDocument document({.width = 60, .height = 20}, "name");
        document.canvas().text(2, 2, name, {.size = 12});
        document.end_page();
        const TemporaryFile file(std::move(document).bytes(), ".pdf");
        const std::string ppm = output_of("pdftoppm -r 100 -singlefile " + file.path());
        REQUIRE(ppm.starts_with("P6"));
        const std::size_t pixels = ppm.find("255\n") + 4;
        for (std::size_t at = pixels; at + 2 < ppm.size(); at += 3)
            if (ppm[at] != ppm[at + 1] || ppm[at] != ppm[at + 2]) return true;
        return false;
    };
    CHECK_FALSE(coloured("小鹿"));
    for (const auto* const name : {"小鹿🌸", "🥰", "🦐姐", "🧧"}) CHECK(coloured(name));
}

TEST_CASE("pdf: an empty list is one page with a zero total") {
    const Campaign campaign{.title = "海参团", .leader = "陈姐"};
    const std::string text = pdf_text(list_pdf(customer_list(campaign, {}, {}), Locale::zh_cn));
    CHECK(count(text, "----\n") == 1);
    CHECK(text.find("合计") != std::string::npos);
}

TEST_CASE("pdf: labels, one an item and one a household") {
    const auto [campaign, lines] = golden_but_for_arabic();
    const auto items = item_labels(campaign, lines, SlipOrder::building_room_item, {});
    check_golden("item_labels.pdf.txt",
                 read(labels_pdf(items, label_60x40, "labels"), "item_labels"));
    const auto doors = household_labels(campaign, lines, {.phones = Phones::left_out});
    check_golden("household_labels.pdf.txt",
                 read(labels_pdf(doors, label_80x60, "labels"), "household_labels"));
    // Two orders behind one door have different codes, so neither is printed as the code of both.
    REQUIRE(doors[0].number == "3, 4");
    CHECK(doors[0].pickup_code.empty());
    CHECK(doors[2].pickup_code == "4821");
}

}  // namespace pdf_test
}  // namespace starfish::exports
