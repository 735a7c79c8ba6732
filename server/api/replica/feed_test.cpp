#include "server/api/replica/feed.hpp"

#include "tests/support/small_case.hpp"

#include <catch2/catch_test_macros.hpp>

namespace starfish {
namespace feed_test {

PublishedRecord published(Seq seq, Audience audience, std::string body = "{}") {
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

// Everything that the stream has to send now.
std::string drain(Stream& stream, const std::function<void()>& wake = [] {}) {
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

TEST_CASE("feed: events carry the command id, except a consumer's") {
    Metrics metrics;
    Feed feed(metrics);
    PublishedRecord joined = published(1, for_everyone);
    joined.record.actor = {Role::consumer, 7};
    feed.publish(std::vector{joined, published(2, for_everyone)});
    const std::string all = drain(*feed.open(for_everyone, 0));
    CHECK(all.find(R"("time":1,"data")") != std::string::npos);
    CHECK(all.find(event(2)) != std::string::npos);
}

TEST_CASE("feed: each scope sees its events, and resumes after the skipped ones") {
    Metrics metrics;
    Feed feed(metrics);
    feed.publish(std::vector{published(1, for_everyone), published(2, for_leader(1)),
                             published(3, for_leader(2)), published(4, for_staff)});
    CHECK(drain(*feed.open(for_staff, 0)) ==
          std::string(hello) + event(1) + event(2) + event(3) + event(4));
    CHECK(drain(*feed.open(for_leader(1), 0)) == std::string(hello) + event(1) + event(2));
    CHECK(drain(*feed.open(for_leader(1), 1)) == std::string(hello) + event(2));
    CHECK(drain(*feed.open(for_leader(2), 1)) == std::string(hello) + event(3));
    // The scope sees none of these events, but the client need not ask for them again.
    CHECK(drain(*feed.open(for_leader(2), 3)) == std::string(hello) + "id: 4\n\n");
    CHECK(drain(*feed.open(for_staff, 4)) == hello);
    CHECK(metrics.feed_clients == 0);
}

TEST_CASE("feed: a trainer sees a payment without its reference") {
    Metrics metrics;
    Feed feed(metrics);
    const auto body = [](std::string_view reference) {
        return R"({"payment":1,"bill":7,"amount_fen":16800,"paid_fen":16800,"reference":")" +
               std::string(reference) + R"(","at":1606270000000})";
    };
    PublishedRecord paid = published(1, for_leader(1), body("李芳 13900001111"));
    paid.record.type = "orders.paid";
    feed.publish(std::vector{paid, published(2, for_everyone)});
    for (const Scope scope : {for_staff, for_leader(1)})
        CHECK(drain(*feed.open(scope, 0)).find(body("李芳 13900001111")) != std::string::npos);
    const std::string output = drain(*feed.open(for_trainers, 0));
    CHECK(output.find(R"("command":"c","data":)" + body("") + "}\n\nid: 2\n") != std::string::npos);
    CHECK(output.find("李芳") == std::string::npos);
    CHECK(drain(*feed.open(for_desk(1), 0)) == std::string(hello) + event(2));
    int woken = 0;
    const auto waiting = feed.open(for_trainers, 2);
    (void)drain(*waiting, [&] { ++woken; });
    feed.publish(std::vector{published(3, for_leader(2))});
    CHECK(woken == 1);
}

TEST_CASE("feed: a waiting client is woken by events within its scope") {
    Metrics metrics;
    Feed feed(metrics);
    const auto stream = feed.open(for_leader(1), 0);
    CHECK(metrics.feed_clients == 1);
    int woken = 0;
    CHECK(drain(*stream, [&] { ++woken; }) == hello);
    feed.publish(std::vector{published(1, for_leader(2))});
    CHECK(woken == 0);
    feed.publish(std::vector{published(2, for_leader(1))});
    CHECK(woken == 1);
    CHECK(drain(*stream, [&] { ++woken; }) == event(2));
    feed.publish(std::vector{published(2, for_leader(1))});  // already in the ring
    feed.publish(std::vector{published(3, for_everyone)});
    CHECK(woken == 2);
    CHECK(drain(*stream, [&] { ++woken; }) == event(3));
    feed.tick({});
    CHECK(drain(*stream, [&] { ++woken; }) == ": \n\n");
    feed.close();
    CHECK(drain(*stream) == "(end)");
    CHECK_FALSE(feed.open(for_staff, 0));
}

TEST_CASE("feed: desk events reach the leader and the leader's verifiers") {
    Metrics metrics;
    Feed feed(metrics);
    const auto leader = feed.open(for_leader(1), 0);
    const auto desk = feed.open(for_desk(1), 0);
    const auto other = feed.open(for_desk(2), 0);
    int woken[3]{};
    CHECK(drain(*leader, [&] { ++woken[0]; }) == hello);
    CHECK(drain(*desk, [&] { ++woken[1]; }) == hello);
    CHECK(drain(*other, [&] { ++woken[2]; }) == hello);
    feed.publish(std::vector{published(1, for_desk(1)), published(2, for_leader(1))});
    CHECK(woken[0] == 1);
    CHECK(woken[1] == 1);
    CHECK(woken[2] == 0);
    CHECK(drain(*leader) == event(1) + event(2));
    CHECK(drain(*desk) == event(1));
}

TEST_CASE("feed: a stream ends with the session it was opened in") {
    Metrics metrics;
    Feed feed(metrics);
    bool one_may = true;
    int woken = 0;
    const auto one = feed.open(for_leader(1), 0, [&] { return one_may; });
    const auto other = feed.open(for_leader(1), 0);
    drain(*one, [&] { ++woken; });
    drain(*other);
    SECTION("at once when it is closed") {
        one_may = false;
        feed.end_lapsed_streams();
        CHECK(woken == 1);
    }
    SECTION("at the next heartbeat when it expires") {
        one_may = false;
        feed.tick({});
        CHECK(woken == 1);
    }
    SECTION("and not before") {
        feed.end_lapsed_streams();
        CHECK(woken == 0);
        one_may = false;
        feed.end_lapsed_streams();
    }
    feed.publish(std::vector{published(1, for_leader(1))});
    CHECK(drain(*one) == "(end)");
    CHECK(drain(*other).find(event(1)) != std::string::npos);
}

TEST_CASE("feed: a position before the ring or ahead of the log gets a reset") {
    Metrics metrics;
    Feed feed(metrics);
    const auto slow = feed.open(for_staff, 0);
    CHECK(drain(*slow) == hello);
    const Seq last = static_cast<Seq>(limits::feed_ring_records) + 10;
    std::vector<PublishedRecord> batch;
    for (Seq seq = 1; seq <= last; ++seq) batch.push_back(published(seq, for_everyone));
    feed.publish(batch);
    const std::string reset = "event: reset\ndata: {\"seq\":" + std::to_string(last) + "}\n\n(end)";
    CHECK(drain(*slow) == reset);
    CHECK(drain(*feed.open(for_staff, 9)) == std::string(hello) + reset);
    CHECK(drain(*feed.open(for_staff, last + 1)) == std::string(hello) + reset);
    CHECK(drain(*feed.open(for_staff, last - 1)) == std::string(hello) + event(last));
    CHECK(drain(*feed.open(for_staff, 10)).size() > limits::feed_chunk_bytes);
    // Large bodies shorten the ring.
    batch.clear();
    for (Seq seq = last + 1; seq <= last + 20; ++seq)
        batch.push_back(
            published(seq, for_everyone, std::string(limits::feed_ring_bytes / 10, 'x')));
    feed.publish(batch);
    CHECK(drain(*feed.open(for_staff, last)).ends_with("(end)"));
}

TEST_CASE("feed: a restart fills the ring from the log") {
    small_case::World world;
    world.open();
    Metrics metrics;
    Feed feed(metrics);
    feed.fill(*world.platform);
    const Seq head = feed.head();
    CHECK(head == 6);
    const std::string all = drain(*feed.open(for_staff, 0));
    CHECK(all.find("id: 1\ndata: {\"seq\":1,\"type\":\"catalog.offer_published\"") !=
          std::string::npos);
    CHECK(all.find("\"groupbuy.opened\"") != std::string::npos);
    CHECK(drain(*feed.open(for_leader(2), 0)).find("\"groupbuy.opened\"") == std::string::npos);
    CHECK(drain(*feed.open(for_leader(1), 4)).find("\"groupbuy.opened\"") != std::string::npos);
}

}  // namespace feed_test

}  // namespace starfish
