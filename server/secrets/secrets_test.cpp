#include "server/secrets/secrets.hpp"

#include "server/store/memory_store.hpp"

#include <catch2/catch_test_macros.hpp>

#include <set>

namespace starfish {
namespace secrets_test {

TEST_CASE("secrets: the key is made once and kept") {
    const auto store = open_memory_store();
    const Secrets first(*store);
    const Secrets second(*store);
    CHECK(first.consumer_of("13800000000") == second.consumer_of("13800000000"));
    CHECK(first.order_token({7}) == second.order_token({7}));
    const auto elsewhere = open_memory_store();
    const Secrets other(*elsewhere);
    CHECK(first.consumer_of("13800000000") != other.consumer_of("13800000000"));
    CHECK(first.order_token({7}) != other.order_token({7}));
    CHECK_FALSE(other.line_of_token(first.order_token({7})));
}

TEST_CASE("secrets: a phone is one consumer, positive and its own") {
    const auto store = open_memory_store();
    const Secrets secrets(*store);
    std::set<ConsumerId> seen;
    for (int i = 0; i < 2000; ++i) {
        const ConsumerId id = secrets.consumer_of("138" + std::to_string(10'000'000 + i));
        CHECK(id.value > 0);
        seen.insert(id);
    }
    CHECK(seen.size() == 2000);
}

TEST_CASE("secrets: an order's link names its line and cannot be made up") {
    const auto store = open_memory_store();
    const Secrets secrets(*store);
    for (const std::uint32_t line : {1U, 255U, 256U, 65'536U, 4'294'967'295U}) {
        const std::string token = secrets.order_token({line});
        CHECK(token.size() == 27);
        CHECK(secrets.line_of_token(token) == Id<groupbuy::OrderLine>{line});
        for (std::size_t i = 0; i < token.size(); ++i) {
            std::string changed = token;
            changed[i] = changed[i] == 'A' ? 'B' : 'A';
            CHECK_FALSE(secrets.line_of_token(changed));
        }
    }
    const std::string token = secrets.order_token({3});
    const std::string with_zero = token + '\0';
    for (const std::string& wrong :
         {std::string(), token.substr(1), token + "A", token + "=", with_zero, " " + token,
          std::string(27, 'A'), std::string(100'000, 'A'), std::string(27, '\xFF')})
        CHECK_FALSE(secrets.line_of_token(wrong));
}

TEST_CASE("secrets: random tokens differ, and only their hash tells them apart") {
    const std::string one = random_token();
    CHECK(one.size() == 43);
    CHECK(one != random_token());
    CHECK(token_hash(one).size() == 64);
    CHECK(token_hash(one) == token_hash(one));
    CHECK(token_hash(one) != token_hash(one + "A"));
}

}  // namespace secrets_test
}  // namespace starfish
