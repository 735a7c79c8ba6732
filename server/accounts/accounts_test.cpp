#include "server/accounts/accounts.hpp"

#include "server/accounts/sessions.hpp"
#include "server/accounts/throttle.hpp"
#include "server/store/memory_store.hpp"

#include <catch2/catch_test_macros.hpp>

namespace starfish {
namespace accounts_test {

constexpr Instant morning{1'606'179'600'000};

Account chen() {
    return {.login = "chen",
            .role = AccountRole::leader,
            .number = 1,
            .leader = {1},
            .name = "陈姐",
            .password_hash = {}};
}

TEST_CASE("accounts: only the right password is accepted") {
    const auto store = open_memory_store();
    Accounts accounts(*store, false);
    CHECK_FALSE(accounts.any());
    REQUIRE(accounts.put(chen(), "secret"));
    CHECK(accounts.any());
    const auto account = accounts.authenticate("chen", "secret");
    REQUIRE(account);
    CHECK(account->name == "陈姐");
    CHECK(account->number == 101);
    Account zhou = chen();
    zhou.login = "zhou";
    REQUIRE(accounts.put(zhou, "secret"));
    REQUIRE(accounts.put(chen(), "secret"));
    CHECK(accounts.find("zhou")->number == 102);
    CHECK(accounts.find("chen")->number == 101);
    CHECK(account->password_hash.starts_with("$argon2id$"));
    CHECK_FALSE(accounts.authenticate("chen", "Secret"));
    CHECK_FALSE(accounts.authenticate("chen", ""));
    CHECK_FALSE(accounts.authenticate("nobody", "secret"));
    CHECK_FALSE(accounts.authenticate("../chen", "secret"));
    CHECK(store->value("account/chen")->find("secret") == std::string::npos);
}

TEST_CASE("accounts: demo accounts do not exist without --demo") {
    const auto store = open_memory_store();
    Accounts demo(*store, true);
    REQUIRE(demo.put_demo(chen(), "starfish"));
    const std::string kept = demo.find("chen")->password_hash;
    REQUIRE(demo.put_demo(chen(), "starfish"));
    CHECK(demo.find("chen")->password_hash == kept);
    CHECK(demo.authenticate("chen", "starfish"));
    Accounts serious(*store, false);
    CHECK_FALSE(serious.find("chen"));
    CHECK_FALSE(serious.authenticate("chen", "starfish"));
    REQUIRE(serious.put(chen(), "secret"));
    CHECK_FALSE(demo.authenticate("chen", "starfish"));
    CHECK(demo.authenticate("chen", "secret"));
}

TEST_CASE("accounts: each role's actor and scope") {
    CHECK(actor_of(AccountRole::leader, 9, {3}) == Actor{Role::leader, 3});
    CHECK(actor_of(AccountRole::operator_, 9, {}) == Actor{Role::supplier, 9});
    CHECK(actor_of(AccountRole::trainer, 9, {}) == Actor{Role::trainer, 9});
    CHECK(actor_of(AccountRole::verifier, 9, {3}) == Actor{Role::verifier, 9});
    CHECK(scope_of(AccountRole::verifier, {3}) == for_desk(3));
    CHECK(scope_of(AccountRole::leader, {3}) == for_leader(3));
    CHECK(scope_of(AccountRole::operator_, {}) == for_staff);
    CHECK(scope_of(AccountRole::trainer, {}) == for_trainers);
}

TEST_CASE("sessions: they survive a restart, end on time, and the store has no token") {
    const auto store = open_memory_store();
    std::string token;
    {
        Sessions sessions(*store);
        token = sessions.open(chen(), morning).value();
        CHECK(token.size() == 43);
        CHECK(sessions.open(chen(), morning).value() != token);
    }
    Sessions sessions(*store);
    const auto session = sessions.find(token, morning + 1);
    REQUIRE(session);
    CHECK(session->actor() == Actor{Role::leader, 1});
    CHECK(session->scope() == for_leader(1));
    CHECK(sessions.find(token, morning + (session_lasts_ms - 1)));
    CHECK_FALSE(sessions.find(token, morning + session_lasts_ms));
    CHECK_FALSE(sessions.find(session->hash, morning));
    CHECK_FALSE(sessions.find("", morning));
    CHECK_FALSE(sessions.find(std::string(1000, 'a'), morning));
    for (int bucket = 0; bucket < 256; ++bucket) {
        constexpr std::string_view hex = "0123456789abcdef";
        const std::string name{'s',
                               'e',
                               's',
                               's',
                               'i',
                               'o',
                               'n',
                               's',
                               '/',
                               hex[static_cast<std::size_t>(bucket) / 16],
                               hex[static_cast<std::size_t>(bucket) % 16]};
        CHECK(store->value(name).value_or("").find(token) == std::string::npos);
    }
}

TEST_CASE("sessions: signing out ends a session permanently") {
    const auto store = open_memory_store();
    Sessions sessions(*store);
    const std::string token = sessions.open(chen(), morning).value();
    const std::string other = sessions.open(chen(), morning).value();
    CHECK(sessions.close(token));
    CHECK(sessions.close(token));
    CHECK(sessions.close("made up"));
    CHECK_FALSE(sessions.find(token, morning));
    CHECK(sessions.find(other, morning));
    CHECK_FALSE(Sessions(*store).find(token, morning));
    CHECK(Sessions(*store).find(other, morning));
}

TEST_CASE("sessions: a dismissed verifier's sessions end, and new ones are refused") {
    const auto store = open_memory_store();
    Accounts accounts(*store, false);
    Account li{.login = "li",
               .role = AccountRole::verifier,
               .number = 0,
               .leader = {1},
               .name = "小李",
               .password_hash = {},
               .verifier = Id<community::Verifier>{7}};
    REQUIRE(accounts.put(li, "secret"));
    const auto account = accounts.find("li");
    REQUIRE(account);
    Sessions sessions(*store);
    const std::string token = sessions.open(*account, morning).value();
    const auto session = sessions.find(token, morning);
    REQUIRE(session);
    CHECK(session->actor() == Actor{Role::verifier, 7});
    CHECK(session->scope() == for_desk(1));
    CHECK(sessions.holds(session->hash, morning));

    sessions.dismiss({8});
    CHECK(sessions.find(token, morning));
    CHECK_FALSE(sessions.is_dismissed(account->verifier));
    sessions.dismiss({7});
    CHECK_FALSE(sessions.find(token, morning));
    CHECK_FALSE(sessions.holds(session->hash, morning));
    CHECK(sessions.is_dismissed(account->verifier));
    CHECK_FALSE(sessions.is_dismissed(std::nullopt));
}

TEST_CASE("sessions: a full bucket loses its oldest") {
    const auto store = open_memory_store();
    Sessions sessions(*store);
    const std::string first = sessions.open(chen(), morning).value();
    std::size_t kept = 0;
    std::vector<std::string> tokens;
    tokens.reserve(20'000);
    for (int i = 0; i < 20'000; ++i)
        tokens.push_back(sessions.open(chen(), morning + 1 + i).value());
    for (const std::string& token : tokens) kept += sessions.find(token, morning) ? 1U : 0U;
    CHECK(kept <= 256 * sessions_per_bucket_max);
    CHECK(kept > 12'000);
    CHECK(sessions.find(tokens.back(), morning));
}

TEST_CASE("throttle: a burst, then one try per interval") {
    Throttle throttle({.burst = 3, .interval_ms = 1000});
    for (int i = 0; i < 3; ++i) CHECK_FALSE(throttle.take("chen", morning));
    CHECK(throttle.take("chen", morning) == 1000);
    CHECK(throttle.take("chen", morning + 400) == 600);
    CHECK_FALSE(throttle.take("chen", morning + 1000));
    CHECK(throttle.take("chen", morning + 1000) == 1000);
    throttle.give_back("chen");
    CHECK_FALSE(throttle.take("chen", morning + 1000));
    CHECK_FALSE(throttle.take("chen", morning + 100'000));
    CHECK_FALSE(throttle.take("chen", morning + 100'000));
}

}  // namespace accounts_test

}  // namespace starfish
