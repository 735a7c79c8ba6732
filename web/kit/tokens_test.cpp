#include "web/kit/tokens.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>

using namespace starfish::web;

namespace tokens_test {

// Relative luminance and contrast as WCAG 2.2 defines them.
double luminance(Colour colour) {
    const auto part = [&](int shift) {
        const double value = (colour >> shift & 0xFF) / 255.0;
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * part(0) + 0.7152 * part(8) + 0.0722 * part(16);
}

double contrast(Colour a, Colour b) {
    const double one = luminance(a);
    const double other = luminance(b);
    return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

TEST_CASE("every ink is readable on every surface it is used on") {
    for (const auto theme : {platform::Theme::light, platform::Theme::dark}) {
        const Palette& p = palette(theme);
        for (const Colour text : {p.text, p.muted, p.brand, p.sea, p.good, p.warn, p.bad})
            for (const Colour on : {p.bg, p.surface}) CHECK(contrast(text, on) >= 4.5);
        CHECK(contrast(p.muted, p.surface2) >= 4.5);
        CHECK(contrast(p.on_brand, p.brand) >= 4.5);
        const std::pair<Colour, Colour> chips[] = {{p.brand, p.brand_soft},
                                                   {p.sea, p.sea_soft},
                                                   {p.good, p.good_soft},
                                                   {p.warn, p.warn_soft},
                                                   {p.bad, p.bad_soft}};
        for (const auto& [ink, soft] : chips) CHECK(contrast(ink, soft) >= 4.0);
    }
}

TEST_CASE("focus rings and edges that matter have enough contrast") {
    for (const auto theme : {platform::Theme::light, platform::Theme::dark}) {
        const Palette& p = palette(theme);
        CHECK(contrast(p.sea, p.surface) >= 3);
        CHECK(contrast(p.sea, p.bg) >= 3);
    }
}

TEST_CASE("colours mix in proportion") {
    CHECK(mixed(0xFF000000, 0xFFFFFFFF, 0) == 0xFF000000);
    CHECK(mixed(0xFF000000, 0xFFFFFFFF, 1) == 0xFFFFFFFF);
    CHECK(mixed(0xFF000000, 0xFFFF8000, 0.5f) == 0xFF804000);
}

}  // namespace tokens_test
