#include "web/kit/layout.hpp"

#include "web/kit/tokens.hpp"

#include "imgui_internal.h"

#include <algorithm>
#include <cassert>

namespace starfish::web {

namespace layout {
namespace {

std::vector<Column>& columns() {
    static std::vector<Column> open;
    return open;
}
Rect area;

}  // namespace

void begin_frame() {
    const platform::Environment& page = platform::environment();
    area = {0, 0, page.width, page.height};
    columns().assign(1, {.width = page.width});
}

Column& column() {
    assert(!columns().empty());
    return columns().back();
}

void push(Column column) {
    column.top = column.y;
    columns().push_back(column);
}

Column pop() {
    const Column left = column();
    columns().pop_back();
    return left;
}

Rect take(float height) {
    Column& now = column();
    if (!now.empty) now.y += now.next_gap >= 0 ? now.next_gap : now.gap;
    now.next_gap = -1;
    now.empty = false;
    now.after_entry = false;
    const Rect place{now.x, now.y, now.width, height};
    now.y += height;
    return place;
}

Rect clip() {
    const ImVec4& sides = ink()._CmdHeader.ClipRect;
    return {sides.x, sides.y, sides.z - sides.x, sides.w - sides.y};
}

bool in_sight(const Rect& rect) {
    const Rect seen = clip();
    return rect.bottom() >= seen.y && rect.y <= seen.bottom() && rect.right() >= seen.x &&
           rect.x <= seen.right();
}

void push_clip(const Rect& rect) {
    ink().PushClipRect({rect.x, rect.y}, {rect.right(), rect.bottom()}, true);
}
void pop_clip() {
    ink().PopClipRect();
}

Rect screen_area() {
    return area;
}
void set_screen_area(Rect to) {
    area = to;
}

ImDrawList& ink() {
    return *ImGui::GetWindowDrawList();
}

}  // namespace layout

namespace kit {

void space(float height) {
    layout::column().next_gap = height;
}

Columns::Columns(std::vector<float> widths, float gap) : widths_(std::move(widths)), gap_(gap) {
    const Rect place = layout::take(0);
    x_ = place.x;
    top_ = bottom_ = place.y;
    inner_gap_ = layout::column().gap;
    float fixed = gap_ * static_cast<float>(widths_.size() - 1);
    float shares = 0;
    for (const float width : widths_) (width > 1 ? fixed : shares) += width;
    for (float& width : widths_)
        if (width <= 1)
            width = std::max(0.0f, place.width - fixed) * width / std::max(shares, 0.001f);
    open();
}

void Columns::open() {
    layout::push({.x = x_, .y = top_, .width = widths_[at_], .gap = inner_gap_});
}

void Columns::next() {
    assert(at_ + 1 < widths_.size());
    bottom_ = std::max(bottom_, layout::pop().y);
    x_ += widths_[at_++] + gap_;
    open();
}

Columns::~Columns() {
    bottom_ = std::max(bottom_, layout::pop().y);
    layout::column().y = bottom_;
}

Each::Each(std::uint64_t key) {
    const auto* bytes = reinterpret_cast<const char*>(&key);
    ImGui::PushID(bytes, bytes + sizeof key);
}
Each::~Each() {
    ImGui::PopID();
}

Group::Group(accessible::Role role, std::string_view name) {
    const std::string_view key = name.empty() ? accessible::name_of(role) : name;
    accessible::begin(accessible::id_of(key), {.role = role, .name = std::string(name)});
}
Group::~Group() {
    accessible::end();
}

}  // namespace kit
}  // namespace starfish::web
