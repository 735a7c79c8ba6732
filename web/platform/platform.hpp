// The page around the dashboard: size, language, theme, frame scheduling, and browser functions.
// platform_browser.cpp is the real page; platform_native.cpp is the page of tests, which
// web/platform/headless.hpp drives.
//
//     extern "C" EMSCRIPTEN_KEEPALIVE void sf_main() {
//         starfish::web::platform::run(starfish::web::kit::app(draw_everything));
//     }
//
// Nothing is drawn while nothing changes. Input causes a frame by itself. Other changes must
// request one: `request_frame` (for example after a network answer), or `wake_in_ms` for a later
// frame (called while drawing, for example for a countdown).
//
// Supported: WebGL 2, lost contexts, any device pixel ratio, touch, mouse, keyboard, screen
// readers, input methods, clipboard out, history. Not supported: several canvases, drag and drop.
#pragma once

#include "core/words/words.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace starfish::web::platform {

enum class Theme : std::uint8_t { light, dark };

struct Environment {
    float width = 390;  // in CSS pixels, as are all lengths of web/
    float height = 844;
    float density = 1;      // device pixels to a CSS pixel
    float safe_bottom = 0;  // free space at the foot for a phone's home indicator
    Locale locale = Locale::zh_cn;
    Theme theme = Theme::light;
};

// The functions that draw the page. web/kit/app.hpp sets `begin` and `end`.
struct App {
    void (*frame)() = nullptr;                // draws the whole page, once a frame
    void (*begin)() = nullptr;                // before `frame`
    void (*end)() = nullptr;                  // after `frame`, draws over it
    std::uint32_t (*background)() = nullptr;  // background colour, 0xAABBGGRR; null: black
};

// Called once, when the page starts. `frame` is called from then on.
void run(const App& app);

const Environment& environment();
// From this width on, pages have a side bar, tables and columns.
inline constexpr float desktop_width = 900;
inline bool is_desktop() {
    return environment().width >= desktop_width;
}

// Requests a frame soon. Safe to call at any time.
void request_frame();
// Call while drawing: requests a frame in `ms` milliseconds even without input. The smallest
// request of a frame counts.
void wake_in_ms(double ms);
// The page's steady clock at the start of this frame, in milliseconds.
double now_ms();

// Overrides the device's preference; the page stores the choice for the next visit.
void choose_locale(Locale locale);
void choose_theme(Theme theme);

// Sets the window's title.
void set_title(std::string_view title);
// Copies text to the clipboard. Browsers allow it only in response to a click.
void copy_text(std::string_view text);
// Opens a page in a new tab.
void open_page(std::string_view url);

// The route: the part of the page's address after '#', for example "money/17". The browser's back
// button changes it; `go` adds to the history, `replace` does not.
std::string_view route();
void go(std::string_view route);
void replace(std::string_view route);
// The query parameter `name` of the page's address, or "".
std::string query(std::string_view name);

}  // namespace starfish::web::platform
