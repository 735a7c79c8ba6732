#include "server/exports/csv.hpp"

#include "tests/exports/golden_case.hpp"

#include <catch2/catch_test_macros.hpp>

namespace starfish::exports {
namespace csv_test {

TEST_CASE("csv: a field that a spreadsheet would calculate becomes text") {
    CHECK(csv_field("=1+1") == "'=1+1");
    CHECK(csv_field("+86 138") == "'+86 138");
    CHECK(csv_field("-1") == "'-1");
    CHECK(csv_field("@SUM(A1)") == "'@SUM(A1)");
    CHECK(csv_field("\t=1") == "'\t=1");
    CHECK(csv_field("\r=1") == "\"'\r=1\"");
    CHECK(csv_field("\n=1") == "\"'\n=1\"");
    CHECK(csv_field("＝1+1") == "'＝1+1");
    CHECK(csv_field("=HYPERLINK(\"x\",1)") == "\"'=HYPERLINK(\"\"x\"\",1)\"");
    CHECK(csv_field("王芳=") == "王芳=");
}

TEST_CASE("exports: masked phones and amounts") {
    CHECK(shown_phone("13800001234", Phones::masked) == "138****1234");
    CHECK(shown_phone("02788880000", Phones::whole) == "02788880000");
    CHECK(shown_phone("88880000", Phones::masked) == "****0000");
    CHECK(shown_phone("10086", Phones::masked) == "****86");
    CHECK(shown_phone("", Phones::masked).empty());
    CHECK(shown_phone("13800001234", Phones::left_out).empty());
    CHECK(amount_text({0}) == "0.00");
    CHECK(amount_text({15'905}) == "159.05");
    CHECK(amount_text({-5}) == "-0.05");
}

TEST_CASE("csv: quotes where RFC 4180 asks for them") {
    CHECK(csv_field("") == "");
    CHECK(csv_field("海参 500g") == "海参 500g");
    CHECK(csv_field("a,b") == "\"a,b\"");
    CHECK(csv_field("a\"b") == "\"a\"\"b\"");
    CHECK(csv_field("a\nb") == "\"a\nb\"");
}

TEST_CASE("csv: the golden campaign's sheet for the supplier, and its parcels") {
    const auto [campaign, lines] = golden_case();
    const std::string supplier = lines_csv(campaign, lines, supplier_columns());
    CHECK(
        supplier.starts_with("\xEF\xBB\xBF跟团号,商品,规格,数量,商品成本价,收货人,联系电话,"
                             "省,市,区,详细地址,快递公司,快递单号\r\n"));
    check_golden("supplier.csv", supplier);
    const std::string parcels = parcels_csv(campaign, lines, parcel_columns());
    CHECK(parcels ==
          "\xEF\xBB\xBF收件人,手机,省,市,区,详细地址,物品,数量,备注\r\n"
          "\"李, \"\"小\"\" 李\",13800000005,湖北省,武汉市,江岸区,后湖大道 1 号,"
          "东北大米（长粒香） 5kg×2,2,\r\n");
}

TEST_CASE("csv: headers are the reader's own, and so are the columns") {
    const auto [campaign, lines] = golden_case();
    const std::vector<CsvColumn> own{{CsvField::name, "=姓名"}, {CsvField::phone, "tel"}};
    CHECK(parcels_csv(campaign, lines, own, Phones::masked) ==
          "\xEF\xBB\xBF'=姓名,tel\r\n\"李, \"\"小\"\" 李\",138****0005\r\n");
}

}  // namespace csv_test
}  // namespace starfish::exports
