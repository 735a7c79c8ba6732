#include "web/kit/controls.hpp"
#include "web/kit/layout.hpp"
#include "web/kit/paint.hpp"
#include "web/kit/words.hpp"

#include <algorithm>
#include <cmath>

namespace starfish::web::kit {
namespace {

constexpr float button_icon_size = 20;

struct Colours {
    Colour surface, line, ink;
};

Colours colours_of(const Button& button) {
    const Palette& p = palette();
    if (button.disabled || button.busy) {
        const bool plain = button.look == Look::plain;
        return {plain ? 0 : p.surface2, 0, p.muted};
    }
    switch (button.look) {
        case Look::filled:
            return {p.brand, 0, p.on_brand};
        case Look::danger:
            return {p.surface, p.bad, p.bad};
        case Look::plain:
            return {0, 0, p.brand};
        case Look::outline:
            break;
    }
    return {p.surface, p.line, p.text};
}

TextStyle style_of(const Button& button) {
    return {.type = button.small ? Type::small : Type::body, .bold = true, .lines_max = 1};
}

std::string shown_label(const Button& button) {
    return button.busy ? std::string(word(Word::busy)) : button.label;
}

}  // namespace

float width_of(const Button& button) {
    const float padding = button.look == Look::plain ? 8 : 16;
    const float icon = button.icon == Icon::none ? 0 : button_icon_size;
    if (button.label.empty())
        return button.small ? space::small_button_height : space::button_height;
    const float gap = icon > 0 ? 8 : 0;
    return std::ceil(text_width(shown_label(button), style_of(button))) + 2 * padding + icon + gap;
}

float height_of(const Button& button) {
    return button.small ? space::small_button_height : space::button_height;
}

bool draw(const Button& button, const Rect& rect) {
    const std::string& name = button.name.empty() ? button.label : button.name;
    const bool idle = button.disabled || button.busy;
    const WidgetId id = accessible::add(accessible::id_of(button.key.empty() ? name : button.key),
                                        {.role = accessible::Role::button,
                                         .name = name,
                                         .description = button.disabled ? button.reason : "",
                                         .rect = rect,
                                         .disabled = idle,
                                         .busy = button.busy,
                                         .submits = button.submits,
                                         .radius = space::button_radius});
    const Colours colours = colours_of(button);
    const Colour surface = idle ? colours.surface : paint::surface_colour(id, colours.surface);
    if (surface != 0) paint::fill(rect, surface, space::button_radius);
    if (colours.line != 0) paint::outline(rect, colours.line, space::button_radius);
    const TextStyle style = style_of(button);
    const Paragraph label(shown_label(button), style, std::max(rect.width - 16, 1.0f));
    const bool has_icon = button.icon != Icon::none;
    const float gap = has_icon && !button.label.empty() ? 8 : 0;
    float x = rect.x + (rect.width - label.width() - gap - (has_icon ? button_icon_size : 0)) / 2;
    if (has_icon) {
        draw_icon(button.icon, x, rect.y + (rect.height - button_icon_size) / 2, button_icon_size,
                  colours.ink);
        x += button_icon_size + gap;
    }
    label.draw_in(x, rect.y + (rect.height - label.height()) / 2, colours.ink);
    return !idle && interaction().take_activation(id);
}

namespace {

void reason_beneath(const Button& button) {
    if (!button.disabled || button.reason.empty()) return;
    space(4);
    const TextStyle style{.type = Type::caption, .ink = Ink::muted};
    const Paragraph reason(button.reason, style, layout::column().width);
    const Rect place = layout::take(reason.height());
    // Screen readers get the reason from the button's description.
    reason.draw(place.x, place.y);
}

}  // namespace

bool button(const Button& button) {
    return buttons(std::span(&button, 1)) == 0;
}

int buttons(std::span<const Button> buttons, Align align) {
    constexpr float gap = 8;
    const float width = layout::column().width;
    int pressed = -1;
    for (std::size_t begin = 0; begin < buttons.size();) {
        // A line takes as many buttons as fit; the wide buttons share the remaining width.
        std::size_t end = begin;
        float taken = 0;
        float wide = 0;
        float height = 0;
        while (end < buttons.size()) {
            const float own = std::min(width_of(buttons[end]), width) + (end > begin ? gap : 0);
            if (end > begin && taken + own > width + 0.5f) break;
            taken += own;
            wide += buttons[end].wide ? 1.0f : 0.0f;
            height = std::max(height, height_of(buttons[end]));
            ++end;
        }
        if (begin > 0) space(gap);
        const Rect place = layout::take(height);
        const float spare = std::max(width - taken, 0.0f);
        const float before = wide > 0 || align == Align::left ? 0 : spare;
        float x = place.x + (align == Align::centre ? before / 2 : before);
        for (std::size_t i = begin; i < end; ++i) {
            const float more = buttons[i].wide ? std::floor(spare / wide) : 0;
            const float own = std::min(width_of(buttons[i]), width) + more;
            if (draw(buttons[i], {x, place.y, own, height})) pressed = static_cast<int>(i);
            x += own + gap;
        }
        begin = end;
    }
    for (const Button& button : buttons) reason_beneath(button);
    return pressed;
}

}  // namespace starfish::web::kit
