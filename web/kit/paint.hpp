// Shapes of the kit: surfaces, lines, and how a widget looks under a pointer.
#pragma once

#include "web/kit/layout.hpp"
#include "web/kit/tokens.hpp"

namespace starfish::web::paint {

void fill(const Rect& rect, Colour colour, float radius = 0);
// Inside the rect.
void outline(const Rect& rect, Colour colour, float radius = 0, float thickness = 1);
void line(float x, float y, float width, Colour colour);
void dot(float x, float y, float radius, Colour colour);
void ring(float x, float y, float radius, Colour colour, float thickness);

// The colour of a widget's surface: a little stronger under a pointer, more when pressed.
Colour touched(Id id, Colour surface);

// A surface whose height is known only when what stands on it has been laid: `begin` draws it, and
// `end` stretches what was drawn.
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
