#include "core/base/json/write.hpp"
#include "core/engine/engine.hpp"
#include "core/engine/snapshot.hpp"
#include "core/groupbuy/queries.hpp"
#include "wasm/client.hpp"
#include "wasm/outside_native.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace starfish;

namespace {

constexpr Instant start{1'790'000'000'000};
const Actor supplier{Role::supplier, 1};
const Actor chen{Role::leader, 1};
constexpr Scope chens_scope = for_leader(1);

// A server with one leader, one community and one open group-buy.
struct Server {
    Engine engine;
    std::vector<std::pair<Record, Audience>> log;
    Instant now = start;

    Result<Outcome> submit(const Command& command, Actor actor, std::string id = "") {
        if (id.empty()) id = "server-command-" + std::to_string(log.size());
        auto outcome = engine.submit(command, {actor, now, id});
        if (outcome)
            for (std::size_t i = 0; i < outcome->records.size(); ++i)
                log.emplace_back(outcome->records[i], audience(engine.state(), outcome->events[i]));
        return outcome;
    }

    Server() {
        submit(catalog::Command(
                   catalog::PublishOffer{"即食海参",
                                         "",
                                         "盒",
                                         {"海参", "500 g", "大连", "冷藏", "12 个月", "厂", "SC1"},
                                         {100},
                                         {5},
                                         {},
                                         {},
                                         {{{1}, {16800}}, {{3}, {15900}}}}),
               supplier);
        submit(community::Command(community::RegisterLeader{"陈姐", ""}), supplier);
        submit(community::Command(community::OpenCommunity{{1}, "百步亭", ""}), supplier);
        submit(community::Command(community::AddPickupPoint{{1}, "3 号门", "百步亭", "周二"}),
               supplier);
        submit(groupbuy::Command(groupbuy::Open{.community = {1},
                                                .items = {{{1}, {10}}},
                                                .deadline = start + hour_ms,
                                                .threshold = {groupbuy::ThresholdKind::units, 3}}),
               chen);
    }

    Result<Outcome> join(std::int64_t consumer, std::int32_t quantity) {
        return submit(groupbuy::Command(groupbuy::Join{{1}, {1}, {quantity}, {0}, {1}}),
                      {Role::consumer, consumer});
    }
    std::string snapshot(Scope scope) const {
        std::string text = R"({"seq":)" + std::to_string(engine.head()) + R"(,"state":)";
        write_snapshot(text, engine.state(), scope);
        return text + "}";
    }
    std::string message(std::size_t place) const {
        const Record& r = log.at(place).first;
        return R"({"seq":)" + std::to_string(r.seq) + R"(,"type":")" + r.type + R"(","version":)" +
               std::to_string(r.version) + R"(,"data":)" + r.body + "}";
    }
};

Client& signed_in(const Server& server) {
    outside::world() = {};
    static std::optional<Client> the_client;
    Client& client = the_client.emplace();
    client.start("", "");
    REQUIRE(outside::world().answer("GET /api/session", 401, ""));
    client.sign_in("leader", "starfish");
    REQUIRE(
        outside::world().answer("POST /api/session", 200,
                                R"({"login":"leader","role":"leader","leader":1,"name":"陈姐"})"));
    REQUIRE(client.door() == Door::loading);
    REQUIRE(outside::world().answer("GET /api/snapshot", 200, server.snapshot(chens_scope)));
    REQUIRE(client.door() == Door::ready);
    client.feed_state(true);
    return client;
}

const groupbuy::GroupBuy& only_groupbuy(const Client& client) {
    return client.state().groupbuy.groupbuys.at({1});
}

}  // namespace

TEST_CASE("a replica shows a join that comes over the feed") {
    Server server;
    Client& client = signed_in(server);
    REQUIRE(outside::world().feed_after == server.engine.head());
    REQUIRE(server.join(7, 2));
    client.feed_event(server.engine.head(), server.message(server.log.size() - 1));
    CHECK(groupbuy::joined_units(only_groupbuy(client)) == Units{2});
    CHECK(digest(client.state(), chens_scope) == digest(server.engine.state(), chens_scope));
}

TEST_CASE("a command is shown at once, sent, and replaced by the server's answer") {
    Server server;
    Client& client = signed_in(server);
    REQUIRE_FALSE(client.submit(groupbuy::Command(groupbuy::Close{{1}, true})));
    CHECK(only_groupbuy(client).phase == groupbuy::Phase::failed);
    CHECK(client.replica().confirmed().groupbuy.groupbuys.at({1}).phase == groupbuy::Phase::open_);

    // Meanwhile three joined: the server's word is that it locks.
    REQUIRE(server.join(7, 3));
    const std::size_t before = server.log.size();
    const auto outcome =
        server.submit(groupbuy::Command(groupbuy::Close{{1}, true}), chen, "command-1");
    REQUIRE(outcome);
    REQUIRE(outside::world().answer("POST /api/commands", 200,
                                    R"({"seq":)" + std::to_string(server.engine.head()) + "}"));
    for (std::size_t i = before - 1; i < server.log.size(); ++i)
        client.feed_event(server.log[i].first.seq, server.message(i));
    CHECK(client.replica().pending().empty());
    CHECK(only_groupbuy(client).phase == groupbuy::Phase::locked);
    CHECK(digest(client.state(), chens_scope) == digest(server.engine.state(), chens_scope));
}

TEST_CASE("what the server refuses is taken back and said") {
    Server server;
    Client& client = signed_in(server);
    REQUIRE_FALSE(client.submit(groupbuy::Command(groupbuy::Close{{1}, true})));
    REQUIRE(outside::world().answer("POST /api/commands", 409,
                                    R"({"error":{"code":"x","field":"","message":"不行。"}})"));
    CHECK(only_groupbuy(client).phase == groupbuy::Phase::open_);
    const auto notice = client.take_notice();
    REQUIRE(notice);
    CHECK(notice->text == "不行。");
    CHECK(notice->bad);
}

TEST_CASE("what the rules refuse is not sent") {
    Server server;
    Client& client = signed_in(server);
    const auto refusal = client.submit(groupbuy::Command(groupbuy::Close{{99}, true}));
    REQUIRE(refusal);
    CHECK(refusal->code == "groupbuy.unknown");
    CHECK(outside::world().requests.empty());
}

TEST_CASE("a command given without a network survives the visit and is sent once there is one") {
    Server server;
    Client& client = signed_in(server);
    client.feed_state(false);
    REQUIRE_FALSE(client.submit(groupbuy::Command(groupbuy::Close{{1}, true})));
    REQUIRE(outside::world().answer("POST /api/commands", 0, ""));
    const std::string kept_state = outside::world().kept["state"];
    const std::string kept_outbox = outside::world().kept["outbox"];
    REQUIRE_FALSE(kept_outbox.empty());

    outside::world() = {};
    Client next;
    next.start(kept_state, kept_outbox);
    CHECK(next.door() == Door::ready);
    CHECK(only_groupbuy(next).phase == groupbuy::Phase::failed);
    REQUIRE(outside::world().answer("GET /api/session", 0, ""));
    CHECK(next.link() == Link::offline);
    outside::world().run_timers();
    REQUIRE(outside::world().answer(
        "GET /api/session", 200, R"({"login":"leader","role":"leader","leader":1,"name":"陈姐"})"));
    REQUIRE(outside::world().answer("GET /api/snapshot", 200, server.snapshot(chens_scope)));
    REQUIRE(outside::world().requests.size() == 1);
    CHECK(outside::world().requests[0].body.find("command-1") != std::string::npos);
}

TEST_CASE("signing out leaves nothing behind") {
    Server server;
    Client& client = signed_in(server);
    client.sign_out();
    CHECK(client.door() == Door::signed_out);
    CHECK(outside::world().kept["state"].empty());
    CHECK(client.state().groupbuy.groupbuys.size() == 0);
}
