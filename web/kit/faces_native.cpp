#include "web/kit/faces.hpp"

#include "imgui.h"

namespace starfish::web::faces {
namespace {

ImFont* the_font = nullptr;

}  // namespace

void load() {
    the_font = ImGui::GetIO().Fonts->AddFontDefault();
}
ImFont* regular() {
    return the_font;
}
ImFont* bold() {
    return the_font;
}
void forget_glyphs() {}

}  // namespace starfish::web::faces
