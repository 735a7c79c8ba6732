#include "server/pages/groupbuy_page.hpp"

#include "server/pages/groupbuy_parts.hpp"
#include "server/pages/keyed_page.hpp"
#include "server/pages/page_case.hpp"

#include <catch2/catch_test_macros.hpp>

namespace starfish {
namespace {

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

}  // namespace

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

TEST_CASE("group-buy page: several pickup points are chosen from, none for her") {
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
        {opened("2 people", "10:05 李芳 joins A ×6\n王强 joins A ×6\n", "12"), afternoon, "已抢光",
         "Sold out"},
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
    CHECK(page.contains("<a href=\"#phone\">请填能联系到你的手机号。</a>"));
    CHECK(page.contains("<a href=\"#quantity\">每人最多 6 份，你已经有 0 份。</a>"));
    CHECK(page.contains("<li>这一页没有送全"));
    CHECK(page.contains("aria-describedby=\"phone-hint phone-error\" aria-invalid=\"true\""));
    CHECK(page.contains("id=\"quantity-error\""));
    CHECK(page.contains("value=\"陈&quot;静&quot;\""));
    CHECK(page.contains("value=\"&lt;放门卫&gt;\""));
    CHECK(page.contains("value=\"9\""));
    CHECK_FALSE(page.contains("id=\"name-error\""));
}

TEST_CASE("group-buy page: what people typed is text and nothing else") {
    const std::string nasty = "<script>alert(1)</script>\"'&{{title}}[[page.brand]]*";
    const PageCase page_case(opened("5 people", ""));
    auto view = page_case.last(0, afternoon);
    view.offer.title = nasty;
    view.offer.summary = nasty;
    view.offer.unit = nasty;
    view.offer.label.origin = nasty;
    view.leader.name = nasty;
    view.leader.tagline = nasty;
    view.community.name = "=1+1" + nasty;
    view.pickups[0].name = nasty;
    view.pickups[0].hours = nasty;
    for (const Locale locale : {Locale::zh_cn, Locale::en}) {
        const std::string page = shown(view, locale);
        CHECK_FALSE(page.contains("<script"));
        CHECK_FALSE(page.contains("alert(1)</"));
        CHECK_FALSE(page.contains("\"'"));
        CHECK(
            page.contains("<h1>&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;{{title}}"
                          "[[page.brand]]*</h1>"));
    }
}

TEST_CASE("group-buy page: a tier that its stock cannot reach is not held out") {
    const PageCase page_case(opened("2 people", "10:05 李芳 joins A ×6\n", "30"));
    const auto view = page_case.last(0, afternoon);
    const std::string page = shown(view, Locale::zh_cn);
    CHECK(page.contains("再 <b>19</b> 份，每份降到 <b>¥159</b>"));
    CHECK_FALSE(page.contains("149.50"));
    CHECK(reachable_tiers(view.groupbuy).size() == 2);
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
    CHECK(fresh_for_ms(view) == 1);  // it says 3 h 12 min, and in a moment 3 h 11 min
    view.now = view.now + 1;
    CHECK(fresh_for_ms(view) == minute_ms - 1);
    view.now = view.groupbuy.terms.deadline + -250;
    CHECK(fresh_for_ms(view) == 250);
    view.now = view.groupbuy.terms.deadline + 500;
    CHECK(fresh_for_ms(view) == minute_ms - 500);
}

}  // namespace starfish
