#include "core/base/audience.hpp"

#include <catch2/catch_test_macros.hpp>

namespace audience_test {

using namespace starfish;

TEST_CASE("each scope sees its own audiences only") {
    const Scope everyone = for_everyone;
    CHECK(may_see(everyone, for_everyone));
    CHECK_FALSE(may_see(everyone, for_leader(1)));
    CHECK_FALSE(may_see(everyone, for_staff));

    const Scope one = for_leader(1);
    CHECK(may_see(one, for_everyone));
    CHECK(may_see(one, for_leader(1)));
    CHECK_FALSE(may_see(one, for_leader(2)));
    CHECK_FALSE(may_see(one, for_staff));

    const Scope desk = for_desk(1);
    CHECK(may_see(desk, for_everyone));
    CHECK(may_see(desk, for_desk(1)));
    CHECK_FALSE(may_see(desk, for_desk(2)));
    CHECK_FALSE(may_see(desk, for_leader(1)));
    CHECK_FALSE(may_see(desk, for_staff));
    CHECK(may_see(one, for_desk(1)));
    CHECK_FALSE(may_see(one, for_desk(2)));
    CHECK_FALSE(may_see(everyone, for_desk(1)));
    for (const Audience audience : {for_everyone, for_leader(1), for_desk(1), for_staff})
        CHECK(may_see(for_trainers, audience));
    CHECK(may_see(for_staff, for_desk(1)));

    CHECK(may_see(for_staff, for_everyone));
    CHECK(may_see(for_staff, for_leader(1)));
    CHECK(may_see(for_staff, for_staff));
}

}  // namespace audience_test
