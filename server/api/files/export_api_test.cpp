#include "server/api/files/export_api.hpp"

#include <catch2/catch_test_macros.hpp>

namespace starfish {

TEST_CASE("download: a name in any script, and a plain one beside it") {
    CHECK(attachment("a-slips.pdf", "海参 1.pdf") ==
          "attachment; filename=\"a-slips.pdf\"; filename*=UTF-8''%E6%B5%B7%E5%8F%82%201.pdf");
    CHECK(attachment("a", "\"\r\n';*%") ==
          "attachment; filename=\"a\"; filename*=UTF-8''%22%0D%0A%27%3B%2A%25");
}

}  // namespace starfish
