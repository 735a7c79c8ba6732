// Drawing for pages, labels and posters: shapes by cairo, text of any script by Pango. The results
// are bytes; nothing is written to disk. Throws std::runtime_error when cairo fails (out of
// memory).
#pragma once

#include "server/exports/qr.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct _cairo;
struct _cairo_surface;
struct _PangoFontMap;

namespace starfish::exports {

struct Colour {
    double red{};
    double green{};
    double blue{};
    double alpha = 1;
};

// 0xC93F22
constexpr Colour rgb(std::uint32_t hex, double alpha = 1) {
    return {((hex >> 16) & 0xFF) / 255.0, ((hex >> 8) & 0xFF) / 255.0, (hex & 0xFF) / 255.0, alpha};
}
inline constexpr Colour black{};

struct Size {
    double width{};
    double height{};
};

struct Box {
    double x{};
    double y{};
    double width{};
    double height{};
};

// Two Chinese fonts, both from Debian: a TrueType font of one weight for paper, and a font with a
// real bold for screens. Fontconfig finds fonts for missing scripts and for emoji.
enum class Face : std::uint8_t { paper, screen };

struct TextStyle {
    double size = 10;
    bool bold = false;
    Colour colour = black;
    double width = 0;    // wrap width; 0: one line of any length
    bool right = false;  // right-aligned within `width`
    int lines_max = 1;   // the rest becomes an ellipsis, if there is a width
    Face face = Face::paper;
};

class Canvas {
public:
    explicit Canvas(_cairo_surface* surface);

    Size measure(std::string_view text, const TextStyle& style);
    // The style scaled down, to `least` of its size at most, so that the text fits its width on one
    // line.
    TextStyle fitted(std::string_view text, TextStyle style, double least);
    // (x, y) is the upper left corner. Returns the text's size.
    Size text(double x, double y, std::string_view text, const TextStyle& style);

    void fill(const Box& box, Colour colour, double radius = 0);
    void fill_slanting(const Box& box, const std::vector<Colour>& from_top_left);
    void stroke(const Box& box, Colour colour, double line_width, double radius = 0);
    void line(double x1, double y1, double x2, double y2, Colour colour, double line_width,
              bool dashed = false);
    // Draws the code without its quiet margin: the upper left module is at (x, y).
    void qr(double x, double y, double module, const QrCode& code);

    void scale(double factor);
    // Erases everything.
    void clear();

private:
    void path(const Box& box, double radius);
    void set(Colour colour);

    struct Destroy {
        void operator()(_cairo* cairo) const;
    };
    struct Unref {
        void operator()(_PangoFontMap* fonts) const;
    };
    std::unique_ptr<_cairo, Destroy> cairo_;
    // Each canvas has its own font map, because a shared one keeps every size of every font ever
    // drawn. Finding fonts takes some hundredths of a second, so draw all pages of a document on
    // one canvas.
    std::unique_ptr<_PangoFontMap, Unref> fonts_;
};

struct DestroySurface {
    void operator()(_cairo_surface* surface) const;
};
using Surface = std::unique_ptr<_cairo_surface, DestroySurface>;

// A document of one or more pages, in points (72 per inch).
class PdfDocument {
public:
    PdfDocument(Size page, const std::string& title);
    Canvas& canvas() { return canvas_; }
    void end_page();
    // Ends the document.
    std::string bytes() &&;

private:
    std::unique_ptr<std::string> bytes_;  // cairo writes through its address
    Surface surface_;
    Canvas canvas_;
};

// A picture in colour, in pixels.
class Picture {
public:
    Picture(int width, int height);
    Canvas& canvas() { return canvas_; }
    std::string png() const;

private:
    Surface surface_;
    Canvas canvas_;
};

// The dots that a thermal printer burns.
struct Dots {
    std::size_t width{};
    std::size_t height{};
    std::vector<std::uint8_t> black;  // row by row, 1 or 0; a byte each, for speed

    bool black_at(std::size_t x, std::size_t y) const { return black[y * width + x] != 0; }
};

// A black picture on a transparent background.
class DotPicture {
public:
    DotPicture(int width, int height);
    Canvas& canvas() { return canvas_; }
    // A dot burns if at least half of it is covered.
    Dots dots() const;

private:
    Surface surface_;
    Canvas canvas_;
};

}  // namespace starfish::exports
