// The accessibility tree: the canvas in words. Every widget of the kit adds a node with its role,
// name, rect and state. The page makes a real element over the canvas from each node
// (site/app/mirror.mjs). Screen readers, keyboards, fingers and browser tests use these elements,
// so a widget without a node cannot be clicked.
//
//     const WidgetId id = accessible::id_of("save");
//     accessible::add(id, {.role = Role::button, .name = "Save", .rect = {16, 80, 120, 44}});
//     if (interaction().take_activation(id)) save();
#pragma once

#include "web/platform/interaction.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace starfish::web {

// A rect in CSS pixels of the window.
struct Rect {
    float x = 0, y = 0, width = 0, height = 0;
    float right() const { return x + width; }
    float bottom() const { return y + height; }
};

}  // namespace starfish::web

namespace starfish::web::accessible {

// Roles of WAI-ARIA 1.2; role_names in accessible.cpp has their spelling.
enum class Role : std::uint8_t {
    group,
    text,
    heading,
    button,
    link,
    checkbox,
    radio,
    radiogroup,
    tab,
    tablist,
    textbox,
    spinbutton,
    progressbar,
    image,
    list,
    listitem,
    table,
    row,
    columnheader,
    cell,
    dialog,
    navigation,
    main,
    region,
    form,
    status,
    alert,
};

enum class State : std::uint8_t { absent, no, yes };
enum class Sort : std::uint8_t { absent, none, ascending, descending };

struct Range {
    std::int64_t now{}, min{}, max{};
};

// The input attributes of a text field, with HTML's values.
struct Input {
    std::string_view type = "text";         // text, password, tel, email, search
    std::string_view mode{};                // inputmode: numeric, decimal, tel
    std::string_view autocomplete = "off";  // username, current-password, tel, name
    std::string_view placeholder{};
    int length_max = 0;  // 0: no limit
    bool multiline = false;
};

struct Node {
    Role role = Role::group;
    std::string name{};
    std::string value{};        // a text field's content, or a range's value in words
    std::string description{};  // why the widget is disabled or invalid, or what it is for
    Rect rect{};
    State checked = State::absent;
    State expanded = State::absent;
    State selected = State::absent;
    bool disabled = false;
    bool invalid = false;
    bool required = false;
    bool busy = false;
    bool current = false;      // the current page or step
    bool modal = false;        // while it exists, other widgets cannot be used
    bool submits = false;      // Enter in a text field of the same form presses it
    bool wants_focus = false;  // takes the focus when its dialog or screen appears
    int level = 0;             // heading level
    int row = 0;               // number of a table row, counted from 1
    int rows = 0;              // row count of a whole table; 0 is unknown
    Sort sort = Sort::absent;
    std::optional<Range> range{};
    std::optional<Input> input{};
    float radius = 0;          // corner radius of the focus ring
    float content_height = 0;  // above 0 for a scroller
};

// Makes an id from a widget's label or key and its position (ImGui::PushID and the open nodes).
// Each call is for a new widget: a repeated key at the same position gets another id.
WidgetId id_of(std::string_view key);

// Adds a widget's node and returns its id.
WidgetId add(WidgetId id, Node node);
// Adds a node that contains the nodes up to `end`. A node without a rect gets the bounding rect of
// its children.
WidgetId begin(WidgetId id, Node node);
void end();
// Both change the innermost open node.
void set_rect(Rect rect);
void set_content_height(float height);

// Whether the innermost open node has that role.
bool inside(Role role);

// Static text, identified by its position among its siblings.
void text(std::string_view words, Rect rect);

// --- for the platform and tests ---
void begin_frame();
// Ends the frame. True if the tree differs from the last frame's.
bool end_frame();
// The whole tree of the last frame: {"id","role","name",…,"box":[x,y,w,h],"kids":[…]}. A box is
// relative to its parent, or to the parent's content if that scrolls, so scrolling changes no box.
const std::string& json();

struct TreeEntry {
    WidgetId id = 0;
    int parent = -1;
    Node node{};
};
const std::vector<TreeEntry>& entries();
std::string_view name_of(Role role);

}  // namespace starfish::web::accessible
