// The page in a browser. The app's requests go to Module.page, an object of site/app/page.mjs. The
// page's events come through the sf_* entry points at the end of this file.
#include "web/platform/frame.hpp"
#include "web/platform/graphics_browser.hpp"

#include "web/platform/accessible.hpp"
#include "web/platform/faces.hpp"

#include "imgui_impl_opengl3.h"

#include <emscripten.h>

#include <algorithm>

// clang-format off
EM_JS(void, sf_js_tree, (const char* text, int bytes), {
    Module.page.tree(UTF8ToString(text, bytes));
});
EM_JS(void, sf_js_request_frame, (), { Module.page.requestFrame(); });
EM_JS(void, sf_js_title, (const char* text), { Module.page.setTitle(UTF8ToString(text)); });
EM_JS(void, sf_js_copy, (const char* text), { Module.page.copyText(UTF8ToString(text)); });
EM_JS(void, sf_js_open, (const char* url), { Module.page.openPage(UTF8ToString(url)); });
EM_JS(void, sf_js_go, (const char* route, int replaces), {
    Module.page.go(UTF8ToString(route), replaces);
});
EM_JS(void, sf_js_choose, (const char* what, const char* value), {
    Module.page.choose(UTF8ToString(what), UTF8ToString(value));
});
EM_JS(void, sf_js_query, (const char* name, char* to, int capacity), {
    stringToUTF8(Module.page.query(UTF8ToString(name)), to, capacity);
});
// clang-format on

namespace starfish::web::platform {
namespace {

// The last title set within a frame counts.
std::string wanted_title;
std::string shown_title;

void show_title() {
    if (wanted_title == shown_title) return;
    shown_title = wanted_title;
    sf_js_title(shown_title.c_str());
}

}  // namespace

void run(const App& app) {
    set_app(app);
}
void request_frame() {
    sf_js_request_frame();
}
void choose_locale(Locale locale) {
    page().locale = locale;
    sf_js_choose("lang", locale == Locale::en ? "en" : "zh-CN");
    faces::forget_glyphs();  // the width of some glyphs depends on the language
}
void choose_theme(Theme theme) {
    page().theme = theme;
    sf_js_choose("theme", theme == Theme::dark ? "dark" : "light");
}
void set_title(std::string_view title) {
    wanted_title = title;
}
void copy_text(std::string_view text) {
    sf_js_copy(std::string(text).c_str());
}
void open_page(std::string_view url) {
    sf_js_open(std::string(url).c_str());
}
void go(std::string_view route) {
    set_route(route);
    sf_js_go(std::string(route).c_str(), 0);
    request_frame();
}
void replace(std::string_view route) {
    set_route(route);
    sf_js_go(std::string(route).c_str(), 1);
    request_frame();
}
std::string query(std::string_view name) {
    char value[500];
    sf_js_query(std::string(name).c_str(), value, sizeof value);
    return value;
}

}  // namespace starfish::web::platform

// The functions that JavaScript calls. Widgets are named by their WidgetId.
namespace {

using starfish::web::interaction;
using starfish::web::WidgetId;
namespace graphics = starfish::web::graphics;
namespace platform = starfish::web::platform;

}  // namespace

extern "C" {

// Returns 1 if WebGL is available. Called after the app's sf_main, which calls run().
EMSCRIPTEN_KEEPALIVE int sf_start() {
    platform::make_context();
    return graphics::start() ? 1 : 0;
}

// Draws a frame. Returns the milliseconds until the next frame: 0 is at once, below 0 is never.
EMSCRIPTEN_KEEPALIVE double sf_frame(double now_ms) {
    ImGui_ImplOpenGL3_NewFrame();
    const platform::FrameResult result = platform::draw_frame(now_ms);
    graphics::render();
    platform::show_title();
    if (result.tree_changed) {
        const std::string& tree = starfish::web::accessible::json();
        sf_js_tree(tree.data(), static_cast<int>(tree.size()));
    }
    return result.again ? 0 : result.wake_ms;
}

EMSCRIPTEN_KEEPALIVE void sf_environment(float width, float height, float density,
                                         float safe_bottom, const char* language, int dark) {
    platform::page() = {.width = std::max(width, 1.0f),
                        .height = std::max(height, 1.0f),
                        .density = density,
                        .safe_bottom = safe_bottom,
                        .locale = starfish::locale_from(language),
                        .theme = dark != 0 ? platform::Theme::dark : platform::Theme::light};
}
EMSCRIPTEN_KEEPALIVE void sf_route(const char* route) {
    platform::set_route(route);
}

EMSCRIPTEN_KEEPALIVE void sf_hover(WidgetId id, int pressed) {
    interaction().hovered = id;
    interaction().pressed = pressed != 0 ? id : 0;
}
EMSCRIPTEN_KEEPALIVE void sf_focus(WidgetId id, int shown) {
    interaction().focused = id;
    interaction().focus_shown = shown != 0;
}
EMSCRIPTEN_KEEPALIVE void sf_activate(WidgetId id) {
    interaction().activated = id;
}
// Sets a text field's whole value. Never called during an input method's composition.
EMSCRIPTEN_KEEPALIVE void sf_text(WidgetId id, const char* text) {
    interaction().typed[id] = text;
}
EMSCRIPTEN_KEEPALIVE void sf_scroll(WidgetId id, float top) {
    interaction().scrolled[id] = top;
}
EMSCRIPTEN_KEEPALIVE void sf_escape() {
    interaction().escaped = true;
}

EMSCRIPTEN_KEEPALIVE void sf_fonts_changed() {
    starfish::web::faces::forget_glyphs();
}
EMSCRIPTEN_KEEPALIVE void sf_context_lost() {
    graphics::lost();
}
EMSCRIPTEN_KEEPALIVE int sf_context_restored() {
    return graphics::restored() ? 1 : 0;
}
}
