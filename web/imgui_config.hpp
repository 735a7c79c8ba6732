// Dear ImGui's settings. We use ImGui's windows, draw lists, glyph atlas and WebGL. The page
// handles pointers, keys, text and scrolling (site/app/mirror.mjs), so ImGui's input widgets,
// files, shell and debug tools stay out of the download. ImGui's test-engine hooks stay out too:
// every widget of web/kit states its role and name, which the hooks do not have.
#pragma once

#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS
#define IMGUI_DISABLE_DEFAULT_FILE_FUNCTIONS
#define IMGUI_DISABLE_FILE_FUNCTIONS
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS
// People's names contain characters beyond the Basic Multilingual Plane.
#define IMGUI_USE_WCHAR32

// ImGui's rasteriser (stb_truetype) and built-in font are 16 KB of the download, and we need
// neither: glyphs come from web/platform/faces_*.cpp. IMGUI_ENABLE_FREETYPE makes ImGui use another
// rasteriser; FreeType itself is not used.
#define IMGUI_DISABLE_DEFAULT_FONT
#define IMGUI_ENABLE_FREETYPE

// ImGui reads no settings file here, and nobody types numbers into ImGui's widgets. So sscanf,
// which would be 20 KB of the program, is replaced. Only the shaders' "#version 300 es" is scanned.
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
