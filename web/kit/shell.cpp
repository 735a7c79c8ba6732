#include "web/kit/layout.hpp"
#include "web/kit/paint.hpp"
#include "web/kit/screen.hpp"

#include <algorithm>

namespace starfish::web::kit {
namespace {

// A small count at an icon's corner, or at the right of a side bar entry.
void draw_badge(const std::string& badge, float right, float y) {
    if (badge.empty()) return;
    const TextStyle style{
        .type = Type::caption, .ink = Ink::on_brand, .bold = true, .align = Align::centre};
    const Paragraph words(badge, style);
    const float width = std::max(words.width() + 10, 18.0f);
    paint::fill({right - width, y, width, 18}, palette().brand, 9);
    words.draw(right - width, y + 1, width);
}

WidgetId add_entry(const NavigationEntry& entry, const Rect& rect, bool current) {
    const std::string count = entry.badge.empty() ? "" : " (" + entry.badge + ")";
    return accessible::add(accessible::id_of(entry.label), {.role = accessible::Role::button,
                                                            .name = entry.label + count,
                                                            .rect = rect,
                                                            .current = current,
                                                            .radius = 8});
}

int bottom_bar(const ShellSpec& spec) {
    const platform::Environment& page = platform::environment();
    const float height = space::bottom_bar_height - 12 + std::max(page.safe_bottom, 12.0f);
    const Rect bar{0, page.height - height, page.width, height};
    const Palette& p = palette();
    paint::fill(bar, p.surface);
    paint::line(bar.x, bar.y, bar.width, p.line);
    accessible::begin(
        accessible::id_of("places"),
        {.role = accessible::Role::navigation, .name = spec.navigation_label, .rect = bar});
    const float width =
        bar.width / static_cast<float>(std::max<std::size_t>(spec.entries.size(), 1));
    int pressed = -1;
    for (std::size_t i = 0; i < spec.entries.size(); ++i) {
        const NavigationEntry& entry = spec.entries[i];
        const bool current = spec.current == static_cast<int>(i);
        const Rect rect{bar.x + width * static_cast<float>(i), bar.y + 1, width,
                        space::bottom_bar_height - 13};
        const WidgetId id = add_entry(entry, rect, current);
        const bool hovered = interaction().hovered == id;
        const Ink ink = current ? Ink::brand : hovered ? Ink::text : Ink::muted;
        const float middle = rect.x + width / 2;
        draw_icon(entry.icon, middle - 12, rect.y + 9, 24, colour_of(ink));
        const TextStyle style{.type = Type::caption,
                              .ink = ink,
                              .bold = current,
                              .align = Align::centre,
                              .lines_max = 1};
        Paragraph(entry.label, style, width - 4).draw(rect.x, rect.y + 35, width);
        draw_badge(entry.badge, middle + 28, rect.y + 4);
        if (interaction().take_activation(id)) pressed = static_cast<int>(i);
    }
    accessible::end();
    layout::set_screen_area({0, 0, page.width, bar.y});
    return pressed;
}

int side_bar(const ShellSpec& spec) {
    const platform::Environment& page = platform::environment();
    const Rect bar{0, 0, space::side_bar_width, page.height};
    const Palette& p = palette();
    paint::fill(bar, p.surface);
    paint::fill({bar.right() - 1, 0, 1, bar.height}, p.line);
    accessible::begin(
        accessible::id_of("places"),
        {.role = accessible::Role::navigation, .name = spec.navigation_label, .rect = bar});
    const Paragraph brand(spec.brand, {.type = Type::title});
    brand.draw(24, 20);
    accessible::text(spec.brand, {24, 20, brand.width(), brand.height()});
    int pressed = -1;
    for (std::size_t i = 0; i < spec.entries.size(); ++i) {
        const NavigationEntry& entry = spec.entries[i];
        const bool current = spec.current == static_cast<int>(i);
        const Rect rect{12, 62 + 40 * static_cast<float>(i), bar.width - 24, 40};
        const WidgetId id = add_entry(entry, rect, current);
        const Ink ink = current ? Ink::brand : Ink::muted;
        if (current || interaction().hovered == id)
            paint::fill(rect, paint::surface_colour(id, current ? p.brand_soft : p.surface), 8);
        float x = rect.x + 12;
        if (entry.icon != Icon::none) {
            draw_icon(entry.icon, x, rect.y + 10, 20, colour_of(ink));
            x += 30;
        }
        const TextStyle style{.type = Type::small, .ink = ink, .bold = current, .lines_max = 1};
        Paragraph(entry.label, style, rect.right() - x - 12).draw(x, rect.y + 10);
        draw_badge(entry.badge, rect.right() - 10, rect.y + 11);
        if (interaction().take_activation(id)) pressed = static_cast<int>(i);
    }
    accessible::end();
    layout::set_screen_area({bar.right(), 0, page.width - bar.right(), page.height});
    return pressed;
}

}  // namespace

int shell(const ShellSpec& spec) {
    return platform::is_desktop() ? side_bar(spec) : bottom_bar(spec);
}

}  // namespace starfish::web::kit
