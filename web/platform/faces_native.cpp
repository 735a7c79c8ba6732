// Glyphs without pixels: a Chinese character is as wide as high, other characters half as wide.
#include "web/platform/faces.hpp"

#include "imgui_internal.h"

namespace starfish::web::faces {
namespace {

bool has_glyph(ImFontAtlas*, ImFontConfig*, ImWchar c) {
    return c >= 32;
}

bool load_glyph(ImFontAtlas*, ImFontConfig*, ImFontBaked* baked, void*, ImWchar c,
                ImFontGlyph* glyph, float* advance_only) {
    const float advance = c >= 0x2E80 ? baked->Size : baked->Size / 2;
    if (advance_only != nullptr) *advance_only = advance;
    glyph->Codepoint = c & 0x1FFFFF;
    glyph->AdvanceX = advance;
    return true;
}

}  // namespace

const ImFontLoader& loader() {
    static const ImFontLoader the_one = [] {
        ImFontLoader made;
        made.Name = "widths";
        made.FontSrcContainsGlyph = has_glyph;
        made.FontBakedLoadGlyph = load_glyph;
        return made;
    }();
    return the_one;
}

}  // namespace starfish::web::faces
