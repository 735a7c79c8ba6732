#include "server/workbook/workbook.hpp"

#include "server/workbook/xml.hpp"
#include "server/workbook/zip.hpp"

#include <zlib.h>

#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

#include <map>
#include <optional>

namespace workbook_test {

using namespace starfish;

std::string bytes(std::uint32_t value, int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += static_cast<char>(value >> (8 * i) & 0xFFU);
    return text;
}

std::string deflated(std::string_view text) {
    std::string packed(compressBound(text.size()) + 64, '\0');
    z_stream stream{};
    REQUIRE(deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

// `claimed` unpacked bytes instead of the true number, as a bomb claims.
std::string zipped(const std::map<std::string, std::string>& files,
                   std::optional<std::uint32_t> claimed = {}) {
    std::string archive;
    std::string directory;
    for (const auto& [name, text] : files) {
        const std::string packed = deflated(text);
        const auto check = static_cast<std::uint32_t>(
            crc32(0, reinterpret_cast<const Bytef*>(text.data()), static_cast<uInt>(text.size())));
        const std::string sizes =
            bytes(check, 4) + bytes(static_cast<std::uint32_t>(packed.size()), 4) +
            bytes(claimed.value_or(static_cast<std::uint32_t>(text.size())), 4) +
            bytes(static_cast<std::uint32_t>(name.size()), 2) + bytes(0, 2);
        const auto begin = static_cast<std::uint32_t>(archive.size());
        archive += bytes(0x04034b50, 4) + bytes(20, 2) + bytes(0, 2) + bytes(8, 2) + bytes(0, 4) +
                   sizes + name + packed;
        directory += bytes(0x02014b50, 4) + bytes(20, 2) + bytes(20, 2) + bytes(0, 2) +
                     bytes(8, 2) + bytes(0, 4) + sizes + bytes(0, 2) + bytes(0, 2) + bytes(0, 2) +
                     bytes(0, 4) + bytes(begin, 4) + name;
    }
    const auto count = static_cast<std::uint32_t>(files.size());
    const auto begin = static_cast<std::uint32_t>(archive.size());
    archive += directory + bytes(0x06054b50, 4) + bytes(0, 4) + bytes(count, 2) + bytes(count, 2) +
               bytes(static_cast<std::uint32_t>(directory.size()), 4) + bytes(begin, 4) +
               bytes(0, 2);
    return archive;
}

std::map<std::string, std::string> book(std::string_view sheet) {
    return {
        {"xl/workbook.xml", R"(<workbook xmlns:r="r"><sheets><sheet name="说明" r:id="rId1"/>)"
                            R"(<sheet name="顾客购买表" r:id="rId2"/></sheets></workbook>)"},
        {"xl/_rels/workbook.xml.rels",
         R"(<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/>)"
         R"(<Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>)"},
        {"xl/sharedStrings.xml",
         R"(<sst><si><t>跟团号</t></si><si><t>下单人</t></si><si><t>商品</t></si>)"
         R"(<si><r><t>数</t></r><r><t>量</t></r><rPh><t>shuliang</t></rPh></si></sst>)"},
        {"xl/worksheets/sheet1.xml", "<worksheet><sheetData/></worksheet>"},
        {"xl/worksheets/sheet2.xml", std::string(sheet)},
    };
}

constexpr std::string_view orders =
    R"(<worksheet><sheetData>)"
    R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>)"
    R"(<c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c></row>)"
    R"(<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="inlineStr"><is><t>张三</t></is></c>)"
    R"(<c r="C2" t="str"><f>1</f><v>鸡蛋</v></c><c r="D2"><v>2</v></c></row>)"
    R"(<row r="4"><c r="C4" t="str"><v>牛奶</v></c><c r="D4"><v>1</v></c></row>)"
    R"(</sheetData></worksheet>)";

TEST_CASE("the orders of a workbook are read from the sheet that holds them") {
    const auto rows = read_workbook(zipped(book(orders)));
    REQUIRE(rows);
    REQUIRE(rows->size() == 3);
    CHECK((*rows)[0].cells == std::vector<std::string>{"跟团号", "下单人", "商品", "数量"});
    CHECK((*rows)[1].cells == std::vector<std::string>{"1", "张三", "鸡蛋", "2"});
    CHECK((*rows)[2].line_number == 4);
    CHECK((*rows)[2].cells == std::vector<std::string>{"", "", "牛奶", "1"});

    const std::vector<chat::Item> items{{"鸡蛋", {}}, {"牛奶", {}}};
    const auto entries = chat::read_table(*rows, items);
    REQUIRE(entries);
    REQUIRE(entries->size() == 1);
    CHECK((*entries)[0].entry.lines == std::vector<chat::Line>{{0, 2}, {1, 1}});
}

TEST_CASE("what is no workbook says so") {
    CHECK_FALSE(read_workbook(""));
    CHECK_FALSE(read_workbook("PK\x03\x04"));
    CHECK_FALSE(read_workbook(zipped({{"a.txt", "a"}})));
    CHECK_FALSE(read_workbook(zipped(book("<worksheet><sheetData><row></worksheet>"))));
    CHECK_FALSE(read_workbook(zipped(
        book(R"(<worksheet><row><c t="s"><v>99</v></c></row></worksheet>)"))));  // no such text
    CHECK_FALSE(read_workbook_orders("no/such/file.xlsx"));
}

TEST_CASE("an archive that unpacks to more than it says, or than is read here, is refused") {
    const std::string zeros(1'000'000, '\0');
    const std::string archive = zipped({{"a", zeros}});
    const auto whole = Zip::open(archive);
    REQUIRE(whole);
    CHECK(whole->unpack("a") == zeros);
    const std::string lies = zipped({{"a", zeros}}, 10);
    CHECK_FALSE(Zip::open(lies)->unpack("a"));
    const std::string boasts = zipped({{"a", zeros}}, 4'000'000'000U);
    CHECK_FALSE(Zip::open(boasts)->unpack("a"));
    CHECK_FALSE(whole->unpack("b"));
}

TEST_CASE("a document with entities is refused, since bombs are made of them") {
    CHECK(read_xml("<a>b</a>", {}));
    CHECK_FALSE(read_xml(R"(<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>)", {}));
    CHECK_FALSE(read_xml("<a>", {}));
}

TEST_CASE("a damaged workbook never does harm") {
    const std::string good = zipped(book(orders));
    CHECK(rc::check("one byte changed", [&] {
        std::string bad = good;
        bad[*rc::gen::inRange<std::size_t>(0, bad.size())] = *rc::gen::arbitrary<char>();
        (void)read_workbook(bad);
    }));
    CHECK(rc::check("cut short", [&] {
        (void)read_workbook(
            std::string_view(good).substr(0, *rc::gen::inRange<std::size_t>(0, good.size())));
    }));
}

}  // namespace workbook_test
