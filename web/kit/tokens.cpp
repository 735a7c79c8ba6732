#include "web/kit/tokens.hpp"

#include <array>
#include <cmath>

namespace starfish::web {
namespace {

constexpr Colour rgb(std::uint32_t hex) {
    return 0xFF000000u | (hex & 0xFFu) << 16 | (hex & 0xFF00u) | hex >> 16;
}

constexpr Palette light{
    .bg = rgb(0xF6F4EF),
    .surface = rgb(0xFFFFFF),
    .surface2 = rgb(0xEFECE5),
    .text = rgb(0x1A2A30),
    .muted = rgb(0x56666C),
    .line = rgb(0xDFDAD0),
    .brand = rgb(0xC93F22),
    .on_brand = rgb(0xFFFFFF),
    .brand_soft = rgb(0xFBE7E0),
    .sea = rgb(0x0B6472),
    .sea_soft = rgb(0xDCEFF0),
    .good = rgb(0x1A7347),
    .good_soft = rgb(0xDFF2E7),
    .warn = rgb(0x8A5800),
    .warn_soft = rgb(0xFAEFD6),
    .bad = rgb(0xAE231B),
    .bad_soft = rgb(0xFAE2E0),
    .shade = 0x80000000u,
};

constexpr Palette dark{
    .bg = rgb(0x0D1518),
    .surface = rgb(0x152125),
    .surface2 = rgb(0x1D2C31),
    .text = rgb(0xE9F0F1),
    .muted = rgb(0x9FB2B7),
    .line = rgb(0x2A3B41),
    .brand = rgb(0xFF8B6C),
    .on_brand = rgb(0x2A0E06),
    .brand_soft = rgb(0x3B221B),
    .sea = rgb(0x63C6D2),
    .sea_soft = rgb(0x12333A),
    .good = rgb(0x6BCB97),
    .good_soft = rgb(0x142B25),
    .warn = rgb(0xE4B45A),
    .warn_soft = rgb(0x3A2E14),
    .bad = rgb(0xFF8E86),
    .bad_soft = rgb(0x3E1D1B),
    .shade = 0x99000000u,
};

constexpr auto type_sizes = std::to_array<TypeSize>({
    {12, 16, false},
    {14, 20, false},
    {16, 24, false},
    {18, 26, true},
    {24, 32, true},
    {32, 40, true},
});

}  // namespace

const Palette& palette(platform::Theme theme) {
    return theme == platform::Theme::dark ? dark : light;
}

const Palette& palette() {
    return palette(platform::environment().theme);
}

Colour colour_of(Ink ink) {
    const Palette& p = palette();
    const Colour colours[] = {p.text, p.muted, p.brand, p.sea, p.good, p.warn, p.bad, p.on_brand};
    return colours[static_cast<int>(ink)];
}

Ink ink_of(Tone tone) {
    constexpr Ink inks[] = {Ink::muted, Ink::brand, Ink::sea, Ink::good, Ink::warn, Ink::bad};
    return inks[static_cast<int>(tone)];
}

Colour soft_of(Tone tone) {
    const Palette& p = palette();
    const Colour colours[] = {p.surface2,  p.brand_soft, p.sea_soft,
                              p.good_soft, p.warn_soft,  p.bad_soft};
    return colours[static_cast<int>(tone)];
}

Colour mixed(Colour under, Colour over, float strength) {
    Colour out = 0;
    for (int shift = 0; shift < 32; shift += 8) {
        const auto from = static_cast<float>(under >> shift & 0xFFu);
        const auto to = static_cast<float>(over >> shift & 0xFFu);
        out |= static_cast<Colour>(std::lround(from + (to - from) * strength)) << shift;
    }
    return out;
}

TypeSize size_of(Type type) {
    return type_sizes[static_cast<std::size_t>(type)];
}

}  // namespace starfish::web
