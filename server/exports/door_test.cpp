#include "server/exports/door.hpp"

#include <catch2/catch_test_macros.hpp>

namespace starfish::exports {
namespace door_test {

TEST_CASE("door: building and room, as people write them") {
    CHECK(door_in("3号楼1502") == Door{"3号楼", "1502"});
    CHECK(door_in("放 3 号楼 2 单元 1502 室门口") == Door{"3号楼 2单元", "1502"});
    CHECK(door_in("18-2-301，谢谢") == Door{"18-2", "301"});
    CHECK(door_in("A座801 王阿姨") == Door{"A座", "801"});
    CHECK(door_in("3#1502") == Door{"3", "1502"});
    CHECK(door_in("１２栋") == Door{"12栋", ""});
}

TEST_CASE("door: phones, times and other text are not doors") {
    for (const char* none : {"", "谢谢", "13800001111", "周二18:00后来拿", "5号取", "2 份要小的",
                             "晚点到，8点后", "محمد"}) {
        INFO(none);
        CHECK(door_in(none) == Door{});
    }
    CHECK(door_in("18:30 后送 6栋1101") == Door{"6栋", "1101"});
}

}  // namespace door_test
}  // namespace starfish::exports
