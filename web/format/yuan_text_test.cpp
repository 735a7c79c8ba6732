#include "web/format/yuan_text.hpp"

#include <catch2/catch_test_macros.hpp>

using starfish::Fen;
using starfish::web::parse_yuan;
using starfish::web::yuan_input;

TEST_CASE("amounts in the form that people type are read, and other texts are not") {
    CHECK(parse_yuan("168") == Fen{16800});
    CHECK(parse_yuan(" ¥1,168.5 ") == Fen{116850});
    CHECK(parse_yuan("０.０１") == Fen{1});
    CHECK(parse_yuan("０．０１") ==
          std::nullopt);  // full-width digits are converted, the full-width point is not
    CHECK(parse_yuan("0.01") == Fen{1});
    CHECK(parse_yuan("１６８") == Fen{16800});
    for (const char* bad : {"", ".", "1.", ".5", "1.234", "-1", "1e3", "12元", "1 2", "1..2"})
        CHECK(parse_yuan(bad) == std::nullopt);
    CHECK(parse_yuan("999999999.99") == Fen{99'999'999'999});
    CHECK(parse_yuan("1000000000") == std::nullopt);
}

TEST_CASE("a prefilled amount reads back as the same amount") {
    for (const std::int64_t fen : {0, 1, 9, 10, 99, 100, 101, 16800, 16850})
        CHECK(parse_yuan(yuan_input({fen})) == Fen{fen});
}
