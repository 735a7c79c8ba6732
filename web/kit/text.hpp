// Text on the canvas: measuring, drawing, and the two components that are only text.
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
    bool bold = false;    // titles and above are bold anyhow
    bool marked = false;  // **…** is bold; only for our own sentences, never for what people typed
    bool struck = false;
    Align align = Align::left;
    int lines_max = 0;  // more is cut with …; 0: no limit
};

// A text laid into lines, ready to be drawn.
class Paragraph {
public:
    Paragraph(std::string_view text, TextStyle style, float width_max = 1e6f);
    float width() const { return width_; }
    float height() const;
    // With its left top corner there; `width` is what right and centre align to.
    void draw(float x, float y, float width) const;
    void draw(float x, float y) const { draw(x, y, width_); }
    // In a colour that is no ink: on a button.
    void draw_in(float x, float y, Colour colour) const { draw_as(x, y, width_, colour); }
    // Without its marks: what is read aloud.
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
    std::vector<bool> bold_;  // by byte; empty if all alike
    std::vector<Run> runs_;
    std::vector<float> line_widths_;
    float width_ = 0;
    bool cut_ = false;  // the last line ends in …
};

// One line, as wide as it is.
float text_width(std::string_view text, TextStyle style);

}  // namespace starfish::web

namespace starfish::web::kit {

// A paragraph as wide as the column.
void text(std::string_view text, TextStyle style = {});
// `level` for screen readers: 1 is the screen's title (the screen draws that), 2 a part, 3 a card.
void heading(std::string_view text, int level = 2);

}  // namespace starfish::web::kit
