#include "web/kit/line_break.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace starfish::web;

namespace line_break_test {

// Chinese characters and marks have width 2, all others width 1.
float advance(char32_t c, std::size_t) {
    return c >= 0x2000 ? 2 : 1;
}

std::vector<std::string> broken(std::string_view text, float width) {
    std::vector<std::string> lines;
    for (const Line& line : break_lines(text, width, advance))
        lines.emplace_back(text.substr(line.begin, line.end - line.begin));
    return lines;
}

using Lines = std::vector<std::string>;

TEST_CASE("Chinese breaks between any two characters") {
    CHECK(broken("再来一份海参", 6) == Lines{"再来一", "份海参"});
}

TEST_CASE("no line begins with a closing mark") {
    CHECK(broken("已经成团，可以提", 8) == Lines{"已经成", "团，可以", "提"});
    for (const char* mark : {"，", "。", "、", "！", "？", "；", "：", "）", "」", "”", "》", "%"})
        CHECK(broken(std::string("一二三四") + mark, 8) ==
              Lines{"一二三", std::string("四") + mark});
}

TEST_CASE("no line ends with an opening mark") {
    CHECK(broken("小米粥（礼盒）", 8) == Lines{"小米粥", "（礼盒）"});
    CHECK(broken("能不能“治病”", 8) == Lines{"能不能", "“治病”"});
}

TEST_CASE("amounts, numbers, dates and Latin words stay whole") {
    CHECK(broken("每份降到¥1,284.60了", 12) == Lines{"每份降到", "¥1,284.60了"});
    CHECK(broken("批次HS20261120A好", 12) == Lines{"批次", "HS20261120A", "好"});
    CHECK(broken("从 2026-11-22 起", 10) == Lines{"从", "2026-11-22", "起"});
    CHECK(broken("a well-known leader", 8) == Lines{"a well-", "known", "leader"});
}

TEST_CASE("a number stays with the word it counts") {
    CHECK(broken("涉及 37 单 35 人", 13) == Lines{"涉及 37 单", "35 人"});
}

TEST_CASE("spaces at a break are dropped, those inside are kept") {
    CHECK(broken("one two  three", 8) == Lines{"one two", "three"});
    CHECK(broken("one  two", 20) == Lines{"one  two"});
}

TEST_CASE("a newline breaks, an empty text is one line") {
    CHECK(broken("一\n\n二", 8) == Lines{"一", "", "二"});
    CHECK(broken("", 8) == Lines{""});
}

TEST_CASE("a word wider than the line is broken inside") {
    CHECK(broken("abcdefghij", 4) == Lines{"abcd", "efgh", "ij"});
    CHECK(broken("海", 1) == Lines{"海"});
}

TEST_CASE("the width of a line is the width of its characters") {
    const auto lines = break_lines("一二 三", 5, advance);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].width == 4);
    CHECK(lines[1].width == 2);
}

TEST_CASE("invalid UTF-8 bytes are skipped one by one") {
    std::size_t at = 0;
    CHECK(next_character("\xff", at) == 0xFFFD);
    CHECK(at == 1);
    CHECK(broken("\xe6\xb5", 8).size() == 1);
    at = 0;
    CHECK(next_character("𠮷", at) == U'𠮷');
    CHECK(at == 4);
}

}  // namespace line_break_test
