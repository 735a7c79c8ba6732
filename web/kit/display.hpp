// What shows and is not pressed: chips, rows, cards, progress, states.
#pragma once

#include "web/kit/icons.hpp"
#include "web/kit/text.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace starfish::web::kit {

// A word about a state; never colour alone.
struct Chip {
    std::string text{};
    Tone tone = Tone::neutral;
};
void chip(const Chip& chip);
// In a line, and on to the next when there are many.
void chips(std::span<const Chip> chips);
// For components that place a chip themselves; an empty one has no width.
float width_of(const Chip& chip);
void draw(const Chip& chip, float x, float y);

// Left and right in one line; if two texts do not fit, the right stands beneath; beside a chip the
// left wraps.
struct Row {
    std::string left{};
    std::string right{};
    TextStyle left_style{};
    TextStyle right_style{};
    Chip chip{};  // at the right, instead of `right`
};
void row(const Row& row);

// A surface with a line around; the title is a heading.
struct CardSpec {
    std::string title{};
    std::string aside{};  // at the title's right, quiet
    Chip chip{};          // at the title's right
    float inside = space::card_inside;
    Type title_type = Type::body;
    int level = 2;  // of the heading
};
class Card {
public:
    explicit Card(const CardSpec& spec = {});
    ~Card();
    Card(const Card&) = delete;
    Card& operator=(const Card&) = delete;

private:
    float inside_;
};

// A line between parts of a card.
void divider();

struct Progress {
    std::string name{};        // for screen readers: what advances
    std::string value_text{};  // "31 of 46 collected"
    std::int64_t value = 0;
    std::int64_t max = 100;
    Tone tone = Tone::brand;
};
void progress(const Progress& progress);

// A group-buy's way through its price tiers.
struct Tier {
    std::int64_t units = 0;
    std::string units_text{};  // "25 份"
    std::string price_text{};  // "¥159"
};
struct Ladder {
    std::string name{};        // "即食海参家庭装 的进度"
    std::string value_text{};  // what a screen reader says; see ladder_text
    std::int64_t units = 0;
    std::span<const Tier> tiers{};  // by units, ascending
};
void ladder(const Ladder& ladder);
// "29 份，已到 25 份 ¥159，下一档 40 份 ¥149": the state of a ladder in words, from its own texts.
std::string ladder_text(Locale locale, std::int64_t units, std::span<const Tier> tiers);
// How much of the bar is filled, 0 to 1: tiers stand at equal distances, and between them it is in
// proportion.
float ladder_share(std::int64_t units, std::span<const Tier> tiers);
// Where the tier's tick stands.
float tier_share(std::size_t tier, std::size_t tiers);

// Nothing here yet, and what to do about it (a button may follow).
void empty_state(Icon icon, std::string_view title, std::string_view note);
// Grey lines where content will be; says `label` to screen readers.
void skeleton(std::string_view label, int lines = 3);

// A banner in the flow that needs attention now. role alert for warn and bad, else status.
struct Banner {
    std::string title{};
    std::string text{};
    Tone tone = Tone::warn;
};
void banner(const Banner& banner);

// A line over time; the words say what it shows ("跟团近 11 小时：从 4 到 32").
void sparkline(std::span<const float> values, std::string_view words, float height = 24,
               Tone tone = Tone::brand);
// For components that place a line themselves.
void draw_line(std::span<const float> values, const Rect& rect, Colour colour);
// Cells by row, each 0 to 1.
void heat(std::span<const float> cells, int columns, std::string_view words);

}  // namespace starfish::web::kit
