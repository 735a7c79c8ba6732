// Where the next component goes. Components stand under each other in a column and are as wide as
// it; scopes (Screen, Card, Columns, Dialog) open columns. A view needs only `space` and `Columns`.
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
    float x = 0, y = 0, width = 0;  // y: where the next component goes
    float top = 0;
    float gap = 8;        // between components
    float next_gap = -1;  // instead of `gap`, once; below 0: none
    bool empty = true;
    bool after_entry = false;  // entries of a list follow each other without a gap
};

namespace layout {

void begin_frame();
Column& column();
void push(Column column);
// The column that is left; its height is y - top.
Column pop();
// The next component's place, as wide as the column.
Rect take(float height);
// What can be seen of the window now; drawing outside is lost.
Rect clip();
bool in_sight(const Rect& rect);
void push_clip(const Rect& rect);
void pop_clip();
// The part of the window that a Screen fills: all of it, or what a Shell leaves.
Rect screen_area();
void set_screen_area(Rect area);

ImDrawList& ink();  // what is drawn on

}  // namespace layout
}  // namespace starfish::web

namespace starfish::web::kit {

// The gap before the next component, instead of the usual one.
void space(float height);

// Columns side by side. A width up to 1 is a share of what the fixed ones leave; above, pixels.
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

// Makes the ids of what follows in this scope differ from those of other rounds of a loop.
class Each {
public:
    explicit Each(std::uint64_t key);
    ~Each();
    Each(const Each&) = delete;
    Each& operator=(const Each&) = delete;
};

// Components that belong together, for screen readers: a list, a form, a region with a name.
// Inside a list, kit::Item makes each entry.
class Group {
public:
    explicit Group(accessible::Role role, std::string_view name = {});
    ~Group();
    Group(const Group&) = delete;
    Group& operator=(const Group&) = delete;
};

}  // namespace starfish::web::kit
