// A fake server for the client's tests, with one leader, one community and one open group-buy.
#pragma once

#include "core/base/json/write.hpp"
#include "core/engine/engine.hpp"
#include "core/engine/snapshot.hpp"
#include "core/subjects/groupbuy/queries.hpp"
#include "wasm/client.hpp"
#include "wasm/outside/outside_native.hpp"

#include <catch2/catch_test_macros.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace starfish::client_case {

inline constexpr Instant start{1'790'000'000'000};
inline const Actor supplier{Role::supplier, 1};
inline const Actor chen{Role::leader, 1};
inline constexpr Scope chens_scope = for_leader(1);

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
               std::to_string(r.version) + R"(,"command":")" + r.command_id + R"(","data":)" +
               r.body + "}";
    }
};

inline constexpr std::string_view chen_session =
    R"({"login":"leader","role":"leader","leader":1,"name":"陈姐"})";

// Signs in with the form and connects the live feed.
inline void sign_in(Client& client, const Server& server) {
    client.sign_in("leader", "starfish");
    REQUIRE(outside::world().answer("POST /api/session", 200, std::string(chen_session)));
    REQUIRE(client.session_status() == SessionStatus::loading);
    REQUIRE(outside::world().answer("GET /api/snapshot", 200, server.snapshot(chens_scope)));
    REQUIRE(client.session_status() == SessionStatus::ready);
    client.feed_state(true);
}

// Resets the test world and signs in the leader.
inline Client& signed_in(const Server& server) {
    outside::world() = {};
    static std::optional<Client> the_client;
    Client& client = the_client.emplace();
    client.start({});
    REQUIRE(outside::world().answer("GET /api/session", 401, ""));
    sign_in(client, server);
    return client;
}

inline const groupbuy::GroupBuy& only_groupbuy(const Client& client) {
    return client.state().groupbuy.groupbuys.at({1});
}

inline Command close_it() {
    return groupbuy::Command(groupbuy::Close{{1}, true});
}

// Resets the test world and signs in the supplier's operator.
inline Client& signed_in_staff(const Server& server) {
    outside::world() = {};
    static std::optional<Client> the_client;
    Client& client = the_client.emplace();
    client.start({});
    REQUIRE(outside::world().answer("GET /api/session", 401, ""));
    client.sign_in("operator", "starfish");
    REQUIRE(outside::world().answer("POST /api/session", 200,
                                    R"({"login":"operator","role":"operator","name":"供货方"})"));
    REQUIRE(outside::world().answer("GET /api/snapshot", 200, server.snapshot(for_staff)));
    client.feed_state(true);
    return client;
}

}  // namespace starfish::client_case
