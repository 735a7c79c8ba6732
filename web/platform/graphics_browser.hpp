// The canvas's WebGL context: made, lost and made again.
#pragma once

namespace starfish::web::graphics {

// False if the browser has no WebGL 2.
bool start();
// Draws what ImGui::Render left, on the page's background.
void render();
// The context and everything in it are gone; nothing may be drawn until `restored`.
void lost();
bool restored();

}  // namespace starfish::web::graphics
