// The icons, drawn as strokes on a 24×24 grid after shared/mockups/screens.html.
#pragma once

#include "web/kit/layout.hpp"
#include "web/kit/tokens.hpp"

namespace starfish::web {

enum class Icon : std::uint8_t {
    none,
    today,
    groupbuy,
    handout,
    money,
    learning,
    offer,
    back,
    close,
    check,
    more,
    up,
    down,
    people,
    warning,
};

// Draws the icon with its top left corner at (x, y). Icons are decoration: the widget that
// contains the icon states its meaning.
void draw_icon(Icon icon, float x, float y, float size, Colour colour);

}  // namespace starfish::web
