// Decides a seeded million joins, keeps their records as in the log, and replays them from their
// bytes: like a replica (read and apply), and like a starting server (the command ids are
// remembered as well). Prints rates as one line of JSON; fails if the three states differ.
//
//   bench_replay [JOINS]       natively;  node bench_replay.cjs [JOINS]  in WebAssembly
#include "core/engine/engine.hpp"
#include "core/engine/read_logged.hpp"
#include "core/engine/snapshot.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

namespace starfish {
namespace {

constexpr Instant start{1'606'000'000'000};
constexpr std::uint32_t offers = 10;
constexpr std::uint32_t groupbuys_each = 100;

double seconds_of(auto work) {
    const auto began = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

// The same numbers everywhere: Knuth's linear congruential generator (MMIX).
class Dice {
public:
    std::uint32_t roll(std::uint32_t sides) {
        seed_ = seed_ * 6364136223846793005U + 1442695040888963407U;
        return static_cast<std::uint32_t>((seed_ >> 33U) % sides);
    }

private:
    std::uint64_t seed_ = 42;
};

[[noreturn]] void fail(const char* what) {
    std::fprintf(stderr, "replay: %s\n", what);
    std::exit(1);
}

// An engine and the log that its commands made.
class Shop {
public:
    void submit(Actor actor, std::int64_t after_ms, const Command& command) {
        const std::string id = "bench-" + std::to_string(10'000'000 + ++commands_);
        auto outcome = engine_.submit(command, {actor, start + after_ms, id});
        if (!outcome) fail(std::string(outcome.error().code).c_str());
        for (Record& record : outcome->records) log_.push_back(std::move(record));
    }

    void open() {
        const Actor supplier{Role::supplier, 1};
        const Actor leader{Role::leader, 1};
        submit(supplier, 0, community::RegisterLeader{"陈姐", "本地海参顾问"});
        submit(supplier, 0, community::OpenCommunity{{1}, "百步亭", "江岸区"});
        submit(leader, 0, community::AddPickupPoint{{1}, "3 号门驿站", "百步亭 3 号门", "周二"});
        const catalog::Label label{"海参", "500 克", "大连", "冷冻", "12 个月", "海参厂", "SC1"};
        for (std::uint32_t i = 1; i <= offers; ++i) {
            submit(
                supplier, 0,
                catalog::PublishOffer{.title = "即食海参",
                                      .summary = "开袋即食",
                                      .unit = "盒",
                                      .label = label,
                                      .stock = units_max,
                                      .cap_per_person = {100},
                                      .tiers = {{{1}, {16800}}, {{25}, {15900}}, {{40}, {14900}}}});
            for (std::uint32_t k = 0; k < groupbuys_each; ++k)
                submit(leader, 0,
                       groupbuy::Open{
                           .community = {1},
                           .items = {{{i}, {units_max.value / static_cast<int>(groupbuys_each)}}},
                           .deadline = start + day_ms,
                           .threshold = {groupbuy::ThresholdKind::units, 10}});
        }
    }

    void join(int joins) {
        Dice dice;
        for (int i = 0; i < joins; ++i) {
            const std::uint32_t place = dice.roll(offers * groupbuys_each);
            const Actor consumer{Role::consumer, 1 + dice.roll(100'000)};
            submit(consumer, 1 + i / 100,
                   groupbuy::Join{{place + 1},
                                  {place / groupbuys_each + 1},
                                  {static_cast<std::int32_t>(1 + dice.roll(3))},
                                  {static_cast<std::int32_t>(dice.roll(3))},
                                  {1}});
        }
    }

    const std::vector<Record>& log() const { return log_; }
    const State& state() const { return engine_.state(); }

private:
    Engine engine_;
    std::vector<Record> log_;
    int commands_ = 0;
};

void replay(State& state, const std::vector<Record>& log) {
    json::Document document;
    for (const Record& record : log) {
        const auto event = read_logged(document, record);
        if (!event) fail("a record cannot be read");
        apply(state, *event);
    }
}
void replay(Engine& engine, const std::vector<Record>& log) {
    for (const Record& record : log)
        if (!engine.replay(record)) fail("a record cannot be replayed");
}

const State& state_of(const State& state) {
    return state;  // NOLINT(bugprone-return-const-ref-from-parameter): always a named state
}
const State& state_of(const Engine& engine) {
    return engine.state();
}

// The median of three rates, in events per second, of building an Into whose state is `expected`.
template <class Into>
double rate(const std::vector<Record>& log, std::uint64_t expected) {
    std::array<double, 3> seconds{};
    for (double& once : seconds) {
        Into made;
        once = seconds_of([&] { replay(made, log); });
        if (digest(state_of(made)) != expected) fail("the replayed state differs");
    }
    std::ranges::sort(seconds);
    return static_cast<double>(log.size()) / seconds[1];
}

void run(int joins) {
    Shop shop;
    shop.open();
    const double deciding_s = seconds_of([&] { shop.join(joins); });
    const std::uint64_t expected = digest(shop.state());
    std::size_t bytes = 0;
    for (const Record& record : shop.log()) bytes += record.body.size();
    const double replica = rate<State>(shop.log(), expected);
    const double server = rate<Engine>(shop.log(), expected);
    std::printf(
        "{\"events\":%zu,\"bytes_each\":%zu,\"decide_per_s\":%.0f,\"read_apply_per_s\":%.0f,"
        "\"engine_replay_per_s\":%.0f,\"digest\":\"%s\"}\n",
        shop.log().size(), bytes / shop.log().size(), joins / deciding_s, replica, server,
        digest_text(expected).c_str());
}

}  // namespace
}  // namespace starfish

int main(int argc, char** argv) {
    starfish::run(argc > 1 ? std::atoi(argv[1]) : 1'000'000);
}
