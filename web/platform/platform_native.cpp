// The page of tests.
#include "web/platform/frame.hpp"
#include "web/platform/headless.hpp"

#include "web/platform/interaction.hpp"

#include "imgui_internal.h"

#include <algorithm>
#include <stdexcept>

namespace starfish::web {
namespace {

std::string copied;
std::string opened;
std::string window_title;
double clock_ms = 0;
double wake_ms = -1;
bool frame_wanted = false;

// Acknowledges textures as a renderer does, without drawing.
void acknowledge_textures() {
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
        if (texture->Status == ImTextureStatus_WantDestroy) {
            texture->SetTexID(ImTextureID_Invalid);
            texture->SetStatus(ImTextureStatus_Destroyed);
        } else if (texture->Status != ImTextureStatus_OK) {
            texture->SetTexID(1);
            texture->SetStatus(ImTextureStatus_OK);
        }
    }
}

bool is_inside(const std::vector<accessible::TreeEntry>& entries, std::size_t index,
               std::size_t outer) {
    for (int at = static_cast<int>(index); at >= 0;
         at = entries[static_cast<std::size_t>(at)].parent)
        if (static_cast<std::size_t>(at) == outer) return true;
    return false;
}

// Widgets beneath a modal dialog cannot be used, as in the browser.
bool in_reach(std::size_t index) {
    const auto& entries = accessible::entries();
    for (std::size_t i = 0; i < entries.size(); ++i)
        if (entries[i].node.modal && !is_inside(entries, index, i)) return false;
    return true;
}

const accessible::TreeEntry& enabled(accessible::Role role, std::string_view name) {
    const auto& entries = accessible::entries();
    const std::string what =
        std::string(accessible::name_of(role)) + " \"" + std::string(name) + '"';
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (entries[i].node.role != role || entries[i].node.name != name || !in_reach(i)) continue;
        if (entries[i].node.disabled) throw std::runtime_error(what + " is disabled");
        return entries[i];
    }
    throw std::runtime_error("no " + what + " in\n" + headless::outline());
}

}  // namespace

namespace platform {

void run(const App& app) {
    set_app(app);
}
void request_frame() {
    frame_wanted = true;
}
void choose_locale(Locale locale) {
    page().locale = locale;
}
void choose_theme(Theme theme) {
    page().theme = theme;
}
void set_title(std::string_view title) {
    window_title = title;
}
void copy_text(std::string_view text) {
    copied = text;
}
void open_page(std::string_view url) {
    opened = url;
}
void go(std::string_view route) {
    set_route(route);
    request_frame();
}
void replace(std::string_view route) {
    go(route);
}
std::string query(std::string_view) {
    return {};
}

}  // namespace platform

namespace headless {

void open(const platform::App& app, const platform::Environment& environment) {
    if (ImGui::GetCurrentContext() == nullptr) {
        platform::make_context();
        ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    }
    interaction() = {};
    copied.clear();
    opened.clear();
    platform::set_route("");
    platform::page() = environment;
    platform::run(app);
    draw();
}

int draw() {
    constexpr int frames_max = 20;
    for (int frames = 1; frames <= frames_max; ++frames) {
        frame_wanted = false;
        const platform::FrameResult result = platform::draw_frame(clock_ms);
        wake_ms = result.wake_ms;
        acknowledge_textures();
        if (!result.again && !frame_wanted) return frames;
    }
    throw std::runtime_error("the screen never comes to rest");
}

void wait_ms(double ms) {
    clock_ms += ms;
    draw();
}

void press(accessible::Role role, std::string_view name) {
    interaction().activated = enabled(role, name).id;
    draw();
}
void type(accessible::Role role, std::string_view name, std::string_view text) {
    interaction().typed[enabled(role, name).id] = text;
    draw();
}
void escape() {
    interaction().escaped = true;
    draw();
}

const accessible::Node* find(accessible::Role role, std::string_view name) {
    const auto& entries = accessible::entries();
    const auto found = std::ranges::find_if(entries, [&](const accessible::TreeEntry& entry) {
        return entry.node.role == role && (name.empty() || entry.node.name == name);
    });
    return found == entries.end() ? nullptr : &found->node;
}

bool shows(std::string_view words) {
    return std::ranges::any_of(accessible::entries(), [&](const accessible::TreeEntry& entry) {
        return entry.node.name.contains(words) || entry.node.value.contains(words) ||
               entry.node.description.contains(words);
    });
}

std::string outline() {
    std::string out;
    const auto& entries = accessible::entries();
    for (const accessible::TreeEntry& entry : entries) {
        for (int at = entry.parent; at >= 0; at = entries[static_cast<std::size_t>(at)].parent)
            out += "  ";
        const accessible::Node& node = entry.node;
        out += std::string(accessible::name_of(node.role)) + " \"" + node.name + '"';
        if (!node.value.empty()) out += " = " + node.value;
        if (node.checked == accessible::State::yes) out += " [checked]";
        if (node.selected == accessible::State::yes) out += " [selected]";
        if (node.current) out += " [current]";
        if (node.disabled) out += " [disabled]";
        if (!node.description.empty()) out += " (" + node.description + ")";
        out += '\n';
    }
    return out;
}

const std::string& copied_text() {
    return copied;
}
const std::string& opened_page() {
    return opened;
}
const std::string& title() {
    return window_title;
}
double wake_wanted_ms() {
    return wake_ms;
}

}  // namespace headless
}  // namespace starfish::web
