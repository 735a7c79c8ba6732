// What the person did since the last frame, told by the page in terms of widgets, not of positions:
// the browser finds the element of the accessibility tree under a pointer or with the focus, and
// names its widget. So a mouse, a finger, a keyboard, a screen reader and a test all come the same
// way. Written by web/platform, read by web/kit.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace starfish::web {

// A widget's identity from frame to frame; 0 is none.
using Id = std::uint32_t;

struct Interaction {
    Id hovered = 0;
    Id pressed = 0;  // the pointer is down on it
    Id focused = 0;
    bool focus_shown = false;  // the focus came by keyboard, so it wants a ring
    Id activated = 0;          // clicked, tapped, Enter, Space, or a screen reader's click
    bool escaped = false;
    std::map<Id, std::string> typed;  // a text field's whole new value
    std::map<Id, float> scrolled;     // how far down a scroller stands
    bool consumed = false;  // somebody took something, so what was drawn before may be stale

    bool take_activation(Id id);
    bool take_escape();
    std::optional<std::string> take_typed(Id id);
    float scroll_of(Id id) const;
};

Interaction& interaction();

}  // namespace starfish::web
