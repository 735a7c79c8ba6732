// Dear ImGui's settings. ImGui gives us windows, draw lists, the glyph atlas and WebGL; the page
// gives us pointers, keys, text and scrolling (see site/app/mirror.mjs), so its own input widgets,
// files, shell and debug tools stay out of the download. Its test-engine hooks stay out as well:
// every widget of web/kit states its role and name itself, and the hooks know neither.
#pragma once

#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS
#define IMGUI_DISABLE_DEFAULT_FILE_FUNCTIONS
#define IMGUI_DISABLE_FILE_FUNCTIONS
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS
// Names of people hold characters beyond the first plane.
#define IMGUI_USE_WCHAR32

// ImGui's own rasteriser (stb_truetype) and built-in font are 16 KB of the download, and we need
// neither: glyphs come from web/kit/faces_*.cpp. This is the switch by which ImGui asks another
// rasteriser; no FreeType is behind it.
#define IMGUI_DISABLE_DEFAULT_FONT
#define IMGUI_ENABLE_FREETYPE

// No settings are read from a file and no number is typed into ImGui's own widgets: C's scanner
// would be 20 KB of the program. What is left to scan is the shaders' "#version 300 es".
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
namespace starfish::web {
inline int scan_version(const char* text, const char* format, ...) {
    if (*format != '#') return 0;
    std::va_list found;
    va_start(found, format);
    *va_arg(found, int*) = std::atoi(text + sizeof "#version");
    va_end(found);
    return 1;
}
}  // namespace starfish::web
#define sscanf starfish::web::scan_version
