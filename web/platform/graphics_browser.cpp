#include "web/platform/graphics_browser.hpp"

#include "web/platform/frame.hpp"

#include "imgui_impl_opengl3.h"
#include "imgui_internal.h"

#include <GLES3/gl3.h>
#include <emscripten/html5.h>

namespace starfish::web::graphics {

bool start() {
    EmscriptenWebGLContextAttributes wanted;
    emscripten_webgl_init_context_attributes(&wanted);
    wanted.majorVersion = 2;
    wanted.alpha = false;
    wanted.antialias = false;  // ImGui smooths its own edges
    wanted.depth = false;
    wanted.stencil = false;
    wanted.powerPreference = EM_WEBGL_POWER_PREFERENCE_LOW_POWER;
    const EMSCRIPTEN_WEBGL_CONTEXT_HANDLE context =
        emscripten_webgl_create_context("#canvas", &wanted);
    if (context <= 0) return false;
    emscripten_webgl_make_context_current(context);
    return ImGui_ImplOpenGL3_Init("#version 300 es");
}

void render() {
    const platform::Environment& page = platform::environment();
    const platform::App& app = platform::app();
    const std::uint32_t bg = app.background == nullptr ? 0 : app.background();
    const auto part = [&](int shift) { return static_cast<float>(bg >> shift & 0xFFu) / 255; };
    glViewport(0, 0, static_cast<int>(page.width * page.density + 0.5f),
               static_cast<int>(page.height * page.density + 0.5f));
    glClearColor(part(0), part(8), part(16), 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

void lost() {
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
        if (texture->RefCount != 1) continue;
        texture->SetTexID(ImTextureID_Invalid);
        texture->BackendUserData = nullptr;
        texture->SetStatus(ImTextureStatus_Destroyed);
    }
}

bool restored() {
    ImGui_ImplOpenGL3_Shutdown();
    return start();
}

}  // namespace starfish::web::graphics
