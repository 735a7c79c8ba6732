// Text on the canvas: measuring, drawing, and the two text components.
#pragma once

#include "web/kit/tokens.hpp"
#include "web/platform/accessible.hpp"

#include <string>
#include <string_view>
#include <vector>

struct ImFont;

namespace starfish::web {

enum class Align : std::uint8_t { left, centre, right };

struct TextStyle {
    Type type = Type::body;
    Ink ink = Ink::text;
    bool bold = false;    // titles and larger types are always bold
    bool marked = false;  // **…** is bold; for our own sentences only, never for typed text
    bool struck = false;
    Align align = Align::left;
    int lines_max = 0;  // further lines are cut with …; 0: no limit
};

// A text that is broken into lines, ready to be drawn.
class Paragraph {
public:
    Paragraph(std::string_view text, TextStyle style, float width_max = 1e6f);
    float width() const { return width_; }
    float height() const;
    // Draws with the top left corner at (x, y); right and centre align within `width`.
    void draw(float x, float y, float width) const;
    void draw(float x, float y) const { draw(x, y, width_); }
    // Draws in a colour that is not an Ink, for buttons.
    void draw_in(float x, float y, Colour colour) const { draw_as(x, y, width_, colour); }
    // The text without marks, for screen readers.
    const std::string& plain() const { return plain_; }

private:
    struct Run {
        std::size_t begin, end, line;
        float x;
        bool bold;
    };
    void lay(float width_max);
    void draw_as(float x, float y, float width, Colour colour) const;

    TextStyle style_;
    std::string plain_;
    std::vector<bool> bold_;  // one per byte; empty if nothing is marked
    std::vector<Run> runs_;
    std::vector<float> line_widths_;
    float width_ = 0;
    bool cut_ = false;  // the last line ends in …
};

// The width of the text in one line.
float text_width(std::string_view text, TextStyle style);

}  // namespace starfish::web

namespace starfish::web::kit {

// A paragraph as wide as the column.
void text(std::string_view text, TextStyle style = {});
// `level` is for screen readers: 1 is the screen's title (Screen draws it), 2 a part, 3 a card.
void heading(std::string_view text, int level = 2);

}  // namespace starfish::web::kit
