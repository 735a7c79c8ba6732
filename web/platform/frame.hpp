// One frame, the same in the browser and in tests: the code shared by platform_browser.cpp and
// platform_native.cpp. Views include web/platform/platform.hpp instead.
#pragma once

#include "web/platform/platform.hpp"

namespace starfish::web::platform {

// The page's current environment; only the platform changes it.
Environment& page();
void set_route(std::string_view route);
const App& app();
void set_app(const App& app);

// Makes the ImGui context with the kit's faces, once.
void make_context();

struct FrameResult {
    bool tree_changed = false;  // accessible::json() has something new
    bool again = false;         // the drawn frame may be stale: draw once more
    double wake_ms = -1;        // the delay that wake_in_ms requested; below 0: none
};
// Runs from NewFrame to Render. The caller uses the draw data.
FrameResult draw_frame(double at_ms);

}  // namespace starfish::web::platform
