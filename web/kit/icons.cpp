#include "web/kit/icons.hpp"

#include "imgui.h"

#include <array>
#include <string_view>

namespace starfish::web {
namespace {

// The language of the paths below, on the 24×24 grid:
//   M x y   begins a stroke      L x y   a line         Q x y x y   a curve (control point, end)
//   O x y r a circle             Z       closes the stroke
constexpr std::array<std::string_view, 15> paths{
    "",
    "M4 11L12 4L20 11L20 20L4 20Z",
    "O9 8 4M2 20Q3 16.2 9 16.2Q15 16.2 16 20M16 5Q20 5.4 20 8.5Q20 11.6 16 12M19 20Q19 17 16 15.5",
    "M3 8L12 3L21 8L21 16L12 21L3 16ZM3 8L12 13L21 8M12 13L12 21",
    "O12 12 9M8 8L12 13L16 8M12 13L12 18M9 13L15 13M9 16L15 16",
    "M3 6L12 3L21 6L12 9ZM6 8L6 14Q7 16.2 12 16.2Q17 16.2 18 14L18 8",
    "M4 12L4 4L12 4L20 12L12 20ZO8.5 8.5 1.2",
    "M15 5L8 12L15 19",
    "M6 6L18 18M18 6L6 18",
    "M5 12.5L10 17.5L19 7",
    "M9 5L16 12L9 19",
    "M6 14L12 8L18 14",
    "M6 10L12 16L18 10",
    "O12 8 4M4 20Q5 15 12 15Q19 15 20 20",
    "M12 4L21 20L3 20ZM12 10L12 14.5M12 17L12 17.3",
};
static_assert(paths.size() == static_cast<std::size_t>(Icon::warning) + 1);

class Pen {
public:
    Pen(std::string_view path, float x, float y, float scale, Colour colour)
        : path_(path), x_(x), y_(y), scale_(scale), colour_(colour) {}

    void draw() {
        ImDrawList& ink = layout::ink();
        while (at_ < path_.size()) {
            const char what = path_[at_++];
            if (what == 'M') {
                stroke(0);
                ink.PathLineTo(point());
            } else if (what == 'L') {
                ink.PathLineTo(point());
            } else if (what == 'Q') {
                const ImVec2 control = point();
                ink.PathBezierQuadraticCurveTo(control, point());
            } else if (what == 'O') {
                stroke(0);
                const ImVec2 centre = point();
                ink.AddCircle(centre, number() * scale_, colour_, 0, width());
            } else {
                stroke(ImDrawFlags_Closed);
            }
        }
        stroke(0);
    }

private:
    float width() const { return 1.8f * scale_; }
    void stroke(ImDrawFlags flags) { layout::ink().PathStroke(colour_, flags, width()); }
    ImVec2 point() {
        const float x = number();
        const float y = number();
        return {x_ + x * scale_, y_ + y * scale_};
    }
    float number() {
        while (path_[at_] == ' ') ++at_;
        float value = 0;
        float digit = 0;  // value of the fraction digit: 0.1, 0.01, …
        for (; at_ < path_.size(); ++at_) {
            const char c = path_[at_];
            if (c == '.') {
                digit = 0.1f;
            } else if (c >= '0' && c <= '9' && digit > 0) {
                value += static_cast<float>(c - '0') * digit;
                digit /= 10;
            } else if (c >= '0' && c <= '9') {
                value = value * 10 + static_cast<float>(c - '0');
            } else {
                break;
            }
        }
        return value;
    }

    std::string_view path_;
    std::size_t at_ = 0;
    float x_, y_, scale_;
    Colour colour_;
};

}  // namespace

void draw_icon(Icon icon, float x, float y, float size, Colour colour) {
    Pen(paths[static_cast<std::size_t>(icon)], x, y, size / 24, colour).draw();
}

}  // namespace starfish::web
