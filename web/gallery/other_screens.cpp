// The screens of controls and states, and the desktop's overview.
#include "core/base/order.hpp"
#include "web/gallery/screens.hpp"

#include "web/kit/kit.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace starfish::web::gallery {

void controls() {
    GalleryState& values = state();
    kit::Screen screen(
        {.key = "controls",
         .title = t("新拼团", "New group-buy"),
         .back = t("返回", "Back"),
         .foot = {{.label = t("开团", "Open it"), .look = kit::Look::filled, .wide = true}},
         .width_max = 640});
    if (screen.back()) platform::go("");
    if (screen.foot() == 0) ++values.opened;
    kit::Group form(accessible::Role::form, t("新拼团", "New group-buy"));
    {
        kit::Card card({.title = t("谁和什么", "Who and what")});
        kit::text_field(
            {.label = t("姓名", "Name"),
             .input = {.autocomplete = "name", .placeholder = t("怎么称呼你", "What to call you")},
             .required = true},
            values.name);
        const bool wrong = !values.phone.empty() && values.phone.size() != 11;
        kit::text_field(
            {.label = t("手机号", "Phone"),
             .hint = t("只在交付时给团长看", "Shown to the leader at the hand-out only"),
             .error = wrong ? t("手机号是 11 位", "A phone number has 11 digits") : "",
             .input = {.type = "tel", .mode = "tel", .autocomplete = "tel", .length_max = 11}},
            values.phone);
        kit::password_field({.label = t("密码", "Password")}, values.password);
        kit::text_field({.label = t("备注", "Note"), .lines = 3}, values.note);
    }
    {
        kit::Card card({.title = t("多少", "How much")});
        kit::stepper({.label = t("数量", "Quantity"),
                      .hint = t("每人最多 9 份", "At most 9 a person"),
                      .min = 1,
                      .max = 9},
                     values.quantity);
        kit::choice(
            {.label = t("速度", "Speed"), .options = {"1×", "60×", "10,000×"}, .label_shown = true},
            values.speed);
        kit::checkbox({.label = t("同意协议", "I agree to the terms"),
                       .note = t("成团才扣款，没成团全退", "Charged only if it comes about")},
                      values.agreed);
    }
    kit::Card card({.title = t("按钮", "Buttons")});
    kit::text(t("已开团 " + std::to_string(values.opened) + " 次",
                "Opened " + std::to_string(values.opened) + " times"));
    const int pressed =
        kit::buttons({{.label = t("结束", "End it"), .look = kit::Look::danger},
                      {.label = t("加自提点", "Add a point")},
                      {.label = t("保存", "Save"), .busy = values.saving, .key = "save"},
                      {.label = t("说明", "Why"), .look = kit::Look::plain}});
    if (pressed == 0) values.asking = true;
    if (pressed == 1) values.adding = true;
    if (pressed == 2) values.saving = true;
    kit::button({.label = t("发起提现", "Withdraw"),
                 .wide = true,
                 .disabled = true,
                 .reason = t("11月25日 18:00 之后才可提，售后期还没过。",
                             "From Nov 25, 18:00: the after-sales window is still open.")});
}

void states() {
    kit::Screen screen({.key = "states", .title = t("学习", "Learn")});
    kit::banner({.title = t("停售建议", "Stop selling?"),
                 .text = t("4 条“化冻”评价，基线 0.6 条。涉及 37 单 35 人。",
                           "4 reviews say “thawed” (0.6 is usual). 37 orders, 35 people."),
                 .tone = Tone::bad});
    kit::banner({.text = t("现在离线，做的事先记在这里。", "Offline: what you do is kept here."),
                 .tone = Tone::sea});
    {
        kit::Card card({.title = t("读取中", "Loading")});
        kit::skeleton(t("正在读取", "Loading"), 4);
    }
    {
        kit::Card card;
        kit::empty_state(
            Icon::groupbuy, t("还没有拼团", "No group-buys yet"),
            t("从一份供货开始，一分钟就能开团。", "Start from an offer: it takes a minute."));
        kit::buttons({{.label = t("看供货", "See the offers"), .look = kit::Look::filled}},
                     Align::centre);
    }
    kit::Card card({.title = t("一段长的话", "A long text")});
    const std::array<kit::Chip, 6> all{{{t("普通", "neutral"), Tone::neutral},
                                        {t("主要", "brand"), Tone::brand},
                                        {t("信息", "sea"), Tone::sea},
                                        {t("良好", "good"), Tone::good},
                                        {t("注意", "warn"), Tone::warn},
                                        {t("不好", "bad"), Tone::bad}}};
    kit::chips(all);
    kit::text(t(
        "小米粥（礼盒）每份 ¥1,284.60，批次 HS20261120A；“化冻”的评价在 11月23日 18:00 前处理完，"
        "超出的部分按原单原行退回，不重新分摊。𠮷野家、王喆、刘翀都已通知。",
        "Porridge (gift box) at ¥1,284.60, batch HS20261120A; reviews that say “thawed” are "
        "answered "
        "by Nov 23, 18:00. What exceeds the order is refunded line by line and never split anew."));
}

namespace {

struct Leader {
    std::string name, community, next;
    int joins = 0;
    int sales = 0;  // yuan
    int on_time = 0;
};

const std::vector<Leader>& leaders() {
    static const std::vector<Leader> all = [] {
        constexpr std::array<const char*, 5> names{"陈姐", "老周", "小林", "黄老师", "阿芳"};
        constexpr std::array<const char*, 5> places{"百步亭", "常青花园", "南湖花园", "光谷坐标城",
                                                    "汉口花园"};
        constexpr std::array<const char*, 5> steps{"带一位种子客户", "换早安素材", "加一个分拣员",
                                                   "60 秒：储存", "看 3 条低分"};
        std::vector<Leader> made;
        for (std::size_t i = 0; i < 10'000; ++i) {
            const int n = static_cast<int>(i);
            made.push_back({std::string(names[i % 5]) + (i < 5 ? "" : " " + std::to_string(i)),
                            places[i % 5], steps[i % 5], 118 - n * 7 % 100,
                            18'762 - n * 131 % 15'000, 99 - n % 9});
        }
        return made;
    }();
    return all;
}

void leaders_table() {
    GalleryState& values = state();
    kit::Card card({.title = t("团长", "Leaders"),
                    .aside = t("10,000 人", "10,000"),
                    .title_type = Type::title});
    const std::array<kit::TableColumn, 6> columns{{{t("团长", "Leader"), 1},
                                                   {t("社区", "Community"), 1},
                                                   {t("跟团", "Joins"), 64, Align::right, true},
                                                   {t("成交", "Sales"), 110, Align::right, true},
                                                   {t("最弱一环", "Weakest"), 96},
                                                   {t("下一步", "Next step"), 1.0f}}};
    std::vector<std::size_t> order(leaders().size());
    std::iota(order.begin(), order.end(), 0);
    put_in_order(order, [&](std::size_t a, std::size_t b) {
        if (values.sort.descending) std::swap(a, b);
        const Leader& one = leaders()[a];
        const Leader& other = leaders()[b];
        const bool by_joins = values.sort.column == 2;
        return std::pair(by_joins ? one.joins : one.sales, a) <
               std::pair(by_joins ? other.joins : other.sales, b);
    });
    kit::Table table({.name = t("团长", "Leaders"),
                      .columns = columns,
                      .rows = order.size(),
                      .sort = values.sort,
                      .rows_open = true});
    for (const std::size_t row : table.rows_in_sight()) {
        const Leader& leader = leaders()[order[row]];
        table.begin_row(row);
        table.cell(leader.name, {.type = Type::small, .bold = true});
        table.cell(leader.community);
        table.cell(std::to_string(leader.joins));
        table.cell("¥" + std::to_string(leader.sales / 1000) + "," +
                   std::to_string(1000 + leader.sales % 1000).substr(1));
        table.cell(order[row] % 3 == 0 ? kit::Chip{t("无", "none"), Tone::good}
                                       : kit::Chip{t("交付", "hand-out"), Tone::warn});
        table.cell(leader.next, {.type = Type::small, .ink = Ink::muted});
    }
    if (table.pressed_row()) values.opened_row = leaders()[order[*table.pressed_row()]].name;
    values.sort = table.sort();
}

}  // namespace

void overview() {
    GalleryState& values = state();
    kit::Screen screen({.key = "overview",
                        .title = t("总览", "Overview"),
                        .subtitle = t("武汉 · 今天 14:18", "Wuhan · today 14:18"),
                        .actions = {{.label = t("导出", "Export"), .small = true},
                                    {.label = t("发布供货", "Publish an offer"),
                                     .look = kit::Look::filled,
                                     .small = true}}});
    const std::array<kit::Stat, 5> all{{
        {t("进行中拼团", "Open group-buys"), "214", t("+12 比昨天此时", "+12 on yesterday"),
         Ink::text, Ink::good, true},
        {t("今日跟团", "Joins today"),
         "3,482",
         "",
         Ink::text,
         Ink::muted,
         true,
         {4, 6, 5, 10, 8, 14, 13, 19, 17, 23, 25}},
        {t("超出预期率", "Exceeded hopes"), "68%", t("±3，412 份回访", "±3, 412 answers"),
         Ink::text, Ink::muted, true},
        {t("待退款", "Refunds due"), "7", t("最久 2 分 40 秒", "longest 2 min 40 s"), Ink::text,
         Ink::muted, true},
        {t("要处理", "To handle"), "2", t("1 舆情 · 1 冷链", "1 rumour · 1 cold chain"), Ink::bad,
         Ink::muted, true},
    }};
    kit::stats(all);
    kit::Columns columns({1, 330});
    leaders_table();
    columns.next();
    {
        kit::Card card({.title = t("近 14 天 × 12 时段", "14 days × 12 spans")});
        std::vector<float> cells(168);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const auto x = static_cast<float>(i);
            cells[i] = 0.08f + 0.85f * std::abs(std::sin(x * 1.7f) * std::cos(x * 0.31f));
        }
        kit::heat(cells, 14,
                  t("近 14 天各时段跟团，最多在周日晚上", "Joins by hour; most on Sunday evening"));
    }
    kit::space(12);
    kit::Card card({.title = t("冷链：HS20261119B", "Cold chain: HS20261119B"),
                    .chip = {t("停售建议", "Stop selling?"), Tone::bad}});
    kit::text(t("4 条“化冻”评价，基线 0.6 条。涉及 37 单 35 人。",
                "4 reviews say “thawed” (0.6 is usual). 37 orders."),
              {.type = Type::small, .ink = Ink::muted});
    if (!values.opened_row.empty())
        kit::text(t("打开了 ", "Opened ") + values.opened_row, {.type = Type::small});
    const int pressed = kit::buttons(
        {{.label = t("停售并通知", "Stop and notify"), .look = kit::Look::filled, .small = true},
         {.label = t("查看证据", "See evidence"), .small = true}});
    if (pressed == 0) values.asking = true;
}

}  // namespace starfish::web::gallery
