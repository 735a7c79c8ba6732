#include "web/app/screens_case.hpp"

using namespace starfish;
using namespace starfish::client_case;
using namespace starfish::screens_case;
using namespace starfish::web;
using Part = accessible::Role;

namespace verifiers_test {

constexpr const char* row = "小李, 加入于 今天 22:13";

struct WithHelper : Server {
    WithHelper() {
        REQUIRE(submit(Command(community::Command(community::AppointVerifier{{1}, "小李"})), chen));
    }
};

TEST_CASE("verifiers: a verifier is appointed; an empty name is refused at its field") {
    const Server server;
    open_at(server, "verifiers");
    CHECK(headless::shows("还没有核销员"));
    headless::press(Part::button, "添一位核销员");
    headless::press(Part::button, "添一位核销员");
    CHECK(headless::find(Part::textbox, "怎么称呼她")->invalid);
    headless::type(Part::textbox, "怎么称呼她", "小李");
    headless::press(Part::button, "添一位核销员");
    CHECK(outside::world().asked("POST /api/commands").back().contains("appoint_verifier"));
    CHECK(headless::find(Part::button, row));
}

TEST_CASE("verifiers: the link is requested and copied; without a network a message says so") {
    const WithHelper server;
    open_at(server, "verifiers");
    headless::press(Part::button, row);
    headless::press(Part::button, "要邀请链接");
    const std::string asked = outside::world().asked("POST /api/invitations").back();
    CHECK(asked.contains(R"({"role":"verifier","verifier":1})"));

    SECTION("it comes") {
        REQUIRE(outside::world().answer("POST /api/invitations", 200,
                                        R"({"link":"/i/abc","expires":1})"));
        headless::draw();
        headless::press(Part::button, "复制链接");
        CHECK(headless::copied_text() == outside::origin() + "/i/abc");
    }
    SECTION("it does not") {
        REQUIRE(outside::world().answer("POST /api/invitations", 0, ""));
        headless::draw();
        CHECK(headless::shows("邀请链接要有网络。"));
        CHECK(headless::find(Part::button, "要邀请链接"));
    }
}

TEST_CASE("verifiers: a dismissed verifier is no longer listed") {
    const WithHelper server;
    open_at(server, "verifiers");
    headless::press(Part::button, row);
    headless::press(Part::button, "撤下");
    headless::press(Part::button, "撤下");
    CHECK(outside::world().asked("POST /api/commands").back().contains("dismiss_verifier"));
    CHECK_FALSE(headless::find(Part::button, row));
}

}  // namespace verifiers_test
