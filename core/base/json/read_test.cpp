// Reading: JSON that does not fit the type is refused, with the path of the member that does not
// fit.
#include "core/base/json/parse.hpp"

#include "core/engine/subjects.hpp"

#include <catch2/catch_test_macros.hpp>

#include <ostream>

namespace read_test {

using namespace starfish;

struct Flat {
    std::int32_t small{};
    bool yes{};
    std::optional<std::string> text;
};
BOOST_DESCRIBE_STRUCT(Flat, (), (small, yes, text))

struct Deep {
    std::vector<Flat> rows;
    std::vector<std::vector<std::int32_t>> grid;
};
BOOST_DESCRIBE_STRUCT(Deep, (), (rows, grid))

// "code path" of the refusal, or "fine".
template <class T>
std::string read(std::string_view text) {
    const auto value = json::from_text<T>(text);
    if (value) return "fine";
    return std::string(value.error().code) + " " + value.error().path;
}

TEST_CASE("a described value is read from its text") {
    const auto value = json::from_text<Flat>(R"( {"text":"海参","yes":true,"small":-5} )");
    REQUIRE(value);
    CHECK(value->small == -5);
    CHECK(value->yes);
    CHECK(value->text == "海参");
    CHECK(read<Flat>(R"({"small":1,"yes":false})") == "fine");
    CHECK(read<Flat>(R"({"small":1,"yes":false,"text":null})") == "fine");
}

TEST_CASE("a member that does not fit is named in the refusal") {
    CHECK(read<Flat>(R"({"small":1,"yes":true,"colour":1})") == "input.unknown_field colour");
    CHECK(read<Flat>(R"({"small":1})") == "input.missing_field yes");
    CHECK(read<Flat>(R"({})") == "input.missing_field small");
    CHECK(read<Flat>(R"({"small":"1","yes":true})") == "input.wrong_type small");
    CHECK(read<Flat>(R"({"small":1.5,"yes":true})") == "input.wrong_type small");
    CHECK(read<Flat>(R"({"small":1e2,"yes":true})") == "input.wrong_type small");
    CHECK(read<Flat>(R"({"small":null,"yes":true})") == "input.wrong_type small");
    CHECK(read<Flat>(R"({"small":true,"yes":true})") == "input.wrong_type small");
    CHECK(read<Flat>(R"({"small":1,"yes":1})") == "input.wrong_type yes");
    CHECK(read<Flat>(R"({"small":1,"yes":true,"text":1})") == "input.wrong_type text");
    CHECK(read<Flat>(R"({"small":2147483648,"yes":true})") == "input.out_of_range small");
    CHECK(read<Flat>(R"({"small":-2147483649,"yes":true})") == "input.out_of_range small");
    CHECK(read<Flat>("[]") == "input.wrong_type ");
    CHECK(read<Flat>("null") == "input.wrong_type ");
}

TEST_CASE("a whole number beyond 64 bits is refused") {
    for (const std::string_view number :
         {"9223372036854775808", "-9223372036854775809", "18446744073709551615",
          "18446744073709551616", "100000000000000000000000000000", "1e400"}) {
        CAPTURE(number);
        CHECK(read<Flat>("{\"small\":" + std::string(number) + ",\"yes\":true}") ==
              "input.wrong_type small");
    }
}

TEST_CASE("paths name list items") {
    CHECK(read<Deep>(R"({"rows":[{"small":1,"yes":true},{"small":1,"yes":0}],"grid":[]})") ==
          "input.wrong_type rows[1].yes");
    CHECK(read<Deep>(R"({"rows":[{"small":1,"yes":true,"x":1}],"grid":[]})") ==
          "input.unknown_field rows[0].x");
    CHECK(read<Deep>(R"({"rows":[{"yes":true}],"grid":[]})") ==
          "input.missing_field rows[0].small");
    CHECK(read<Deep>(R"({"rows":[],"grid":[[],[1,2,"3"]]})") == "input.wrong_type grid[1][2]");
    CHECK(read<Deep>(R"({"rows":{},"grid":[]})") == "input.wrong_type rows");
    CHECK(read<catalog::PublishOffer>(
              R"({"title":"海参","summary":"","unit":"盒","label":{"origin":3}})") ==
          "input.wrong_type label.origin");
}

TEST_CASE("enumerators, ids and wrapped numbers are read from plain JSON values") {
    CHECK(read<groupbuy::Threshold>(R"({"kind":"people","value":3})") == "fine");
    CHECK(read<groupbuy::Threshold>(R"({"kind":"weight","value":3})") == "input.out_of_range kind");
    CHECK(read<groupbuy::Threshold>(R"({"kind":0,"value":3})") == "input.wrong_type kind");
    CHECK(json::value_named<groupbuy::Phase>("open") == groupbuy::Phase::open_);
    CHECK_FALSE(json::value_named<groupbuy::Phase>("open_"));
    CHECK(read<groupbuy::Close>(R"({"groupbuy":4294967295})") == "fine");
    CHECK(read<groupbuy::Close>(R"({"groupbuy":4294967296})") == "input.out_of_range groupbuy");
    CHECK(read<groupbuy::Close>(R"({"groupbuy":-1})") == "input.out_of_range groupbuy");
}

TEST_CASE("lists are bounded") {
    const auto grid = [](std::size_t count) {
        std::string text = R"({"rows":[],"grid":[)";
        for (std::size_t i = 0; i < count; ++i) text += i == 0 ? "[]" : ",[]";
        return text + "]}";
    };
    CHECK(read<Deep>(grid(json::list_items_max)) == "fine");
    CHECK(read<Deep>(grid(json::list_items_max + 1)) == "input.too_many_items grid");
}

TEST_CASE("text that is not one whole JSON value is refused") {
    for (const std::string_view text : {"",
                                        " ",
                                        "{",
                                        "}",
                                        "{\"small\":1,}",
                                        "{'small':1}",
                                        "{\"small\":01,\"yes\":true}",
                                        "{\"small\":+1,\"yes\":true}",
                                        "{\"small\":.5,\"yes\":true}",
                                        "{\"small\":1 \"yes\":true}",
                                        "{} {}",
                                        "{}x",
                                        "// no\n{}",
                                        "{\"small\":NaN,\"yes\":true}",
                                        "{\"text\":\"\n\"}",
                                        "{\"text\":\"\\x\"}",
                                        "{\"text\":\"\\ud800\"}",
                                        "{\"text\":\"\xFF\"}",
                                        "{\"text\":\"\xED\xA0\x80\"}",
                                        "{\"text\":\"\xC0\xAF\"}",
                                        "\xEF\xBB\xBF{}"}) {
        CAPTURE(text);
        CHECK(read<Flat>(text) == "input.not_json ");
    }
}

TEST_CASE("depth is bounded") {
    const auto nested = [](std::size_t depth) {
        return std::string(depth, '[') + std::string(depth, ']');
    };
    json::Document document;
    CHECK(document.parse(nested(32)) != nullptr);
    CHECK(document.parse(nested(33)) == nullptr);
    CHECK(document.parse(nested(100'000)) == nullptr);
    CHECK(document.parse("{}") != nullptr);
}

TEST_CASE("if a member stands twice, the last one counts") {
    const auto value = json::from_text<Flat>(R"({"small":1,"yes":true,"small":2})");
    REQUIRE(value);
    CHECK(value->small == 2);
}

TEST_CASE("a document can be used again and again, after failures too") {
    json::Document document;
    const std::string big(100'000, 'x');
    for (int i = 0; i < 50; ++i) {
        CHECK(document.parse("[\"" + big) == nullptr);
        const auto* const value = document.parse("[\"" + big + "\"]");
        REQUIRE(value);
        CHECK(value->get_array()[0].get_string().size() == big.size());
        CHECK(document.parse("{") == nullptr);
    }
}

}  // namespace read_test
