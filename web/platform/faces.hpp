// The two faces all text is set in, regular and bold of one family. faces_browser.cpp draws their
// glyphs with the browser's own fonts; faces_native.cpp only says how wide they are, for tests.
#pragma once

struct ImFont;
struct ImFontConfig;
struct ImFontLoader;

namespace starfish::web::faces {

// Adds them to the atlas; once, when the ImGui context is made.
void load();
ImFont* regular();
ImFont* bold();
// The glyphs drawn so far are wrong (a font has arrived); draw them anew.
void forget_glyphs();

// What makes the glyphs; each platform has its own.
const ImFontLoader& loader();
// For a loader: which of the two a source is.
bool is_bold(const ImFontConfig& source);

}  // namespace starfish::web::faces
