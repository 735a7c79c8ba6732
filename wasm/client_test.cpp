// Commands survive a lost network, the end of a session and a second tab, and are erased only when
// the person consents.
#include "wasm/client_case.hpp"

#include <catch2/generators/catch_generators.hpp>

#include <algorithm>

using namespace starfish;
using namespace starfish::client_case;

namespace client_test {

outside::World& world() {
    return outside::world();
}

// Reloads the page: stored texts remain, requests in flight do not.
void reload(Client& client) {
    outside::StoredTexts stored = std::move(world().stored);
    world() = {};
    world().stored = stored;
    world().command_ids = 100;
    client.start(stored);
}

// Submits a Close without a network.
void close_offline(Client& client) {
    client.feed_state(false);
    REQUIRE_FALSE(client.submit(close_it()));
    REQUIRE(world().answer("POST /api/commands", 0, ""));
}

std::string next_message(Client& client) {
    const auto notification = client.take_notification();
    return notification ? notification->text : "";
}

constexpr std::string_view refusal_answer =
    R"({"error":{"code":"x","field":"","message":"不行。"}})";

TEST_CASE("client: a command given without a network survives a reload and is sent once") {
    Server server;
    close_offline(signed_in(server));
    REQUIRE(world().stored.contains("unsent/command-1"));

    Client next;
    reload(next);
    CHECK(next.session_status() == SessionStatus::ready);
    CHECK(only_groupbuy(next).phase == groupbuy::Phase::failed);
    REQUIRE(world().answer("GET /api/session", 0, ""));
    CHECK(next.link() == Link::offline);
    world().run_timers();
    REQUIRE(world().answer("GET /api/session", 200, std::string(chen_session)));
    REQUIRE(world().answer("GET /api/snapshot", 200, server.snapshot(chens_scope)));
    REQUIRE(world().asked("POST /api/commands?as=leader").size() == 1);
    CHECK(world().asked("POST /api/commands")[0].find("command-1") != std::string::npos);
    REQUIRE(world().answer("POST /api/commands", 200, R"({"seq":6,"events":[{"seq":6}]})"));
    CHECK_FALSE(world().stored.contains("unsent/command-1"));
    CHECK(next.unsent() == 0);
}

TEST_CASE(
    "client: a command cut off by the end of the session is kept, shown, and sent after sign-in") {
    Server server;
    Client& client = signed_in(server);
    REQUIRE_FALSE(client.submit(close_it()));
    REQUIRE(world().answer("POST /api/commands", 401, std::string(refusal_answer)));
    CHECK(client.session_status() == SessionStatus::signed_out);
    CHECK(client.sign_in_problem() == "app.session_ended_unsent");
    CHECK(client.unsent() == 1);
    CHECK(world().stored.contains("unsent/command-1"));
    CHECK_FALSE(world().stored.contains("state"));

    SECTION("in the same visit") {
        sign_in(client, server);
        CHECK(only_groupbuy(client).phase == groupbuy::Phase::failed);
        CHECK(world().asked("POST /api/commands").size() == 1);
    }
    SECTION("in another visit") {
        Client next;
        reload(next);
        REQUIRE(world().answer("GET /api/session", 401, ""));
        CHECK(next.sign_in_problem() == "app.session_ended_unsent");
        sign_in(next, server);
        CHECK(world().asked("POST /api/commands").size() == 1);
        CHECK(world().asked("POST /api/commands")[0].find("command-1") != std::string::npos);
    }
    SECTION("but another login neither sends nor erases it") {
        client.sign_in("operator", "starfish");
        REQUIRE(world().answer("POST /api/session", 200,
                               R"({"login":"operator","role":"operator","name":"供货方"})"));
        REQUIRE(world().answer("GET /api/snapshot", 200, server.snapshot(for_staff)));
        CHECK(client.unsent() == 0);
        CHECK(world().asked("POST /api/commands").empty());
        client.sign_out();
        CHECK(world().stored.contains("unsent/command-1"));
    }
}

TEST_CASE("client: a 401 to any request ends the visit, says so and keeps the commands") {
    Server server;
    Client& client = signed_in(server);
    close_offline(client);
    SECTION("the retry of a feed that ended") {
        world().run_timers();
        REQUIRE(world().answer("GET /api/session", 401, ""));
    }
    SECTION("a snapshot") {
        client.feed_reset();
        REQUIRE(world().answer("GET /api/snapshot", 401, ""));
    }
    SECTION("names") {
        client.feed_state(true);
        client.person({7});
        client.ask_for_people();
        REQUIRE(world().answer("GET /api/profiles", 401, ""));
    }
    CHECK(client.session_status() == SessionStatus::signed_out);
    CHECK(client.sign_in_problem() == "app.session_ended_unsent");
    CHECK(world().stored.contains("unsent/command-1"));
    CHECK_FALSE(world().feed);
}

TEST_CASE("client: without unsent commands the end of a session is shown alone") {
    Server server;
    Client& client = signed_in(server);
    client.feed_state(false);
    world().run_timers();
    REQUIRE(world().answer("GET /api/session", 401, ""));
    CHECK(client.sign_in_problem() == "app.session_ended");
    Client fresh;
    world() = {};
    fresh.start({});
    REQUIRE(world().answer("GET /api/session", 401, ""));
    CHECK(fresh.sign_in_problem().empty());
}

TEST_CASE("client: a 401 to a request of an earlier visit does not end this visit") {
    Server server;
    Client& client = signed_in(server);
    client.person({7});
    client.ask_for_people();
    client.feed_reset();  // asks for a snapshot
    REQUIRE(world().answer("GET /api/snapshot", 401, ""));
    sign_in(client, server);
    REQUIRE(world().answer("GET /api/profiles", 401, ""));
    CHECK(client.session_status() == SessionStatus::ready);
}

TEST_CASE("client: the server's refusal of a stored command is shown") {
    Server server;
    Client& client = signed_in(server);
    close_offline(client);
    world().now = world().now + hour_ms;
    // Meanwhile the supplier has cancelled the group-buy.
    REQUIRE(server.submit(groupbuy::Command(groupbuy::Cancel{{1}, "冷链车晚点", true}), supplier));
    SECTION("after a gap in the network") {
        world().run_timers();
    }
    SECTION("after a reload") {
        reload(client);
    }
    world().now = start + 2 * hour_ms;
    REQUIRE(world().answer("GET /api/session", 200, std::string(chen_session)));
    REQUIRE(world().answer("GET /api/snapshot", 200, server.snapshot(chens_scope)));
    CHECK(only_groupbuy(client).phase == groupbuy::Phase::cancelled);
    CHECK(client.unsent() == 1);
    REQUIRE(world().answer("POST /api/commands", 409, std::string(refusal_answer)));
    const std::string words = next_message(client);
    CHECK(words.starts_with(say(Locale::zh_cn, "app.refused_later", {{"at_ms", start.ms}})));
    CHECK(words.ends_with("不行。"));
    CHECK(client.unsent() == 0);
    CHECK_FALSE(world().stored.contains("unsent/command-1"));
}

TEST_CASE("client: a stored command that was already carried out shows no refusal") {
    Server server;
    Client& client = signed_in(server);
    close_offline(client);
    REQUIRE(server.submit(close_it(), chen, "command-1"));
    world().run_timers();
    REQUIRE(world().answer("GET /api/session", 200, std::string(chen_session)));
    REQUIRE(world().answer("GET /api/snapshot", 200, server.snapshot(chens_scope)));
    REQUIRE(world().answer("POST /api/commands", 200,
                           R"({"seq":)" + std::to_string(server.engine.head()) +
                               R"(,"events":[{"seq":)" + std::to_string(server.engine.head()) +
                               "}]}"));
    CHECK(next_message(client).empty());
    CHECK(client.replica().pending().empty());
}

TEST_CASE("client: a command is settled by the events in its scope, though there were more") {
    Server server;
    Client& client = signed_in(server);
    REQUIRE_FALSE(client.submit(close_it()));
    const std::string last = std::to_string(client.replica().seq());
    const std::string told = GENERATE_COPY(std::string(), R"({"seq":)" + last + "}");
    REQUIRE(world().answer("POST /api/commands", 200, R"({"seq":999,"events":[)" + told + "]}"));
    CHECK(client.replica().pending().empty());
}

TEST_CASE("client: every refusal is shown separately") {
    Server server;
    Client& client = signed_in(server);
    REQUIRE_FALSE(client.submit(groupbuy::Command(groupbuy::Cancel{{1}, "货没到齐", true})));
    REQUIRE(world().answer("POST /api/commands", 409, std::string(refusal_answer)));
    REQUIRE_FALSE(client.submit(groupbuy::Command(groupbuy::Cancel{{1}, "车晚点了", true})));
    REQUIRE(world().answer("POST /api/commands", 400, std::string(refusal_answer)));
    CHECK(next_message(client) == "不行。");
    CHECK(next_message(client) == "不行。");
}

TEST_CASE("client: an answer that is not from our server is no refusal") {
    Server server;
    Client& client = signed_in(server);
    REQUIRE_FALSE(client.submit(close_it()));
    const int status = GENERATE(200, 302, 403, 404, 408, 429, 500, 502, 503);
    REQUIRE(
        world().answer("POST /api/commands", status,
                       status == 408 || status == 429 ? std::string(refusal_answer) : "<html>"));
    CHECK(next_message(client).empty());
    CHECK(client.unsent() == 1);
    CHECK(world().stored.contains("unsent/command-1"));
    world().run_timers();
    CHECK(world().asked("POST /api/commands").size() == 1);
}

TEST_CASE("client: a session answer from another site does not end the session") {
    Server server;
    Client& client = signed_in(server);
    close_offline(client);
    world().run_timers();
    REQUIRE(world().answer("GET /api/session", 200, "<html>Sign in to the hotel"));
    CHECK(client.session_status() == SessionStatus::ready);
    CHECK(world().stored.contains("state"));
}

TEST_CASE("client: two tabs do not erase each other's commands, and a second tab takes over") {
    Server server;
    Client& first = signed_in(server);
    close_offline(first);

    Client second;
    second.start({});
    REQUIRE(world().answer("GET /api/session", 200, std::string(chen_session)));
    REQUIRE(world().answer("GET /api/snapshot", 200, server.snapshot(chens_scope)));
    // The first tab is closed here; the second has its command.
    CHECK(second.unsent() == 1);
    REQUIRE(world().asked("POST /api/commands").size() == 1);
    REQUIRE(world().answer("POST /api/commands", 0, ""));
    REQUIRE_FALSE(second.submit(
        groupbuy::Command(groupbuy::Open{.community = {1},
                                         .items = {{{1}, {10}}},
                                         .deadline = start + 2 * hour_ms,
                                         .threshold = {groupbuy::ThresholdKind::units, 3}})));
    CHECK(world().stored.contains("unsent/command-1"));
    CHECK(world().stored.contains("unsent/command-2"));
    // Both tabs send the command, and both get the same answer.
    REQUIRE(world().answer("POST /api/commands", 200, R"({"seq":7,"events":[{"seq":7}]})"));
    CHECK(world().stored.contains("unsent/command-1"));
    CHECK_FALSE(world().stored.contains("unsent/command-2"));
}

TEST_CASE("client: signing out leaves nothing behind") {
    Server server;
    Client& client = signed_in(server);
    close_offline(client);
    CHECK(client.unsent() == 1);  // the screen asks about this command
    client.sign_out();
    CHECK(client.session_status() == SessionStatus::signed_out);
    CHECK(client.state().groupbuy.groupbuys.size() == 0);
    REQUIRE(world().answer("DELETE /api/session", 204, ""));
    CHECK(world().stored.empty());
}

TEST_CASE("client: a refused hand-over is kept for its login until sign-out") {
    Server server;
    REQUIRE(server.join(7, 3));
    REQUIRE(server.submit(close_it(), chen));
    REQUIRE(server.submit(
        Command(handout::Command(handout::CheckIn{{1}, 0, "B", {3}, {0}, "", {}})), chen));
    Client& client = signed_in(server);
    REQUIRE_FALSE(client.submit(handout::Command(handout::HandOver{{1}, {}, {}})));
    REQUIRE(world().answer("POST /api/commands", 409, std::string(refusal_answer)));
    REQUIRE(client.refused().size() == 1);
    CHECK(client.refused()[0].text == "1 号：不行。");
    CHECK(client.refused()[0].handout == Id<handout::Handout>{1});
    Client next;
    reload(next);
    CHECK(next.refused().size() == 1);
    REQUIRE(world().answer("GET /api/session", 200,
                           R"({"login":"other","role":"operator","name":"供货方"})"));
    CHECK(next.refused().empty());  // those of another login
    CHECK(world().stored.contains("refused/command-1"));
    client.sign_out();
    CHECK_FALSE(world().stored.contains("refused/command-1"));
}

TEST_CASE("client: a sign-out without a network is sent to the server before anything else") {
    Server server;
    Client& client = signed_in(server);
    client.feed_state(false);
    client.sign_out();
    REQUIRE(world().answer("DELETE /api/session", 0, ""));
    CHECK(world().stored.contains("unsent/sign-out"));
    CHECK_FALSE(world().stored.contains("state"));

    SECTION("by the same page, once there is a network") {
        world().run_timers();
        REQUIRE(world().answer("DELETE /api/session", 204, ""));
        CHECK(world().stored.empty());
        CHECK(client.session_status() == SessionStatus::signed_out);
    }
    SECTION("by the next visit, which shows no state") {
        Client next;
        reload(next);
        CHECK(next.session_status() == SessionStatus::signed_out);
        CHECK(world().asked("GET /api/session").empty());
        REQUIRE(world().answer("DELETE /api/session", 204, ""));
        CHECK(world().stored.empty());
    }
    SECTION("before the next sign-in, whose cookie it would delete otherwise") {
        client.sign_in("leader", "starfish");
        CHECK(world().asked("POST /api/session").empty());
        REQUIRE(world().answer("DELETE /api/session", 204, ""));
        REQUIRE(world().answer("POST /api/session", 200, std::string(chen_session)));
        CHECK(client.session_status() == SessionStatus::loading);
    }
}

TEST_CASE("client: an offline sign-out in one tab signs out the other tab") {
    Server server;
    Client& client = signed_in(server);
    close_offline(client);
    world().stored["unsent/sign-out"] = "1";  // by the other tab
    world().run_timers();
    CHECK(client.session_status() == SessionStatus::signed_out);
    CHECK(world().asked("GET /api/session").empty());
    CHECK(world().asked("DELETE /api/session").size() == 1);
    // The person has not consented to erase this command.
    CHECK(world().stored.contains("unsent/command-1"));
}

TEST_CASE("client: an unreadable command is kept for a newer version, and shown") {
    Server server;
    signed_in(server);
    world().stored["unsent/x"] = R"({"login":"leader","at":1,"command":"{\"id\":\"x\"}"})";
    Client next;
    reload(next);
    CHECK(next_message(next) == say(Locale::zh_cn, "app.unsent_unreadable"));
    CHECK(next_message(next).empty());
    CHECK(world().stored.contains("unsent/x"));
    CHECK(next.unsent() == 1);
}

TEST_CASE("client: names are requested again after a gap in the network") {
    Server server;
    Client& client = signed_in(server);
    const auto ask = [&] {
        CHECK_FALSE(client.person({7}));
        client.ask_for_people();
        return world().asked("GET /api/profiles?ids=7&as=leader").size();
    };
    SECTION("that began before the request") {
        client.feed_state(false);
        CHECK(ask() == 0);
        client.feed_state(true);
        CHECK(ask() == 1);
    }
    SECTION("that began with the request, once and not at every frame") {
        CHECK(ask() == 1);
        REQUIRE(world().answer("GET /api/profiles", GENERATE(0, 503), ""));
        CHECK(ask() == 0);
        world().run_timers();
        CHECK(ask() == 1);
    }
    REQUIRE(world().answer("GET /api/profiles", 200,
                           R"([{"line":7,"name":"李芳","phone":"13900001111","note":""}])"));
    REQUIRE(client.person({7}));
    CHECK(client.person({7})->name == "李芳");
}

TEST_CASE("client: a request for names fits the longest target the server accepts") {
    constexpr std::size_t target_bytes_max = 2 * 1024;  // server/net/limits.hpp
    Server server;
    Client& client = signed_in(server);
    for (std::uint32_t line = 4'000'000'000; line < 4'000'000'400; ++line) client.person({line});
    std::size_t asked = 0;
    for (int frame = 0; frame < 3; ++frame) client.ask_for_people();
    for (const auto& request : world().requests) {
        CHECK(request.path.size() < target_bytes_max);
        asked += static_cast<std::size_t>(std::ranges::count(request.path, ',')) + 1;
    }
    CHECK(asked == 400);
    client.ask_for_people();
    CHECK(world().requests.size() == 3);
}

}  // namespace client_test
