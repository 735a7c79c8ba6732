// Text fields. Dear ImGui draws the box and, while the field has no focus, the text. A person types
// into the page's own <input> over the box, with the device's selection, undo, autofill, keyboard
// and input method.
#include "web/kit/controls.hpp"
#include "web/kit/layout.hpp"
#include "web/kit/paint.hpp"
#include "web/kit/words.hpp"

#include "imgui.h"

#include <algorithm>
#include <charconv>

namespace starfish::web::kit {
namespace {

constexpr float inset = 12;
constexpr float field_height = space::button_height;
constexpr float big_field_height = 62;

void label_above(std::string_view label) {
    if (label.empty()) return;
    // Screen readers get the label from the field's name.
    const Paragraph words(label, {.type = Type::small, .bold = true}, layout::column().width);
    const Rect place = layout::take(words.height());
    words.draw(place.x, place.y);
    space(4);
}

void words_beneath(std::string_view hint, std::string_view error) {
    if (hint.empty() && error.empty()) return;
    space(4);
    const bool wrong = !error.empty();
    const float mark = wrong ? 20 : 0;
    const Paragraph words(wrong ? error : hint,
                          {.type = Type::caption, .ink = wrong ? Ink::bad : Ink::muted},
                          layout::column().width - mark);
    const Rect place = layout::take(words.height());
    if (wrong) draw_icon(Icon::warning, place.x, place.y, 16, palette().bad);
    words.draw(place.x + mark, place.y);
}

void draw_box(WidgetId id, const Rect& rect, bool wrong, bool disabled) {
    const Palette& p = palette();
    const bool focused = interaction().focused == id;
    paint::fill(rect, disabled ? p.surface2 : p.surface, space::button_radius);
    const Colour line = wrong ? p.bad : focused ? p.sea : mixed(p.line, p.muted, 0.35f);
    paint::outline(rect, line, space::button_radius, focused || wrong ? 2 : 1);
}

// One bullet a character, as the page's input shows a password.
std::string bullets(const std::string& secret) {
    std::string shown;
    for (const char byte : secret)
        if ((byte & 0xC0) != 0x80) shown += "•";
    return shown;
}

// A code that somebody reads out (a pickup code) is shown in figure size.
bool is_code(const TextField& field) {
    return field.input.mode == "numeric";
}

// Spaces the digits as the page's input does (app.css).
std::string set_apart(const std::string& digits) {
    std::string apart;
    for (const char digit : digits) apart += std::string(1, digit) + "  ";
    return apart;
}

float height_of_line(const TextField& field) {
    return is_code(field) ? big_field_height : field_height;
}

// Draws the field's value at the position where the page's input shows it.
void draw_content(const TextField& field, const std::string& value, const Rect& rect) {
    std::string shown = field.input.type == "password" ? bullets(value) : value;
    if (value.empty()) shown = field.input.placeholder;
    TextStyle style{.ink = value.empty() ? Ink::muted : Ink::text, .lines_max = field.lines};
    if (is_code(field) && !value.empty()) {
        style.type = Type::figure;
        shown = set_apart(shown);
    }
    const float top = (height_of_line(field) - size_of(style.type).line) / 2;
    Paragraph(shown, style, rect.width - 2 * inset).draw(rect.x + inset, rect.y + top);
}

}  // namespace

bool text_field(const TextField& field, std::string& value) {
    label_above(field.label);
    const float more_lines = static_cast<float>(std::max(field.lines, 1) - 1);
    const Rect rect = layout::take(height_of_line(field) + more_lines * size_of(Type::body).line);
    accessible::Input input = field.input;
    input.multiline = field.lines > 1;
    const WidgetId id = accessible::id_of(field.key.empty() ? field.label : field.key);
    const bool changed = !field.disabled && [&] {
        auto typed = interaction().take_typed(id);
        if (!typed || *typed == value) return false;
        value = std::move(*typed);
        return true;
    }();
    accessible::add(
        id, {.role = accessible::Role::textbox,
             .name = field.label.empty() ? std::string(field.input.placeholder) : field.label,
             .value = value,
             .description = field.error.empty() ? field.hint : field.error,
             .rect = rect,
             .disabled = field.disabled,
             .invalid = !field.error.empty(),
             .required = field.required,
             .wants_focus = field.wants_focus,
             .input = input});
    draw_box(id, rect, !field.error.empty(), field.disabled);
    if (interaction().focused != id) draw_content(field, value, rect);
    words_beneath(field.hint, field.error);
    return changed;
}

bool password_field(TextField field, std::string& value) {
    field.input.type = "password";
    if (field.input.autocomplete == "off") field.input.autocomplete = "current-password";
    return text_field(field, value);
}

namespace {

// Draws the number between a stepper's buttons, which can also be typed, or the words instead.
void draw_number(const Stepper& stepper, std::int64_t& value, const Rect& rect) {
    const WidgetId id = accessible::id_of("value");
    if (const auto typed = interaction().take_typed(id)) {
        std::int64_t number = 0;
        const char* end = typed->data() + typed->size();
        if (std::from_chars(typed->data(), end, number).ptr == end && !typed->empty())
            value = number;
    }
    value = std::clamp(value, stepper.min, stepper.max);
    const bool wrong = !stepper.error.empty();
    const std::string& shown = stepper.shown.empty() ? std::to_string(value) : stepper.shown;
    if (stepper.shown.empty())
        accessible::add(id, {.role = accessible::Role::spinbutton,
                             .name = stepper.label,
                             .value = shown,
                             .description = wrong ? stepper.error : stepper.hint,
                             .rect = rect,
                             .invalid = wrong,
                             .range = accessible::Range{value, stepper.min, stepper.max},
                             .input = accessible::Input{.mode = "numeric"}});
    else
        accessible::text(shown, rect);
    draw_box(id, rect, wrong, false);
    if (interaction().focused != id)
        Paragraph(shown, {.bold = true, .align = Align::centre, .lines_max = 1}, rect.width - 8)
            .draw(rect.x + 4, rect.y + 10, rect.width - 8);
}

}  // namespace

bool stepper(const Stepper& stepper, std::int64_t& value) {
    constexpr float button_width = space::button_height;
    constexpr float gap = 4;
    const std::int64_t before = value;
    label_above(stepper.label);
    const Rect place = layout::take(field_height);
    const float middle_width = stepper.wide ? place.width - 2 * (button_width + gap) : 72;
    accessible::begin(accessible::id_of(stepper.label),
                      {.role = accessible::Role::group, .name = stepper.label, .rect = place});
    const Rect less{place.x, place.y, button_width, field_height};
    const Rect middle{less.right() + gap, place.y, middle_width, field_height};
    const Rect more{middle.right() + gap, place.y, button_width, field_height};
    const auto side = [&](Word word_of, const char* sign, bool at_end, const Rect& rect) {
        return draw({.label = sign,
                     .disabled = at_end,
                     .name = std::string(word(word_of)) + " " + stepper.label},
                    rect);
    };
    if (side(Word::less, "−", value <= stepper.min, less)) value -= stepper.step;
    draw_number(stepper, value, middle);
    if (side(Word::more, "+", value >= stepper.max, more)) value += stepper.step;
    accessible::end();
    words_beneath(stepper.hint, stepper.error);
    value = std::clamp(value, stepper.min, stepper.max);
    return value != before;
}

}  // namespace starfish::web::kit
