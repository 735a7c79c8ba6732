// List entries, steps of the day, figures.
#include "web/kit/controls.hpp"
#include "web/kit/layout.hpp"
#include "web/kit/line_break.hpp"
#include "web/kit/paint.hpp"

#include <algorithm>

namespace starfish::web::kit {
namespace {

constexpr float padding = 10;
constexpr float avatar_size = 32;
constexpr float entry_gap = 12;

// The space above an entry's text. The first entry of a card needs none.
float room_above() {
    return layout::column().empty ? 0 : padding;
}

// Reserves the rect of an entry. Entries have no gap between them, only a line.
Rect take_entry(float height) {
    Column& column = layout::column();
    if (column.after_entry) column.next_gap = 0;
    const bool first = column.empty;
    const Rect rect = layout::take(height);
    if (!first) paint::line(rect.x, rect.y, rect.width, palette().line);
    layout::column().after_entry = true;
    return rect;
}

void draw_avatar(std::string_view name, float x, float y) {
    std::size_t first = 0;
    if (!name.empty()) next_character(name, first);
    const float radius = avatar_size / 2;
    paint::dot(x + radius, y + radius, radius, palette().sea_soft);
    const TextStyle style{
        .type = Type::small, .ink = Ink::sea, .bold = true, .align = Align::centre};
    Paragraph(name.substr(0, first), style).draw(x, y + 6, avatar_size);
}

struct Parts {
    Paragraph title, note, value;
    float left = 0;   // distance of the title from the entry's left edge
    float right = 0;  // width taken at the right
    float inner = 0;  // height without the space above and beneath
};

Parts lay(const Entry& entry, float width) {
    const Type type = entry.small ? Type::small : Type::body;
    const float chevron = entry.opens ? 20 : 0;
    const float left = entry.avatar.empty() ? 0 : avatar_size + entry_gap;
    Paragraph value(entry.value, {.type = type, .ink = entry.value_ink, .bold = entry.bold},
                    width * 0.6f);
    const float chip = width_of(entry.chip);
    const float between = entry.value.empty() || chip <= 0 ? 0 : 8;
    const float right = value.width() + between + chip + chevron;
    const float room = width - left - (right > 0 ? right + entry_gap : 0);
    Parts parts{.title = Paragraph(entry.title, {.type = type, .bold = entry.bold}, room),
                .note = Paragraph(entry.note, {.type = Type::small, .ink = Ink::muted}, room),
                .value = std::move(value),
                .left = left,
                .right = right};
    const float texts = parts.title.height() + (entry.note.empty() ? 0 : parts.note.height());
    parts.inner = std::max({texts, parts.value.height(), entry.avatar.empty() ? 0 : avatar_size,
                            chip > 0 ? 24.0f : 0.0f});
    return parts;
}

std::string joined(const Entry& entry) {
    std::string all = entry.title;
    for (const std::string* part : {&entry.note, &entry.chip.text, &entry.value})
        if (!part->empty()) all += ", " + *part;
    return all;
}

void draw_parts(const Entry& entry, const Parts& parts, const Rect& rect, float above) {
    const float y = rect.y + above;
    const float line = size_of(entry.small ? Type::small : Type::body).line;
    if (!entry.avatar.empty())
        draw_avatar(entry.avatar, rect.x, y + (parts.inner - avatar_size) / 2);
    const float title_y = entry.note.empty() && parts.inner > parts.title.height()
                              ? y + (parts.inner - parts.title.height()) / 2
                              : y;
    parts.title.draw(rect.x + parts.left, title_y);
    if (!entry.note.empty()) parts.note.draw(rect.x + parts.left, y + parts.title.height());
    float x = rect.right() - parts.right;
    if (!entry.chip.text.empty()) {
        const float chip_y = title_y + (line - space::chip_height) / 2;
        const float width = width_of(entry.chip);
        paint::fill({x, chip_y, width, space::chip_height}, soft_of(entry.chip.tone), 12);
        Paragraph(entry.chip.text,
                  {.type = Type::caption, .ink = ink_of(entry.chip.tone), .bold = true})
            .draw(x + 8, chip_y + 4);
        x += width + (entry.value.empty() ? 0 : 8);
    }
    parts.value.draw(x, title_y);
    if (entry.opens)
        draw_icon(Icon::more, rect.right() - 16, title_y + (line - 16) / 2, 16, palette().muted);
}

}  // namespace

bool entry(const Entry& entry) {
    constexpr float finger = 24;  // least text height: 44 with the space around it
    Parts parts = lay(entry, layout::column().width);
    if (entry.opens) parts.inner = std::max(parts.inner, finger);
    const float above = room_above();
    const bool in_list = accessible::inside(accessible::Role::list);
    const Rect rect = take_entry(above + parts.inner + padding);
    const std::string& key = entry.key.empty() ? entry.title : entry.key;
    if (in_list)
        accessible::begin(accessible::id_of("item " + key),
                          {.role = accessible::Role::listitem, .rect = rect});
    bool pressed = false;
    if (entry.opens) {
        const WidgetId id = accessible::add(
            accessible::id_of(key),
            {.role = accessible::Role::button, .name = joined(entry), .rect = rect, .radius = 6});
        if (interaction().hovered == id)
            paint::fill({rect.x - 8, rect.y + 1, rect.width + 16, rect.height - 1},
                        paint::surface_colour(id, palette().surface), 6);
        pressed = interaction().take_activation(id);
    } else {
        accessible::text(joined(entry), rect);
    }
    draw_parts(entry, parts, rect, above);
    if (in_list) accessible::end();
    return pressed;
}

Task::Task(const TaskSpec& spec) {
    constexpr float dot_size = 20;
    const bool done = spec.step == Step::done;
    time_width_ = spec.time.empty() ? 0 : text_width(spec.time, {.type = Type::small}) + entry_gap;
    const float left = dot_size + entry_gap;
    const float room = layout::column().width - left - time_width_;
    const Paragraph title(
        spec.title, {.ink = done ? Ink::muted : Ink::text, .bold = !done, .struck = done}, room);
    const Paragraph note(spec.note, {.type = Type::small, .ink = Ink::muted}, room);
    const float note_height = spec.note.empty() ? 0 : note.height();
    const float above = room_above() > 0 ? 12 : 0;
    const Rect rect = take_entry(above + title.height() + note_height);
    const std::string state = spec.state_words.empty() ? "" : ", " + spec.state_words;
    const std::string when = spec.time.empty() ? "" : ", " + spec.time;
    const bool in_list = accessible::inside(accessible::Role::list);
    accessible::begin(accessible::id_of(spec.title),
                      {.role = in_list ? accessible::Role::listitem : accessible::Role::group,
                       .name = in_list ? "" : spec.title});
    const float middle = rect.y + above + 12;
    const Palette& p = palette();
    if (done) {
        paint::dot(rect.x + 10, middle, 10, p.good);
        draw_icon(Icon::check, rect.x + 3, middle - 7, 14, p.surface);
    } else {
        paint::ring(rect.x + 10, middle, 10, spec.step == Step::now ? p.brand : p.line, 2);
    }
    title.draw(rect.x + left, rect.y + above);
    note.draw(rect.x + left, rect.y + above + title.height());
    Paragraph(spec.time, {.type = Type::small, .ink = Ink::muted})
        .draw(rect.right() - time_width_ + entry_gap, rect.y + above + 2);
    accessible::text(spec.title + when + state,
                     {rect.x, rect.y + above, rect.width, title.height()});
    if (!spec.note.empty())
        accessible::text(spec.note,
                         {rect.x + left, rect.y + above + title.height(), room, note_height});
    layout::push({.x = rect.x + left, .y = rect.bottom(), .width = rect.width - left});
    layout::column().empty = false;
}

Task::~Task() {
    const Column inner = layout::pop();
    Column& outer = layout::column();
    outer.y = inner.y + 12;
    outer.after_entry = true;
    accessible::end();
}

namespace {

constexpr float stat_height = 16 + 20 + 40 + 24 + 16;

bool draw_stat(const Stat& stat, const Rect& rect) {
    const Palette& p = palette();
    WidgetId id = 0;
    const std::string words =
        stat.label + ' ' + stat.figure + (stat.note.empty() ? "" : ", " + stat.note);
    if (stat.opens)
        id = accessible::add(accessible::id_of(stat.label), {.role = accessible::Role::button,
                                                             .name = words,
                                                             .rect = rect,
                                                             .radius = space::card_radius});
    else
        accessible::text(words, rect);
    paint::fill(rect, paint::surface_colour(id, p.surface), space::card_radius);
    paint::outline(rect, p.line, space::card_radius);
    const float x = rect.x + space::card_inside;
    const float y = rect.y + space::card_inside;
    const float room = rect.width - 2 * space::card_inside;
    Paragraph(stat.label, {.type = Type::small, .ink = Ink::muted, .lines_max = 1}, room)
        .draw(x, y);
    // Use smaller type rather than cut a sum off: the rest would read as another sum.
    TextStyle figure{.type = Type::figure, .ink = stat.figure_ink, .lines_max = 1};
    if (text_width(stat.figure, figure) > room) figure.type = Type::heading;
    Paragraph(stat.figure, figure, room).draw(x, y + 60 - size_of(figure.type).line);
    if (!stat.line.empty()) draw_line(stat.line, {x, y + 62, room, 22}, p.brand);
    const TextStyle note{.type = Type::caption, .ink = stat.note_ink, .lines_max = 1};
    if (stat.line.empty()) Paragraph(stat.note, note, room).draw(x, y + 62);
    return interaction().take_activation(id);
}

}  // namespace

int stats(std::span<const Stat> stats, float least_width) {
    constexpr float between = space::between_cards;
    const float width = layout::column().width;
    const auto fit = static_cast<std::size_t>((width + between) / (least_width + between));
    const std::size_t columns =
        std::clamp<std::size_t>(fit, 1, std::max<std::size_t>(stats.size(), 1));
    const std::size_t rows = (stats.size() + columns - 1) / columns;
    const float own =
        (width - between * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    const Rect place = layout::take(static_cast<float>(rows) * (stat_height + between) - between);
    int pressed = -1;
    for (std::size_t i = 0; i < stats.size(); ++i) {
        const std::size_t row = i / columns;
        const Rect rect{place.x + static_cast<float>(i % columns) * (own + between),
                        place.y + static_cast<float>(row) * (stat_height + between), own,
                        stat_height};
        if (draw_stat(stats[i], rect)) pressed = static_cast<int>(i);
    }
    return pressed;
}

}  // namespace starfish::web::kit
