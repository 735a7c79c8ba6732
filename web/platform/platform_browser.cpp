// The page, as site/app makes it. Upwards: what the app asks of it goes to Module.page, an object
// of site/app/page.mjs. Downwards: what happens comes through the sf_* entry points at the foot.
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

// Of several within a frame the last counts.
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
    faces::forget_glyphs();  // some are wider in one language
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

// What JavaScript may call. Widgets are named by their ids of the accessibility tree.
namespace {

using starfish::web::Id;
using starfish::web::interaction;
namespace graphics = starfish::web::graphics;
namespace platform = starfish::web::platform;

}  // namespace

extern "C" {

// 1 if there is something to draw with. After the app's own sf_main, which calls run().
EMSCRIPTEN_KEEPALIVE int sf_start() {
    platform::make_context();
    return graphics::start() ? 1 : 0;
}

// Draws. Answers in how many milliseconds to draw again: 0 is at once, below 0 is never.
EMSCRIPTEN_KEEPALIVE double sf_frame(double now_ms) {
    ImGui_ImplOpenGL3_NewFrame();
    const platform::Drawn drawn = platform::draw_frame(now_ms);
    graphics::render();
    platform::show_title();
    if (drawn.tree_changed) {
        const std::string& tree = starfish::web::accessible::json();
        sf_js_tree(tree.data(), static_cast<int>(tree.size()));
    }
    return drawn.again ? 0 : drawn.wake_ms;
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

EMSCRIPTEN_KEEPALIVE void sf_hover(Id id, int pressed) {
    interaction().hovered = id;
    interaction().pressed = pressed != 0 ? id : 0;
}
EMSCRIPTEN_KEEPALIVE void sf_focus(Id id, int shown) {
    interaction().focused = id;
    interaction().focus_shown = shown != 0;
}
EMSCRIPTEN_KEEPALIVE void sf_activate(Id id) {
    interaction().activated = id;
}
// A text field's whole value, never in the middle of a composition.
EMSCRIPTEN_KEEPALIVE void sf_text(Id id, const char* text) {
    interaction().typed[id] = text;
}
EMSCRIPTEN_KEEPALIVE void sf_scroll(Id id, float top) {
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
