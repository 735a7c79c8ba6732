// The canvas's WebGL context: creation, loss and restoration.
#pragma once

namespace starfish::web::graphics {

// False if the browser has no WebGL 2.
bool start();
// Draws ImGui's draw data on the page's background.
void render();
// The context and all its resources are lost; draw nothing until `restored`.
void lost();
bool restored();

}  // namespace starfish::web::graphics
