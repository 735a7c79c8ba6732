// The constants of the look: colours, type, space. No other file names a colour or a size. The
// values are the tokens of shared/mockups; a contrast below 4.5:1 fails tokens_test.cpp.
#pragma once

#include "web/platform/platform.hpp"

#include <cstdint>

namespace starfish::web {

// 0xAABBGGRR, as Dear ImGui packs it.
using Colour = std::uint32_t;

enum class Ink : std::uint8_t { text, muted, brand, sea, good, warn, bad, on_brand };
// The tone of chips, banners and bars.
enum class Tone : std::uint8_t { neutral, brand, sea, good, warn, bad };

struct Palette {
    Colour bg, surface, surface2;
    Colour text, muted, line;
    Colour brand, on_brand, brand_soft;
    Colour sea, sea_soft;
    Colour good, good_soft;
    Colour warn, warn_soft;
    Colour bad, bad_soft;
    Colour shade;  // over the page behind a dialog
};

const Palette& palette(platform::Theme theme);
// The palette of the page's theme.
const Palette& palette();
Colour colour_of(Ink ink);
Ink ink_of(Tone tone);
Colour soft_of(Tone tone);
// Mixes `over` into `under` at `strength` (0 to 1), for hover and press.
Colour mixed(Colour under, Colour over, float strength);

// Type sizes as size/line height; `title` and larger are bold.
enum class Type : std::uint8_t {
    caption,  // 12/16
    small,    // 14/20
    body,     // 16/24
    title,    // 18/26
    heading,  // 24/32
    figure,   // 32/40
};
struct TypeSize {
    float size, line;
    bool bold;
};
TypeSize size_of(Type type);

namespace space {
inline constexpr float card_inside = 16;
inline constexpr float between_cards = 12;
inline constexpr float page_side = 16;
inline constexpr float desktop_side = 28;
inline constexpr float side_bar_width = 216;
inline constexpr float bottom_bar_height = 72;
inline constexpr float card_radius = 12;
inline constexpr float button_radius = 10;
inline constexpr float button_height = 44;
inline constexpr float small_button_height = 36;
inline constexpr float chip_height = 24;
}  // namespace space

}  // namespace starfish::web
