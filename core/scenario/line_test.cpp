#include "core/scenario/line.hpp"

#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

namespace line_test {

using namespace starfish;
using scenario::Calendar;
using scenario::Line;

const Calendar calendar{shanghai_day(from_shanghai({.year = 2020, .month = 11, .day = 24}))};

std::string moment(std::string_view text) {
    Line line(text);
    const Instant t = line.moment(calendar, calendar.at(2, 9 * hour_ms));
    return line.good() && line.at_end() ? calendar.text(t) : "none";
}

TEST_CASE("moments are a day, a time or both") {
    CHECK(moment("D0 09:00") == "D0 09:00");
    CHECK(moment("D-6 20:15") == "D-6 20:15");
    CHECK(moment("D+1 17:30") == "D1 17:30");
    CHECK(moment("D1 17:30:05") == "D1 17:30:05");
    CHECK(moment("D365 00:00") == "D365 00:00");
    CHECK(moment("17:30") == "D2 17:30");
    CHECK(moment("D3") == "D3 00:00");
    for (const std::string_view wrong :
         {"", "D", "Dx", "9:00", "24:00", "12:60", "12:00:60", "1200", "D0 9:00", "D0 25:00",
          "D99999 09:00", "noon", "D0T09:00"}) {
        CAPTURE(wrong);
        CHECK(moment(wrong) == "none");
    }
}

TEST_CASE("a moment's text reads back") {
    CHECK(rc::check("any second of some years", [] {
        const auto second = *rc::gen::inRange<std::int64_t>(-300 * 86'400, 300 * 86'400);
        const Instant t = calendar.at(0, second * second_ms);
        const std::string text = calendar.text(t);
        Line line(text);
        RC_ASSERT(line.moment(calendar, {}) == t);
        RC_ASSERT(line.good() && line.at_end());
    }));
}

TEST_CASE("prices are yuan, with fen as two digits or none") {
    const auto price = [](std::string_view text) {
        Line line(text);
        const Fen fen = line.price();
        return line.good() && line.at_end() ? fen.value : -1;
    };
    CHECK(price("¥168") == 16'800);
    CHECK(price("¥168.50") == 16'850);
    CHECK(price("¥0.05") == 5);
    CHECK(price("¥ 3") == 300);
    for (const std::string_view wrong :
         {"168", "¥", "¥x", "¥1.5", "¥1.", "¥1.555", "¥.50", "¥99999999999"})
        CHECK(price(wrong) == -1);
}

TEST_CASE("names end at a space or a mark, or stand in quotation marks") {
    const auto name = [](std::string_view text) { return Line(text).name("a name"); };
    CHECK(name("李芳 joins") == "李芳");
    CHECK(name("A: 即食") == "A");
    CHECK(name("百步亭, pickup") == "百步亭");
    CHECK(name("\"3 号门，驿站\" x") == "3 号门，驿站");
    CHECK(name("3栋刘姐 joins") == "3栋刘姐");
    CHECK(name("").empty());
    CHECK(name("\"open").empty());
}

TEST_CASE("words are whole words") {
    Line line("until under");
    CHECK_FALSE(line.accept("un"));
    CHECK(line.accept("until"));
    CHECK_FALSE(line.accept("un"));
    CHECK(line.accept("under"));
    CHECK(line.at_end());
}

TEST_CASE("after the first failure nothing more is read, and the first failure is kept") {
    Line line("seven boxes");
    CHECK(line.number("how many units") == 0);
    line.expect("boxes");
    CHECK(line.name("a name").empty());
    CHECK_FALSE(line.good());
    CHECK(line.expected() == "how many units");
    CHECK(line.found() == "seven boxes");
}

TEST_CASE("JSON is taken to the bracket that closes it") {
    const auto taken = [](std::string_view text) { return Line(text).json(); };
    CHECK(taken(R"({"a":[1,{}]} -> refused)") == R"({"a":[1,{}]})");
    CHECK(taken(R"({"a":"}\"{"} rest)") == R"({"a":"}\"{"})");
    CHECK(taken("{\"a\":1").empty());
    CHECK(taken("[1]").empty());
    CHECK(taken("}").empty());
    CHECK(taken("").empty());
}

}  // namespace line_test
