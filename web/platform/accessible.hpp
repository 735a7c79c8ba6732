// The accessibility tree: what is on the canvas, in words. Every widget of the kit states here what
// it is, what it is called, where it is and in what state; the page makes real elements of it over
// the canvas (site/app/mirror.mjs), through which a screen reader, a keyboard, a finger and a
// browser test do everything. What is not stated here cannot be clicked.
//
//     const Id id = accessible::id_of("save");
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

// In CSS pixels of the window.
struct Rect {
    float x = 0, y = 0, width = 0, height = 0;
    float right() const { return x + width; }
    float bottom() const { return y + height; }
};

}  // namespace starfish::web

namespace starfish::web::accessible {

// As in WAI-ARIA 1.2; role_names in accessible.cpp has their spelling.
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

// What a text field asks of the device; the values are HTML's own.
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
    std::string description{};  // why it is disabled or invalid, what it is for
    Rect rect{};
    State checked = State::absent;
    State expanded = State::absent;
    State selected = State::absent;
    bool disabled = false;
    bool invalid = false;
    bool required = false;
    bool busy = false;
    bool current = false;      // the page or step one is on
    bool modal = false;        // the rest is out of reach while it is there
    bool submits = false;      // Enter in a text field of its form presses it
    bool wants_focus = false;  // takes the focus when its dialog or screen appears
    int level = 0;             // of a heading
    int row = 0;               // of a table's row, counted from 1
    int rows = 0;              // of a table, as a whole; 0 is unknown
    Sort sort = Sort::absent;
    std::optional<Range> range{};
    std::optional<Input> input{};
    float radius = 0;          // of the focus ring
    float content_height = 0;  // a scroller's, above 0
};

// From a widget's label or key and where it stands (ImGui::PushID and the open nodes). Each call is
// for one more widget: the same key at the same place again gets another id.
Id id_of(std::string_view key);

// States a widget, and answers its id.
Id add(Id id, Node node);
// As add, and what follows until `end` is inside it. A node without a rect gets the one around
// its children.
Id begin(Id id, Node node);
void end();
// Of the node opened last and still open.
void set_rect(Rect rect);
void set_content_height(float height);

// Whether the node opened last has that role.
bool inside(Role role);

// Static text and a heading; their identity is their place among their siblings.
void text(std::string_view words, Rect rect);

// --- for the platform and tests ---
void begin_frame();
// Ends the frame. True if anything differs from the last one.
bool end_frame();
// The whole tree of the last frame: {"id","role","name",…,"box":[x,y,w,h],"kids":[…]}. Boxes are
// relative to the node around, and to its content where that scrolls, so scrolling changes nothing.
const std::string& json();

struct Entry {
    Id id = 0;
    int parent = -1;
    Node node{};
};
const std::vector<Entry>& entries();
std::string_view name_of(Role role);

}  // namespace starfish::web::accessible
