#include "wasm/client_case.hpp"

using namespace starfish;
using namespace starfish::client_case;

TEST_CASE("a replica shows a join that comes over the feed") {
    Server server;
    Client& client = signed_in(server);
    REQUIRE(outside::world().feed ==
            "/api/events?after=" + std::to_string(server.engine.head()) + "&as=leader");
    REQUIRE(server.join(7, 2));
    client.feed_event(server.engine.head(), server.message(server.log.size() - 1));
    CHECK(groupbuy::joined_units(only_groupbuy(client)) == Units{2});
    CHECK(digest(client.state(), chens_scope) == digest(server.engine.state(), chens_scope));
}

TEST_CASE("a command is shown at once, sent, and replaced by the server's events") {
    Server server;
    Client& client = signed_in(server);
    REQUIRE_FALSE(client.submit(close_it()));
    CHECK(only_groupbuy(client).phase == groupbuy::Phase::failed);
    CHECK(client.replica().confirmed().groupbuy.groupbuys.at({1}).phase == groupbuy::Phase::open_);

    // Meanwhile a consumer joined with three units, so the server locks the group-buy.
    REQUIRE(server.join(7, 3));
    const std::size_t before = server.log.size();
    const auto outcome = server.submit(close_it(), chen, "command-1");
    REQUIRE(outcome);
    REQUIRE(outside::world().answer("POST /api/commands", 200,
                                    R"({"seq":)" + std::to_string(server.engine.head()) + "}"));
    for (std::size_t i = before - 1; i < server.log.size(); ++i)
        client.feed_event(server.log[i].first.seq, server.message(i));
    CHECK(client.replica().pending().empty());
    CHECK(only_groupbuy(client).phase == groupbuy::Phase::locked);
    CHECK(digest(client.state(), chens_scope) == digest(server.engine.state(), chens_scope));
}

TEST_CASE("a command whose events come before its answer is not applied twice") {
    Server server;
    Client& client = signed_in(server);
    REQUIRE_FALSE(client.submit(close_it()));
    const std::string id = client.replica().pending().front().id;
    const std::size_t before = server.log.size();
    REQUIRE(server.submit(close_it(), chen, id));
    client.feed_event(server.log[before].first.seq, server.message(before));
    CHECK(client.replica().pending().empty());
    CHECK(client.unsent() == 1);
    for (std::size_t i = before + 1; i < server.log.size(); ++i)
        client.feed_event(server.log[i].first.seq, server.message(i));
    CHECK(digest(client.state(), chens_scope) == digest(server.engine.state(), chens_scope));
    REQUIRE(outside::world().answer(
        "POST /api/commands", 200,
        R"({"seq":)" + std::to_string(server.engine.head()) + R"(,"events":[{"seq":1}]})"));
    CHECK(client.unsent() == 0);
}

TEST_CASE("a command that the server refuses is taken back, and the refusal shown") {
    Server server;
    Client& client = signed_in(server);
    REQUIRE_FALSE(client.submit(close_it()));
    REQUIRE(outside::world().answer("POST /api/commands", 409,
                                    R"({"error":{"code":"x","field":"","message":"不行。"}})"));
    CHECK(only_groupbuy(client).phase == groupbuy::Phase::open_);
    const auto notification = client.take_notification();
    REQUIRE(notification);
    CHECK(notification->text == "不行。");
    CHECK(notification->bad);
}

TEST_CASE("a command that the rules refuse is not sent") {
    Server server;
    Client& client = signed_in(server);
    const auto refusal = client.submit(groupbuy::Command(groupbuy::Close{{99}, true}));
    REQUIRE(refusal);
    CHECK(refusal->code == "groupbuy.unknown");
    CHECK(outside::world().requests.empty());
}
