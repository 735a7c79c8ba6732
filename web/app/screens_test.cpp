#include "web/app/screens_case.hpp"
#include "web/app/today.hpp"

using namespace starfish;
using namespace starfish::client_case;
using namespace starfish::screens_case;
using namespace starfish::web;
using Part = accessible::Role;

namespace screens_test {

std::vector<Todo> todos(const Server& server, Instant now = start) {
    return todos_of(signed_in(server), now);
}

TEST_CASE(
    "today: a group-buy that ends soon is listed, and is for later if its threshold is reached") {
    Server server;
    const auto before = todos(server);
    REQUIRE(before.size() == 1);
    CHECK(before[0].title.starts_with(say(Locale::zh_cn, "today.remind")));
    CHECK(before[0].now);
    REQUIRE(server.join(7, 3));
    CHECK_FALSE(todos(server)[0].now);
}

TEST_CASE("today: transfers to confirm come before group-buys that end soon") {
    Server server;
    REQUIRE(server.submit(
        groupbuy::Command(groupbuy::Open{.community = {1},
                                         .items = {{{1}, {10}}},
                                         .deadline = start + 48 * hour_ms,
                                         .threshold = {groupbuy::ThresholdKind::units, 3},
                                         .payment = groupbuy::PaymentKind::transfer}),
        chen));
    REQUIRE(server.submit(groupbuy::Command(groupbuy::Join{{2}, {1}, {2}, {0}, {1}}),
                          {Role::consumer, 7}));
    const auto all = todos(server, start + hour_ms / 2);
    REQUIRE(all.size() == 2);
    CHECK(all[0].route == "confirm");
    CHECK(all[0].note.contains("¥336"));
}

TEST_CASE("prices: a tier that the stock cannot reach is not shown") {
    Server server;
    for (const std::int32_t stock : {2, 3}) {
        REQUIRE(server.submit(
            groupbuy::Command(groupbuy::Open{.community = {1},
                                             .items = {{{1}, {stock}}},
                                             .deadline = start + hour_ms,
                                             .threshold = {groupbuy::ThresholdKind::units, 1}}),
            chen));
        const auto& groupbuys = server.engine.state().groupbuy.groupbuys;
        show(signed_in(server), "g/" + (groupbuys.end() - 1)->code);
        CHECK(headless::shows("每份降到 ¥159") == (stock == 3));
        CHECK(headless::shows("已到最低价") == (stock == 2));
    }
}

TEST_CASE("close: the question counts the unpaid orders and their sum") {
    Server server;
    REQUIRE(server.submit(
        groupbuy::Command(groupbuy::Open{.community = {1},
                                         .items = {{{1}, {10}}},
                                         .deadline = start + 48 * hour_ms,
                                         .threshold = {groupbuy::ThresholdKind::units, 3},
                                         .payment = groupbuy::PaymentKind::transfer}),
        chen));
    REQUIRE(server.submit(groupbuy::Command(groupbuy::Join{{2}, {1}, {3}, {0}, {1}}),
                          {Role::consumer, 7}));
    Client& client = signed_in(server);
    show(client, "g/" + client.state().groupbuy.groupbuys.at({2}).code);
    headless::press(Part::button, "现在收团");
    CHECK(headless::shows("还有 1 单没付清，共差 ¥504"));
}

TEST_CASE("open: the form is prefilled, and the rules accept it") {
    Server server;
    open_at(server, "open/1");
    CHECK(headless::find(Part::spinbutton, "拿多少份")->value == "90");
    CHECK_FALSE(headless::find(Part::button, "开团")->disabled);
    headless::type(Part::spinbutton, "拿多少份", "91");
    CHECK(headless::find(Part::spinbutton, "拿多少份")->invalid);
    CHECK(headless::find(Part::button, "开团")->disabled);
    headless::type(Part::spinbutton, "拿多少份", "10");
    headless::press(Part::button, "开团");
    REQUIRE(outside::world().asked("POST /api/commands").size() == 1);
    CHECK(outside::world().asked("POST /api/commands")[0].contains("groupbuy.open"));
    CHECK(platform::route().starts_with("g/"));
}

TEST_CASE("navigation: each role has its own entries and addresses") {
    Server server;
    open_at(server, "");
    CHECK(headless::find(Part::button, "今天")->current);
    CHECK(headless::find(Part::button, "拼团"));
    CHECK_FALSE(headless::find(Part::button, "供货"));
    open_at(server, "publish");
    CHECK(platform::route().empty());
}

TEST_CASE("publish: every empty field is marked at once, and the first one has a message") {
    const Server server;
    show(signed_in_staff(server), "publish");
    for (int i = 0; i < 8; ++i) {  // messages of earlier test cases
        headless::wait_ms(60'000);
        headless::draw();
    }
    headless::press(Part::button, "发布");
    for (const char* const field :
         {"名称", "单位（盒、袋、份）", "配料", "净含量", "产地", "贮存条件", "保质期", "生产者",
          "生产许可证编号", "每份（元）"}) {
        INFO(field);
        CHECK(headless::find(Part::textbox, field)->invalid);
    }
    CHECK_FALSE(headless::find(Part::textbox, "一句话介绍")->invalid);
    CHECK(headless::shows("名称：请填写。"));
    CHECK(outside::world().asked("POST /api/commands").empty());
}

TEST_CASE("import: a table from a file; a workbook is read by the server") {
    Server server;
    const std::string code = only_groupbuy(signed_in(server)).code;
    open_at(server, "g/" + code + "/import");
    headless::press(Part::radio, "表格");
    headless::press(Part::button, "选择文件");  // without choosing one
    CHECK_FALSE(headless::find(Part::button, "选择文件")->busy);
    outside::world().file = {"接龙.csv", 60, "下单人,商品,数量\n张三,即食海参,2\n"};
    headless::press(Part::button, "选择文件");
    CHECK(outside::world().accept.contains(".xlsx"));
    CHECK(headless::find(Part::tab, "可接 1"));
    headless::press(Part::button, "重新粘贴");
    outside::world().file = {"快团团.xlsx", 9'000'000, ""};
    headless::press(Part::button, "选择文件");
    CHECK(headless::shows("快团团.xlsx：表格太大，最多 8 MB。"));
    outside::world().file = {"快团团.xlsx", 9'000, "PK"};
    headless::press(Part::button, "选择文件");
    CHECK(headless::find(Part::button, "选择文件")->busy);
    REQUIRE(outside::world().answer("POST /api/tables", 422,
                                    R"({"error":{"code":"x","message":"这个文件读不出来。"}})"));
    headless::draw();
    CHECK(headless::shows("这个文件读不出来。"));
    headless::press(Part::button, "选择文件");
    REQUIRE(outside::world().answer("POST /api/tables", 200,
                                    R"({"table":"下单人,商品,数量\n李四,即食海参,两个\n"})"));
    headless::draw();
    CHECK(headless::find(Part::textbox, "表格内容（CSV）")->invalid);
}

TEST_CASE("import: a chat is read in the browser and imported") {
    Server server;
    const std::string code = only_groupbuy(signed_in(server)).code;
    open_at(server, "g/" + code + "/import");
    headless::type(Part::textbox, "接龙原文", "1. 张三 2份\n2. 李四 要一点");
    headless::press(Part::button, "读取");
    CHECK(headless::find(Part::tab, "要问 1")->selected == accessible::State::yes);
    headless::press(Part::tab, "全部 2");
    test_page().view.import.row = 1;
    test_page().view.import.correcting = true;
    headless::draw();
    CHECK(headless::shows("2. 李四 要一点"));
    test_page().view.import.correcting = false;
    test_page().client->feed_state(false);
    headless::draw();
    CHECK(headless::find(Part::button, "接入 1 人")->disabled);
    CHECK(headless::shows(say(Locale::zh_cn, "import.needs_network")));
    test_page().client->feed_state(true);
    headless::draw();
    headless::press(Part::button, "接入 1 人");
    CHECK(outside::world().asked("POST /api/groupbuys/" + code + "/joins").size() == 1);
}

}  // namespace screens_test
