// The position of the next component. Components are stacked in a column and take its width;
// scopes (Screen, Card, Columns, Dialog) open columns. A view needs only `space` and `Columns`.
#pragma once

#include "web/platform/accessible.hpp"

#include <span>
#include <vector>

struct ImDrawList;

namespace starfish::web {

struct Point {
    float x = 0, y = 0;
};

// A column being filled.
struct Column {
    float x = 0, y = 0, width = 0;  // y: the top of the next component
    float top = 0;
    float gap = 8;        // between components
    float next_gap = -1;  // replaces `gap` once; below 0: unset
    bool empty = true;
    bool after_entry = false;  // list entries have no gap between them
};

namespace layout {

void begin_frame();
Column& column();
void push(Column column);
// Closes the current column and returns it; its height is y - top.
Column pop();
// Reserves the rect of the next component, as wide as the column.
Rect take(float height);
// The current clip rect; nothing is drawn outside it.
Rect clip();
bool in_sight(const Rect& rect);
void push_clip(const Rect& rect);
void pop_clip();
// The part of the window that a Screen fills: the whole window, or the part beside the navigation.
Rect screen_area();
void set_screen_area(Rect area);

ImDrawList& ink();  // the draw list of this frame

}  // namespace layout
}  // namespace starfish::web

namespace starfish::web::kit {

// Sets the gap before the next component, instead of the usual gap.
void space(float height);

// Columns side by side. A width up to 1 is a share of the width that fixed columns leave; a width
// above 1 is in pixels.
//
//     kit::Columns columns({1, 380});
//     { kit::Card left({.title = "…"}); … }
//     columns.next();
//     …
class Columns {
public:
    explicit Columns(std::vector<float> widths, float gap = 12);
    ~Columns();
    Columns(const Columns&) = delete;
    Columns& operator=(const Columns&) = delete;
    void next();

private:
    void open();
    std::vector<float> widths_;
    std::size_t at_ = 0;
    float gap_, x_, top_, inner_gap_, bottom_ = 0;
};

// Makes the widget ids in this scope differ from those of other iterations of a loop.
class Each {
public:
    explicit Each(std::uint64_t key);
    ~Each();
    Each(const Each&) = delete;
    Each& operator=(const Each&) = delete;
};

// Groups components for screen readers: a list, a form, a region with a name.
class Group {
public:
    explicit Group(accessible::Role role, std::string_view name = {});
    ~Group();
    Group(const Group&) = delete;
    Group& operator=(const Group&) = delete;
};

}  // namespace starfish::web::kit
