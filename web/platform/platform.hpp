// The page around the dashboard: its size, language and theme, when it draws, and what it may ask
// of the browser. platform_browser.cpp is the real one; platform_native.cpp is a page that exists
// only in a test (web/platform/headless.hpp drives it).
//
//     extern "C" EMSCRIPTEN_KEEPALIVE void sf_main() {
//         starfish::web::platform::run(starfish::web::kit::app(draw_everything));
//     }
//
// Nothing is drawn while nothing changes. Input draws by itself; whatever else changes what is
// shown asks for a frame (`request_frame`, from a network answer), or for one later (`wake_in_ms`,
// called while drawing, for a countdown).
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
    float safe_bottom = 0;  // kept free at the foot for a phone's home indicator
    Locale locale = Locale::zh_cn;
    Theme theme = Theme::light;
};

// What draws the page. `begin` and `end` are the kit's (web/kit/app.hpp fills them in).
struct App {
    void (*frame)() = nullptr;                // draws the whole page, once a frame
    void (*begin)() = nullptr;                // before `frame`
    void (*end)() = nullptr;                  // after `frame`, over what it drew
    std::uint32_t (*background)() = nullptr;  // 0xAABBGGRR behind what is drawn; black without it
};

// Called once, when the page starts. `frame` is called from then on.
void run(const App& app);

const Environment& environment();
// Wider than this has a side bar, tables and columns.
inline constexpr float desktop_width = 900;
inline bool is_desktop() {
    return environment().width >= desktop_width;
}

// Draws soon. Safe to call at any time.
void request_frame();
// While drawing: draws again in so many milliseconds even if nothing happens; the least one counts.
void wake_in_ms(double ms);
// The page's own steady clock, in milliseconds, as it stood when this frame began.
double now_ms();

// The person's own choice over the device's: kept by the page for the next visit.
void choose_locale(Locale locale);
void choose_theme(Theme theme);

// What the window's title says.
void set_title(std::string_view title);
// Puts text on the clipboard. Only in answer to a click, as browsers demand.
void copy_text(std::string_view text);
// Opens a page beside this one.
void open_page(std::string_view url);

// The place in the dashboard, as the page's address has it after '#': "money/17". The browser's
// back button changes it; `go` adds to the history, `replace` does not.
std::string_view route();
void go(std::string_view route);
void replace(std::string_view route);
// What the page's address has after '?' under that name, or "".
std::string query(std::string_view name);

}  // namespace starfish::web::platform
