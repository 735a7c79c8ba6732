#include "server/payment/wechat/platform_keys.hpp"

#include "server/payment/wechat/wechat_case.hpp"

#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <thread>

namespace starfish::payment::wechat {
namespace platform_keys_test {

PlatformKey some_key() {
    PlatformKey key = platform_key(case_certificate());
    key.not_before.reset();
    key.not_after.reset();
    return key;
}

TEST_CASE("platform keys: a certificate is valid between its dates, a public key always") {
    PlatformKey dated = some_key();
    dated.not_before = Instant{1000};
    dated.not_after = Instant{2000};
    PlatformKeys keys({{"AA", dated}, {"PUB_KEY_ID_1", some_key()}}, nullptr);
    CHECK_FALSE(keys.find("AA", {999}));
    CHECK(keys.find("AA", {1000}));
    CHECK(keys.find("AA", {2000}));
    CHECK_FALSE(keys.find("AA", {2001}));
    CHECK(keys.find("PUB_KEY_ID_1", {0}));
    CHECK_FALSE(keys.find("PUB_KEY_ID_2", {0}));
    CHECK_FALSE(keys.find("aa", {1000}));
    CHECK_FALSE(keys.find("", {1000}));
}

TEST_CASE("platform keys: fetched certificates replace older ones and expire after twelve hours") {
    int fetches = 0;
    KeysBySerial served{{"AA", some_key()}};
    PlatformKeys keys({}, [&]() -> std::optional<KeysBySerial> {
        ++fetches;
        return served;
    });
    const Instant start{1'000'000'000};
    CHECK(keys.find("AA", start));
    CHECK(keys.find("AA", start + (12 * hour_ms - 1)));
    CHECK(fetches == 1);
    // The provider now lists a new certificate instead of the old one.
    served = {{"BB", some_key()}};
    CHECK_FALSE(keys.find("AA", start + 12 * hour_ms));
    CHECK(fetches == 2);
    CHECK(keys.find("BB", start + 12 * hour_ms));
    CHECK(fetches == 2);
}

TEST_CASE("platform keys: if fetching fails, the old certificates stay in use") {
    int fetches = 0;
    bool works = true;
    PlatformKeys keys({}, [&]() -> std::optional<KeysBySerial> {
        ++fetches;
        if (!works) return std::nullopt;
        return KeysBySerial{{"AA", some_key()}};
    });
    const Instant start{1'000'000'000};
    CHECK(keys.find("AA", start));
    works = false;
    const Instant later = start + 13 * hour_ms;
    for (int i = 0; i < 10; ++i) CHECK(keys.find("AA", later + i * second_ms));
    CHECK(fetches == 2);
    CHECK(keys.find("AA", later + minute_ms));
    CHECK(fetches == 3);
}

TEST_CASE("platform keys: a clock set back does not stop fetching") {
    int fetches = 0;
    PlatformKeys keys({}, [&]() -> std::optional<KeysBySerial> {
        ++fetches;
        return std::nullopt;
    });
    CHECK_FALSE(keys.find("AA", {1'000'000'000}));
    CHECK_FALSE(keys.find("AA", {1'000'000'000 - day_ms}));
    CHECK(fetches == 2);
}

TEST_CASE("platform keys: concurrent threads share one fetch and its result") {
    std::atomic<int> fetches = 0;
    PlatformKeys keys({}, [&]() -> std::optional<KeysBySerial> {
        ++fetches;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        return KeysBySerial{{"AA", some_key()}};
    });
    std::atomic<int> found = 0;
    std::vector<std::thread> threads;
    threads.reserve(8);
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&] { found += keys.find("AA", {1'000'000'000}) ? 1 : 0; });
    for (std::thread& thread : threads) thread.join();
    CHECK(fetches == 1);
    CHECK(found == 8);
}

}  // namespace platform_keys_test
}  // namespace starfish::payment::wechat
