#include "server/pages/order/order_page.hpp"
#include "server/secrets/contact.hpp"

#include "server/pages/landing/landing_page.hpp"
#include "tests/support/page_case.hpp"

#include <catch2/catch_test_macros.hpp>

namespace starfish {
namespace order_page_test {

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
    auto order = order_view(page_case.state(), {1}, {}, 1, page_calendar.at(0, minute * minute_ms));
    REQUIRE(order);
    order->profile = Profile{order->line.consumer, "李芳", "13900001111"};
    order->note = "<放门卫>";
    return *order;
}

std::string shown(const OrderView& order, Locale locale = Locale::zh_cn,
                  const RefusedOrder* refused = nullptr) {
    const Reader reader{.locale = locale, .language_chosen = true, .origin = "https://a.example"};
    return order_page(writer(), reader, order, {"token", ""},
                      {"key-change", "key-more", "key-leave"}, refused);
}

TEST_CASE("order page: while open: join number, cost and the form to leave") {
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
    CHECK(zh.contains("action=\"/o/token/change?lang=zh-CN\""));
    CHECK(zh.contains("name=\"key\" value=\"key-change\""));
    CHECK(zh.contains("name=\"key\" value=\"key-leave\""));
    CHECK_FALSE(zh.contains("key-more"));  // there is no other offer to add
    CHECK(zh.contains("陈姐的团：即食海参家庭装 10 只，2月4日 17:30 截止。https://a.example/g/"));
    CHECK(zh.contains("noindex"));
    CHECK_FALSE(zh.contains("og:"));
    const std::string en = shown(order_of("", afternoon), Locale::en);
    CHECK(en.contains("No. 1"));
    CHECK(en.contains("at most ¥336, at least ¥299"));
    CHECK_FALSE(en.contains("跟团号"));
}

TEST_CASE("order page: how it ended") {
    const std::string locked = shown(order_of("17:00 陈姐 closes A\n", 18 * 60));
    CHECK(locked.contains("已成团，等到货。到了凭取货码提货。"));
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

TEST_CASE("order page: the reason why leaving was refused") {
    const RefusedOrder over{
        OrderForm::leave, {}, {{RefusalKind::conflict, "groupbuy.left_already", "line", {}}}};
    CHECK(shown(order_of("", afternoon), Locale::zh_cn, &over).contains("这一单已经退出了。"));
}

TEST_CASE("order page: a refused change stays open, as typed, with the reason beside its field") {
    RefusedOrder refused{OrderForm::change, {}, {}};
    refused.typed.quantity = "9";
    refused.typed.pickup = "1";
    refused.problems.push_back(
        {RefusalKind::conflict, "groupbuy.over_order_cap", "quantity", {{"cap_units", 6}}});
    const std::string page = shown(order_of("", afternoon), Locale::zh_cn, &refused);
    CHECK(page.contains("<details class=\"card fold\" open>"));
    CHECK(page.contains("value=\"9\""));
    CHECK(page.contains("id=\"quantity-error\">每次最多 6 份。"));
    CHECK(page.contains("<a href=\"#quantity\">每次最多 6 份。</a>"));
    CHECK(page.contains("没有改成"));
}

TEST_CASE("order page: on the waitlist: the place, and leaving") {
    const PageCase page_case(
        "10:00 陈姐 opens A: 即食海参, 6 units, needs 1 people, until D0 17:30\n"
        "王强 joins A ×6\n赵敏 joins A ×1 or waits\n李芳 joins A ×2 or waits\n");
    REQUIRE(page_case.trouble().empty());
    const auto order =
        order_view(page_case.state(), {3}, {}, 1, page_calendar.at(0, afternoon * minute_ms));
    REQUIRE(order);
    const std::string page = shown(*order);
    CHECK(page.contains("现在排第 2 位。"));
    CHECK(page.contains("轮到前不用付款。"));
    CHECK(page.contains("/leave"));
    CHECK_FALSE(page.contains("/change"));
}

// An order with prepayment.
OrderView prepaid(std::string_view by, std::string_view more, std::int64_t day,
                  std::int64_t minute) {
    std::string script =
        "10:00 陈姐 opens A: 即食海参, 60 units, needs 1 people, until D1 17:30, paid by ";
    ((script += by) += "\n10:05 李芳 joins A ×2\n") += more;
    const PageCase page_case(script);
    INFO(page_case.trouble());
    REQUIRE(page_case.trouble().empty());
    auto order =
        order_view(page_case.state(), {1}, {}, 1, page_calendar.at(day, minute * minute_ms));
    REQUIRE(order);
    return *order;
}

TEST_CASE("order page: after the lock it follows the hand-out") {
    const std::string lock = "17:00 陈姐 closes A\n";
    const std::string here = lock + "17:10 陈姐 checks in A: 8 units as \"B1\"\n";
    const std::string fewer =
        here + "17:20 陈姐 reports 1 missing for 李芳 in A because \"<少到>\"\n";
    const std::string handed = fewer + "17:30 陈姐 hands over A to 李芳\n";
    CHECK_FALSE(shown(order_of("", afternoon)).contains("取货码</h2>"));
    const std::string on_its_way = shown(order_of(lock, 17 * 60 + 5));
    CHECK(on_its_way.contains(">等到货<"));
    CHECK(on_its_way.contains("取货码</h2>"));
    CHECK_FALSE(on_its_way.contains("保留到"));
    const OrderView came = order_of(here, 17 * 60 + 15);
    const std::string arrived = shown(came);
    CHECK(arrived.contains(">已到货<"));
    CHECK(arrived.contains(">" + came.handout->code + "</p>"));
    CHECK(arrived.contains("<svg class=\"qr\""));
    CHECK(arrived.contains("没来取，保留到"));
    CHECK_FALSE(arrived.contains("/claim"));
    const std::string corrected = shown(order_of(fewer, 17 * 60 + 25));
    CHECK(corrected.contains("少到 1 份</b> <span class=\"num\">−¥168</span>"));
    CHECK(corrected.contains("&lt;少到&gt;"));
    const std::string done = shown(order_of(handed, 17 * 60 + 35));
    CHECK(done.contains(">已取货<"));
    CHECK(done.contains("<dd class=\"num\">B1</dd>"));
    CHECK_FALSE(done.contains("class=\"qr\""));
    CHECK(done.contains("每一分钱"));
    CHECK(done.contains("−¥168"));
    CHECK(done.contains("两清。"));
    CHECK(done.contains("enctype=\"multipart/form-data\""));
    CHECK(shown(order_of(handed, 17 * 60 + 35), Locale::en).contains("All is settled."));
}

TEST_CASE("order page: a claim, its text, its answer and the appeal") {
    const std::string handed =
        "17:00 陈姐 closes A\n17:10 陈姐 checks in A: 8 units as \"B1\"\n"
        "17:30 陈姐 hands over A to 李芳\n17:40 李芳 claims 1 damaged in A with photo\n";
    OrderView order = order_of(handed, 17 * 60 + 45);
    REQUIRE(order.handout->claims.size() == 1);
    order.handout->claims.front().words = "<压坏了>";
    const std::string open = shown(order);
    CHECK(open.contains("破损"));
    CHECK(open.contains("处理中"));
    CHECK(open.contains("&lt;压坏了&gt;"));
    CHECK(open.contains("src=\"/o/token/photo/"));
    CHECK_FALSE(open.contains("enctype"));  // one open claim at a time
    CHECK_FALSE(open.contains("/appeal"));
    const std::string declined = shown(order_of(
        handed + "18:00 陈姐 answers 李芳 in A with ¥0 because \"照片看不出\"\n", 18 * 60 + 5));
    CHECK(declined.contains("未同意"));
    CHECK(declined.contains("照片看不出"));
    CHECK(declined.contains("action=\"/o/token/appeal?lang=zh-CN\""));
    CHECK(declined.contains("enctype"));

    RefusedOrder refused{OrderForm::claim, {}, {}};
    refused.claim = {.kind = "wrong", .units = "9", .text = "<坏>"};
    refused.problems.push_back(
        {RefusalKind::conflict, "handout.units", "units", {{"most_units", 2}}});
    const std::string again =
        shown(order_of(handed + "18:00 陈姐 answers 李芳 in A with ¥0 because \"照片看不出\"\n",
                       18 * 60 + 5),
              Locale::zh_cn, &refused);
    CHECK(again.contains("<details class=\"card fold\" open>"));
    CHECK(again.contains("id=\"claim-units-error\">数量不对，现在最多 2 份。"));
    CHECK(again.contains("&lt;坏&gt;</textarea>"));
    CHECK(again.contains("value=\"wrong\" required checked"));
}

TEST_CASE("order page: the amount to pay, the deadline and the way of paying") {
    const std::string transfer = shown(prepaid("transfer", "", 0, afternoon));
    CHECK(transfer.contains("待付款"));
    CHECK(transfer.contains("<b class=\"mid num\">¥336</b>"));
    CHECK(transfer.contains("请在 明天 10:05 前转账给团长 陈姐，备注跟团号 1 号"));
    const std::string partly =
        shown(prepaid("transfer", "10:10 陈姐 confirms ¥100 from 李芳 in A\n", 0, afternoon));
    CHECK(partly.contains("已收到 ¥100，还差 ¥236。"));
    const std::string paid =
        shown(prepaid("transfer", "10:10 陈姐 confirms ¥336 from 李芳 in A\n", 0, afternoon));
    CHECK(paid.contains("已付 ¥336。收团后按最后的档位算，差额退回。"));
    CHECK_FALSE(paid.contains("id=\"pay\""));
    const std::string online = shown(prepaid("provider", "", 0, 10 * 60 + 20));
    CHECK(online.contains("请在 今天 10:35 前付清"));
    CHECK(online.contains("id=\"pay\""));
    const std::string late =
        shown(prepaid("provider", "10:36 system takes back 李芳 from A\n", 0, afternoon));
    CHECK(late.contains("没有按时付款，这一单自动取消"));
    CHECK_FALSE(late.contains("id=\"pay\""));
}

TEST_CASE("order page: payment at pickup does not mention online payment") {
    const std::string open = shown(order_of("", afternoon));
    CHECK(open.contains("现在不用付，取货时付给团长 陈姐。"));
    CHECK_FALSE(open.contains("微信支付"));
    CHECK_FALSE(shown(order_of("17:00 陈姐 closes A\n", 18 * 60)).contains("微信支付"));
}

TEST_CASE("order page: closed early, an unpaid order has no later deadline than the group-buy") {
    const std::string closing = "17:00 陈姐 closes A, undoable\n";
    const std::string soon = shown(prepaid("transfer", closing, 0, 17 * 60 + 1));
    CHECK(
        soon.contains("已经收团，成团了这一单照样要付。请尽快转账给团长 陈姐，备注跟团号 1 号。"));
    CHECK_FALSE(soon.contains("明天 10:05"));
    CHECK_FALSE(soon.contains("截止前会随档位变"));
    CHECK(soon.contains("请尽快付"));
    const std::string locked = shown(prepaid("transfer", "17:00 陈姐 closes A\n", 0, 17 * 60 + 1));
    CHECK(locked.contains("请马上找团长 陈姐"));
    CHECK_FALSE(locked.contains("明天 10:05"));
    const std::string cancelling = shown(prepaid(
        "transfer", "17:00 陈姐 cancels A because \"冷链车晚点\", undoable\n", 0, 17 * 60 + 1));
    CHECK(cancelling.contains("先不要付"));
    CHECK_FALSE(cancelling.contains("转账给团长"));
}

TEST_CASE("order page: an undelivered, unpaid order is neither paid nor refunded") {
    const std::string page = shown(order_of(
        "17:00 陈姐 closes A\n17:20 陈姐 reports 2 missing for 李芳 in A because \"没到\"\n",
        17 * 60 + 25));
    CHECK(page.contains("没有付过款，也不用付。"));
    CHECK_FALSE(page.contains("钱按下面的记录退回"));
    CHECK_FALSE(page.contains("<b>付款<span class=\"unseen\">"));
}

TEST_CASE("order page: finished steps show their results") {
    const std::string page =
        shown(order_of("17:00 陈姐 closes A\n17:10 陈姐 checks in A: 8 units as \"B1\"\n"
                       "17:30 陈姐 hands over A to 李芳\n",
                       17 * 60 + 35));
    CHECK(page.contains(
        "取货<span class=\"unseen\"> 已完成</span></b><span class=\"small muted\">今天 17:30<"));
    CHECK(page.contains(">已付 ¥336<"));
}

TEST_CASE("order page: every refund with its amount, reason, state and age") {
    const std::string pay = "10:10 system records ¥336 from 李芳 in A as \"420001\"\n";
    const std::string cancel = pay + "11:00 陈姐 cancels A because \"冷链车坏了\"\n";
    const std::string owed = shown(prepaid("provider", cancel, 0, 11 * 60 + 30));
    CHECK(owed.contains("付过的 ¥336 全额退回"));
    CHECK(owed.contains("<b class=\"num\">¥336</b> <span>这个团取消了</span>"));
    CHECK(owed.contains("正在原路退回；已等 30 分"));
    CHECK(owed.contains("原因：冷链车坏了"));
    const std::string failing =
        cancel + "11:01 system fails to give back to 李芳 in A because \"x\"\n";
    CHECK(shown(prepaid("provider", failing, 0, 11 * 60 + 30))
              .contains("试了 1 次没退成，今天 11:02 再试；已等 30 分"));
    const std::string given = failing + "11:02 system gives back to 李芳 in A as \"503001\"\n";
    CHECK(shown(prepaid("provider", given, 0, 11 * 60 + 30)).contains("今天 11:02 已退"));
    const std::string cheaper =
        shown(prepaid("transfer",
                      "10:10 陈姐 confirms ¥336 from 李芳 in A\n10:11 王强 joins A ×6\n"
                      "赵敏 joins A ×6\n钱多 joins A ×6\n周伟 joins A ×6\n17:00 陈姐 closes A\n",
                      0, 18 * 60));
    CHECK(cheaper.contains("<b class=\"big num\">¥318</b>"));
    CHECK(cheaper.contains("<b class=\"num\">¥18</b> <span>到了更低的档位，退差额</span>"));
    CHECK(cheaper.contains("起步时 ¥336，达到低档后省下 ¥18"));
    CHECK(cheaper.contains("等团长 陈姐 退给你；已等 1 小时"));
}

TEST_CASE("order page: adding an offer, and the companions in the address") {
    const PageCase page_case(
        "supplier publishes 淡干海参: 50 袋, at most 3 each, 1+ ¥680\n"
        "10:00 陈姐 opens A: 即食海参, 60 units, with 淡干海参 10 units, needs 1 people, until D0 "
        "17:30\n"
        "10:05 李芳 joins A ×2\n10:06 李芳 joins A ×1 of 淡干海参\n10:07 王强 joins A ×1\n");
    REQUIRE(page_case.trouble().empty());
    const auto look = [&](std::vector<std::pair<std::string, std::uint32_t>> with) {
        auto order =
            order_view(page_case.state(), {1}, with, 1, page_calendar.at(0, afternoon * minute_ms));
        order->profile = Profile{order->line.consumer, "李芳", "13900001111"};
        return *order;
    };
    const std::string alone = shown(look({}));
    CHECK(alone.contains("action=\"/o/token/more?lang=zh-CN\""));
    CHECK_FALSE(alone.contains("同一个团的其他单"));
    const std::string both = shown(look({{"second", 2}, {"wang", 3}, {"none", 99}}));
    CHECK(both.contains("href=\"/o/second?lang=zh-CN&amp;with=token\""));
    CHECK(both.contains("连同这一单共 2 单，合计 ¥1,016"));
    CHECK_FALSE(both.contains("/more"));  // the consumer has both offers
    CHECK_FALSE(both.contains("wang"));   // another consumer's order
    auto erased = look({});
    erased.profile.reset();
    CHECK_FALSE(shown(erased).contains("/more"));
}

TEST_CASE("order page: ordering again: the leader's open group-buy of the same offer") {
    const PageCase page_case(
        std::string(start) +
        "17:00 陈姐 closes A\n陈姐 opens B: 即食海参, 60 units, needs 2 people, until D2 17:30\n");
    REQUIRE(page_case.trouble().empty());
    const auto& groupbuys = page_case.state().groupbuy.groupbuys;
    const std::string& again = groupbuys.at({2}).code;
    const auto first =
        order_view(page_case.state(), {1}, {}, 1, page_calendar.at(0, 18 * 60 * minute_ms));
    CHECK(shown(*first).contains("href=\"/g/" + again + "?lang=zh-CN\">再来一单"));
    const auto later = order_view(page_case.state(), {1}, {}, 1, page_calendar.at(3, 0));
    CHECK_FALSE(shown(*later).contains("再来一单"));
    // Other group-buys are shown, whatever their goods, once nothing is left to collect.
    CHECK_FALSE(shown(*first).contains("陈姐现在开的团"));
    const PageCase left(
        std::string(start) +
        "16:00 李芳 leaves A\n17:00 陈姐 closes A\n陈姐 opens B: 即食海参, 60 units, "
        "needs 2 people, until D2 17:30\n");
    REQUIRE(left.trouble().empty());
    const auto over =
        order_view(left.state(), {1}, {}, 1, page_calendar.at(0, 18 * 60 * minute_ms));
    CHECK(shown(*over).contains("陈姐现在开的团"));
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

TEST_CASE("landing page: a link to the dashboard, and the demo's accounts only in a demo") {
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
        CHECK(with_demo.contains("<code>verifier</code>"));
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

}  // namespace order_page_test

}  // namespace starfish
