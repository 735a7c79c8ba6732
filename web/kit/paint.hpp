// The kit's shapes: surfaces, lines, and the look of a widget under a pointer.
#pragma once

#include "web/kit/layout.hpp"
#include "web/kit/tokens.hpp"

namespace starfish::web::paint {

void fill(const Rect& rect, Colour colour, float radius = 0);
// Draws the outline inside the rect.
void outline(const Rect& rect, Colour colour, float radius = 0, float thickness = 1);
void line(float x, float y, float width, Colour colour);
void dot(float x, float y, float radius, Colour colour);
void ring(float x, float y, float radius, Colour colour, float thickness);

// The colour of a widget's surface: slightly stronger under a pointer, more so when pressed.
Colour surface_colour(WidgetId id, Colour surface);

// A surface whose height is known only after its content has been laid out: `begin` draws the
// surface, and `end` stretches the drawn vertices.
class Surface {
public:
    void begin(const Rect& top);
    void end(float height);

private:
    Rect drawn_;
    int first_vertex_ = 0;
    int last_vertex_ = 0;
};

}  // namespace starfish::web::paint
