#include "core/subjects/catalog/look_alike.hpp"

#include <catch2/catch_test_macros.hpp>

using starfish::catalog::look_alike;
using starfish::catalog::plain_name;

// server/exports/look_alikes_test.cpp has the many.
TEST_CASE("look-alike: width, case and marks aside") {
    CHECK(look_alike(plain_name("即食海参（５００Ｇ）"), plain_name("即食海参 250g")));
    CHECK(look_alike(plain_name("纯牛奶 1L"), plain_name("鲜牛奶 1L")));
    CHECK_FALSE(look_alike(plain_name("即食海参 家庭装"), plain_name("小米粥 礼盒")));
}
