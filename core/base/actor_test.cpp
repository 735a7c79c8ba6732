#include "core/base/actor.hpp"

#include <catch2/catch_test_macros.hpp>

namespace actor_test {

using namespace starfish;

TEST_CASE("an actor's text reads back") {
    for (const Role role : {Role::consumer, Role::leader, Role::trainer, Role::supplier,
                            Role::system, Role::verifier}) {
        const Actor actor{role, 9'223'372'036'854'775'807};
        CHECK(actor_from(to_string(actor)) == actor);
    }
    CHECK(to_string({Role::leader, 3}) == "leader:3");
    CHECK(actor_from("system:0") == Actor{Role::system, 0});
}

TEST_CASE("text that is not an actor is refused") {
    for (const std::string_view text :
         {"", ":", "leader", "leader:", "leader:x", "leader:3x", "leader: 3", "Leader:3", "boss:3",
          "leader:9223372036854775808", "leader:3:4"}) {
        CAPTURE(text);
        CHECK_FALSE(actor_from(text));
    }
}

TEST_CASE("command ids are 8 to 64 plain characters") {
    CHECK(is_command_id("abcDEF09"));
    CHECK(is_command_id("a-b_c-d_"));
    CHECK(is_command_id(std::string(64, 'a')));
    CHECK_FALSE(is_command_id(""));
    CHECK_FALSE(is_command_id("abcDEF0"));
    CHECK_FALSE(is_command_id(std::string(65, 'a')));
    CHECK_FALSE(is_command_id("abcdefg h"));
    CHECK_FALSE(is_command_id("abcdefg/h"));
    CHECK_FALSE(is_command_id("海参海参海参"));
}

}  // namespace actor_test
