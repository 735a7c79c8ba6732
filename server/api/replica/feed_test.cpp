#include "server/api/replica/feed.hpp"

#include "tests/support/small_case.hpp"

#include <catch2/catch_test_macros.hpp>

namespace starfish {
namespace feed_test {

Published published(Seq seq, Audience audience, std::string body = "{}") {
    return {.record = {.seq = seq,
                       .time = {1},
                       .actor = {Role::leader, 1},
                       .command_id = "c",
                       .command_digest = 0,
                       .type = "t",
                       .version = 1,
                       .body = std::move(body)},
            .audience = audience};
}

// What the stream has to say now.
std::string said(Stream& stream, const std::function<void()>& wake = [] {}) {
    std::string all;
    for (;;) {
        const auto chunk = stream.next(wake);
        if (!chunk) return all + "(end)";
        if (chunk->empty()) return all;
        all += *chunk;
    }
}

constexpr std::string_view hello = "retry: 1000\n\n";

std::string event(Seq seq) {
    const std::string n = std::to_string(seq);
    return "id: " + n + "\ndata: {\"seq\":" + n +
           R"(,"type":"t","version":1,"time":1,"command":"c","data":{}})" + "\n\n";
}

TEST_CASE("feed: a command's id is told, but for a consumer's") {
    Metrics metrics;
    Feed feed(metrics);
    Published joined = published(1, for_everyone);
    joined.record.actor = {Role::consumer, 7};
    feed.publish(std::vector{joined, published(2, for_everyone)});
    const std::string all = said(*feed.open(for_everyone, 0));
    CHECK(all.find(R"("time":1,"data")") != std::string::npos);
    CHECK(all.find(event(2)) != std::string::npos);
}

TEST_CASE("feed: each scope sees what it may, and resumes behind what it passed over") {
    Metrics metrics;
    Feed feed(metrics);
    feed.publish(std::vector{published(1, for_everyone), published(2, for_leader(1)),
                             published(3, for_leader(2)), published(4, for_staff)});
    CHECK(said(*feed.open(for_staff, 0)) ==
          std::string(hello) + event(1) + event(2) + event(3) + event(4));
    CHECK(said(*feed.open(for_leader(1), 0)) == std::string(hello) + event(1) + event(2));
    CHECK(said(*feed.open(for_leader(1), 1)) == std::string(hello) + event(2));
    CHECK(said(*feed.open(for_leader(2), 1)) == std::string(hello) + event(3));
    // Nothing for her, but she need not ask for it again.
    CHECK(said(*feed.open(for_leader(2), 3)) == std::string(hello) + "id: 4\n\n");
    CHECK(said(*feed.open(for_staff, 4)) == hello);
    CHECK(metrics.feed_clients == 0);
}

TEST_CASE("feed: a trainer is told of a payment, and not what was noted of it") {
    Metrics metrics;
    Feed feed(metrics);
    const auto body = [](std::string_view reference) {
        return R"({"payment":1,"bill":7,"amount_fen":16800,"paid_fen":16800,"reference":")" +
               std::string(reference) + R"(","at":1606270000000})";
    };
    Published paid = published(1, for_leader(1), body("李芳 13900001111"));
    paid.record.type = "orders.paid";
    feed.publish(std::vector{paid, published(2, for_everyone)});
    for (const Scope scope : {for_staff, for_leader(1)})
        CHECK(said(*feed.open(scope, 0)).find(body("李芳 13900001111")) != std::string::npos);
    const std::string told = said(*feed.open(for_trainers, 0));
    CHECK(told.find(R"("command":"c","data":)" + body("") + "}\n\nid: 2\n") != std::string::npos);
    CHECK(told.find("李芳") == std::string::npos);
    CHECK(said(*feed.open(for_desk(1), 0)) == std::string(hello) + event(2));
    int woken = 0;
    const auto waiting = feed.open(for_trainers, 2);
    (void)said(*waiting, [&] { ++woken; });
    feed.publish(std::vector{published(3, for_leader(2))});
    CHECK(woken == 1);
}

TEST_CASE("feed: who waits is woken by what she may see") {
    Metrics metrics;
    Feed feed(metrics);
    const auto stream = feed.open(for_leader(1), 0);
    CHECK(metrics.feed_clients == 1);
    int woken = 0;
    CHECK(said(*stream, [&] { ++woken; }) == hello);
    feed.publish(std::vector{published(1, for_leader(2))});
    CHECK(woken == 0);
    feed.publish(std::vector{published(2, for_leader(1))});
    CHECK(woken == 1);
    CHECK(said(*stream, [&] { ++woken; }) == event(2));
    feed.publish(std::vector{published(2, for_leader(1))});  // known
    feed.publish(std::vector{published(3, for_everyone)});
    CHECK(woken == 2);
    CHECK(said(*stream, [&] { ++woken; }) == event(3));
    feed.tick({});
    CHECK(said(*stream, [&] { ++woken; }) == ": \n\n");
    feed.close();
    CHECK(said(*stream) == "(end)");
    CHECK_FALSE(feed.open(for_staff, 0));
}

TEST_CASE("feed: a desk's events are the leader's and her verifiers'") {
    Metrics metrics;
    Feed feed(metrics);
    const auto hers = feed.open(for_leader(1), 0);
    const auto desk = feed.open(for_desk(1), 0);
    const auto other = feed.open(for_desk(2), 0);
    int woken[3]{};
    CHECK(said(*hers, [&] { ++woken[0]; }) == hello);
    CHECK(said(*desk, [&] { ++woken[1]; }) == hello);
    CHECK(said(*other, [&] { ++woken[2]; }) == hello);
    feed.publish(std::vector{published(1, for_desk(1)), published(2, for_leader(1))});
    CHECK(woken[0] == 1);
    CHECK(woken[1] == 1);
    CHECK(woken[2] == 0);
    CHECK(said(*hers) == event(1) + event(2));
    CHECK(said(*desk) == event(1));
}

TEST_CASE("feed: a stream ends with the session it was opened in") {
    Metrics metrics;
    Feed feed(metrics);
    bool one_may = true;
    int woken = 0;
    const auto one = feed.open(for_leader(1), 0, [&] { return one_may; });
    const auto other = feed.open(for_leader(1), 0);
    said(*one, [&] { ++woken; });
    said(*other);
    SECTION("at once when it is closed") {
        one_may = false;
        feed.look_who_may();
        CHECK(woken == 1);
    }
    SECTION("at the next heartbeat when it expires") {
        one_may = false;
        feed.tick({});
        CHECK(woken == 1);
    }
    SECTION("and not before") {
        feed.look_who_may();
        CHECK(woken == 0);
        one_may = false;
        feed.look_who_may();
    }
    feed.publish(std::vector{published(1, for_leader(1))});
    CHECK(said(*one) == "(end)");
    CHECK(said(*other).find(event(1)) != std::string::npos);
}

TEST_CASE("feed: before the ring, or ahead of the log, is a new beginning") {
    Metrics metrics;
    Feed feed(metrics);
    const auto slow = feed.open(for_staff, 0);
    CHECK(said(*slow) == hello);
    const Seq last = static_cast<Seq>(limits::feed_ring_records) + 10;
    std::vector<Published> batch;
    for (Seq seq = 1; seq <= last; ++seq) batch.push_back(published(seq, for_everyone));
    feed.publish(batch);
    const std::string reset = "event: reset\ndata: {\"seq\":" + std::to_string(last) + "}\n\n(end)";
    CHECK(said(*slow) == reset);
    CHECK(said(*feed.open(for_staff, 9)) == std::string(hello) + reset);
    CHECK(said(*feed.open(for_staff, last + 1)) == std::string(hello) + reset);
    CHECK(said(*feed.open(for_staff, last - 1)) == std::string(hello) + event(last));
    CHECK(said(*feed.open(for_staff, 10)).size() > limits::feed_chunk_bytes);
    // Large bodies shorten it.
    batch.clear();
    for (Seq seq = last + 1; seq <= last + 20; ++seq)
        batch.push_back(
            published(seq, for_everyone, std::string(limits::feed_ring_bytes / 10, 'x')));
    feed.publish(batch);
    CHECK(said(*feed.open(for_staff, last)).ends_with("(end)"));
}

TEST_CASE("feed: a restart fills the ring from the log") {
    small_case::World world;
    world.open();
    Metrics metrics;
    Feed feed(metrics);
    feed.fill(*world.platform);
    const Seq head = feed.head();
    CHECK(head == 6);
    const std::string all = said(*feed.open(for_staff, 0));
    CHECK(all.find("id: 1\ndata: {\"seq\":1,\"type\":\"catalog.offer_published\"") !=
          std::string::npos);
    CHECK(all.find("\"groupbuy.opened\"") != std::string::npos);
    CHECK(said(*feed.open(for_leader(2), 0)).find("\"groupbuy.opened\"") == std::string::npos);
    CHECK(said(*feed.open(for_leader(1), 4)).find("\"groupbuy.opened\"") != std::string::npos);
}

}  // namespace feed_test

}  // namespace starfish
