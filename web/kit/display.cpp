#include "web/kit/display.hpp"

#include "web/kit/layout.hpp"
#include "web/kit/paint.hpp"

#include <algorithm>
#include <cmath>

namespace starfish::web::kit {
namespace {

constexpr TextStyle chip_style{.type = Type::caption, .bold = true};
constexpr float chip_padding = 8;

float chip_width(const Chip& chip) {
    return std::ceil(text_width(chip.text, chip_style)) + 2 * chip_padding;
}

void draw_chip(const Chip& chip, float x, float y) {
    const Rect rect{x, y, chip_width(chip), space::chip_height};
    paint::fill(rect, soft_of(chip.tone), space::chip_height / 2);
    TextStyle style = chip_style;
    style.ink = ink_of(chip.tone);
    Paragraph(chip.text, style).draw(x + chip_padding, y + 4);
    accessible::text(chip.text, rect);
}

}  // namespace

float width_of(const Chip& chip) {
    return chip.text.empty() ? 0 : chip_width(chip);
}
void draw(const Chip& chip, float x, float y) {
    if (!chip.text.empty()) draw_chip(chip, x, y);
}

void chip(const Chip& chip) {
    chips(std::span(&chip, 1));
}

void chips(std::span<const Chip> chips) {
    constexpr float gap = 8;
    const float width = layout::column().width;
    float x = 0;
    float y = 0;
    std::vector<Point> places;
    for (const Chip& chip : chips) {
        const float own = chip_width(chip);
        if (x > 0 && x + own > width) x = 0, y += space::chip_height + gap;
        places.push_back({x, y});
        x += own + gap;
    }
    const Rect place = layout::take(y + space::chip_height);
    for (std::size_t i = 0; i < chips.size(); ++i)
        draw_chip(chips[i], place.x + places[i].x, place.y + places[i].y);
}

namespace {

void stacked(const Row& row) {
    text(row.left, row.left_style);
    space(0);
    TextStyle style = row.right_style;
    style.align = Align::left;
    text(row.right, style);
}

}  // namespace

void row(const Row& row) {
    constexpr float gap = 12;
    const float width = layout::column().width;
    const bool has_chip = !row.chip.text.empty();
    TextStyle right_style = row.right_style;
    right_style.align = Align::right;
    // The right text keeps its line, but takes at most 70% of the width.
    const Paragraph right(row.right, right_style, width * 0.7f);
    const float right_width = has_chip ? width_of(row.chip) : right.width();
    const float left_width = width - (right_width > 0 ? right_width + gap : 0);
    // Two texts that do not fit in one line go in two, each with the full width.
    if (!has_chip && right_width > 0 && text_width(row.left, row.left_style) > left_width)
        return stacked(row);
    const Paragraph left(row.left, row.left_style, std::max(left_width, width * 0.3f));
    const float right_height = has_chip            ? space::chip_height
                               : row.right.empty() ? 0
                                                   : right.height();
    const float height = std::max(left.height(), right_height);
    const Rect place = layout::take(height);
    const float left_y = place.y + (height - left.height()) / 2;
    left.draw(place.x, left_y);
    if (!row.left.empty())
        accessible::text(left.plain(), {place.x, left_y, left.width(), left.height()});
    const float right_x = place.right() - right_width;
    const float right_y = place.y + (height - right_height) / 2;
    if (has_chip) return draw_chip(row.chip, right_x, right_y);
    right.draw(right_x, right_y, right_width);
    if (!row.right.empty())
        accessible::text(right.plain(), {right_x, right_y, right_width, right.height()});
}

void divider() {
    const Rect place = layout::take(1);
    paint::line(place.x, place.y, place.width, palette().line);
}

namespace {

void card_header(const CardSpec& spec) {
    const float width = layout::column().width;
    const bool has_chip = !spec.chip.text.empty();
    const TextStyle aside_style{.type = Type::small, .ink = Ink::muted};
    const float aside_width = has_chip ? width_of(spec.chip) : text_width(spec.aside, aside_style);
    const Paragraph title(spec.title, {.type = spec.title_type, .bold = true},
                          width - (aside_width > 0 ? aside_width + 12 : 0));
    const Rect place = layout::take(std::max(title.height(), space::chip_height));
    const float line = size_of(spec.title_type).line;
    title.draw(place.x, place.y);
    accessible::add(accessible::id_of(spec.title),
                    {.role = accessible::Role::heading,
                     .name = spec.title,
                     .rect = {place.x, place.y, title.width(), title.height()},
                     .level = spec.level});
    const float x = place.right() - aside_width;
    if (has_chip) return draw(spec.chip, x, place.y + (line - space::chip_height) / 2);
    if (spec.aside.empty()) return;
    const Rect aside{x, place.y + (line - 20) / 2, aside_width, 20};
    Paragraph(spec.aside, aside_style).draw(aside.x, aside.y);
    accessible::text(spec.aside, aside);
}

// The surfaces of the open cards; cards can be nested.
std::vector<paint::Surface>& surfaces() {
    static std::vector<paint::Surface> open;
    return open;
}

}  // namespace

Card::Card(const CardSpec& spec) : inside_(spec.inside) {
    const Rect place = layout::take(0);
    surfaces().emplace_back().begin(place);
    const std::string key = spec.title.empty() ? "card" : spec.title;
    accessible::begin(accessible::id_of(key),
                      {.role = accessible::Role::group, .name = spec.title, .rect = place});
    layout::push(
        {.x = place.x + inside_, .y = place.y + inside_, .width = place.width - 2 * inside_});
    if (!spec.title.empty() || !spec.aside.empty() || !spec.chip.text.empty()) card_header(spec);
}

Card::~Card() {
    const Column inner = layout::pop();
    // An entry already has space beneath it.
    const float below = inner.after_entry ? std::max(inside_ - 10, 0.0f) : inside_;
    const float height = inner.y - inner.top + inside_ + below;
    surfaces().back().end(height);
    surfaces().pop_back();
    accessible::set_rect(
        {inner.x - inside_, inner.top - inside_, inner.width + 2 * inside_, height});
    accessible::end();
    layout::column().y = inner.top - inside_ + height;
}

void empty_state(Icon icon, std::string_view title, std::string_view note) {
    const float width = layout::column().width;
    const float text_width_max = std::min(width, 320.0f);
    const Paragraph first(title, {.bold = true, .align = Align::centre}, text_width_max);
    const Paragraph second(note, {.type = Type::small, .ink = Ink::muted, .align = Align::centre},
                           text_width_max);
    const float icon_height = icon == Icon::none ? 0 : 68;
    const float note_height = note.empty() ? 0 : 4 + second.height();
    const Rect place = layout::take(24 + icon_height + first.height() + note_height + 16);
    float y = place.y + 24;
    if (icon != Icon::none) {
        const float middle = place.x + width / 2;
        paint::dot(middle, y + 28, 28, palette().surface2);
        draw_icon(icon, middle - 14, y + 14, 28, palette().muted);
        y += icon_height;
    }
    first.draw(place.x, y, width);
    accessible::text(first.plain(), {place.x, y, width, first.height()});
    if (note.empty()) return;
    second.draw(place.x, y + first.height() + 4, width);
    accessible::text(second.plain(), {place.x, y + first.height() + 4, width, second.height()});
}

void skeleton(std::string_view label, int lines) {
    constexpr float shares[] = {0.55f, 0.92f, 0.76f, 0.84f, 0.4f};
    const Rect place = layout::take(static_cast<float>(lines) * 28 - 12);
    for (int i = 0; i < lines; ++i)
        paint::fill(
            {place.x, place.y + static_cast<float>(i) * 28, place.width * shares[i % 5], 16},
            palette().surface2, 8);
    accessible::add(accessible::id_of("skeleton"), {.role = accessible::Role::status,
                                                    .name = std::string(label),
                                                    .rect = place,
                                                    .busy = true});
}

void banner(const Banner& banner) {
    constexpr float inside = 12;
    constexpr float icon_size = 20;
    const float width = layout::column().width;
    const bool is_alert = banner.tone == Tone::warn || banner.tone == Tone::bad;
    const float text_x = inside + (is_alert ? icon_size + 8 : 0);
    const float room = width - text_x - inside;
    const Ink ink = banner.tone == Tone::neutral ? Ink::text : ink_of(banner.tone);
    const Paragraph title(banner.title, {.type = Type::small, .ink = ink, .bold = true}, room);
    const Paragraph text(banner.text, {.type = Type::small}, room);
    const float title_height = banner.title.empty() ? 0 : title.height();
    const float text_height = banner.text.empty() ? 0 : text.height();
    const Rect place = layout::take(title_height + text_height + 2 * inside);
    paint::fill(place, soft_of(banner.tone), space::button_radius);
    if (is_alert)
        draw_icon(Icon::warning, place.x + inside, place.y + inside, icon_size, colour_of(ink));
    if (!banner.title.empty()) title.draw(place.x + text_x, place.y + inside);
    if (!banner.text.empty()) text.draw(place.x + text_x, place.y + inside + title_height);
    const std::string gap = banner.title.empty() || banner.text.empty() ? "" : " ";
    accessible::add(accessible::id_of("banner"),
                    {.role = is_alert ? accessible::Role::alert : accessible::Role::status,
                     .name = banner.title + gap + banner.text,
                     .rect = place});
}

}  // namespace starfish::web::kit
