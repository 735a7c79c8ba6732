// The two faces of all text: regular and bold of one family. faces_browser.cpp draws the glyphs
// with the browser's own fonts; faces_native.cpp only measures them, for tests.
#pragma once

struct ImFont;
struct ImFontConfig;
struct ImFontLoader;

namespace starfish::web::faces {

// Adds the faces to the atlas. Called once, when the ImGui context is made.
void load();
ImFont* regular();
ImFont* bold();
// Discards all drawn glyphs, for example after a font has been loaded.
void forget_glyphs();

// The platform's glyph loader.
const ImFontLoader& loader();
// For a loader: whether the source is the bold face.
bool is_bold(const ImFontConfig& source);

}  // namespace starfish::web::faces
