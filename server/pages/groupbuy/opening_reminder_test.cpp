#include "server/pages/groupbuy/opening_reminder.hpp"

#include "tests/support/page_case.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

namespace starfish {
namespace opening_reminder_test {

const Reader reader{
    .locale = Locale::zh_cn, .language_chosen = false, .origin = "https://a.example"};

GroupBuyView announced_view(std::string_view title) {
    std::string script =
        "10:00 陈姐 opens A: 即食海参, 60 units, needs 5 people, from D1 08:00, until D2 20:00, "
        "called \"";
    const PageCase page_case((script += title) += "\"\n");
    REQUIRE(page_case.trouble().empty());
    return page_case.last(0, 14 * 60);
}

// The lines before folding.
std::string unfolded(std::string text) {
    for (std::size_t at; (at = text.find("\r\n ")) != std::string::npos;) text.erase(at, 3);
    return text;
}

TEST_CASE("opening reminder: an entry at the start, with an alarm, in UTC") {
    const auto view = announced_view("年货海参");
    const std::string text = opening_reminder(reader, view);
    CHECK(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
    CHECK(text.ends_with("END:VCALENDAR\r\n"));
    CHECK(text.contains("DTSTART:20200205T000000Z\r\n"));
    CHECK(text.contains("DTEND:20200205T003000Z\r\n"));
    CHECK(text.contains("DTSTAMP:20200204T060000Z\r\n"));
    CHECK(text.contains("SUMMARY:陈姐的团开团：年货海参\r\n"));
    CHECK(text.contains("URL:https://a.example/g/" + view.groupbuy.code + "\r\n"));
    CHECK(text.contains("ACTION:DISPLAY\r\n"));
}

TEST_CASE("opening reminder: separators are escaped, long lines are folded between characters") {
    auto view = announced_view("年货海参");
    view.title = "一, 二; 三\\ 四五六七八九十一二三四五六七八九十一二三四五六七八九十";
    const std::string text = opening_reminder(reader, view);
    std::string_view rest = text;
    while (!rest.empty()) {
        const std::size_t end = rest.find("\r\n");
        REQUIRE(end != std::string_view::npos);
        CHECK(end <= 75);
        CHECK((end == 0 || (static_cast<unsigned char>(rest[0]) & 0xC0U) != 0x80U));
        rest.remove_prefix(end + 2);
    }
    CHECK(unfolded(text).contains(
        "一\\, 二\\; 三\\\\ 四五六七八九十一二三四五六七八九十一二三四五六七八九十\r\n"));
}

}  // namespace opening_reminder_test

}  // namespace starfish
