// One frame, the same in the browser and in tests: what platform_browser.cpp and
// headless_native.cpp share. Views include web/platform/platform.hpp instead.
#pragma once

#include "web/platform/platform.hpp"

namespace starfish::web::platform {

// The page as it now is; changed by the platform only.
Environment& page();
void set_route(std::string_view route);
const App& app();
void set_app(const App& app);

// Makes the ImGui context with the kit's faces, once.
void make_context();

struct Drawn {
    bool tree_changed = false;  // accessible::json() has something new
    bool again = false;         // what was drawn may be stale: draw once more
    double wake_ms = -1;        // as wake_in_ms asked; below 0: not
};
// From NewFrame to Render; what to do with the draw data is the caller's.
Drawn draw_frame(double at_ms);

}  // namespace starfish::web::platform
