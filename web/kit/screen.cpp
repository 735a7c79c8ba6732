#include "web/kit/screen.hpp"

#include "web/kit/layout.hpp"
#include "web/kit/paint.hpp"

#include <algorithm>

namespace starfish::web::kit {
namespace {

constexpr float foot_above = 12;
constexpr float foot_below = 20;

float side_of_page() {
    return platform::is_desktop() ? space::desktop_side : space::page_side;
}

// The width of the chip and the buttons at the title's right.
float trailing_width(const ScreenSpec& spec) {
    float width = width_of(spec.chip);
    for (const Button& action : spec.actions) width += (width > 0 ? 8 : 0) + width_of(action);
    return width;
}

}  // namespace

Screen::Screen(const ScreenSpec& spec) {
    const Rect area = layout::screen_area();
    view_ = area;
    paint::fill(area, palette().bg);
    platform::set_title(spec.title);
    id_ = accessible::id_of(spec.key.empty() ? spec.title : spec.key);
    if (!spec.foot.empty()) {
        const float safe = std::max(platform::environment().safe_bottom, foot_below);
        view_.height -= foot_above + space::button_height + safe;
        foot_bar(spec, {area.x, view_.bottom(), area.width, area.bottom() - view_.bottom()});
    }
    accessible::begin(id_, {.role = accessible::Role::main, .name = spec.title, .rect = view_});
    layout::push_clip(view_);
    scroll_ = interaction().scroll_of(id_);
    const float side = side_of_page();
    float width = view_.width - 2 * side;
    float x = view_.x + side;
    if (spec.width_max > 0 && width > spec.width_max) {
        if (spec.centred) x += (width - spec.width_max) / 2;
        width = spec.width_max;
    }
    const float top = platform::is_desktop() ? 24.0f : 16.0f;
    layout::push(
        {.x = x, .y = view_.y + top - scroll_, .width = width, .gap = space::between_cards});
    // The scrolled content is measured from the view's top.
    layout::column().top = view_.y - scroll_;
    top_bar(spec);
}

Screen::~Screen() {
    const Column content = layout::pop();
    accessible::set_content_height(content.y - content.top + space::page_side);
    layout::pop_clip();
    accessible::end();
}

namespace {

// The layout of a top bar. The subtitle is above the title on a phone and beneath it on a desktop.
// The chip and buttons are beside the title, or beside the subtitle if the title needs the line.
struct TopBar {
    Paragraph title, subtitle;
    float title_y, subtitle_y, height;
    float trailing_middle;
};

TopBar lay_top_bar(const ScreenSpec& spec, float width, float trailing) {
    const bool desktop = platform::is_desktop();
    const float beside = width - (trailing > 0 ? trailing + 12 : 0);
    const TextStyle style{.type = Type::heading};
    const bool above = !desktop && trailing > 0 && text_width(spec.title, style) > beside;
    TopBar bar{.title = Paragraph(spec.title, style, above ? width : beside),
               .subtitle = Paragraph(spec.subtitle,
                                     {.type = Type::small, .ink = Ink::muted, .lines_max = 1},
                                     desktop || above ? beside : width),
               .title_y = 0,
               .subtitle_y = 0,
               .height = 0,
               .trailing_middle = 0};
    const float subtitle = spec.subtitle.empty() ? 0 : bar.subtitle.height();
    const float first =
        above ? spec.actions.empty() ? space::chip_height : space::small_button_height : subtitle;
    bar.title_y = desktop ? 0 : first;
    bar.subtitle_y = desktop ? bar.title.height() : (first - subtitle) / 2;
    bar.height = bar.title.height() + (desktop ? subtitle : first);
    // Beside the title, on its last line; on desktops in the middle of the bar.
    bar.trailing_middle = above ? first / 2 : desktop ? bar.height / 2 : bar.height - 16;
    return bar;
}

}  // namespace

void Screen::top_bar(const ScreenSpec& spec) {
    if (spec.title.empty()) return;
    const float trailing = trailing_width(spec);
    const float back = spec.back.empty() ? 0 : 32;
    const TopBar bar = lay_top_bar(spec, layout::column().width - back, trailing);
    const Rect place = layout::take(bar.height);
    const float title_y = place.y + bar.title_y;
    const float subtitle_y = place.y + bar.subtitle_y;
    if (back > 0)
        back_ = draw({.look = Look::plain, .small = true, .name = spec.back, .icon = Icon::back},
                     {place.x - 12, title_y - 2, 36, 36});
    bar.subtitle.draw(place.x + back, subtitle_y);
    if (!spec.subtitle.empty())
        accessible::text(spec.subtitle,
                         {place.x + back, subtitle_y, bar.subtitle.width(), bar.subtitle.height()});
    bar.title.draw(place.x + back, title_y);
    accessible::add(accessible::id_of("title"),
                    {.role = accessible::Role::heading,
                     .name = spec.title,
                     .rect = {place.x + back, title_y, bar.title.width(), bar.title.height()},
                     .level = 1});
    float x = place.right() - trailing;
    const float middle = place.y + bar.trailing_middle;
    draw(spec.chip, x, middle - space::chip_height / 2);
    x += spec.chip.text.empty() ? 0 : width_of(spec.chip) + 8;
    for (std::size_t i = 0; i < spec.actions.size(); ++i) {
        const Button& action = spec.actions[i];
        const float width = width_of(action);
        if (draw(action, {x, middle - height_of(action) / 2, width, height_of(action)}))
            action_ = static_cast<int>(i);
        x += width + 8;
    }
}

void Screen::foot_bar(const ScreenSpec& spec, const Rect& area) {
    paint::fill(area, palette().surface);
    paint::line(area.x, area.y, area.width, palette().line);
    const float side = side_of_page();
    accessible::begin(accessible::id_of("foot"), {.role = accessible::Role::group, .rect = area});
    const float room = area.width - 2 * side;
    const float width = spec.width_max > 0 ? std::min(room, spec.width_max) : room;
    const float x = area.x + side + (spec.centred ? (room - width) / 2 : 0);
    layout::push({.x = x, .y = area.y + foot_above, .width = width});
    foot_pressed_ = buttons(spec.foot, platform::is_desktop() ? Align::right : Align::left);
    layout::pop();
    accessible::end();
}

}  // namespace starfish::web::kit
