// Components that cannot be pressed: chips, rows, cards, progress, states.
#pragma once

#include "web/kit/icons.hpp"
#include "web/kit/text.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace starfish::web::kit {

// A state in words; colour alone never states it.
struct Chip {
    std::string text{};
    Tone tone = Tone::neutral;
};
void chip(const Chip& chip);
// Chips in a line, which wraps.
void chips(std::span<const Chip> chips);
// For components that place a chip themselves. An empty chip has width 0.
float width_of(const Chip& chip);
void draw(const Chip& chip, float x, float y);

// Left and right in one line. If two texts do not fit, the right one goes beneath; beside a chip
// the left text wraps.
struct Row {
    std::string left{};
    std::string right{};
    TextStyle left_style{};
    TextStyle right_style{};
    Chip chip{};  // at the right, instead of `right`
};
void row(const Row& row);

// A surface with an outline; the title is a heading.
struct CardSpec {
    std::string title{};
    std::string aside{};  // at the title's right, in muted ink
    Chip chip{};          // at the title's right
    float inside = space::card_inside;
    Type title_type = Type::body;
    int level = 2;  // heading level
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
    std::string name{};        // for screen readers: the thing that advances
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
    std::string value_text{};  // for screen readers; see ladder_text
    std::int64_t units = 0;
    std::span<const Tier> tiers{};  // sorted by units, ascending
};
void ladder(const Ladder& ladder);
// The state of a ladder in words, from its tiers' texts:
// "29 份，已到 25 份 ¥159，下一档 40 份 ¥149".
std::string ladder_text(Locale locale, std::int64_t units, std::span<const Tier> tiers);
// The filled share of the bar, 0 to 1. Tiers stand at equal distances; between two tiers the share
// is linear.
float ladder_share(std::int64_t units, std::span<const Tier> tiers);
// The position of a tier's tick, 0 to 1.
float tier_share(std::size_t tier, std::size_t tiers);

// Says that there is nothing here yet and what to do; a button may follow.
void empty_state(Icon icon, std::string_view title, std::string_view note);
// Grey lines in place of content that is loading. Screen readers read `label`.
void skeleton(std::string_view label, int lines = 3);

// A banner in the column for what needs attention now. Its role is alert for warn and bad,
// otherwise status.
struct Banner {
    std::string title{};
    std::string text{};
    Tone tone = Tone::warn;
};
void banner(const Banner& banner);

// A line over time; `words` describe it to screen readers ("跟团近 11 小时：从 4 到 32").
void sparkline(std::span<const float> values, std::string_view words, float height = 24,
               Tone tone = Tone::brand);
// For components that place a line themselves.
void draw_line(std::span<const float> values, const Rect& rect, Colour colour);
// A heat map. `cells` are in row order, each 0 to 1.
void heat(std::span<const float> cells, int columns, std::string_view words);

}  // namespace starfish::web::kit
