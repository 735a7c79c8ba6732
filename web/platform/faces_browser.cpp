// Glyphs drawn by a 2D canvas of the page (site/app/fonts.mjs). No font is downloaded, and every
// character of the device's fonts works.
#include "web/platform/faces.hpp"

#include "imgui_internal.h"

#include <emscripten.h>

#include <cmath>
#include <vector>

namespace {

struct GlyphBox {
    int width, height;  // device pixels; 0: nothing to draw
    int left, top;      // bitmap's offset from the pen, device pixels, y down from the baseline
    float advance;      // device pixels
};

}  // namespace

// clang-format off
// Measures the glyph, and draws it into `pixels` (one byte a pixel) if that is not null.
EM_JS(void, sf_js_glyph, (int bold, int codepoint, float size_px, void* box, void* pixels), {
    Module.page.glyph(bold, codepoint, size_px, box, pixels);
});
// The baseline's distance from the top of a line box of one em, in em, as CSS places it.
EM_JS(float, sf_js_baseline, (int bold), { return Module.page.baseline(bold); });
// clang-format on

namespace starfish::web::faces {
namespace {

constexpr int bitmap_side_max = 256;

bool has_glyph(ImFontAtlas*, ImFontConfig*, ImWchar c) {
    const bool is_private = c >= 0xE000 && c < 0xF900;
    return c >= 32 && !is_private && c != IM_UNICODE_CODEPOINT_INVALID;
}

bool begin_size(ImFontAtlas*, ImFontConfig* source, ImFontBaked* baked, void*) {
    const float baseline = sf_js_baseline(is_bold(*source));
    baked->Ascent = baked->Size * baseline;
    baked->Descent = baked->Ascent - baked->Size;
    return true;
}

bool load_glyph(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void*, ImWchar c,
                ImFontGlyph* glyph, float* advance_only) {
    if (!has_glyph(atlas, source, c)) return false;
    const float density = source->RasterizerDensity * baked->RasterizerDensity;
    const float size_px = baked->Size * density;
    GlyphBox box{};
    sf_js_glyph(is_bold(*source), static_cast<int>(c), size_px, &box, nullptr);
    // Whole device pixels, so that every glyph stays on its pixel grid.
    const float advance = std::round(box.advance) / density;
    if (advance_only != nullptr) {
        *advance_only = advance;
        return true;
    }
    glyph->Codepoint = c;
    glyph->AdvanceX = advance;
    if (box.width <= 0 || box.width > bitmap_side_max || box.height > bitmap_side_max) return true;
    std::vector<unsigned char> pixels(static_cast<std::size_t>(box.width * box.height));
    sf_js_glyph(is_bold(*source), static_cast<int>(c), size_px, &box, pixels.data());
    const ImFontAtlasRectId pack = ImFontAtlasPackAddRect(atlas, box.width, box.height);
    if (pack == ImFontAtlasRectId_Invalid) return false;
    const float baseline = std::round(baked->Ascent * density);
    glyph->X0 = static_cast<float>(box.left) / density;
    glyph->Y0 = (baseline + static_cast<float>(box.top)) / density;
    glyph->X1 = glyph->X0 + static_cast<float>(box.width) / density;
    glyph->Y1 = glyph->Y0 + static_cast<float>(box.height) / density;
    glyph->Visible = true;
    glyph->PackId = pack;
    ImFontAtlasBakedSetFontGlyphBitmap(atlas, baked, source, glyph,
                                       ImFontAtlasPackGetRect(atlas, pack), pixels.data(),
                                       ImTextureFormat_Alpha8, box.width);
    return true;
}

}  // namespace

const ImFontLoader& loader() {
    static const ImFontLoader the_one = [] {
        ImFontLoader made;
        made.Name = "browser";
        made.FontSrcContainsGlyph = has_glyph;
        made.FontBakedInit = begin_size;
        made.FontBakedLoadGlyph = load_glyph;
        return made;
    }();
    return the_one;
}

}  // namespace starfish::web::faces
