// What becomes of what she did: kept without a network, over the end of a session, beside another
// tab, and given up only when she says so.
#include "wasm/client_case.hpp"

#include <catch2/generators/catch_generators.hpp>

#include <algorithm>

using namespace starfish;
using namespace starfish::client_case;

namespace client_test {

outside::World& world() {
    return outside::world();
}

// As the page is opened again: what is kept, and nothing under way.
void reload(Client& client) {
    outside::Kept kept = std::move(world().kept);
    world() = {};
    world().kept = kept;
    world().command_ids = 100;
    client.start(kept);
}

// She closes the group-buy without a network.
void close_offline(Client& client) {
    client.feed_state(false);
    REQUIRE_FALSE(client.submit(close_it()));
    REQUIRE(world().answer("POST /api/commands", 0, ""));
}

std::string said(Client& client) {
    const auto notice = client.take_notice();
    return notice ? notice->text : "";
}

constexpr std::string_view no = R"({"error":{"code":"x","field":"","message":"不行。"}})";

TEST_CASE("client: a command given without a network survives the visit and is sent once") {
    Server server;
    close_offline(signed_in(server));
    REQUIRE(world().kept.contains("unsent/command-1"));

    Client next;
    reload(next);
    CHECK(next.door() == Door::ready);
    CHECK(only_groupbuy(next).phase == groupbuy::Phase::failed);
    REQUIRE(world().answer("GET /api/session", 0, ""));
    CHECK(next.link() == Link::offline);
    world().run_timers();
    REQUIRE(world().answer("GET /api/session", 200, std::string(chen_session)));
    REQUIRE(world().answer("GET /api/snapshot", 200, server.snapshot(chens_scope)));
    REQUIRE(world().asked("POST /api/commands?as=leader").size() == 1);
    CHECK(world().asked("POST /api/commands")[0].find("command-1") != std::string::npos);
    REQUIRE(world().answer("POST /api/commands", 200, R"({"seq":6,"events":[{"seq":6}]})"));
    CHECK_FALSE(world().kept.contains("unsent/command-1"));
    CHECK(next.unsent() == 0);
}

TEST_CASE("client: what is done as the session ends is kept, said, and sent when she is back") {
    Server server;
    Client& client = signed_in(server);
    REQUIRE_FALSE(client.submit(close_it()));
    REQUIRE(world().answer("POST /api/commands", 401, std::string(no)));
    CHECK(client.door() == Door::signed_out);
    CHECK(client.sign_in_problem() == "app.session_ended_unsent");
    CHECK(client.unsent() == 1);
    CHECK(world().kept.contains("unsent/command-1"));
    CHECK_FALSE(world().kept.contains("state"));

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
    SECTION("but not by somebody else, who does not erase it either") {
        client.sign_in("operator", "starfish");
        REQUIRE(world().answer("POST /api/session", 200,
                               R"({"login":"operator","role":"operator","name":"供货方"})"));
        REQUIRE(world().answer("GET /api/snapshot", 200, server.snapshot(for_staff)));
        CHECK(client.unsent() == 0);
        CHECK(world().asked("POST /api/commands").empty());
        client.sign_out();
        CHECK(world().kept.contains("unsent/command-1"));
    }
}

TEST_CASE("client: any request that gets 401 ends the visit with a word and keeps what was done") {
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
    CHECK(client.door() == Door::signed_out);
    CHECK(client.sign_in_problem() == "app.session_ended_unsent");
    CHECK(world().kept.contains("unsent/command-1"));
    CHECK_FALSE(world().feed);
}

TEST_CASE("client: without anything unsent the end of a session says only that") {
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

TEST_CASE("client: an answer to an earlier visit does not end this one") {
    Server server;
    Client& client = signed_in(server);
    client.person({7});
    client.ask_for_people();
    client.feed_reset();  // asks for a snapshot
    REQUIRE(world().answer("GET /api/snapshot", 401, ""));
    sign_in(client, server);
    REQUIRE(world().answer("GET /api/profiles", 401, ""));
    CHECK(client.door() == Door::ready);
}

TEST_CASE("client: a kept command that can no longer be done is refused aloud, by the server") {
    Server server;
    Client& client = signed_in(server);
    close_offline(client);
    world().now = world().now + hour_ms;
    // Meanwhile the supplier has cancelled it.
    REQUIRE(server.submit(groupbuy::Command(groupbuy::Cancel{{1}, "冷链车晚点", true}), supplier));
    SECTION("over the end of a gap") {
        world().run_timers();
    }
    SECTION("and over a reload") {
        reload(client);
    }
    world().now = start + 2 * hour_ms;
    REQUIRE(world().answer("GET /api/session", 200, std::string(chen_session)));
    REQUIRE(world().answer("GET /api/snapshot", 200, server.snapshot(chens_scope)));
    CHECK(only_groupbuy(client).phase == groupbuy::Phase::cancelled);
    CHECK(client.unsent() == 1);
    REQUIRE(world().answer("POST /api/commands", 409, std::string(no)));
    const std::string words = said(client);
    CHECK(words.starts_with(say(Locale::zh_cn, "app.refused_later", {{"at_ms", start.ms}})));
    CHECK(words.ends_with("不行。"));
    CHECK(client.unsent() == 0);
    CHECK_FALSE(world().kept.contains("unsent/command-1"));
}

TEST_CASE("client: a kept command that was carried out already is no refusal") {
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
    CHECK(said(client).empty());
    CHECK(client.replica().pending().empty());
}

TEST_CASE("client: a command ends with what she is told of it, though more came of it") {
    Server server;
    Client& client = signed_in(server);
    REQUIRE_FALSE(client.submit(close_it()));
    const std::string last = std::to_string(client.replica().seq());
    const std::string told = GENERATE_COPY(std::string(), R"({"seq":)" + last + "}");
    REQUIRE(world().answer("POST /api/commands", 200, R"({"seq":999,"events":[)" + told + "]}"));
    CHECK(client.replica().pending().empty());
}

TEST_CASE("client: every refusal has its own words") {
    Server server;
    Client& client = signed_in(server);
    REQUIRE_FALSE(client.submit(groupbuy::Command(groupbuy::Cancel{{1}, "货没到齐", true})));
    REQUIRE(world().answer("POST /api/commands", 409, std::string(no)));
    REQUIRE_FALSE(client.submit(groupbuy::Command(groupbuy::Cancel{{1}, "车晚点了", true})));
    REQUIRE(world().answer("POST /api/commands", 400, std::string(no)));
    CHECK(said(client) == "不行。");
    CHECK(said(client) == "不行。");
}

TEST_CASE("client: what no server of ours has said is no refusal") {
    Server server;
    Client& client = signed_in(server);
    REQUIRE_FALSE(client.submit(close_it()));
    const int status = GENERATE(200, 302, 403, 404, 408, 429, 500, 502, 503);
    REQUIRE(world().answer("POST /api/commands", status,
                           status == 408 || status == 429 ? std::string(no) : "<html>"));
    CHECK(said(client).empty());
    CHECK(client.unsent() == 1);
    CHECK(world().kept.contains("unsent/command-1"));
    world().run_timers();
    CHECK(world().asked("POST /api/commands").size() == 1);
}

TEST_CASE("client: a session that a stranger answers for is not taken for the end of ours") {
    Server server;
    Client& client = signed_in(server);
    close_offline(client);
    world().run_timers();
    REQUIRE(world().answer("GET /api/session", 200, "<html>Sign in to the hotel"));
    CHECK(client.door() == Door::ready);
    CHECK(world().kept.contains("state"));
}

TEST_CASE("client: two tabs do not erase each other's commands, and take over what is left") {
    Server server;
    Client& first = signed_in(server);
    close_offline(first);

    Client second;
    second.start({});
    REQUIRE(world().answer("GET /api/session", 200, std::string(chen_session)));
    REQUIRE(world().answer("GET /api/snapshot", 200, server.snapshot(chens_scope)));
    // The first is closed here: the second has it.
    CHECK(second.unsent() == 1);
    REQUIRE(world().asked("POST /api/commands").size() == 1);
    REQUIRE(world().answer("POST /api/commands", 0, ""));
    REQUIRE_FALSE(second.submit(
        groupbuy::Command(groupbuy::Open{.community = {1},
                                         .items = {{{1}, {10}}},
                                         .deadline = start + 2 * hour_ms,
                                         .threshold = {groupbuy::ThresholdKind::units, 3}})));
    CHECK(world().kept.contains("unsent/command-1"));
    CHECK(world().kept.contains("unsent/command-2"));
    // Both send it, and both get the one answer.
    REQUIRE(world().answer("POST /api/commands", 200, R"({"seq":7,"events":[{"seq":7}]})"));
    CHECK(world().kept.contains("unsent/command-1"));
    CHECK_FALSE(world().kept.contains("unsent/command-2"));
}

TEST_CASE("client: signing out leaves nothing behind") {
    Server server;
    Client& client = signed_in(server);
    close_offline(client);
    CHECK(client.unsent() == 1);  // what the view asks about
    client.sign_out();
    CHECK(client.door() == Door::signed_out);
    CHECK(client.state().groupbuy.groupbuys.size() == 0);
    REQUIRE(world().answer("DELETE /api/session", 204, ""));
    CHECK(world().kept.empty());
}

TEST_CASE("client: a hand-over that was refused is kept for her alone, until she signs out") {
    Server server;
    REQUIRE(server.join(7, 3));
    REQUIRE(server.submit(close_it(), chen));
    REQUIRE(server.submit(
        Command(handout::Command(handout::CheckIn{{1}, 0, "B", {3}, {0}, "", {}})), chen));
    Client& client = signed_in(server);
    REQUIRE_FALSE(client.submit(handout::Command(handout::HandOver{{1}, {}, {}})));
    REQUIRE(world().answer("POST /api/commands", 409, std::string(no)));
    REQUIRE(client.refused().size() == 1);
    CHECK(client.refused()[0].text == "1 号：不行。");
    CHECK(client.refused()[0].handout == Id<handout::Handout>{1});
    Client next;
    reload(next);
    CHECK(next.refused().size() == 1);
    REQUIRE(world().answer("GET /api/session", 200,
                           R"({"login":"other","role":"operator","name":"供货方"})"));
    CHECK(next.refused().empty());  // another's
    CHECK(world().kept.contains("refused/command-1"));
    client.sign_out();
    CHECK_FALSE(world().kept.contains("refused/command-1"));
}

TEST_CASE("client: signing out without a network is told the server before anything else") {
    Server server;
    Client& client = signed_in(server);
    client.feed_state(false);
    client.sign_out();
    REQUIRE(world().answer("DELETE /api/session", 0, ""));
    CHECK(world().kept.contains("unsent/sign-out"));
    CHECK_FALSE(world().kept.contains("state"));

    SECTION("by the same page, once there is a network") {
        world().run_timers();
        REQUIRE(world().answer("DELETE /api/session", 204, ""));
        CHECK(world().kept.empty());
        CHECK(client.door() == Door::signed_out);
    }
    SECTION("by the next visit, which shows nothing of hers") {
        Client next;
        reload(next);
        CHECK(next.door() == Door::signed_out);
        CHECK(world().asked("GET /api/session").empty());
        REQUIRE(world().answer("DELETE /api/session", 204, ""));
        CHECK(world().kept.empty());
    }
    SECTION("and before the next sign-in, or its cookie would be taken away") {
        client.sign_in("leader", "starfish");
        CHECK(world().asked("POST /api/session").empty());
        REQUIRE(world().answer("DELETE /api/session", 204, ""));
        REQUIRE(world().answer("POST /api/session", 200, std::string(chen_session)));
        CHECK(client.door() == Door::loading);
    }
}

TEST_CASE("client: a sign-out in one tab without a network counts in the other") {
    Server server;
    Client& client = signed_in(server);
    close_offline(client);
    world().kept["unsent/sign-out"] = "1";  // by the other
    world().run_timers();
    CHECK(client.door() == Door::signed_out);
    CHECK(world().asked("GET /api/session").empty());
    CHECK(world().asked("DELETE /api/session").size() == 1);
    // Nobody has asked whether this one may be given up.
    CHECK(world().kept.contains("unsent/command-1"));
}

TEST_CASE("client: what it cannot read is left for a version that can, and said") {
    Server server;
    signed_in(server);
    world().kept["unsent/x"] = R"({"login":"leader","at":1,"command":"{\"id\":\"x\"}"})";
    Client next;
    reload(next);
    CHECK(said(next) == say(Locale::zh_cn, "app.unsent_unreadable"));
    CHECK(said(next).empty());
    CHECK(world().kept.contains("unsent/x"));
    CHECK(next.unsent() == 1);
}

TEST_CASE("client: names are asked for again after a gap") {
    Server server;
    Client& client = signed_in(server);
    const auto ask = [&] {
        CHECK_FALSE(client.person({7}));
        client.ask_for_people();
        return world().asked("GET /api/profiles?ids=7&as=leader").size();
    };
    SECTION("that began before they were asked for") {
        client.feed_state(false);
        CHECK(ask() == 0);
        client.feed_state(true);
        CHECK(ask() == 1);
    }
    SECTION("that began as they were, once and not at every frame") {
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

TEST_CASE("client: a request for names fits the longest address the server takes") {
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
