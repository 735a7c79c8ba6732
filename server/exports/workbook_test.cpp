#include "server/exports/workbook.hpp"

#include "server/exports/kuaituantuan.hpp"
#include "server/exports/lists.hpp"
#include "tests/exports/golden_case.hpp"
#include "tests/exports/read_back.hpp"

#include <catch2/catch_test_macros.hpp>

namespace starfish::exports {
namespace workbook_test {

std::vector<Table> all_lists(const GoldenCase& golden, const ListOptions& options) {
    const auto& [campaign, lines] = golden;
    return {customer_list(campaign, lines, options),
            product_list(campaign, lines, options),
            matrix_list(campaign, lines, options),
            slip_list(campaign, lines, SlipOrder::item_building_room, options),
            slip_list(campaign, lines, SlipOrder::building_item_room, options),
            slip_list(campaign, lines, SlipOrder::building_room_item, options)};
}

TEST_CASE("workbook: the golden campaign's lists, read back") {
    const GoldenCase golden = golden_case();
    const std::string zh = workbook(all_lists(golden, {}), SheetHead::titled);
    check_golden("lists.zh-CN.txt", as_text(read_xlsx(zh)));
    const ListOptions english{.locale = Locale::en, .phones = Phones::left_out};
    const std::string en = workbook(all_lists(golden, english), SheetHead::titled);
    check_golden("lists.en.txt", as_text(read_xlsx(en)));
}

TEST_CASE("workbook: 快团团's sheets and headers") {
    const auto [campaign, lines] = golden_case();
    const auto masked = kuaituantuan_sheets(campaign, lines, Phones::masked);
    const auto sheets = read_xlsx(workbook(masked, SheetHead::headers));
    check_golden("kuaituantuan.txt", as_text(sheets));
    REQUIRE(sheets.size() == 4);
    CHECK(sheets[0].name == "顾客购买表");
    CHECK(sheets[1].name == "商品汇总表");
    CHECK(sheets[2].name == "服务小区商品汇总表");
    CHECK(sheets[3].name == "说明");
    std::string headers;
    for (const SheetCell& cell : sheets[0].rows[0]) headers += cell.text + ", ";
    CHECK(headers.starts_with(
        "下单人, 团员备注, 备注, 跟团号, 商品, 规格, 数量, 商品金额, 运费, 优惠, 订单金额, "
        "退款金额, 物流方式, 服务小区, 服务小区联系人, 服务小区电话, 服务小区地址, 收货人, "
        "联系电话, 详细地址, 团长, "));
    // The order's amount appears once, as text.
    CHECK(sheets[0].rows[1][10].text == "358.00");
    CHECK(sheets[0].rows[2][10].text == "0");
    CHECK_FALSE(sheets[0].rows[1][10].is_number);
    CHECK(sheets[0].rows[1][18].text == "138****0001");
    const auto whole = kuaituantuan_sheets(campaign, lines, Phones::whole);
    CHECK(read_xlsx(workbook(whole, SheetHead::headers))[0].rows[1][18].text == "13800000001");
}

TEST_CASE("workbook: typed text stays text") {
    const std::string typed[] = {
        "=1+1",         "+1",         "-1",   "@a", "{=1}", "\t=1",          "<b>&\"'", "_x0041_",
        "mailto:a@b.c", "http://a.b", "محمد", "𠮷", "1e5",  " two  spaces ", "\n"};
    Table table{.name = "t", .columns = {{.header = "=A1"}}};
    for (const std::string& text : typed) table.rows.push_back({RowKind::line, {Cell(text)}});
    const auto sheets = read_xlsx(workbook(std::span(&table, 1), SheetHead::headers));
    CHECK(sheets[0].rows[0][0].text == "=A1");
    for (std::size_t i = 0; i < std::size(typed); ++i) {
        CHECK(sheets[0].rows[i + 1][0].text == typed[i]);
        CHECK_FALSE(sheets[0].rows[i + 1][0].is_number);
    }
}

TEST_CASE("workbook: invalid UTF-8 and oversized text still make a workbook") {
    Table table{.name = "t", .columns = {{.header = "a"}}};
    table.rows.push_back({RowKind::line, {Cell(std::string("a\xFF"))}});
    std::string longest;
    for (int i = 0; i < 40'000; ++i) longest += "海";
    table.rows.push_back({RowKind::line, {Cell(longest)}});
    const auto sheets = read_xlsx(workbook(std::span(&table, 1), SheetHead::headers));
    CHECK(sheets[0].rows[1][0].text == "a\uFFFD");
    CHECK(sheets[0].rows[2][0].text.size() == 3 * 32'767);
}

TEST_CASE("workbook: tabs have names that Excel takes") {
    std::vector<Table> tables(5, Table{.columns = {{.header = "a"}}});
    tables[0].name = "a[b]:c*d?e/f\\g'";
    tables[1].name = "";
    tables[2].name = "";
    for (int i = 0; i < 40; ++i) tables[3].name += "海";
    tables[4].name = tables[3].name;
    const auto sheets = read_xlsx(workbook(tables, SheetHead::headers));
    REQUIRE(sheets.size() == 5);
    CHECK(sheets[0].name == "abcdefg");
    CHECK(sheets[1].name != sheets[2].name);
    CHECK(sheets[3].name.size() == 3 * 31);
    CHECK(sheets[4].name.ends_with("海 2"));
}

}  // namespace workbook_test
}  // namespace starfish::exports
