#include "web/kit/text.hpp"

#include "web/kit/layout.hpp"
#include "web/kit/line_break.hpp"
#include "web/platform/faces.hpp"

#include "imgui.h"

#include <algorithm>
#include <cmath>

namespace starfish::web {
namespace {

constexpr std::string_view ellipsis = "…";

bool is_bold(const TextStyle& style) {
    return style.bold || size_of(style.type).bold;
}

ImFontBaked& glyphs(float size, bool bold) {
    ImFont* font = bold ? faces::bold() : faces::regular();
    return *font->GetFontBaked(size, platform::environment().density);
}

// Rounds to device pixels, so that glyphs stay sharp.
float snapped(float length) {
    const float density = platform::environment().density;
    return std::round(length * density) / density;
}

float run_width(ImFontBaked& baked, std::string_view text) {
    float width = 0;
    for (std::size_t i = 0; i < text.size();) {
        const char32_t c = next_character(text, i);
        width += baked.GetCharAdvance(c);
    }
    return width;
}

// `y` is the top of the text's em box. Look the glyphs up before drawing: a look-up can grow the
// atlas, and a run must not be split between the old and the new texture.
void draw_run(ImFontBaked& baked, std::string_view text, float x, float y, Colour colour) {
    run_width(baked, text);
    ImDrawList& ink = layout::ink();
    for (std::size_t i = 0; i < text.size();) {
        const ImFontGlyph* glyph = baked.FindGlyph(next_character(text, i));
        if (glyph == nullptr) continue;
        if (glyph->Visible) {
            ink.PrimReserve(6, 4);
            ink.PrimRectUV({x + glyph->X0, y + glyph->Y0}, {x + glyph->X1, y + glyph->Y1},
                           {glyph->U0, glyph->V0}, {glyph->U1, glyph->V1}, colour);
        }
        x += glyph->AdvanceX;
    }
}

// Removes the ** marks from `text`. Returns for each remaining byte whether it was between marks.
std::vector<bool> take_marks(std::string& text) {
    std::vector<bool> bold;
    std::string plain;
    bool on = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.compare(i, 2, "**") == 0) {
            on = !on;
            ++i;
            continue;
        }
        plain += text[i];
        bold.push_back(on);
    }
    text = std::move(plain);
    return bold;
}

}  // namespace

Paragraph::Paragraph(std::string_view text, TextStyle style, float width_max)
    : style_(style), plain_(text) {
    if (style_.marked) bold_ = take_marks(plain_);
    lay(width_max);
}

void Paragraph::lay(float width_max) {
    const float size = size_of(style_.type).size;
    ImFontBaked& regular = glyphs(size, is_bold(style_));
    ImFontBaked& bold = glyphs(size, true);
    const auto advance = [&](char32_t c, std::size_t at) {
        return (!bold_.empty() && bold_[at] ? bold : regular).GetCharAdvance(c);
    };
    std::vector<Line> lines = break_lines(plain_, width_max, advance);
    const auto most = static_cast<std::size_t>(style_.lines_max);
    cut_ = most > 0 && lines.size() > most;
    if (cut_) {
        lines.resize(most);
        Line& last = lines.back();
        const float room = width_max - run_width(regular, ellipsis);
        last.end = last.begin;
        last.width = 0;
        while (last.end < plain_.size() && plain_[last.end] != '\n') {
            std::size_t next = last.end;
            const float own = advance(next_character(plain_, next), last.end);
            if (last.width + own > room) break;
            last.width += own;
            last.end = next;
        }
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
        float x = 0;
        for (std::size_t begin = lines[i].begin; begin < lines[i].end;) {
            const bool strong = !bold_.empty() && bold_[begin];
            std::size_t end = begin;
            while (end < lines[i].end && (bold_.empty() || bold_[end] == strong)) ++end;
            runs_.push_back({begin, end, i, x, strong});
            x += run_width(strong ? bold : regular,
                           std::string_view(plain_).substr(begin, end - begin));
            begin = end;
        }
        const float end_mark = cut_ && i + 1 == lines.size() ? run_width(regular, ellipsis) : 0;
        line_widths_.push_back(lines[i].width + end_mark);
        width_ = std::max(width_, line_widths_.back());
    }
}

float Paragraph::height() const {
    return static_cast<float>(line_widths_.size()) * size_of(style_.type).line;
}

void Paragraph::draw(float x, float y, float width) const {
    draw_as(x, y, width, colour_of(style_.ink));
}

void Paragraph::draw_as(float x, float y, float width, Colour colour) const {
    const TypeSize type = size_of(style_.type);
    if (!layout::in_sight({x, y, width, height()})) return;
    ImFontBaked& regular = glyphs(type.size, is_bold(style_));
    const auto line_x = [&](std::size_t line) {
        const float spare = width - line_widths_[line];
        const float part = style_.align == Align::left    ? 0
                           : style_.align == Align::right ? 1
                                                          : 0.5f;
        return snapped(x + spare * part);
    };
    const auto line_y = [&](std::size_t line) {
        return snapped(y + static_cast<float>(line) * type.line + (type.line - type.size) / 2);
    };
    for (const Run& run : runs_) {
        ImFontBaked& baked = run.bold ? glyphs(type.size, true) : regular;
        draw_run(baked, std::string_view(plain_).substr(run.begin, run.end - run.begin),
                 line_x(run.line) + run.x, line_y(run.line), colour);
    }
    for (std::size_t line = 0; line < line_widths_.size(); ++line) {
        const float left = line_x(line);
        const float middle = snapped(y + (static_cast<float>(line) + 0.54f) * type.line);
        if (style_.struck && line_widths_[line] > 0)
            layout::ink().AddRectFilled({left, middle}, {left + line_widths_[line], middle + 1},
                                        colour);
        if (cut_ && line + 1 == line_widths_.size())
            draw_run(regular, ellipsis, left + line_widths_[line] - run_width(regular, ellipsis),
                     line_y(line), colour);
    }
}

float text_width(std::string_view text, TextStyle style) {
    return Paragraph(text, style).width();
}

namespace kit {

void text(std::string_view words, TextStyle style) {
    if (words.empty()) return;
    const Paragraph paragraph(words, style, layout::column().width);
    const Rect place = layout::take(paragraph.height());
    paragraph.draw(place.x, place.y, place.width);
    accessible::text(paragraph.plain(), place);
}

void heading(std::string_view words, int level) {
    const Paragraph paragraph(words, {.type = level <= 2 ? Type::title : Type::body, .bold = true},
                              layout::column().width);
    const Rect place = layout::take(paragraph.height());
    paragraph.draw(place.x, place.y);
    accessible::add(accessible::id_of(words), {.role = accessible::Role::heading,
                                               .name = paragraph.plain(),
                                               .rect = place,
                                               .level = level});
}

}  // namespace kit
}  // namespace starfish::web
