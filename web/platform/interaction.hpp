// The person's input since the last frame, by widget and not by position: the browser finds the
// element of the accessibility tree under the pointer or with the focus, and passes its widget id.
// A mouse, a finger, a keyboard, a screen reader and a test therefore use the same path.
// web/platform writes this state, web/kit reads it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace starfish::web {

// A widget's identity from frame to frame; 0 is no widget.
using WidgetId = std::uint32_t;

struct Interaction {
    WidgetId hovered = 0;
    WidgetId pressed = 0;  // the pointer is down on this widget
    WidgetId focused = 0;
    bool focus_shown = false;  // the focus came by keyboard, so a ring is drawn
    WidgetId activated = 0;    // clicked, tapped, Enter, Space, or a screen reader's click
    bool escaped = false;
    std::map<WidgetId, std::string> typed;  // a text field's whole new value
    std::map<WidgetId, float> scrolled;     // a scroller's position from the top
    bool consumed = false;  // a widget took input, so what was drawn earlier may be stale

    bool take_activation(WidgetId id);
    bool take_escape();
    std::optional<std::string> take_typed(WidgetId id);
    float scroll_of(WidgetId id) const;
};

Interaction& interaction();

}  // namespace starfish::web
