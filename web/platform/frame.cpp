#include "web/platform/frame.hpp"

#include "web/platform/accessible.hpp"
#include "web/platform/faces.hpp"

#include "imgui_internal.h"

#include <algorithm>
#include <string>

namespace starfish::web::platform {
namespace {

struct Page {
    Environment environment;
    App app;
    std::string route;
    double now_ms = 0;
    double wake_ms = -1;
};

Page& the_page() {
    static Page the_one;
    return the_one;
}

void begin_window() {
    const Environment& page = the_page().environment;
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize({page.width, page.height});
    ImGui::Begin("starfish", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoInputs | ImGuiWindowFlags_NoBackground |
                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus);
    // Smooth edges over one device pixel, not one CSS pixel.
    ImGui::GetWindowDrawList()->_FringeScale = 1 / page.density;
}

}  // namespace

Environment& page() {
    return the_page().environment;
}
const Environment& environment() {
    return the_page().environment;
}
void set_route(std::string_view route) {
    the_page().route = route;
}
std::string_view route() {
    return the_page().route;
}
const App& app() {
    return the_page().app;
}
void set_app(const App& app) {
    the_page().app = app;
}
double now_ms() {
    return the_page().now_ms;
}
void wake_in_ms(double ms) {
    double& wake = the_page().wake_ms;
    if (wake < 0 || ms < wake) wake = std::max(ms, 0.0);
}

void make_context() {
    IMGUI_CHECKVERSION();
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.Fonts->Flags |= ImFontAtlasFlags_NoMouseCursors | ImFontAtlasFlags_NoBakedLines;
    ImGuiStyle& style = ImGui::GetStyle();
    style.WindowPadding = {0, 0};
    style.WindowBorderSize = 0;
    style.WindowMinSize = {1, 1};
    faces::load();
}

FrameResult draw_frame(double at_ms) {
    Page& page = the_page();
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {page.environment.width, page.environment.height};
    io.DisplayFramebufferScale = {page.environment.density, page.environment.density};
    io.DeltaTime = 1.0f / 60;  // constant: no ImGui animation is used
    ImGui::GetStyle().CircleTessellationMaxError = 0.3f / page.environment.density;
    page.now_ms = at_ms;
    page.wake_ms = -1;

    ImGui::NewFrame();
    begin_window();
    accessible::begin_frame();
    if (page.app.begin != nullptr) page.app.begin();
    if (page.app.frame != nullptr) page.app.frame();
    if (page.app.end != nullptr) page.app.end();
    FrameResult result;
    result.tree_changed = accessible::end_frame();
    ImGui::End();
    ImGui::Render();

    Interaction& person = interaction();
    result.again = result.tree_changed || person.consumed;
    result.wake_ms = page.wake_ms;
    // Drop input for widgets that are no longer drawn.
    person.consumed = false;
    person.activated = 0;
    person.escaped = false;
    person.typed.clear();
    return result;
}

}  // namespace starfish::web::platform
