#include "server/platform/record_number.hpp"

#include <catch2/catch_test_macros.hpp>

namespace record_number_test {

using namespace starfish;

TEST_CASE("a record's member is found, and no text can pass for it") {
    CHECK(member_number(R"({"line":12,"groupbuy":345,"x":1})", "groupbuy") == 345);
    CHECK(member_number(R"({"line":12,"groupbuy":345,"x":1})", "line") == 12);
    CHECK(member_number(R"({"reason":"\"groupbuy\":9","groupbuy":3})", "groupbuy") == 3);
    CHECK(member_number(R"({"offer":1})", "groupbuy") == 0);
}

TEST_CASE("the line that was joined is told by a record of any version") {
    const Record left{.type = "groupbuy.left", .body = R"({"line":3})"};
    const Record joined{.type = "groupbuy.joined", .version = 1, .body = R"({"line":7})"};
    CHECK(joined_line({.records = {left, joined}}) == Id<groupbuy::OrderLine>{7});
    CHECK_FALSE(joined_line({.records = {left}}));
}

}  // namespace record_number_test
