#include "web/kit/controls.hpp"
#include "web/kit/layout.hpp"
#include "web/kit/paint.hpp"

#include <algorithm>

namespace starfish::web::kit {
namespace {

void draw_check_box(WidgetId id, const Rect& box, bool checked, bool disabled) {
    const Palette& p = palette();
    constexpr float radius = 6;
    if (checked) {
        paint::fill(box, disabled ? p.muted : p.brand, radius);
        draw_icon(Icon::check, box.x + 2, box.y + 2, box.width - 4,
                  disabled ? p.surface : p.on_brand);
        return;
    }
    paint::fill(box, disabled ? p.surface2 : paint::surface_colour(id, p.surface), radius);
    paint::outline(box, mixed(p.line, p.muted, disabled ? 0.0f : 0.6f), radius, 2);
}

}  // namespace

bool checkbox(const Checkbox& checkbox, bool& checked) {
    constexpr float box_size = 22;
    constexpr float text_x = box_size + 10;
    constexpr float above = 10;  // makes one line 44 high, which a finger can press
    const float room = layout::column().width - text_x;
    const Paragraph label(checkbox.label, {.ink = checkbox.disabled ? Ink::muted : Ink::text},
                          room);
    const std::string& note_text =
        checkbox.disabled && !checkbox.reason.empty() ? checkbox.reason : checkbox.note;
    const Paragraph note(note_text, {.type = Type::small, .ink = Ink::muted}, room);
    const float note_height = note_text.empty() ? 0 : note.height();
    const Rect rect = layout::take(label.height() + note_height + 2 * above);
    const WidgetId id = accessible::id_of(checkbox.label);
    const bool pressed = !checkbox.disabled && interaction().take_activation(id);
    if (pressed) checked = !checked;
    accessible::add(id, {.role = accessible::Role::checkbox,
                         .name = checkbox.label,
                         .description = note_text,
                         .rect = rect,
                         .checked = checked ? accessible::State::yes : accessible::State::no,
                         .disabled = checkbox.disabled,
                         .radius = 6});
    draw_check_box(id, {rect.x, rect.y + above + 1, box_size, box_size}, checked,
                   checkbox.disabled);
    label.draw(rect.x + text_x, rect.y + above);
    if (!note_text.empty()) note.draw(rect.x + text_x, rect.y + above + label.height());
    return pressed;
}

bool choice(const Choice& choice, int& chosen) {
    constexpr float inside = 3;
    constexpr float height = space::button_height;
    if (choice.label_shown) {
        const Paragraph label(choice.label, {.type = Type::small, .bold = true},
                              layout::column().width);
        const Rect place = layout::take(label.height());
        label.draw(place.x, place.y);
        space(4);
    }
    const Rect rect = layout::take(height);
    const Palette& p = palette();
    paint::fill(rect, p.surface2, space::button_radius);
    accessible::begin(
        accessible::id_of(choice.label),
        {.role = choice.tabs ? accessible::Role::tablist : accessible::Role::radiogroup,
         .name = choice.label,
         .rect = rect});
    const int before = chosen;
    const auto count = static_cast<float>(choice.options.size());
    for (std::size_t i = 0; i < choice.options.size(); ++i) {
        const float width = (rect.width - 2 * inside) / count;
        const Rect part{rect.x + inside + width * static_cast<float>(i), rect.y + inside, width,
                        height - 2 * inside};
        const WidgetId id = accessible::id_of(choice.options[i]);
        if (interaction().take_activation(id)) chosen = static_cast<int>(i);
        const bool on = chosen == static_cast<int>(i);
        const accessible::State state = on ? accessible::State::yes : accessible::State::no;
        accessible::Node node{.role = choice.tabs ? accessible::Role::tab : accessible::Role::radio,
                              .name = choice.options[i],
                              .rect = part,
                              .radius = space::button_radius - 2};
        (choice.tabs ? node.selected : node.checked) = state;
        accessible::add(id, node);
        if (on) {
            paint::fill(part, p.surface, space::button_radius - 2);
            paint::outline(part, p.line, space::button_radius - 2);
        } else if (interaction().hovered == id) {
            paint::fill(part, paint::surface_colour(id, p.surface2), space::button_radius - 2);
        }
        const TextStyle style{.type = Type::small,
                              .ink = on ? Ink::text : Ink::muted,
                              .bold = on,
                              .align = Align::centre,
                              .lines_max = 1};
        Paragraph(choice.options[i], style, width - 8)
            .draw(part.x, part.y + (part.height - 20) / 2, width);
    }
    accessible::end();
    return chosen != before;
}

}  // namespace starfish::web::kit
