#include "web/kit/display.hpp"

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <cmath>

using namespace starfish;
using namespace starfish::web;

namespace charts_test {

const std::array<kit::Tier, 3> tiers{
    {{10, "10 份", "¥168"}, {25, "25 份", "¥159"}, {40, "40 份", "¥149"}}};

int filled(std::int64_t units) {
    return static_cast<int>(std::lround(kit::ladder_share(units, tiers) * 100));
}

TEST_CASE("a ladder states its position in words, from its own texts") {
    CHECK(kit::ladder_text(Locale::zh_cn, 29, tiers) ==
          "29 份，已到 25 份 ¥159，下一档 40 份 ¥149");
    CHECK(kit::ladder_text(Locale::zh_cn, 3, tiers) == "3 份，下一档 10 份 ¥168");
    CHECK(kit::ladder_text(Locale::zh_cn, 41, tiers) == "41 份，已到 40 份 ¥149");
    CHECK(kit::ladder_text(Locale::en, 1, tiers) == "1 unit, next 10 份 ¥168");
    CHECK(kit::ladder_text(Locale::en, 0, {}) == "0 units");
}

TEST_CASE("a ladder's bar reaches a tick exactly when the tier is reached") {
    CHECK(filled(0) == 0);
    CHECK(filled(10) == 20);
    CHECK(filled(25) == 50);
    CHECK(filled(29) == 58);
    CHECK(kit::ladder_share(39, tiers) < kit::tier_share(2, 3));
    CHECK(filled(40) == 80);
    CHECK(filled(1'000) == 100);
}

TEST_CASE("a ladder of one tier, or none") {
    CHECK(kit::ladder_share(5, {}) == 0);
    CHECK(std::lround(kit::ladder_share(10, std::span(tiers).first(1)) * 100) == 80);
}

}  // namespace charts_test
