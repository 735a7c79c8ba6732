#include "core/engine/log_line.hpp"

#include "tests/histories/history.hpp"

#include <catch2/catch_test_macros.hpp>

namespace starfish {
namespace log_line_test {

TEST_CASE("log line: every record of a history reads back unchanged") {
    const auto history = histories::history_of(7, 400);
    CHECK(history.records.size() > 100);
    for (const Record& record : history.records) {
        std::string line;
        write_log_line(line, record);
        CHECK(line.find('\n') == line.size() - 1);
        CHECK(read_log_line(line) == record);
    }
}

TEST_CASE("log line: extreme values of every field") {
    const Record record{.seq = 9'223'372'036'854'775'807,
                        .time = {-1},
                        .actor = {Role::consumer, 9'223'372'036'854'775'807},
                        .command_id = "AZaz09_-",
                        .command_digest = 0xFFFF'FFFF'FFFF'FFFF,
                        .type = "groupbuy.cancelled",
                        .version = 2'147'483'647,
                        .body = R"({"reason":"\"}\\ ,\"body\":{"})"};
    std::string line;
    write_log_line(line, record);
    CHECK(read_log_line(line) == record);
}

TEST_CASE("log line: an invalid line is refused") {
    const Record record{.seq = 1,
                        .time = {2},
                        .actor = {Role::system, 0},
                        .command_id = "command-1",
                        .command_digest = 3,
                        .type = "groupbuy.failed",
                        .version = 1,
                        .body = "{}"};
    std::string good;
    write_log_line(good, record);
    REQUIRE(read_log_line(good) == record);
    for (std::size_t length = 0; length + 1 < good.size(); ++length)
        CHECK_FALSE(read_log_line(std::string_view(good).substr(0, length)));
    CHECK_FALSE(read_log_line(" " + good));
    CHECK_FALSE(read_log_line("{ \"seq\":1}"));
    CHECK_FALSE(read_log_line(R"({"seq":99999999999999999999,"time":2})"));
    std::string nobody = good;
    nobody.replace(nobody.find("system:0"), 8, "nobody:0");
    CHECK_FALSE(read_log_line(nobody));
}

}  // namespace log_line_test
}  // namespace starfish
