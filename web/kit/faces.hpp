// The two faces all text is set in, regular and bold of one family. faces_browser.cpp draws their
// glyphs with the browser's own fonts; faces_native.cpp has Dear ImGui's built-in one, for tests.
#pragma once

struct ImFont;

namespace starfish::web::faces {

// Adds them to the atlas; once, when the ImGui context is made.
void load();
ImFont* regular();
ImFont* bold();
// The glyphs drawn so far are wrong (a font has arrived); draw them anew.
void forget_glyphs();

}  // namespace starfish::web::faces
