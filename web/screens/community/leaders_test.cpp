#include "web/app/screens_case.hpp"

using namespace starfish;
using namespace starfish::client_case;
using namespace starfish::screens_case;
using namespace starfish::web;
using Part = accessible::Role;

namespace leaders_test {

std::string last_sent() {
    const auto sent = outside::world().asked("POST /api/commands");
    return sent.empty() ? "" : sent.back();
}

struct TwoLeaders : Server {
    TwoLeaders() {
        REQUIRE(submit(community::Command(community::RegisterLeader{"老周", ""}), supplier));
    }
};

TEST_CASE("leaders: the operator registers a leader; an empty name is refused at its field") {
    const Server server;
    show(signed_in_staff(server), "leaders");
    CHECK(headless::find(Part::button, "陈姐, 百步亭, 今天 22:13"));
    headless::press(Part::button, "登记一位团长");
    headless::press(Part::button, "登记一位团长");
    CHECK(headless::find(Part::textbox, "怎么称呼她")->invalid);
    headless::type(Part::textbox, "怎么称呼她", "老周");
    headless::press(Part::button, "登记一位团长");
    CHECK(last_sent().contains("community.register_leader"));
    CHECK(headless::find(Part::button, "老周, 还没有小区, 今天 22:13"));
}

TEST_CASE("leaders: the operator adds a community, a pickup point and an invitation link") {
    const TwoLeaders server;
    show(signed_in_staff(server), "leaders/2");
    CHECK(headless::shows("有了小区和自提点才能开团。"));
    headless::press(Part::button, "开一个小区");
    headless::type(Part::textbox, "小区名", "南湖花园");
    headless::type(Part::textbox, "在哪个区", "洪山区");
    headless::press(Part::button, "开一个小区");
    CHECK(last_sent().contains("community.open_community"));
    CHECK(headless::shows("还没有自提点。"));

    headless::press(Part::button, "加一个自提点");
    headless::type(Part::textbox, "自提点的名字", "3 号门");
    headless::type(Part::textbox, "什么时候开", "周二");
    headless::press(Part::button, "加一个自提点");
    CHECK(headless::find(Part::textbox, "地址")->invalid);
    headless::type(Part::textbox, "地址", "南湖花园 3 号门");
    headless::press(Part::button, "加一个自提点");
    CHECK(last_sent().contains("community.add_pickup_point"));
    CHECK(headless::shows("南湖花园 3 号门 · 周二"));

    headless::press(Part::button, "要邀请链接");
    const std::string asked = outside::world().asked("POST /api/invitations").back();
    CHECK(asked.contains(R"({"role":"leader","leader":2})"));
}

TEST_CASE("leaders: a community passes to another leader after a question") {
    const TwoLeaders server;
    show(signed_in_staff(server), "leaders/1");
    headless::press(Part::button, "换团长");
    headless::press(Part::button, "老周, 还没有小区");
    CHECK(headless::shows("以后的团由新团长开，已开的团和账目仍归原来的团长。"));
    headless::press(Part::button, "换团长");
    CHECK(last_sent().contains(R"("type":"community.change_leader")"));
    CHECK(headless::shows("还没有小区"));
}

TEST_CASE("leaders: a leader adds a pickup point to their own community and changes no leader") {
    const TwoLeaders server;
    open_at(server, "communities");
    CHECK(headless::shows("百步亭"));
    CHECK_FALSE(headless::find(Part::button, "换团长"));
    CHECK_FALSE(headless::find(Part::button, "开一个小区"));
    headless::press(Part::button, "加一个自提点");
    headless::type(Part::textbox, "自提点的名字", "南门");
    headless::type(Part::textbox, "地址", "百步亭南门岗亭");
    headless::type(Part::textbox, "什么时候开", "每天 9 点到 20 点");
    headless::press(Part::button, "加一个自提点");
    CHECK(last_sent().contains("community.add_pickup_point"));
    CHECK(headless::shows("百步亭南门岗亭 · 每天 9 点到 20 点"));
}

}  // namespace leaders_test
