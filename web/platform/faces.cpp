#include "web/platform/faces.hpp"

#include "imgui_internal.h"

#include <misc/freetype/imgui_freetype.h>

#include <array>

namespace starfish::web::faces {
namespace {

std::array<ImFont*, 2> faces{};
// ImGui requires font data; ours is a byte that tells bold from regular.
constexpr std::array<char, 2> boldness{0, 1};

}  // namespace

void load() {
    for (std::size_t i = 0; i < faces.size(); ++i) {
        ImFontConfig config;
        config.FontLoader = &loader();
        config.FontData = const_cast<char*>(&boldness[i]);
        config.FontDataSize = 1;
        config.FontDataOwnedByAtlas = false;
        config.SizePixels = 16;
        faces[i] = ImGui::GetIO().Fonts->AddFont(&config);
    }
}

ImFont* regular() {
    return faces[0];
}
ImFont* bold() {
    return faces[1];
}
bool is_bold(const ImFontConfig& source) {
    return *static_cast<const char*>(source.FontData) != 0;
}

void forget_glyphs() {
    for (ImFont* face : faces) ImFontAtlasFontDiscardBakes(ImGui::GetIO().Fonts, face, 0);
}

}  // namespace starfish::web::faces

// ImGui calls this function for its default rasteriser; see web/imgui_config.hpp.
const ImFontLoader* ImGuiFreeType::GetFontLoader() {
    return &starfish::web::faces::loader();
}
