// The canonical bytes, of which the log, digests and snapshots are made. The bytes of a value that
// is already written somewhere must never change.
#include "core/base/json/write.hpp"

#include <catch2/catch_test_macros.hpp>

namespace write_test {

using namespace starfish;
using namespace std::string_literals;
using json::text_of;

enum class Colour : std::uint8_t { red, open_ };
BOOST_DESCRIBE_ENUM(Colour, red, open_)

struct Inner {
    Units units;
    Fen price_fen;
};
BOOST_DESCRIBE_STRUCT(Inner, (), (units, price_fen))

struct Outer {
    bool yes{};
    std::string text;
    std::optional<Instant> at;
    std::vector<Inner> items;
    Colour colour{};
    Id<Inner> id;
    ConsumerId consumer;
    std::optional<Inner> inner;
};
BOOST_DESCRIBE_STRUCT(Outer, (), (yes, text, at, items, colour, id, consumer, inner))

TEST_CASE("fields stand in declared order, without spaces, absent ones left out") {
    CHECK(text_of(Outer{}) ==
          R"({"yes":false,"text":"","items":[],"colour":"red","id":0,"consumer":0})");
    const Outer full{.yes = true,
                     .text = "海参",
                     .at = Instant{1'606'179'600'000},
                     .items = {{Units{1}, Fen{16'800}}, {Units{-5}, Fen{0}}},
                     .colour = Colour::open_,
                     .id = {7},
                     .consumer = {9'223'372'036'854'775'807},
                     .inner = Inner{Units{2}, Fen{3}}};
    CHECK(text_of(full) == R"({"yes":true,"text":"海参","at":1606179600000,)"
                           R"("items":[{"units":1,"price_fen":16800},{"units":-5,"price_fen":0}],)"
                           R"("colour":"open","id":7,"consumer":9223372036854775807,)"
                           R"("inner":{"units":2,"price_fen":3}})");
}

TEST_CASE("numbers are written whole") {
    CHECK(text_of(std::int64_t{-9'223'372'036'854'775'807 - 1}) == "-9223372036854775808");
    CHECK(text_of(std::uint64_t{18'446'744'073'709'551'615U}) == "18446744073709551615");
    CHECK(text_of(std::uint8_t{200}) == "200");
    CHECK(text_of(0) == "0");
}

TEST_CASE("text is escaped where JSON asks for it, and nowhere else") {
    CHECK(text_of("\"quoted\"") == R"("\"quoted\"")");
    CHECK(text_of("a\\b") == R"("a\\b")");
    CHECK(text_of("\n\t\r") == R"("\n\t\r")");
    CHECK(text_of("\x01\x1F\b\f"s) == R"("\u0001\u001f\u0008\u000c")");
    CHECK(text_of("\0"s) == R"("\u0000")");
    CHECK(text_of("/<>&'\x7F\u2028"s) == "\"/<>&'\x7F\u2028\"");
    CHECK(text_of("𠮷👩‍👧") == "\"𠮷👩‍👧\"");
    CHECK(text_of("a literal is no bool") == "\"a literal is no bool\"");
}

}  // namespace write_test
