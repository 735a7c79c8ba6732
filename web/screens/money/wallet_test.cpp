// The money screens of a leader and of the supplier, on a headless page.
#include "web/screens/money/wallet.hpp"
#include "web/kit/app.hpp"

#include "wasm/client_case.hpp"
#include "web/app/screens.hpp"
#include "web/platform/headless.hpp"

using namespace starfish;
using namespace starfish::client_case;
using namespace starfish::web;
using Part = accessible::Role;

namespace wallet_test {

constexpr Actor system_actor{Role::system, 0};

struct Page {
    View view;
    Client* client = nullptr;
    Instant now = start;
};
Page& page() {
    static Page the_page;
    return the_page;
}

void frame() {
    web::draw(page().view, *page().client, page().now);
}

void open_at(Client& client, std::string_view route, Instant now,
             const platform::Environment& environment = {}) {
    page() = {};
    page().client = &client;
    page().now = now;
    headless::open(kit::app(frame), environment);
    platform::replace(route);
    headless::draw();
}

// Two boxes sold, paid at the desk and handed out: ¥336 in the till, ¥33.60 and ¥2 of pay.
struct ServerAfterSale : Server {
    ServerAfterSale() {
        submit(catalog::Command(
                   catalog::PublishOffer{"干海参",
                                         "",
                                         "盒",
                                         {"海参", "500 g", "大连", "冷藏", "12 个月", "厂", "SC1"},
                                         {100},
                                         {5},
                                         {},
                                         {},
                                         {{{1}, {16800}}},
                                         {},
                                         {},
                                         catalog::Reward{{0}, 100, {200}},
                                         1}),
               supplier);
        submit(groupbuy::Command(groupbuy::Open{.community = {1},
                                                .items = {{{2}, {10}}},
                                                .deadline = start + hour_ms,
                                                .threshold = {groupbuy::ThresholdKind::units, 1}}),
               chen);
        submit(groupbuy::Command(groupbuy::Join{{2}, {2}, {2}, {0}, {1}}), {Role::consumer, 7});
        submit(groupbuy::Command(groupbuy::Close{{2}, true}), chen);
        submit(handout::Command(handout::CheckIn{{2}, 0, "A1", {2}, {0}, "", {}}), chen);
        REQUIRE(submit(handout::Command(handout::HandOver{{1}, {}, {}}), chen));
    }
    void release() {
        now = start + 25 * hour_ms;
        REQUIRE(submit(money::Command(money::Release{{1}}), system_actor));
    }
};

std::size_t asked(std::string_view command) {
    std::size_t count = 0;
    for (const std::string& body : outside::world().asked("POST /api/commands"))
        if (body.contains(command)) ++count;
    return count;
}

TEST_CASE("money: pay is pending in the after-sales window, and opens its rows") {
    const ServerAfterSale server;
    open_at(signed_in(server), "money", start + hour_ms);
    CHECK(headless::shows("¥35.60"));
    CHECK_FALSE(headless::find(Part::button, "提现"));
    CHECK(headless::shows("+33.60"));
    CHECK(headless::shows("+2.00"));
    open_at(signed_in(server), "held/" + page().client->state().groupbuy.groupbuys.at({2}).code,
            start + hour_ms);
    CHECK(headless::shows("1 号 · 干海参"));
    CHECK(headless::shows("¥35.60"));
}

TEST_CASE("money: the amount of a withdrawal is prefilled, and a refusal is shown at its field") {
    ServerAfterSale server;
    server.release();
    open_at(signed_in(server), "money", server.now);
    headless::press(Part::button, "提现");
    CHECK(headless::find(Part::textbox, "金额（元）")->value == "35.60");
    headless::type(Part::textbox, "金额（元）", "35.61");
    headless::press(Part::button, "申请提现");
    CHECK(headless::find(Part::textbox, "金额（元）")->invalid);
    CHECK(headless::find(Part::textbox, "金额（元）")->description.contains("¥35.60"));
    CHECK(asked("money.request_withdrawal") == 0);
    headless::type(Part::textbox, "金额（元）", "30");
    headless::press(Part::button, "申请提现");
    CHECK(asked("money.request_withdrawal") == 1);
    CHECK(headless::shows("待审核"));
    CHECK(headless::shows("¥5.60"));
}

TEST_CASE("money: a leader reports a remittance and gives evidence against a hold") {
    ServerAfterSale server;
    server.release();
    REQUIRE(server.submit(money::Command(money::PlaceHold{
                              {1}, {1000}, "顾客投诉未发货", "发货照片", server.now + day_ms}),
                          supplier));
    REQUIRE(server.submit(money::Command(money::Settle{}), supplier));
    CHECK(to_remit(server.engine.state(), {1}).size() == 1);
    open_at(signed_in(server), "", server.now);
    CHECK(headless::shows("1 笔货款待汇"));
    CHECK(headless::shows("交材料：顾客投诉未发货"));
    open_at(signed_in(server), "money", server.now);
    // ¥336 in the till minus the available ¥25.60.
    page().view.wallet_form = {.kind = WalletForm::Kind::settlement, .id = 1};
    headless::draw();
    CHECK(headless::shows("¥310.40"));
    headless::type(Part::textbox, "凭据", "转账 8");
    headless::press(Part::button, "我已汇出");
    CHECK(asked("money.confirm_remitted") == 1);
    page().view.wallet_form = {.kind = WalletForm::Kind::hold, .id = 1};
    headless::draw();
    headless::press(Part::button, "提交");
    CHECK(headless::find(Part::textbox, "说明")->invalid);
    headless::type(Part::textbox, "说明", "已发货，见快递单");
    headless::press(Part::button, "提交");
    CHECK(asked("money.submit_evidence") == 1);
    CHECK(headless::shows("已交 1 份材料"));
    // A photo alone is enough; nothing is sent before its upload has ended.
    page().view.wallet_form = {.kind = WalletForm::Kind::hold, .id = 1};
    headless::draw();
    outside::world().file = {"快递单.jpg", 3'000'000, "…"};
    headless::press(Part::button, "加照片");
    headless::press(Part::button, "提交");
    CHECK(asked("money.submit_evidence") == 1);
    REQUIRE(outside::world().answer("POST /api/photos", 200,
                                    R"({"photo":")" + std::string(64, 'b') + R"("})"));
    headless::draw();
    CHECK(headless::shows("快递单.jpg"));
    headless::press(Part::button, "提交");
    CHECK(asked("money.submit_evidence") == 2);
    page().view.wallet_form = {.kind = WalletForm::Kind::hold, .id = 1};
    headless::draw();
    headless::press(Part::button, "看照片 昨天 22:13");
    CHECK(headless::opened_page().ends_with("/api/photos/" + std::string(64, 'b')));
}

TEST_CASE("money: statements add up, by view and period") {
    const ServerAfterSale server;
    open_at(signed_in(server), "statement/till", server.now);
    CHECK(headless::shows("+336.00"));
    headless::press(Part::radio, "上月");
    CHECK_FALSE(headless::shows("+336.00"));
    headless::press(Part::tab, "佣金");
    CHECK(platform::route() == "statement/pay");
    open_at(signed_in(server), "statement/bank", server.now);
    CHECK(platform::route().empty());
}

TEST_CASE("money: the supplier answers withdrawals, settles, and holds back") {
    ServerAfterSale server;
    server.release();
    REQUIRE(server.submit(money::Command(money::RequestWithdrawal{{500}}), chen));
    open_at(signed_in_staff(server), "money", server.now, {.width = 1280, .height = 1600});
    headless::press(Part::button, "陈姐");
    headless::press(Part::button, "批准");
    CHECK(asked("money.approve_withdrawal") == 1);
    headless::press(Part::button, "结算全部团长");
    CHECK(asked("money.settle") == 0);
    CHECK(headless::shows("1 位团长，代收 ¥336"));
    headless::press(Part::button, "全部结算");
    CHECK(asked("money.settle") == 1);
    CHECK(headless::shows("待汇款"));
    platform::go("purse/1");
    headless::draw();
    headless::press(Part::button, "冻结");
    headless::type(Part::textbox, "金额（元）", "1");
    headless::press(Part::button, "确认冻结");
    // The settlement has netted all available pay.
    CHECK(headless::find(Part::textbox, "金额（元）")->invalid);
    CHECK(asked("money.place_hold") == 0);
}

TEST_CASE("plan check: the server's verdict is shown, finding by finding") {
    const Server server;
    open_at(signed_in_staff(server), "plan", start);
    CHECK(headless::find(Part::button, "检查")->disabled);
    headless::type(Part::textbox, "方案（JSON）", "{}");
    headless::press(Part::button, "检查");
    REQUIRE(outside::world().answer(
        "POST /api/check-plan", 200,
        R"({"name":"p","result":"refused","findings":[{"rule":"entry_fee","pointer":"/entry/0",)"
        R"("source":{"code":"s","zh_cn":"第七条","en":"7"},)"
        R"("reason":{"code":"r","zh_cn":"入门费","en":"fee"}}]})"));
    headless::draw();
    CHECK(headless::shows("不通过，1 处。"));
    CHECK(headless::shows("入门费"));
    CHECK(headless::shows("/entry/0"));
    headless::press(Part::button, "检查");
    REQUIRE(outside::world().answer("POST /api/check-plan", 0, ""));
    headless::draw();
    CHECK(headless::shows("没有网络"));
}

}  // namespace wallet_test
