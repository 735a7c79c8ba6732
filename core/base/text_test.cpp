#include "core/base/text.hpp"

#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

#include <array>

namespace text_test {

using namespace starfish;
using namespace std::string_literals;

std::string utf8(char32_t c) {
    const auto tail = [&](unsigned shift) {
        return static_cast<char>(0x80U | ((c >> shift) & 0x3FU));
    };
    if (c < 0x80) return {static_cast<char>(c)};
    if (c < 0x800) return {static_cast<char>(0xC0U | c >> 6U), tail(0)};
    if (c < 0x10000) return {static_cast<char>(0xE0U | c >> 12U), tail(6), tail(0)};
    return {static_cast<char>(0xF0U | c >> 18U), tail(12), tail(6), tail(0)};
}

std::string_view code_of(std::string_view text, TextBounds bounds = {}) {
    const auto refusal = refuse_text(text, "field", bounds);
    return refusal ? refusal->code : std::string_view("fine");
}

TEST_CASE("UTF-8 is counted in code points") {
    CHECK(utf8_length("") == 0);
    CHECK(utf8_length("abc") == 3);
    CHECK(utf8_length("é") == 1);
    CHECK(utf8_length("海参") == 2);
    CHECK(utf8_length("𠮷野家") == 3);
    CHECK(utf8_length("👩‍👩‍👧") == 5);  // code points, not graphemes
    CHECK(utf8_length("a\0b"s) == 3);
}

TEST_CASE("every code point except the surrogates is valid UTF-8 in its shortest form") {
    for (char32_t c = 0; c <= 0x10FFFF; ++c) {
        const bool surrogate = c >= 0xD800 && c <= 0xDFFF;
        if (utf8_length(utf8(c)).has_value() == surrogate) {
            INFO("U+" << std::hex << static_cast<std::uint32_t>(c));
            FAIL();
        }
    }
    CHECK_FALSE(utf8_length(utf8(0x110000)));
}

TEST_CASE("invalid UTF-8 has no length") {
    const std::array broken{"\x80"s,  // a continuation byte without a lead byte
                            "\xBF"s,
                            "\xC3"s,  // cut short
                            "\xE6\xB5"s,
                            "\xF0\x9F\x98"s,
                            "\xC0\xAF"s,  // overlong "/"
                            "\xC1\xBF"s,
                            "\xE0\x80\xAF"s,
                            "\xE0\x9F\xBF"s,
                            "\xF0\x80\x80\xAF"s,
                            "\xF0\x8F\xBF\xBF"s,
                            "\xED\xA0\x80"s,  // surrogates
                            "\xED\xBF\xBF"s,
                            "\xF4\x90\x80\x80"s,  // above U+10FFFF
                            "\xF5\x80\x80\x80"s,
                            "\xF8\x88\x80\x80\x80"s,
                            "\xFF"s,
                            "\xFE"s,
                            "\xE6\x41\xB5"s,  // a lead byte within a sequence
                            "\xE6\xB5\x41"s,
                            "\xF0\x9F\x41\x80"s,
                            "\xC3\xC3\xA9"s,
                            "海\xE5\x8F"s};
    for (const std::string& text : broken) {
        CAPTURE(text);
        CHECK_FALSE(utf8_length(text));
        CHECK(code_of(text) == "text.not_utf8");
    }
}

TEST_CASE("any bytes get an answer, and valid texts stay valid when joined") {
    CHECK(rc::check("bytes", [](const std::string& a, const std::string& b) {
        const auto length_a = utf8_length(a);
        const auto length_b = utf8_length(b);
        if (length_a && length_b) RC_ASSERT(utf8_length(a + b) == *length_a + *length_b);
        (void)refuse_text(a, "field", {.least = 1, .most = 5});
    }));
}

TEST_CASE("the length of a text is bounded on both sides") {
    CHECK(code_of("海参", {.least = 2, .most = 2}) == "fine");
    CHECK(code_of("海", {.least = 2, .most = 4}) == "text.too_short");
    CHECK(code_of("海参礼盒家", {.least = 2, .most = 4}) == "text.too_long");
    CHECK(code_of("", {.least = 0, .most = 4}) == "fine");

    const auto refusal = refuse_text("海参礼盒家", "title", {.least = 2, .most = 4});
    REQUIRE(refusal);
    CHECK(refusal->kind == RefusalKind::invalid);
    CHECK(refusal->field == "title");
    REQUIRE(refusal->facts.size() == 1);
    CHECK(refusal->facts[0].name == "most");
    CHECK(refusal->facts[0].value == 4);
}

TEST_CASE("white space does not count toward the least length") {
    CHECK(code_of("   ", {.least = 1, .most = 9}) == "text.too_short");
    CHECK(code_of("\u3000\u3000", {.least = 1, .most = 9}) == "text.too_short");
    CHECK(code_of(" \n ", {.least = 1, .most = 9, .lines = true}) == "text.too_short");
    CHECK(code_of("  海  ", {.least = 2, .most = 9}) == "text.too_short");
    CHECK(code_of(" 海参 ", {.least = 2, .most = 9}) == "fine");
}

TEST_CASE("control characters are refused") {
    CHECK(code_of("a\0b"s) == "text.control_character");
    CHECK(code_of("a\tb") == "text.control_character");
    CHECK(code_of("a\rb") == "text.control_character");
    CHECK(code_of("a\x1B[31mb") == "text.control_character");
    CHECK(code_of("a\x7F") == "text.control_character");
    CHECK(code_of("a\u0080b") == "text.control_character");  // the C1 controls of ISO 6429
    CHECK(code_of("a\u0085b") == "text.control_character");
    CHECK(code_of("a\u009Fb") == "text.control_character");
    CHECK(code_of("a\u00A0b") == "fine");
    CHECK(code_of("两行\n文字") == "text.control_character");
    CHECK(code_of("两行\n文字", {.lines = true}) == "fine");
    CHECK(code_of("两行\r\n文字", {.lines = true}) == "text.control_character");
}

TEST_CASE("characters that turn the direction of a text are refused") {
    for (const char32_t c : {U'\u061C', U'\u200E', U'\u200F', U'\u202A', U'\u202B', U'\u202C',
                             U'\u202D', U'\u202E', U'\u2066', U'\u2067', U'\u2068', U'\u2069'}) {
        INFO("U+" << std::hex << static_cast<std::uint32_t>(c));
        CHECK(code_of("王" + utf8(c) + "姐") == "text.control_character");
        CHECK(code_of("王" + utf8(c), {.lines = true}) == "text.control_character");
    }
    CHECK(code_of("王\u2029姐") == "fine");
    CHECK(code_of("王\u206A姐") == "fine");
    CHECK(code_of("שלום مرحبا") == "fine");  // letters turn the direction by themselves
}

TEST_CASE("invisible characters do not count, and may stand among visible ones") {
    for (const char32_t c :
         {U'\u00A0', U'\u00AD', U'\u034F', U'\u115F', U'\u1160',     U'\u180E',    U'\u2003',
          U'\u200B', U'\u200C', U'\u200D', U'\u2028', U'\u2060',     U'\u2064',    U'\u2800',
          U'\u3164', U'\uFE0F', U'\uFEFF', U'\uFFA0', U'\U000E0061', U'\U000E0100'}) {
        INFO("U+" << std::hex << static_cast<std::uint32_t>(c));
        CHECK(code_of(utf8(c) + utf8(c), {.least = 1, .most = 9}) == "text.too_short");
        CHECK(code_of("海" + utf8(c), {.least = 2, .most = 9}) == "text.too_short");
        CHECK(code_of("海" + utf8(c) + "参", {.least = 2, .most = 9}) == "fine");
        CHECK(code_of(utf8(c), {.least = 0, .most = 9}) == "fine");
    }
    CHECK(code_of("👩‍👩‍👧", {.least = 1, .most = 9}) == "fine");
    CHECK(code_of("❤️", {.least = 1, .most = 9}) == "fine");
    CHECK(visible_length("👩‍👩‍👧") == 3);
    CHECK(visible_length(" 海 参 ") == 2);
    CHECK(visible_length("\xFF") == 0);
}

TEST_CASE("full-width digits become ASCII digits, and nothing else changes") {
    CHECK(with_plain_digits("０１２３４５６７８９") == "0123456789");
    CHECK(with_plain_digits("3 号楼 １２ 层") == "3 号楼 12 层");
    CHECK(with_plain_digits("／：＋－") == "／：＋－");  // beside the digits, on either side
    CHECK(with_plain_digits("\xEF\xBC") == "\xEF\xBC");
    CHECK(with_plain_digits("").empty());
}

TEST_CASE("trimmed removes spaces at both ends only") {
    CHECK(trimmed("").empty());
    CHECK(trimmed(" \t\n").empty());
    CHECK(trimmed("\u3000 海 参\u3000\n") == "海 参");
    CHECK(trimmed("海参") == "海参");
}

}  // namespace text_test
