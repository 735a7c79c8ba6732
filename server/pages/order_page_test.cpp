#include "server/pages/order_page.hpp"

#include "server/pages/landing_page.hpp"
#include "server/pages/page_case.hpp"

#include <catch2/catch_test_macros.hpp>

namespace starfish {
namespace {

constexpr std::int64_t afternoon = 14 * 60 + 18;  // minutes after midnight
constexpr std::string_view start =
    R"(10:00 陈姐 opens A: 即食海参, 60 units, needs 2 people, until D0 17:30
10:05 李芳 joins A ×2
王强 joins A ×6
)";

PageWriter& writer() {
    static PageWriter one;
    return one;
}

OrderView order_of(std::string_view more, std::int64_t minute) {
    const PageCase page_case(std::string(start).append(more));
    INFO(page_case.trouble());
    REQUIRE(page_case.trouble().empty());
    auto order = order_view(page_case.state(), {1}, 1, page_calendar.at(0, minute * minute_ms));
    REQUIRE(order);
    order->profile = Profile{order->line.consumer, "李芳", "13900001111"};
    order->note = "<放门卫>";
    return *order;
}

std::string shown(const OrderView& order, Locale locale = Locale::zh_cn,
                  const Refusal* problem = nullptr) {
    const Reader reader{.locale = locale, .language_chosen = true, .origin = {}};
    return order_page(writer(), reader, order, "/o/token", "0123456789abcdef", problem);
}

}  // namespace

TEST_CASE("order page: while open she sees her number, what it costs and how to leave") {
    const std::string zh = shown(order_of("", afternoon));
    CHECK(zh.contains("1 号"));
    CHECK(zh.contains("李*"));
    CHECK(zh.contains("139****1111"));
    CHECK_FALSE(zh.contains("李芳"));
    CHECK_FALSE(zh.contains("13900001111"));
    CHECK(zh.contains(">¥336</b>"));
    CHECK(zh.contains("¥168 × 2 份"));
    CHECK(zh.contains("最多 ¥336，最少 ¥299"));
    CHECK(zh.contains("&lt;放门卫&gt;"));
    CHECK(zh.contains("action=\"/o/token/leave?lang=zh-CN\""));
    CHECK(zh.contains("name=\"key\" value=\"0123456789abcdef\""));
    CHECK(zh.contains("noindex"));
    CHECK_FALSE(zh.contains("og:"));
    const std::string en = shown(order_of("", afternoon), Locale::en);
    CHECK(en.contains("No. 1"));
    CHECK(en.contains("at most ¥336, at least ¥299"));
    CHECK_FALSE(en.contains("跟团号"));
}

TEST_CASE("order page: how it ended") {
    const std::string locked = shown(order_of("17:00 陈姐 closes A\n", 18 * 60));
    CHECK(locked.contains("已成团，取货时报跟团号。"));
    CHECK(locked.contains("最终金额"));
    CHECK(locked.contains("3号门驿站"));
    CHECK_FALSE(locked.contains("最多 ¥"));
    CHECK_FALSE(locked.contains("<form"));

    const std::string failed =
        shown(order_of("16:00 王强 leaves A\n17:00 陈姐 closes A\n", 18 * 60));
    CHECK(failed.contains("没有成团，这一单作废。"));
    CHECK(failed.contains(">¥0</b>"));
    CHECK(failed.contains("不用付款"));
    CHECK_FALSE(failed.contains("取货"));

    const std::string cancelled =
        shown(order_of("17:00 陈姐 cancels A because \"<冷链车晚点>\"\n", 18 * 60));
    CHECK(cancelled.contains("原因：&lt;冷链车晚点&gt;"));
    CHECK(cancelled.contains(">¥0</b>"));

    const std::string left = shown(order_of("16:00 李芳 leaves A\n", 16 * 60 + 1));
    CHECK(left.contains("你已经退出，这一单作废。"));
    CHECK_FALSE(left.contains("<form"));

    const std::string due = shown(order_of("", 17 * 60 + 30));
    CHECK(due.contains("已经截止，正在收团。"));
    CHECK_FALSE(due.contains("<form"));
}

TEST_CASE("order page: why she could not leave") {
    const Refusal over{RefusalKind::conflict, "groupbuy.left_already", "line", {}};
    CHECK(shown(order_of("", afternoon), Locale::zh_cn, &over).contains("这一单已经退出了。"));
}

TEST_CASE("order page: an erased profile leaves no trace") {
    auto order = order_of("", afternoon);
    order.profile.reset();
    order.note.clear();
    const std::string page = shown(order);
    CHECK_FALSE(page.contains("****"));
    CHECK(page.contains("1 号"));
}

TEST_CASE("names and phones are masked") {
    CHECK(masked_name("李芳") == "李*");
    CHECK(masked_name("欧阳娜娜") == "欧**");
    CHECK(masked_name("Ann") == "A**");
    CHECK(masked_name("李") == "李");
    CHECK(masked_name("").empty());
    CHECK(masked_phone("13900001111") == "139****1111");
    CHECK(masked_phone("02787654321") == "027****4321");
    CHECK(masked_phone("87654321") == "****4321");
    CHECK(masked_phone("95555") == "****55");
    CHECK(masked_phone("") == "****");
}

TEST_CASE("landing page: a door to the dashboard, and the demo only in a demo") {
    const PageCase page_case(start);
    const auto demo =
        demo_groupbuys(page_case.state(), page_calendar.at(0, afternoon * minute_ms), 10);
    REQUIRE(demo.size() == 1);
    for (const Locale locale : {Locale::zh_cn, Locale::en}) {
        const Reader reader{.locale = locale, .language_chosen = false, .origin = {}};
        const std::string plain = landing_page(writer(), reader, nullptr);
        CHECK(plain.contains("href=\"/app/\""));
        CHECK_FALSE(plain.contains("<code>starfish</code>"));
        const std::string with_demo = landing_page(writer(), reader, &demo);
        CHECK(with_demo.contains("<code>operator</code>"));
        CHECK(with_demo.contains("href=\"/g/" + demo[0].code + "\""));
    }
}

TEST_CASE("notices have words for every status they are asked for") {
    for (const int status : {400, 403, 404, 405, 413, 415, 429, 431, 500, 503}) {
        const Reader reader{.locale = Locale::en, .language_chosen = false, .origin = {}};
        const std::string page = notice_page(writer(), reader, "/", status);
        CHECK(page.contains(std::to_string(status)));
        CHECK_FALSE(page.contains("page.notice"));
    }
}

}  // namespace starfish
