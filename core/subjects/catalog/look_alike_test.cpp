#include "core/subjects/catalog/look_alike.hpp"

#include <catch2/catch_test_macros.hpp>

using starfish::catalog::look_alike;
using starfish::catalog::normalized_name;

// More cases are in server/exports/look_alikes_test.cpp.
TEST_CASE("look-alike: width, case and punctuation are ignored") {
    CHECK(look_alike(normalized_name("即食海参（５００Ｇ）"), normalized_name("即食海参 250g")));
    CHECK(look_alike(normalized_name("纯牛奶 1L"), normalized_name("鲜牛奶 1L")));
    CHECK_FALSE(look_alike(normalized_name("即食海参 家庭装"), normalized_name("小米粥 礼盒")));
}
