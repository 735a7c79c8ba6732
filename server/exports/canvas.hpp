// Drawing for pages, labels and posters: shapes by cairo, text of any script by Pango. What comes
// out is bytes; nothing touches a disk. Throws std::runtime_error when cairo fails (no memory).
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

// Two fonts for Chinese, both of Debian: a TrueType one of one weight for paper, and one with a
// real bold for screens. Fontconfig finds others for scripts they lack, and the one for emoji.
enum class Face : std::uint8_t { paper, screen };

struct TextStyle {
    double size = 10;
    bool bold = false;
    Colour colour = black;
    double width = 0;    // where it wraps; 0: one line as long as it is
    bool right = false;  // to the end of `width`
    int lines_max = 1;   // what is left over becomes an ellipsis, if there is a width
    Face face = Face::paper;
};

class Canvas {
public:
    explicit Canvas(_cairo_surface* surface);

    Size measure(std::string_view text, const TextStyle& style);
    // Smaller, down to `least` of its size, so that the text fits its width on one line.
    TextStyle fitted(std::string_view text, TextStyle style, double least);
    // (x, y) is the upper left corner. Answers its size.
    Size text(double x, double y, std::string_view text, const TextStyle& style);

    void fill(const Box& box, Colour colour, double radius = 0);
    void fill_slanting(const Box& box, const std::vector<Colour>& from_top_left);
    void stroke(const Box& box, Colour colour, double line_width, double radius = 0);
    void line(double x1, double y1, double x2, double y2, Colour colour, double line_width,
              bool dashed = false);
    // Without its quiet margin: the upper left module stands at (x, y).
    void qr(double x, double y, double module, const QrCode& code);

    void scale(double factor);
    // As it was at first.
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
    // Its own, since one shared by everybody keeps every size of every font ever drawn. Finding
    // fonts takes some hundredths of a second, so draw a document's pages on one canvas.
    std::unique_ptr<_PangoFontMap, Unref> fonts_;
};

struct DestroySurface {
    void operator()(_cairo_surface* surface) const;
};
using Surface = std::unique_ptr<_cairo_surface, DestroySurface>;

// A document of one or more pages, in points (72 to the inch).
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

// Dots that a thermal printer burns or leaves.
struct Dots {
    std::size_t width{};
    std::size_t height{};
    std::vector<std::uint8_t> black;  // row by row, 1 or 0: a byte each, since there are millions

    bool black_at(std::size_t x, std::size_t y) const { return black[y * width + x] != 0; }
};

// A picture in black on nothing.
class DotPicture {
public:
    DotPicture(int width, int height);
    Canvas& canvas() { return canvas_; }
    // What covers at least half of a dot burns it.
    Dots dots() const;

private:
    Surface surface_;
    Canvas canvas_;
};

}  // namespace starfish::exports
