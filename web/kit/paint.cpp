#include "web/kit/paint.hpp"

#include "imgui.h"

#include <algorithm>

namespace starfish::web::paint {

namespace {

// ImGui limits the radius of a rounded rect to one pixel less than half its height; chips and bars
// need the full half.
void path(const Rect& rect, float radius) {
    constexpr float quarter = 1.57079633f;
    ImDrawList& ink = layout::ink();
    const float r = std::min({radius, rect.width / 2, rect.height / 2});
    ink.PathArcTo({rect.x + r, rect.y + r}, r, 2 * quarter, 3 * quarter);
    ink.PathArcTo({rect.right() - r, rect.y + r}, r, 3 * quarter, 4 * quarter);
    ink.PathArcTo({rect.right() - r, rect.bottom() - r}, r, 0, quarter);
    ink.PathArcTo({rect.x + r, rect.bottom() - r}, r, quarter, 2 * quarter);
}

}  // namespace

void fill(const Rect& rect, Colour colour, float radius) {
    if (radius <= 0) {
        layout::ink().AddRectFilled({rect.x, rect.y}, {rect.right(), rect.bottom()}, colour);
        return;
    }
    path(rect, radius);
    layout::ink().PathFillConvex(colour);
}

void outline(const Rect& rect, Colour colour, float radius, float thickness) {
    const float in = thickness / 2;
    path({rect.x + in, rect.y + in, rect.width - thickness, rect.height - thickness}, radius - in);
    layout::ink().PathStroke(colour, ImDrawFlags_Closed, thickness);
}

void line(float x, float y, float width, Colour colour) {
    layout::ink().AddRectFilled({x, y}, {x + width, y + 1}, colour);
}

void dot(float x, float y, float radius, Colour colour) {
    layout::ink().AddCircleFilled({x, y}, radius, colour);
}

void ring(float x, float y, float radius, Colour colour, float thickness) {
    layout::ink().AddCircle({x, y}, radius - thickness / 2, colour, 0, thickness);
}

Colour surface_colour(WidgetId id, Colour surface) {
    const Interaction& person = interaction();
    if (id == 0 || person.hovered != id) return surface;
    return mixed(surface, palette().text | 0xFF000000u, person.pressed == id ? 0.14f : 0.06f);
}

void Surface::begin(const Rect& top) {
    drawn_ = {top.x, top.y, top.width, 100};
    first_vertex_ = layout::ink().VtxBuffer.Size;
    fill(drawn_, palette().surface, space::card_radius);
    outline(drawn_, palette().line, space::card_radius);
    last_vertex_ = layout::ink().VtxBuffer.Size;
}

void Surface::end(float height) {
    const float middle = drawn_.y + drawn_.height / 2;
    ImVector<ImDrawVert>& vertices = layout::ink().VtxBuffer;
    for (int i = first_vertex_; i < last_vertex_; ++i)
        if (vertices[i].pos.y > middle) vertices[i].pos.y += height - drawn_.height;
}

}  // namespace starfish::web::paint
