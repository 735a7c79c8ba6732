#include "core/chat/table.hpp"

#include "core/words/words.hpp"

#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

namespace table_test {

using namespace starfish;
using chat::Doubt;
using chat::Line;
using chat::read_csv;
using chat::Status;
using chat::TableEntry;

const std::vector<chat::Item> offered{
    {"鸡蛋", {}}, {"牛奶", {}}, {"苹果(大)", {}}, {"苹果(小)", {}}};

std::vector<TableEntry> read(std::string_view csv) {
    auto entries = read_csv(csv, offered);
    INFO((entries ? std::string() : say(Locale::en, entries.error())));
    REQUIRE(entries);
    return *entries;
}

// Its code and field, and that the sentence has its facts.
std::string refused(std::string_view csv) {
    const auto entries = read_csv(csv, offered);
    REQUIRE_FALSE(entries);
    for (const Locale locale : {Locale::zh_cn, Locale::en})
        CHECK(say(locale, entries.error()).find('{') == std::string::npos);
    return std::string(entries.error().code) + " " + entries.error().field;
}

TEST_CASE("quotes, a byte order mark and CRLF are read as RFC 4180 says") {
    const auto rows = chat::read_cells("\xEF\xBB\xBF\"a\",\"b,\"\"c\"\"\"\r\n\r\n\"d\ne\",f\r\n");
    REQUIRE(rows);
    REQUIRE(rows->size() == 2);
    CHECK((*rows)[0].cells == std::vector<std::string>{"a", "b,\"c\""});
    CHECK((*rows)[1].cells == std::vector<std::string>{"d\ne", "f"});
    CHECK((*rows)[1].line_number == 3);
    CHECK(chat::read_cells("")->empty());
}

TEST_CASE("cells written as RFC 4180 says come back") {
    CHECK(rc::check("cells", [](std::vector<std::string> cells) {
        RC_PRE(!cells.empty() && cells.size() < 50);
        std::string csv;
        bool is_blank = true;
        for (std::string& cell : cells) {
            std::erase_if(cell, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
            is_blank = is_blank && cell.find_first_not_of(" \t\n") == std::string::npos;
            csv += csv.empty() ? "\"" : ",\"";
            for (const char c : cell) csv += c == '"' ? std::string("\"\"") : std::string(1, c);
            csv += '"';
        }
        RC_PRE(!is_blank && csv.substr(0, csv.find('\n')).find('\t') == std::string::npos);
        const auto rows = chat::read_cells(csv);
        RC_ASSERT(rows && rows->size() == 1 && (*rows)[0].cells == cells);
    }));
}

TEST_CASE("columns are found by their header, whatever their order and name") {
    const auto entries = read(
        "周末团订单\n"
        "商品名称,件数,房号,昵称,跟团号,备注\n"
        "鸡蛋,2,3-1502,张三,1,放门卫\n"
        "牛奶,1,3-1502,张三,1,\n"
        "牛奶,3,,李四,2,\n"
        "合计,6,,,,\n");
    REQUIRE(entries.size() == 2);
    CHECK(entries[0].entry.line_number == 3);
    CHECK(entries[0].entry.name == "张三");
    CHECK(entries[0].entry.place == "3-1502");
    CHECK(entries[0].entry.lines == std::vector<Line>{{0, 2}, {1, 1}});
    CHECK(entries[0].entry.status == Status::ok);
    CHECK(entries[0].join_number == "1");
    CHECK(entries[0].others ==
          std::vector<std::pair<std::string, std::string>>{{"备注", "放门卫"}});
    CHECK(entries[1].entry.lines == std::vector<Line>{{1, 3}});
}

TEST_CASE("the amount on an order's first row alone counts for all of them") {
    const auto entries = read(
        "下单人,团员备注,跟团号,商品,规格,数量,商品金额,订单金额,退款金额,收货人,联系电话\n"
        "张三,,1,鸡蛋,,2,59.8,118.8,0,张三,13800001111\n"
        "张三,,1,牛奶,,1,59,0,0,张三,13800001111\n"
        "李四,,2,鸡蛋,,1,29.9,29.9,29.9,李四,13800002222\n"
        "王五,,3,鸡蛋,,2,59.8,59.8,29.9,王五,13800003333\n");
    REQUIRE(entries.size() == 3);
    CHECK(entries[0].entry.status == Status::ok);
    CHECK(entries[0].phone == "13800001111");
    CHECK(entries[1].entry.status == Status::cancelled);
    CHECK(entries[2].entry.doubt == Doubt::partly_cancelled);
}

TEST_CASE("the layout with a row an order names its goods in one cell") {
    const auto entries = read(
        "跟团号,下单人,团员备注,支付时间,团长备注,商品,订单金额,订单退款,订单状态,自提点\n"
        "1,张三,,2022-04-05 10:00,,\"鸡蛋*2,牛奶*1\",118.8,0,已支付,东门\n"
        "2,李四,,2022-04-05 10:01,,鸡蛋x1,29.9,0,已取消,东门\n"
        "3,王五,,2022-04-05 10:02,,面包x1,9.9,0,已支付,东门\n");
    REQUIRE(entries.size() == 3);
    CHECK(entries[0].entry.lines == std::vector<Line>{{0, 2}, {1, 1}});
    CHECK(entries[0].entry.status == Status::ok);
    CHECK(entries[1].entry.status == Status::cancelled);
    CHECK(entries[2].entry.status == Status::doubtful);
}

TEST_CASE("the layout with a column an item counts in its cells") {
    const auto entries = read("姓名,地址,鸡蛋,牛奶\n张三,3-1,2,\n李四,,0,1\n王五,,,\n");
    REQUIRE(entries.size() == 3);
    CHECK(entries[0].entry.lines == std::vector<Line>{{0, 2}});
    CHECK(entries[1].entry.lines == std::vector<Line>{{1, 1}});
    CHECK(entries[2].entry.doubt == Doubt::no_item);
}

TEST_CASE("goods of several varieties are known by both names") {
    const auto entries = read(
        "跟团号,下单人,商品,规格,数量\n1,张三,苹果,大,2\n2,李四,苹果,小,1\n3,王五,苹果,中,1\n"
        "4,赵六,鸡蛋,30枚,1\n");
    REQUIRE(entries.size() == 4);
    CHECK(entries[0].entry.lines == std::vector<Line>{{2, 2}});
    CHECK(entries[1].entry.lines == std::vector<Line>{{3, 1}});
    CHECK(entries[2].entry.doubt == Doubt::unknown_item);
    CHECK(entries[3].entry.lines == std::vector<Line>{{0, 1}});  // the only variety there is
}

TEST_CASE("rows without a number go on with the order above; a name again is asked about") {
    const auto merged = read("姓名,商品,数量\n张三,鸡蛋,2\n,牛奶,1\n李四,鸡蛋,1\n");
    REQUIRE(merged.size() == 2);
    CHECK(merged[0].entry.lines == std::vector<Line>{{0, 2}, {1, 1}});
    const auto twice = read("姓名,商品,数量\n张三,鸡蛋,2\n李四,鸡蛋,1\n张三,鸡蛋,1\n");
    REQUIRE(twice.size() == 3);
    CHECK(twice[0].entry.status == Status::ok);
    CHECK(twice[2].entry.doubt == Doubt::name_twice);
}

TEST_CASE("what cannot be a table is refused at its line, and nothing is used") {
    CHECK(refused("下单人,商品,数量\n张三,鸡蛋,2\n李四,鸡蛋,两三份\n") ==
          "jielong.bad_quantity 数量");
    CHECK(refused("下单人,商品,数量\n张三,鸡蛋,2.5\n") == "jielong.bad_quantity 数量");
    CHECK(refused("下单人,商品,数量\n张三,鸡蛋,\n") == "jielong.bad_quantity 数量");
    CHECK(refused("下单人,商品,数量\n张三,面包,-1\n") == "jielong.bad_quantity 数量");
    CHECK(refused("姓名,鸡蛋\n张三,要\n") == "jielong.bad_quantity 鸡蛋");
    CHECK(refused("a,b\n1,2\n") == "jielong.no_header ");
    CHECK(refused("") == "jielong.no_header ");
    CHECK(refused("姓名,商品\n\xD5\xC5\xC8\xFD,1\n") == "jielong.not_utf8 line 2");  // GBK
    CHECK(refused("姓名,商品\n\"张三,1\n") == "jielong.open_quote line 2");
    CHECK(refused("姓名,商品\n张\"三,1\n") == "jielong.stray_quote line 2");
    CHECK(refused("姓名,商品\n\"张\"三,1\n") == "jielong.stray_quote line 2");
    CHECK(refused(std::string(chat::table_columns_max + 1, ',')) ==
          "jielong.table_too_large line 1");
}

TEST_CASE("one bad line among ten thousand refuses them all, and says which") {
    std::string csv = "下单人,商品,数量\n";
    for (int i = 2; i <= 10'001; ++i)
        csv += "张" + std::to_string(i) + ",鸡蛋," + (i == 7'313 ? "许多" : "2") + "\n";
    const auto entries = read_csv(csv, offered);
    REQUIRE_FALSE(entries);
    CHECK(entries.error().facts.at(0).value == 7'313);
    csv.replace(csv.find("许多"), std::string_view("许多").size(), "2");
    CHECK(read(csv).size() == 10'000);
}

TEST_CASE("a quantity of none or very many is asked about") {
    CHECK(read("姓名,商品,数量\n张三,鸡蛋,0\n")[0].entry.doubt == Doubt::quantity_out_of_range);
    CHECK(read("姓名,商品,数量\n张三,鸡蛋,500\n")[0].entry.doubt == Doubt::quantity_out_of_range);
    CHECK(read("姓名\t商品\t数量\n张三\t鸡蛋\t２\n")[0].entry.lines == std::vector<Line>{{0, 2}});
}

}  // namespace table_test
