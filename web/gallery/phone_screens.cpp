// The phone's screens of shared/mockups, with the same made-up figures.
#include "web/gallery/screens.hpp"

#include "web/kit/kit.hpp"

#include <array>

namespace starfish::web::gallery {
namespace {

constexpr TextStyle quiet{.type = Type::small, .ink = Ink::muted};
constexpr TextStyle marked{.type = Type::small, .marked = true};

void groupbuy_card() {
    kit::Card card(
        {.title = t("即食海参家庭装", "Ready-to-eat sea cucumber"),
         .chip = {t("拼团中 · 剩 3 小时 12 分", "Open · 3 h 12 min left"), Tone::brand}});
    const std::array<kit::Tier, 3> tiers{{{10, t("10 份", "10 units"), "¥168"},
                                          {25, t("25 份", "25 units"), "¥159"},
                                          {40, t("40 份", "40 units"), "¥149"}}};
    kit::ladder({.name = t("即食海参家庭装 的进度", "Progress of ready-to-eat sea cucumber"),
                 .units = 29,
                 .tiers = tiers});
    kit::row({.left = t("**29** 份 · **23** 人", "**29** units · **23** people"),
              .right = t("再 11 份每份降到 ¥149", "11 more: ¥149 each"),
              .left_style = marked,
              .right_style = quiet});
    kit::row({.left = t("到点成团概率", "Chance at the deadline"),
              .left_style = quiet,
              .chip = {t("已成团 · 下一档 71%", "Reached · next tier 71%"), Tone::sea}});
}

void tasks_card() {
    kit::Card card({.title = t("要做的事", "To do"), .aside = "2 / 5"});
    kit::Group list(accessible::Role::list, t("要做的事", "To do"));
    const std::string done = t("已做", "done");
    const std::string now = t("现在做", "due now");
    {
        kit::Task task({t("早安图文：泡发后的样子", "Morning post: what soaked ones look like"), "",
                        "08:30", kit::Step::done, done});
    }
    {
        kit::Task task({t("催单：还差 11 份到下一档", "Remind: 11 units to the next tier"),
                        t("素材已核对 · 会带上你的链接", "Checked material · your link is in it"),
                        "14:00", kit::Step::now, now});
        const int pressed =
            kit::buttons({{.label = t("复制文案", "Copy text"), .look = kit::Look::filled},
                          {.label = t("换一条", "Another")}});
        if (pressed == 0) {
            platform::copy_text(t("还差 11 份到 ¥149", "11 more and it is ¥149"));
            kit::notify(t("已复制，去群里粘贴", "Copied: paste it into the chat"), Tone::good);
        }
    }
    {
        kit::Task task({t("收团并核对接龙", "Close and check the list"),
                        t("3 行需要你确认", "3 lines need your word"), "17:30", kit::Step::later,
                        ""});
    }
    {
        kit::Task task(
            {t("学 60 秒：怎样回答“能不能治病”", "Learn in 60 s: “does it cure anything?”"), "",
             t("晚上", "Evening"), kit::Step::later, ""});
    }
}

}  // namespace

void today() {
    kit::Screen screen({.key = "today",
                        .title = t("今天", "Today"),
                        .subtitle = t("11月22日 周日 · 百步亭", "Sun, Nov 22 · Baibuting"),
                        .chip = {t("离线可用 · 已同步", "Works offline · synced"), Tone::good}});
    groupbuy_card();
    tasks_card();
    kit::Card card;
    kit::Columns columns({1, 150});
    kit::space(4);
    kit::text(t("本月可得", "This month"), quiet);
    kit::space(4);
    kit::text("¥1,284.60", {.type = Type::heading});
    columns.next();
    kit::row({.chip = {t("¥312.00 售后期内", "¥312.00 held"), Tone::warn}});
    kit::space(4);
    kit::text(t("11月25日 起可提", "From Nov 25"),
              {.type = Type::caption, .ink = Ink::muted, .align = Align::right});
}

void money() {
    kit::Screen screen({.key = "money",
                        .title = t("钱", "Money"),
                        .subtitle = t("每一分都有来处", "Where every fen comes from"),
                        .actions = {{.label = t("对账单", "Statement"), .small = true}}});
    {
        kit::Card card;
        kit::text(t("可提现", "To withdraw"), quiet);
        kit::space(0);
        kit::text("¥972.60", {.type = Type::figure});
        kit::space(12);
        if (kit::button({.label = t("提现", "Withdraw"), .look = kit::Look::filled, .wide = true}))
            state().asking = true;
    }
    {
        kit::Card card({.title = t("暂不可提", "Held for now"), .aside = "¥312.00"});
        kit::Group list(accessible::Role::list, t("暂不可提", "Held for now"));
        kit::entry({.title = t("售后期内", "After-sales window"),
                    .note = t("12 单 · 11月25日 18:00 到期", "12 orders · until Nov 25, 18:00"),
                    .value = "¥288.00",
                    .opens = true});
        kit::entry({.title = t("一单破损待判", "One damage claim"),
                    .note = t("缺一张照片 · 最迟 11月23日", "A photo is missing · by Nov 23"),
                    .value = "¥24.00",
                    .value_ink = Ink::warn,
                    .opens = true});
    }
    kit::Card card({.title = t("明细", "Lines")});
    kit::Group list(accessible::Role::list, t("明细", "Lines"));
    kit::entry({.title = t("跟团号 17 · 即食海参 × 2", "No. 17 · sea cucumber × 2"),
                .note = t("成交所得 318.00 × 8%", "Sale of 318.00 × 8%"),
                .value = "+25.44",
                .value_ink = Ink::good});
    kit::entry({.title = t("跟团号 17 · 自提服务", "No. 17 · pickup service"),
                .note = t("每单 2.00", "2.00 an order"),
                .value = "+2.00",
                .value_ink = Ink::good});
    kit::entry({.title = t("跟团号 9 · 退款冲回", "No. 9 · refund reversed"),
                .note = t("按原单原行，不重新分摊", "The order's own line, never split anew"),
                .value = "−12.72",
                .value_ink = Ink::bad});
}

void handout() {
    kit::Screen screen(
        {.key = "handout",
         .title = t("交付", "Hand-out"),
         .subtitle = t("南湖花园 3 号门 · 批次 HS20261120A", "Nanhu, gate 3 · batch HS20261120A"),
         .chip = {t("离线 · 4 笔待同步", "Offline · 4 to send"), Tone::warn}});
    {
        kit::Card card;
        kit::row({.left = t("取货码", "Pickup code"),
                  .right = t("31 / 46 已取", "31 / 46 collected"),
                  .left_style = quiet,
                  .right_style = quiet});
        kit::text("4 7 1 _", {.type = Type::figure});
        kit::progress({.name = t("已取", "Collected"),
                       .value_text = t("46 份里已取 31 份", "31 of 46"),
                       .value = 31,
                       .max = 46,
                       .tone = Tone::sea});
    }
    {
        kit::Card card;
        kit::entry({.title = t("陈** · 17 号", "Chen** · No. 17"),
                    .note = t("8 栋 2 单元 · 尾号 3321", "Block 8, unit 2 · ends 3321"),
                    .chip = {t("已付", "Paid"), Tone::good},
                    .avatar = "陈",
                    .bold = true});
        kit::entry({.title = t("即食海参 家庭装", "Sea cucumber, family pack"),
                    .value = "× 2",
                    .chip = {t("易混", "Look-alike"), Tone::warn}});
        kit::entry({.title = t("海参小米粥 礼盒", "Millet porridge, gift box"), .value = "× 1"});
        kit::space(12);
        const int pressed = kit::buttons(
            {{.label = t("全部交付", "Hand out all"), .look = kit::Look::filled, .wide = true},
             {.label = t("部分", "Part")},
             {.label = t("缺货", "Short")}});
        if (pressed == 0) kit::notify(t("已交付 3 件", "3 items handed out"), Tone::good);
    }
    kit::Card card({.title = t("接下来", "Next"), .aside = t("按楼栋", "By block")});
    for (int i = 0; i < 40; ++i) {
        kit::Each each(static_cast<std::uint64_t>(i));
        const std::string number = std::to_string(9 + i);
        kit::entry({.title = t(number + " 栋 · 李**", "Block " + number + " · Li**"),
                    .value = t("1 件", "1 item"),
                    .opens = true,
                    .small = true});
    }
}

}  // namespace starfish::web::gallery
