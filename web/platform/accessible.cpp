#include "web/platform/accessible.hpp"

#include "imgui_internal.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <set>
#include <utility>

namespace starfish::web::accessible {
namespace {

struct Tree {
    std::vector<TreeEntry> entries;
    std::vector<int> open;
    std::set<WidgetId> ids;
    std::string json;
};

Tree& tree() {
    static Tree the_one;
    return the_one;
}

constexpr auto role_names = std::to_array<std::string_view>(
    {"group",      "text",     "heading", "button",  "link",         "checkbox",    "radio",
     "radiogroup", "tab",      "tablist", "textbox", "spinbutton",   "progressbar", "img",
     "list",       "listitem", "table",   "row",     "columnheader", "cell",        "dialog",
     "navigation", "main",     "region",  "form",    "status",       "alert"});
static_assert(role_names.size() == static_cast<std::size_t>(Role::alert) + 1);

WidgetId unique(WidgetId id) {
    while (id == 0 || !tree().ids.insert(id).second) id = ImHashData("again", 5, id);
    return id;
}

Rect around(Rect a, Rect b) {
    if (a.width <= 0 && a.height <= 0) return b;
    if (b.width <= 0 && b.height <= 0) return a;
    const float x = std::min(a.x, b.x);
    const float y = std::min(a.y, b.y);
    return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

// Ids depend on the parent node.
WidgetId parent_id() {
    return tree().open.empty() ? 0
                               : tree().entries[static_cast<std::size_t>(tree().open.back())].id;
}

TreeEntry& innermost() {
    assert(!tree().open.empty());
    return tree().entries[static_cast<std::size_t>(tree().open.back())];
}

}  // namespace

WidgetId id_of(std::string_view key) {
    const WidgetId seed =
        ImHashData(&GImGui->CurrentWindow->IDStack.back(), sizeof(ImGuiID), parent_id());
    return unique(ImHashStr(key.data(), key.size(), seed));
}

WidgetId add(WidgetId id, Node node) {
    const int parent = tree().open.empty() ? -1 : tree().open.back();
    tree().entries.push_back({id, parent, std::move(node)});
    return id;
}

WidgetId begin(WidgetId id, Node node) {
    add(id, std::move(node));
    tree().open.push_back(static_cast<int>(tree().entries.size()) - 1);
    return id;
}

void end() {
    const auto index = static_cast<std::size_t>(tree().open.back());
    tree().open.pop_back();
    Rect rect = tree().entries[index].node.rect;
    if (rect.width > 0) return;
    for (std::size_t i = index + 1; i < tree().entries.size(); ++i)
        rect = around(rect, tree().entries[i].node.rect);
    tree().entries[index].node.rect = rect;
}

void set_rect(Rect rect) {
    innermost().node.rect = rect;
}

void set_content_height(float height) {
    innermost().node.content_height = height;
}

bool inside(Role role) {
    return !tree().open.empty() && innermost().node.role == role;
}

void text(std::string_view words, Rect rect) {
    const WidgetId id = unique(ImHashData("text", 4, parent_id()));
    add(id, {.role = Role::text, .name = std::string(words), .rect = rect});
}

void begin_frame() {
    tree().entries.clear();
    tree().open.clear();
    tree().ids.clear();
}

const std::vector<TreeEntry>& entries() {
    return tree().entries;
}

std::string_view name_of(Role role) {
    return role_names[static_cast<std::size_t>(role)];
}

// Defined in accessible_json.cpp.
std::string to_json(const std::vector<TreeEntry>& entries);

bool end_frame() {
    assert(tree().open.empty());
    std::string now = to_json(tree().entries);
    if (now == tree().json) return false;
    tree().json = std::move(now);
    return true;
}

const std::string& json() {
    return tree().json;
}

}  // namespace starfish::web::accessible
