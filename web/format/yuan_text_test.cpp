#include "web/format/yuan_text.hpp"

#include <catch2/catch_test_macros.hpp>

using starfish::Fen;
using starfish::web::fen_in;
using starfish::web::yuan_typed;

TEST_CASE("an amount is read as people type it, and nothing else is") {
    CHECK(fen_in("168") == Fen{16800});
    CHECK(fen_in(" ¥1,168.5 ") == Fen{116850});
    CHECK(fen_in("０.０１") == Fen{1});
    CHECK(fen_in("０．０１") == std::nullopt);  // only digits are made plain, not the point
    CHECK(fen_in("0.01") == Fen{1});
    CHECK(fen_in("１６８") == Fen{16800});
    for (const char* bad : {"", ".", "1.", ".5", "1.234", "-1", "1e3", "12元", "1 2", "1..2"})
        CHECK(fen_in(bad) == std::nullopt);
    CHECK(fen_in("999999999.99") == Fen{99'999'999'999});
    CHECK(fen_in("1000000000") == std::nullopt);
}

TEST_CASE("what a field is filled with reads back as the same") {
    for (const std::int64_t fen : {0, 1, 9, 10, 99, 100, 101, 16800, 16850})
        CHECK(fen_in(yuan_typed({fen})) == Fen{fen});
}
