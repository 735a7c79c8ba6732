#include "core/base/instant.hpp"

#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

namespace instant_test {

using namespace starfish;

TEST_CASE("Shanghai is eight hours ahead of UTC") {
    const ShanghaiTime epoch = in_shanghai({0});
    CHECK(epoch == ShanghaiTime{.year = 1970, .month = 1, .day = 1, .hour = 8, .weekday = 4});
    // 2020-11-24T12:00:00Z
    const ShanghaiTime evening = in_shanghai({1'606'219'200'000});
    CHECK(evening == ShanghaiTime{.year = 2020, .month = 11, .day = 24, .hour = 20, .weekday = 2});
}

TEST_CASE("a day begins at midnight in Shanghai") {
    const Instant midnight = from_shanghai({.year = 2020, .month = 11, .day = 24});
    CHECK(in_shanghai(midnight).hour == 0);
    CHECK(shanghai_day(midnight) == shanghai_day(midnight + (day_ms - 1)));
    CHECK(shanghai_day(midnight + -1) == shanghai_day(midnight) - 1);
    CHECK(in_shanghai(midnight + -1).day == 23);
    CHECK(in_shanghai(midnight + -1).second == 59);
    CHECK(in_shanghai(midnight + -1).weekday == 1);
}

TEST_CASE("leap days are where the Gregorian calendar has them") {
    const auto next_day = [](int year, int month, int day) {
        const auto t = from_shanghai({.year = year, .month = month, .day = day}) + day_ms;
        const ShanghaiTime local = in_shanghai(t);
        return local.month * 100 + local.day;
    };
    CHECK(next_day(2020, 2, 28) == 229);
    CHECK(next_day(2020, 2, 29) == 301);
    CHECK(next_day(2021, 2, 28) == 301);
    CHECK(next_day(2000, 2, 28) == 229);
    CHECK(next_day(2100, 2, 28) == 301);
    CHECK(next_day(2024, 12, 31) == 101);
}

TEST_CASE("before 1970 the calendar goes on") {
    const Instant t = from_shanghai({.year = 1969, .month = 12, .day = 31, .hour = 23});
    CHECK(t.ms < 0);
    CHECK(in_shanghai(t) ==
          ShanghaiTime{.year = 1969, .month = 12, .day = 31, .hour = 23, .weekday = 3});
    CHECK(shanghai_day(t) == -1);
    CHECK(shanghai_day(t + hour_ms) == 0);
}

TEST_CASE("a moment and its wall-clock time are each other's inverse") {
    CHECK(rc::check("to the second, from 1900 to 2200", [] {
        const auto second = *rc::gen::inRange<std::int64_t>(-2'208'988'800, 7'258'118'400);
        const auto ms = *rc::gen::inRange<std::int64_t>(0, 1000);
        const Instant t{second * second_ms};
        RC_ASSERT(from_shanghai(in_shanghai(t)) == t);
        RC_ASSERT(in_shanghai(t + ms) == in_shanghai(t));
        RC_ASSERT(shanghai_day(t + day_ms) == shanghai_day(t) + 1);
        RC_ASSERT(in_shanghai(t + 7 * day_ms).weekday == in_shanghai(t).weekday);
    }));
}

}  // namespace instant_test
