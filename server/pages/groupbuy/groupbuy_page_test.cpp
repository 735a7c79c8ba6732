#include "server/pages/groupbuy/groupbuy_page.hpp"

#include "server/pages/groupbuy/groupbuy_parts.hpp"
#include "server/pages/keyed_page.hpp"
#include "tests/support/page_case.hpp"

#include <catch2/catch_test_macros.hpp>

namespace starfish {
namespace groupbuy_page_test {

constexpr std::int64_t afternoon = 14 * 60 + 18;  // minutes after midnight
constexpr std::string_view five_join = R"(10:05 李芳 joins A ×6
王强 joins A ×6
陈静 joins A ×6
周伟 joins A ×6
吴磊 joins A ×5
)";

std::string opened(std::string_view needs, std::string_view more, std::string_view units = "60") {
    std::string text = "10:00 陈姐 opens A: 即食海参, ";
    ((((text += units) += " units, needs ") += needs) += ", until D0 17:30\n") += more;
    return text;
}

PageWriter& writer() {
    static PageWriter one;
    return one;
}

std::string shown(const GroupBuyView& view, Locale locale, const RefusedJoin* refused = nullptr) {
    const Reader reader{.locale = locale, .language_chosen = false, .origin = "https://a.example"};
    return groupbuy_page(writer(), reader, view, KeyedPage::placeholder, refused);
}

bool has_form(const std::string& page) {
    return page.contains("<form");
}

TEST_CASE("group-buy page: open, in both languages") {
    const PageCase page_case(opened("5 people", five_join));
    REQUIRE(page_case.trouble().empty());
    const auto view = page_case.last(0, afternoon);
    const std::string zh = shown(view, Locale::zh_cn);
    CHECK(zh.starts_with("<!doctype html><html lang=\"zh-CN\">"));
    CHECK(zh.contains("<h1>即食海参家庭装 10 只</h1>"));
    CHECK(
        zh.contains("已有 <b>5</b> 人 <b>29</b> 份，已成团。再 <b>11</b> 份，每份降到 "
                    "<b>¥149.50</b>。"));
    CHECK(zh.contains(">今天 17:30 截止</time>"));
    CHECK(zh.contains("还有 3 小时 12 分"));
    CHECK(zh.contains("所有人都按最后达到的档位付款"));
    CHECK(zh.contains("<progress max=\"100\" value=\"72\""));  // 29 of 40
    CHECK(zh.contains("海参、饮用水、食用盐"));
    CHECK(zh.contains("<a class=\"language\" href=\"/g/" + view.groupbuy.code + "?lang=en\""));
    CHECK(zh.contains("property=\"og:url\" content=\"https://a.example/g/"));
    CHECK(has_form(zh));
    const std::string en = shown(view, Locale::en);
    CHECK(en.contains("<html lang=\"en\">"));
    CHECK(
        en.contains("<b>5</b> people have joined for <b>29</b> units; the threshold is reached. "
                    "<b>11</b> more units and each costs <b>¥149.50</b>."));
    CHECK(en.contains("Closes today 17:30"));
    CHECK_FALSE(en.contains("截止"));
}

TEST_CASE("group-buy page: the form carries what a join needs") {
    const PageCase page_case(opened("5 people", ""));
    const std::string page = shown(page_case.last(0, afternoon), Locale::zh_cn);
    CHECK(page.contains("/join\""));
    CHECK(page.contains("name=\"offer\" value=\"1\""));
    CHECK(page.contains("name=\"tolerance\" value=\"0\""));
    CHECK(page.contains("name=\"pickup\" value=\"1\""));
    CHECK(page.contains("name=\"key\" value=\"00000000000000000000000000000000\""));
    CHECK(page.contains("max=\"6\""));  // one person's cap
    CHECK(KeyedPage(page).has_key());
    CHECK(page.contains("还没有人跟团，满 <b>5</b> 人成团。"));
}

TEST_CASE("group-buy page: with several pickup points none is preselected") {
    const PageCase page_case("09:30 陈姐 adds pickup 北门 to 百步亭\n" + opened("5 people", ""));
    REQUIRE(page_case.trouble().empty());
    const std::string page = shown(page_case.last(0, afternoon), Locale::zh_cn);
    CHECK(page.contains("type=\"radio\" name=\"pickup\" value=\"1\""));
    CHECK(page.contains("type=\"radio\" name=\"pickup\" value=\"2\""));
    CHECK_FALSE(page.contains(" checked"));
}

TEST_CASE("group-buy page: stages without a form") {
    struct Row {
        std::string script;
        std::int64_t minute;
        std::string_view zh;
        std::string_view en;
    };
    const std::string later =
        "10:00 陈姐 opens A: 即食海参, 60 units, needs 5 people, from D1 08:00, until D2 20:00\n";
    const Row rows[] = {
        {later, afternoon, "明天 08:00 开团", "Opens tomorrow 08:00"},
        {opened("2 people", five_join), 17 * 60 + 31, "正在收团", "It is closing"},
        {opened("2 people", std::string(five_join) + "17:00 陈姐 closes A\n"), 18 * 60,
         "<b>5</b> 人 <b>29</b> 份，已成团，每份 <b>¥159</b>。", "confirmed at <b>¥159</b> each"},
        {opened("8 people", "10:05 李芳 joins A ×6\n17:00 陈姐 closes A\n"), 18 * 60,
         "截止时差 <b>7</b> 人，没有成团。", "<b>7</b> people short"},
        {opened("8 people", "17:00 陈姐 cancels A because \"冷链车晚点\"\n"), 18 * 60,
         "原因：冷链车晚点", "Reason: 冷链车晚点"},
    };
    for (const Row& row : rows) {
        const PageCase page_case(row.script);
        INFO(page_case.trouble());
        CHECK(page_case.trouble().empty());
        const auto view = page_case.last(0, row.minute);
        const std::string zh = shown(view, Locale::zh_cn);
        const std::string en = shown(view, Locale::en);
        CHECK(zh.contains(row.zh));
        CHECK(en.contains(row.en));
        CHECK_FALSE(has_form(zh));
        CHECK_FALSE(zh.contains("<button"));
        CHECK_FALSE(KeyedPage(en).has_key());
    }
}

// A group-buy with two offers; the second has ten units and a cap of three.
constexpr std::string_view several =
    R"(supplier publishes 淡干海参: 50 袋, at most 3 each, at most 2 an order, 1+ ¥680, 4+ ¥650
    title: 淡干海参 250 g
    summary: 自己泡发。
10:00 陈姐 opens A: 即食海参, 60 units, with 淡干海参 10 units, called "年货海参", needs 5 people, until D0 17:30
)";

// The part of a page from `from` up to the next `to`.
std::string part(const std::string& page, std::string_view from, std::string_view to) {
    const std::size_t at = page.find(from);
    if (at == std::string::npos) return {};
    return page.substr(at, page.find(to, at) - at);
}

TEST_CASE("group-buy page: several goods, each with its price, progress, tiers and label") {
    const PageCase page_case(std::string(several) +
                             "10:05 李芳 joins A ×6\n10:06 王强 joins A ×2 of 淡干海参\n");
    REQUIRE(page_case.trouble().empty());
    const auto view = page_case.last(0, afternoon);
    const std::string page = shown(view, Locale::zh_cn);
    CHECK(page.contains("<h1>年货海参</h1>"));
    CHECK(page.contains("<b class=\"big num\">¥168</b> <span class=\"small muted\">起</span>"));
    CHECK(page.contains("已有 <b>2</b> 人 <b>8</b> 份，还差 <b>3</b> 人成团。</p>"));
    const std::string dried = part(page, "aria-labelledby=\"goods-2\"", "</section>");
    CHECK(dried.contains("淡干海参 250 g"));
    CHECK(dried.contains("¥680"));
    CHECK(dried.contains("已有 <b>2</b> 份。再 <b>2</b> 份，每份降到 <b>¥650</b>。"));
    CHECK(
        dried.contains("value=\"50\" aria-label=\"淡干海参 250 g: 离下一档：2 份，满 4 份降价\""));
    CHECK(dried.contains("还差 2 份"));
    CHECK(dried.contains("每次最多</dt><dd class=\"num\">2 份"));
    CHECK(dried.contains("<dt>配料</dt>"));
    CHECK(dried.contains("取货后 7 天内"));
    CHECK(page.contains("type=\"radio\" name=\"offer\" value=\"1\" required checked"));
    CHECK(page.contains(
        "type=\"radio\" name=\"offer\" value=\"2\" required data-price-fen=\"68000\""));
    // Joins are listed by number only, the newest first.
    const std::string latest = part(page, "最近跟团", "</ul>");
    CHECK(latest.find("2 号") < latest.find("1 号"));
    CHECK_FALSE(page.contains("李芳"));
    CHECK(shown(view, Locale::en).contains("Choose one"));
}

TEST_CASE(
    "group-buy page: of several goods, a halted or sold-out one is marked, the others are on "
    "sale") {
    const PageCase halted(std::string(several) +
                          "11:00 supplier halts 淡干海参 because \"批次待查\"\n");
    REQUIRE(halted.trouble().empty());
    const std::string page = shown(halted.last(0, afternoon), Locale::zh_cn);
    CHECK(page.contains("部分暂停"));
    CHECK(page.contains("淡干海参 250 g：批次待查"));
    CHECK(page.contains("value=\"2\" required disabled"));
    CHECK(has_form(page));
    const PageCase sold(
        std::string(several) +
        "王强 joins A ×2 of 淡干海参\n李芳 joins A ×2 of 淡干海参\n赵敏 joins A ×2 of 淡干海参\n"
        "周伟 joins A ×2 of 淡干海参\n吴磊 joins A ×2 of 淡干海参\n");
    REQUIRE(sold.trouble().empty());
    const std::string out = shown(sold.last(0, afternoon), Locale::zh_cn);
    CHECK(part(out, "aria-labelledby=\"goods-2\"", "</section>").contains("已抢光"));
    CHECK(out.contains("¥650/份 · 已抢光，可候补"));
    CHECK(out.contains("type=\"checkbox\" name=\"waitlist\" value=\"1\""));
    CHECK(out.contains("</span> 立即跟团</button>"));
}

TEST_CASE("group-buy page: sold out, the form joins the waitlist and explains it") {
    const PageCase page_case(opened(
        "2 people", "10:05 李芳 joins A ×6\n王强 joins A ×6\n赵敏 joins A ×2 or waits\n", "12"));
    REQUIRE(page_case.trouble().empty());
    const auto view = page_case.last(0, afternoon);
    const std::string zh = shown(view, Locale::zh_cn);
    CHECK(zh.contains("已抢光"));
    CHECK(zh.contains("type=\"hidden\" name=\"waitlist\" value=\"1\""));
    CHECK(zh.contains("候补按先后排"));
    CHECK(zh.contains("</span> 排候补</button>"));
    CHECK(zh.contains("2 份 · 候补中"));
    CHECK(shown(view, Locale::en).contains("Join the waitlist"));
}

TEST_CASE("group-buy page: the reason of a halt, the time of the end, the first deadline") {
    const PageCase halted(
        opened("5 people", "11:00 supplier halts 即食海参 because \"批次待查\"\n"));
    const std::string page = shown(halted.last(0, afternoon), Locale::zh_cn);
    CHECK(page.contains("原因：批次待查"));
    CHECK_FALSE(has_form(page));
    const PageCase ending(
        opened("5 people", "14:10 陈姐 cancels A because \"冷链车坏了\", undoable\n"));
    REQUIRE(ending.trouble().empty());
    const std::string ends = shown(ending.last(0, afternoon), Locale::zh_cn);
    CHECK(ends.contains("团长取消了这个团，不再接受跟团。原因：冷链车坏了"));
    CHECK(ends.contains("今天 14:20 出结果"));
    CHECK(ends.contains("出结果前团长还可以撤销"));
    const PageCase extended(opened("5 people", "11:00 陈姐 extends A until D1 18:00\n"));
    const std::string later = shown(extended.last(0, afternoon), Locale::zh_cn);
    CHECK(later.contains("明天 18:00 截止"));
    CHECK(later.contains("原定 今天 17:30，只能延期这一次"));
}

TEST_CASE("group-buy page: how to pay, and the time of refunds") {
    const auto page = [](std::string_view paid) {
        std::string script = opened("5 people", "");
        script.insert(script.size() - 1, paid);
        const PageCase page_case(script);
        INFO(page_case.trouble());
        REQUIRE(page_case.trouble().empty());
        return shown(page_case.last(0, afternoon), Locale::zh_cn);
    };
    const std::string pickup = page("");
    CHECK(pickup.contains("取货时按最后的档位付给团长"));
    CHECK_FALSE(pickup.contains("退给你"));
    const std::string transfer = page(", paid by transfer");
    CHECK(transfer.contains("24 小时内（最晚到截止）按起步价转账给团长"));
    CHECK(transfer.contains("到团长确认退了为止"));
    CHECK(transfer.contains("付过的全额退回"));
    const std::string provider = page(", paid by provider");
    CHECK(provider.contains("30 分钟内（最晚到截止）在订单页付起步价"));
    CHECK(provider.contains("间隔最长 6 小时"));
}

TEST_CASE("group-buy page: extra units are asked for where they can help") {
    const auto asks = [](std::string_view needs, std::string_view joins) {
        const PageCase page_case(opened(needs, joins));
        return shown(page_case.last(0, afternoon), Locale::zh_cn)
            .contains("type=\"number\" value=\"0\"");
    };
    CHECK(asks("40 units", five_join));
    CHECK_FALSE(asks("20 units", five_join));  // reached
    CHECK_FALSE(asks("9 people", five_join));
}

TEST_CASE("group-buy page: the card that a chat shows") {
    const PageCase page_case(opened("5 people", ""));
    const auto view = page_case.last(0, afternoon);
    const std::string page = shown(view, Locale::zh_cn);
    CHECK(page.contains("property=\"og:image\" content=\"https://a.example/g/" +
                        view.groupbuy.code + "/poster.png\""));
    CHECK(page.contains("<img class=\"picture\" src=\"/icons/starfish-512.png\" width=\"512\""));
}

TEST_CASE("group-buy page: the leader with place and time comes first") {
    const PageCase page_case(
        "10:00 陈姐 opens A: 即食海参, 60 units, needs 5 people, until D0 17:30, "
        "handed out D3 16:00 to D3 20:00\n");
    REQUIRE(page_case.trouble().empty());
    const std::string page = shown(page_case.last(0, afternoon), Locale::zh_cn);
    const std::size_t leader = page.find("陈姐的团</b>");
    CHECK(leader < page.find("3号门驿站 · 2月7日 周五 16:00–20:00"));
    CHECK(page.find("3号门驿站") < page.find("<h1>"));
    CHECK(page.find("<h1>") < page.find("<progress"));
    CHECK(page.find("<progress") < page.find("配料"));
    CHECK(page.find("配料") < page.find("满 5 人成团</h2>"));
    CHECK(page.find("满 5 人成团</h2>") < page.find("id=\"after-title\""));
    CHECK(page.find("id=\"after-title\"") < page.find("立即跟团"));
}

TEST_CASE("group-buy page: a refused form comes back as typed, each reason at its field") {
    const PageCase page_case(opened("5 people", five_join));
    const RefusedJoin refused{.typed = {.offer = "1",
                                        .quantity = "9",
                                        .tolerance = "0",
                                        .name = "陈\"静\"",
                                        .phone = "12",
                                        .pickup = "1",
                                        .note = "<放门卫>",
                                        .key = ""},
                              .problems = {{RefusalKind::invalid, "profile.phone", "phone", {}},
                                           {RefusalKind::conflict,
                                            "groupbuy.over_cap",
                                            "quantity",
                                            {{"cap_units", 6}, {"held_units", 0}}},
                                           {RefusalKind::invalid, "page.key", "key", {}}}};
    const std::string page = shown(page_case.last(0, afternoon), Locale::zh_cn, &refused);
    CHECK(page.contains("role=\"alert\""));
    CHECK(page.contains("<a href=\"#phone\">请填能联系到你的手机号；座机加区号，"));
    CHECK(page.contains("<a href=\"#quantity\">每人最多 6 份，已经有 0 份。</a>"));
    CHECK(page.contains("<li>这一页没有送全"));
    CHECK(page.contains("aria-describedby=\"phone-hint phone-error\" aria-invalid=\"true\""));
    CHECK(page.contains("id=\"quantity-error\""));
    CHECK(page.contains("value=\"陈&quot;静&quot;\""));
    CHECK(page.contains("value=\"&lt;放门卫&gt;\""));
    CHECK(page.contains("value=\"9\""));
    CHECK_FALSE(page.contains("id=\"name-error\""));
}

TEST_CASE("group-buy page: typed text is escaped") {
    const std::string nasty = "<script>alert(1)</script>\"'&{{title}}[[page.brand]]*";
    const PageCase page_case(opened("5 people", ""));
    auto view = page_case.last(0, afternoon);
    view.title = nasty;
    view.offers[0].title = nasty;
    view.offers[0].summary = nasty;
    view.offers[0].unit = nasty;
    view.offers[0].label.origin = nasty;
    view.leader.name = nasty;
    view.leader.tagline = nasty;
    view.community.name = "=1+1" + nasty;
    view.pickups[0].name = nasty;
    view.pickups[0].hours = nasty;
    for (const Locale locale : {Locale::zh_cn, Locale::en}) {
        const std::string page = shown(view, locale);
        CHECK_FALSE(page.contains("<script>"));
        CHECK_FALSE(page.contains("alert(1)</"));
        CHECK_FALSE(page.contains("\"'"));
        CHECK(
            page.contains("<h1>&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;{{title}}"
                          "[[page.brand]]*</h1>"));
    }
}

TEST_CASE("group-buy page: a tier beyond the stock is not shown") {
    const PageCase page_case(opened("2 people", "10:05 李芳 joins A ×6\n", "30"));
    const auto view = page_case.last(0, afternoon);
    const std::string page = shown(view, Locale::zh_cn);
    CHECK(page.contains("再 <b>19</b> 份，每份降到 <b>¥159</b>"));
    CHECK_FALSE(page.contains("149.50"));
    CHECK(reachable_tiers(view.groupbuy, 0).size() == 2);
}

TEST_CASE("progress: rounded down, and full only when it is reached") {
    CHECK(percent_of(0, 40) == 0);
    CHECK(percent_of(1, 1000) == 0);
    CHECK(percent_of(39, 40) == 97);
    CHECK(percent_of(999'999, 1'000'000) == 99);
    CHECK(percent_of(40, 40) == 100);
    CHECK(percent_of(41, 40) == 100);
    CHECK(percent_of(-1, 40) == 0);
}

TEST_CASE("progress: the threshold first, then the next lower price, then the lowest") {
    const auto progress = [](std::string_view needs, std::string_view joins) {
        const PageCase page_case(opened(needs, joins));
        return progress_of(Locale::zh_cn, page_case.last(0, afternoon).groupbuy);
    };
    CHECK(progress("20 people", five_join).label == "成团进度：5 人，满 20 人成团");
    CHECK(progress("20 people", five_join).percent == 25);
    CHECK(progress("50 units", five_join).percent == 58);
    CHECK(progress("5 people", five_join).label == "离下一档：29 份，满 40 份降价");
    const std::string more = std::string(five_join) + "赵敏 joins A ×6\n钱多 joins A ×6\n";
    CHECK(progress("5 people", more).label == "已到最低价");
    CHECK(progress("5 people", more).percent == 100);
}

TEST_CASE("a page's times stay true until the next minute, the start or the deadline") {
    const PageCase page_case(opened("5 people", ""));
    auto view = page_case.last(0, afternoon);
    CHECK(fresh_for_ms(view) == 1);  // the page says 3 h 12 min, and 1 ms later 3 h 11 min
    view.now = view.now + 1;
    CHECK(fresh_for_ms(view) == minute_ms - 1);
    view.now = view.groupbuy.terms.deadline + -250;
    CHECK(fresh_for_ms(view) == 250);
    view.now = view.groupbuy.terms.deadline + 500;
    CHECK(fresh_for_ms(view) == minute_ms - 500);
}

TEST_CASE("groupbuy page: an ended group-buy links to the leader's open ones") {
    const std::string ended =
        "10:00 陈姐 opens A: 即食海参, 60 units, needs 1 people, until D0 17:30\n"
        "10:05 李芳 joins A ×2\n17:00 陈姐 closes A\n";
    const PageCase page_case(ended +
                             "陈姐 opens B: 即食海参, 60 units, needs 2 people, until D2 17:30\n");
    INFO(page_case.trouble());
    REQUIRE(page_case.trouble().empty());
    const auto& groupbuys = page_case.state().groupbuy.groupbuys;
    const Instant now = page_calendar.at(0, 18 * 60 * minute_ms);
    PageWriter writer;
    const Reader reader{.locale = Locale::zh_cn, .language_chosen = false, .origin = {}};
    const auto page_of = [&](std::uint32_t id) {
        return groupbuy_page(writer, reader, view_of(page_case.state(), groupbuys.at({id}), 1, now),
                             "key");
    };
    CHECK(page_of(1).contains("陈姐现在开的团"));
    CHECK(page_of(1).contains("<a href=\"/g/" + groupbuys.at({2}).code + "\">"));
    CHECK_FALSE(page_of(1).contains("现在不付款"));
    CHECK(page_of(1).contains("取货时按最后的价付给团长。"));
    CHECK_FALSE(page_of(2).contains("陈姐现在开的团"));
}

}  // namespace groupbuy_page_test

}  // namespace starfish
