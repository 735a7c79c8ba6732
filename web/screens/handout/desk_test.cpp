// The day of the hand-out on a headless page. Three units were sold: two to 1 号, one to 2 号.
#include "web/app/screens_case.hpp"
#include "web/screens/notices/reminders.hpp"
#include "web/screens/orders/money_lists.hpp"

using namespace starfish;
using namespace starfish::client_case;
using namespace starfish::screens_case;
using namespace starfish::web;
using Part = accessible::Role;

namespace desk_test {

outside::World& world() {
    return outside::world();
}

void do_it(Server& server, handout::Command command, Actor actor = chen) {
    REQUIRE(server.submit(Command(std::move(command)), actor));
}

struct ServerAfterClose : Server {
    ServerAfterClose() {
        REQUIRE(join(7, 2));
        REQUIRE(join(8, 1));
        REQUIRE(submit(close_it(), chen));
    }
};

struct ServerAfterCheckIn : ServerAfterClose {
    ServerAfterCheckIn() { do_it(*this, handout::CheckIn{{1}, 0, "HS1", {3}, {0}, "", {}}); }
};

const handout::Slip& slip_of(const Server& server, std::uint32_t number) {
    return server.engine.state().handout.slips.at({number});
}

const handout::Delivery& delivery(std::uint32_t number) {
    return test_page().client->state().handout.deliveries.at({number});
}

void find_slip(const Server& server, std::uint32_t number) {
    headless::type(Part::textbox, "取货码", slip_of(server, number).code);
}

std::string last_sent() {
    const auto sent = world().asked("POST /api/commands");
    return sent.empty() ? "" : sent.back();
}

Client& verifier_signed_in(const Server& server) {
    world() = {};
    static std::optional<Client> the_client;
    Client& client = the_client.emplace();
    client.start({});
    REQUIRE(world().answer("GET /api/session", 401, ""));
    client.sign_in("verifier", "starfish");
    REQUIRE(world().answer("POST /api/session", 200,
                           R"({"login":"verifier","role":"verifier","leader":1,"verifier":1,)"
                           R"("name":"小李"})"));
    REQUIRE(world().answer("GET /api/snapshot", 200, server.snapshot(for_desk(1))));
    client.feed_state(true);
    return client;
}

TEST_CASE("desk: arrived goods are checked in, and then a code finds its slip") {
    const ServerAfterClose server;
    open_at(server, "handout");
    CHECK(headless::shows("等货到"));
    headless::press(Part::button, "即食海参, 百步亭");
    CHECK(platform::route() == "handout/1");
    headless::press(Part::button, "点货");
    headless::press(Part::button, "点好了");
    CHECK(headless::find(Part::textbox, "批次")->description == "请填批次：写在箱子上的批号。");
    headless::type(Part::textbox, "批次", "HS1");
    headless::press(Part::button, "点好了");
    CHECK(last_sent().contains("handout.check_in"));
    CHECK(headless::shows("到齐"));
    headless::type(Part::textbox, "取货码", "0");
    CHECK_FALSE(headless::find(Part::button, "收 ¥318 并交付"));
    find_slip(server, 1);
    CHECK(headless::shows("收 ¥318"));
    headless::press(Part::button, "收 ¥318 并交付");
    CHECK(delivery(1).handed == Units{2});
    CHECK(last_sent().contains(R"("parts":[{"delivery":1,"units":2}])"));
    CHECK(headless::shows("取走"));
    CHECK(headless::find(Part::textbox, "取货码")->value.empty());
    CHECK(headless::shows("1 / 2 已取"));
}

TEST_CASE("desk: damaged goods are reported with a photo, or without one if there is no network") {
    const ServerAfterClose server;
    open_at(server, "handout/1");
    headless::press(Part::button, "点货");
    headless::type(Part::textbox, "批次", "HS1");
    world().file = {"破箱.heic", 40'000'000, ""};
    headless::press(Part::button, "加照片");
    CHECK(headless::shows("照片太大，最多 8 MB。"));
    CHECK(world().asked("POST /api/photos").empty());
    world().file = {"破箱.jpg", 4'000'000, "…"};
    headless::press(Part::button, "加照片");
    REQUIRE(world().answer("POST /api/photos", 0, ""));
    headless::draw();
    CHECK(headless::shows(say(Locale::zh_cn, "file.not_sent")));
    headless::press(Part::button, "加照片");
    REQUIRE(
        world().answer("POST /api/photos", 200, R"({"photo":")" + std::string(64, 'c') + R"("})"));
    headless::draw();
    headless::press(Part::button, "不要这张照片");
    test_page().client->feed_state(false);
    headless::draw();
    CHECK(headless::find(Part::button, "加照片")->disabled);
    headless::press(Part::button, "点好了");
    CHECK(last_sent().contains("handout.check_in"));
    CHECK_FALSE(last_sent().contains("cccc"));
}

TEST_CASE("desk: an unknown code is reported") {
    const ServerAfterCheckIn server;
    open_at(server, "handout/1");
    const std::string taken = slip_of(server, 1).code;
    std::string free = taken;
    while (handout::find_slip(server.engine.state().handout, {1}, free))
        free.back() = free.back() == '9' ? '0' : static_cast<char>(free.back() + 1);
    headless::type(Part::textbox, "取货码", free);
    CHECK(headless::find(Part::textbox, "取货码")->invalid);
    CHECK_FALSE(headless::find(Part::button, "收 ¥318 并交付"));
}

TEST_CASE("desk: without a network a hand-over has its time, and another device's command wins") {
    const ServerAfterCheckIn server;
    open_at(server, "handout/1");
    Client& client = *test_page().client;
    client.feed_state(false);
    headless::draw();
    find_slip(server, 2);
    headless::press(Part::button, "收 ¥159 并交付");
    CHECK(delivery(2).handed == Units{1});
    CHECK(last_sent().contains(R"("handed_at":)" + std::to_string(world().now.ms)));
    CHECK(headless::shows("离线 · 1 笔待同步"));

    SECTION("twice is refused at once on the same device") {
        find_slip(server, 2);
        CHECK_FALSE(headless::find(Part::button, "收 ¥159 并交付"));
        CHECK(client.unsent() == 1);
    }
    SECTION("the other device was first") {
        REQUIRE(world().answer("POST /api/commands", 0, ""));
        client.feed_state(true);
        REQUIRE(world().answer(
            "POST /api/commands", 409,
            R"({"error":{"code":"handout.handed_already","field":"slip","message":"已提走。"}})"));
        CHECK(delivery(2).handed == Units{0});
        const auto notice = client.take_notification();
        REQUIRE(notice);
        CHECK(notice->text == "2 号：已提走。");
        CHECK(client.unsent() == 0);

        // The refusal is shown until it is opened: here, on the first page, and after a reload.
        headless::draw();
        CHECK(headless::shows("这次交付没算数"));
        platform::replace("");
        headless::draw();
        CHECK(headless::shows("2 号：已提走。"));
        const outside::StoredTexts kept = world().stored;
        Client again;
        again.start(kept);
        show(again, "handout/1");
        CHECK(headless::shows("2 号：已提走。"));
        headless::press(Part::button, "知道了 2 号：已提走。");
        CHECK_FALSE(headless::shows("2 号：已提走。"));
        CHECK(again.refused().empty());
        CHECK_FALSE(std::ranges::any_of(
            world().stored, [](const auto& one) { return one.first.starts_with("refused/"); }));
    }
}

TEST_CASE("desk: without a network and names, a hint says how to find people") {
    const ServerAfterCheckIn server;
    Client& client = signed_in(server);
    client.feed_state(false);
    show(client, "handout/1");
    CHECK(headless::shows("名字看不到"));
    headless::type(Part::textbox, "找人：姓名、几号或手机尾号", "2");
    CHECK(headless::find(Part::button, "2 号 · 顾客, 3 号门, 1 件"));
}

TEST_CASE("desk: a part is handed over, the rest is missing, and the hand-out can be finished") {
    ServerAfterCheckIn server;
    do_it(server, handout::HandOver{{2}, {}, {}});
    open_at(server, "handout/1");
    CHECK(headless::find(Part::button, "结束这次交付")->disabled);
    find_slip(server, 1);
    headless::press(Part::button, "部分");
    headless::type(Part::spinbutton, "即食海参", "1");
    headless::press(Part::button, "收 ¥159 并交付这些");
    CHECK(delivery(1).handed == Units{1});
    headless::press(Part::button, "缺货");
    headless::press(Part::button, "记为缺货");
    CHECK(headless::find(Part::textbox, "原因")->invalid);
    headless::type(Part::textbox, "原因", "少一箱");
    headless::press(Part::button, "记为缺货");
    CHECK(delivery(1).missing == Units{1});
    CHECK(headless::shows("少一箱"));
    CHECK(headless::shows("缺 1"));
    headless::press(Part::button, "结束这次交付");
    REQUIRE(headless::find(Part::dialog, "结束这次交付？"));
    headless::press(Part::button, "不了");
    CHECK(test_page().client->state().handout.handouts.at({1}).finished_at.ms == 0);
}

TEST_CASE("desk: the button states an amount that was not paid in advance") {
    Server server;
    REQUIRE(server.submit(
        groupbuy::Command(groupbuy::Open{.community = {1},
                                         .items = {{{1}, {10}}},
                                         .deadline = start + 48 * hour_ms,
                                         .threshold = {groupbuy::ThresholdKind::units, 1},
                                         .payment = groupbuy::PaymentKind::transfer}),
        chen));
    REQUIRE(server.submit(groupbuy::Command(groupbuy::Join{{2}, {1}, {1}, {0}, {1}}),
                          {Role::consumer, 7}));
    REQUIRE(server.submit(groupbuy::Command(groupbuy::Close{{2}, true}), chen));
    do_it(server, handout::CheckIn{{2}, 0, "HS1", {1}, {0}, "", {}});
    open_at(server, "handout/2");
    find_slip(server, 1);
    CHECK(headless::find(Part::button, "还差 ¥168，照样交付"));
    headless::press(Part::button, "已收 ¥168，交付");
    const State& state = test_page().client->state();
    CHECK(state.handout.deliveries.at({1}).handed == Units{1});
    CHECK(state.orders.bills.at({1}).paid_fen == Fen{16800});
    CHECK(state.money.purses.at({1}).balances.till_fen == Fen{16800});
}

TEST_CASE("desk: a refusal states all arrived units, not those that the first line left over") {
    Server server;
    REQUIRE(server.join(7, 1));
    REQUIRE(server.submit(
        groupbuy::Command(groupbuy::Join{{1}, {1}, {1}, {0}, {1}, {}, Id<groupbuy::OrderLine>{1}}),
        {Role::consumer, 7}));
    REQUIRE(server.join(8, 1));
    REQUIRE(server.submit(close_it(), chen));
    do_it(server, handout::CheckIn{{1}, 0, "HS1", {1}, {0}, "", {}});
    open_at(server, "handout/1");
    find_slip(server, 1);
    for (int i = 0; i < 8; ++i) {  // let the messages of earlier cases expire
        headless::wait_ms(60'000);
        headless::draw();
    }
    headless::press(Part::button, "收 ¥318 并交付");
    CHECK(headless::shows("到货不够，这里还有 1 份可交付。"));
    CHECK(world().asked("POST /api/commands").empty());
}

TEST_CASE("desk: a lower weight lowers the price") {
    const ServerAfterCheckIn server;
    open_at(server, "handout/1");
    find_slip(server, 1);
    headless::press(Part::button, "称重少了");
    headless::type(Part::textbox, "少收多少（元）", "1000");
    headless::type(Part::textbox, "原因", "少 200 克");
    headless::press(Part::button, "减去");
    CHECK(headless::find(Part::textbox, "少收多少（元）")->invalid);
    headless::type(Part::textbox, "少收多少（元）", "8");
    headless::press(Part::button, "减去");
    CHECK(delivery(1).off_fen == Fen{800});
    CHECK(headless::shows("收 ¥310"));
}

TEST_CASE("desk: a verifier sees hand-outs and nothing else, and can do all the desk does") {
    ServerAfterClose server;
    REQUIRE(
        server.submit(Command(community::Command(community::AppointVerifier{{1}, "小李"})), chen));
    Client& client = verifier_signed_in(server);
    show(client, "");
    CHECK(headless::find(Part::button, "即食海参, 百步亭"));
    CHECK_FALSE(headless::find(Part::button, "拼团"));
    for (const char* const route : {"groupbuys", "claims", "confirm", "g/x"}) {
        platform::replace(route);
        headless::draw();
        CHECK(platform::route().empty());
    }
    platform::replace("handout/1");
    headless::draw();
    headless::press(Part::button, "点货");
    headless::type(Part::textbox, "批次", "HS1");
    headless::press(Part::button, "点好了");
    find_slip(server, 1);
    CHECK_FALSE(headless::find(Part::button, "称重少了"));
    CHECK_FALSE(headless::find(Part::button, "结束这次交付"));
    headless::press(Part::button, "收 ¥318 并交付");
    CHECK(delivery(1).handed == Units{2});
    find_slip(server, 2);
    headless::press(Part::button, "缺货");
    headless::type(Part::textbox, "原因", "没到");
    headless::press(Part::button, "记为缺货");
    CHECK(delivery(2).missing == Units{1});
    CHECK(client.unsent() == 3);
}

TEST_CASE("claims: the leader offers the units' price, and the supplier answers appeals") {
    ServerAfterCheckIn server;
    do_it(server, handout::HandOver{{1}, {}, {}});
    const std::string photo(handout::photo_id_length, 'a');
    do_it(server, handout::FileClaim{{1}, handout::ClaimKind::damaged, {1}, photo},
          {Role::consumer, 7});
    open_at(server, "claims");
    CHECK(headless::shows("破损 1 份"));
    headless::press(Part::button, "看照片 1 号 · 顾客");
    CHECK(headless::opened_page() == outside::origin() + "/api/photos/" + photo);
    REQUIRE(outside::world().answer(
        "GET /api/profiles", 200,
        R"([{"line":1,"name":"李芳","phone":"","note":"","claims":[{"claim":1,"text":"袋子漏了"}]}])"));
    headless::draw();
    CHECK(headless::shows("她说：袋子漏了"));
    headless::press(Part::button, "答复 1 号 · 李芳");
    CHECK(headless::find(Part::textbox, "退多少（元）")->value == "159");
    headless::type(Part::textbox, "退多少（元）", "0");
    headless::press(Part::button, "答复退款");
    CHECK(headless::find(Part::textbox, "退多少（元）")->invalid);
    headless::press(Part::radio, "不退");
    headless::type(Part::textbox, "对顾客说", "请再看看");
    headless::press(Part::button, "答复不退");
    CHECK(last_sent().contains(R"("refund_fen":0)"));
    CHECK(headless::shows("没有等答复的售后"));
}

TEST_CASE("claims: the leader's refund is shown, and the supplier may add up to the rest") {
    ServerAfterCheckIn server;
    do_it(server, handout::HandOver{{1}, {}, {}});
    do_it(server, handout::FileClaim{{1}, handout::ClaimKind::damaged, {1}, {}},
          {Role::consumer, 7});
    do_it(server, handout::AnswerClaim{{1}, {2900}, "先退一些"});
    do_it(server, handout::Appeal{{1}}, {Role::consumer, 7});
    show(signed_in_staff(server), "claims");
    headless::press(Part::button, "答复 1 号 · 顾客");
    CHECK(headless::shows("已退 ¥29，现在退的另加。"));
    CHECK(headless::find(Part::textbox, "再退多少（元）")->value == "130");
    CHECK(headless::find(Part::textbox, "再退多少（元）")->description == "最多 ¥130");
    headless::type(Part::textbox, "再退多少（元）", "131");
    headless::type(Part::textbox, "对顾客说", "再退一些");
    headless::press(Part::button, "答复退款");
    CHECK(headless::find(Part::textbox, "再退多少（元）")->invalid);
    headless::type(Part::textbox, "再退多少（元）", "130");
    headless::press(Part::button, "答复退款");
    CHECK(last_sent().contains(R"("refund_fen":13000)"));
}

TEST_CASE("give back: the leader gives back and confirms money that the desk collected") {
    ServerAfterCheckIn server;
    do_it(server, handout::HandOver{{1}, {}, {}});
    do_it(server, handout::CorrectWeight{{1}, {800}, "少 200 克"});
    open_at(server, "give-back");
    CHECK(headless::shows("称重少了"));
    CHECK_FALSE(headless::shows("自动退"));
    headless::press(Part::button, "1 号 · 顾客, 即食海参\n称重少了 · 已等 不到 1 分钟, ¥8");
    headless::press(Part::button, "我已退给顾客");
    headless::press(Part::button, "已退回");
    CHECK(headless::find(Part::textbox, "凭据")->description.starts_with("请写转账单号"));
    headless::type(Part::textbox, "凭据", "现金当面退");
    headless::press(Part::button, "已退回");
    CHECK(last_sent().contains("orders.acknowledge_refund"));
    CHECK(refunds_by_hand(test_page().client->state()).empty());
}

TEST_CASE("join: units that neither arrived nor were paid are not shown as paid") {
    ServerAfterClose server;
    do_it(server, handout::ReportMissing{{1}, {2}, "没到"});
    Client& client = signed_in(server);
    show(client, "g/" + only_groupbuy(client).code);
    CHECK(headless::shows("没到货"));
    CHECK_FALSE(headless::shows("已付"));
    test_page().view.opened_join = {1};
    headless::draw();
    CHECK(headless::shows("缺 2"));
    CHECK(headless::shows("已作废，不用付。"));
}

TEST_CASE("reminders: one message for the chat marks all as reminded") {
    const ServerAfterClose server;
    Client& client = signed_in(server);
    show(client, "g/" + only_groupbuy(client).code);
    REQUIRE(untold_notices(client, {1}).size() == 2);
    const std::string message = chat_message(client, {1});
    CHECK(message.starts_with("「即食海参」成团了。\n跟团号：1、2\n"));
    test_page().view.reminders_open = true;
    headless::draw();
    headless::press(Part::button, "复制，记为已通知");
    CHECK(headless::copied_text() == message);
    CHECK(last_sent().contains("notices.tell"));
    CHECK(untold_notices(client, {1}).empty());
    CHECK_FALSE(headless::find(Part::dialog, "待通知"));
}

TEST_CASE("exports: a leader's sheet has every file, and says that it needs the network") {
    const ServerAfterClose server;
    Client& client = signed_in(server);
    show(client, "g/" + only_groupbuy(client).code);
    headless::press(Part::button, "下载, 清单、交付单、标签、表格、海报");
    for (const char* const name : {"按顾客, pdf", "交付单, pdf", "供货单, csv", "海报, png"})
        CHECK(headless::find(Part::button, name));
    client.feed_state(false);
    headless::draw();
    CHECK(headless::shows("下载要有网络。"));
}

TEST_CASE("desk: the navigation works from the desk too") {
    const ServerAfterCheckIn server;
    open_at(server, "handout/1");
    for (const char* const place : {"拼团", "交付", "钱", "今天"}) {
        open_at(server, "handout/1");
        headless::press(Part::button, place);
        headless::draw();
        CHECK(headless::find(Part::heading, place));
        CHECK_FALSE(headless::shows("没有这个团，或者不归你看。"));
    }
}

}  // namespace desk_test
