#include "web/kit/dialog.hpp"

#include "web/kit/layout.hpp"
#include "web/kit/paint.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <utility>

namespace starfish::web::kit {
namespace {

constexpr float dialog_inset = 20;

// The height of each dialog's content in the last frame. The panel is placed before the content is
// laid out, so it uses this height.
std::map<WidgetId, float>& heights() {
    static std::map<WidgetId, float> known;
    return known;
}

// The top of this frame's sheet. Messages are drawn above it, not over its fields.
std::optional<float> sheet_top;

}  // namespace

void Dialog::place(float content_height, float width_wanted) {
    const platform::Environment& page = platform::environment();
    const bool desktop = platform::is_desktop();
    const float most = page.height * 0.9f;
    const float safe = desktop ? 0 : page.safe_bottom;
    const float height = std::min(content_height + safe, most);
    const float width = desktop ? std::min(width_wanted, page.width - 48) : page.width;
    const float x = (page.width - width) / 2;
    const float y = desktop ? (page.height - height) / 2 : page.height - height;
    panel_ = {x, std::max(y, 0.0f), width, height};
    if (!desktop) sheet_top = panel_.y;
}

Dialog::Dialog(const DialogSpec& spec) {
    const platform::Environment& page = platform::environment();
    id_ = accessible::id_of(spec.title);
    place(heights().contains(id_) ? heights()[id_] : 240, spec.width);
    dismissed_ = interaction().take_escape();
    paint::fill({0, 0, page.width, page.height}, palette().shade);
    const bool sheet = !platform::is_desktop();
    // A sheet reaches below the window, so that its lower corners cannot be seen.
    const Rect drawn{panel_.x, panel_.y, panel_.width, panel_.height + (sheet ? 24 : 0)};
    paint::fill(drawn, palette().surface, 16);
    paint::outline(drawn, palette().line, 16);
    view_ = panel_;
    scroll_ = interaction().scroll_of(id_);
    accessible::begin(
        id_, {.role = accessible::Role::dialog, .name = spec.title, .rect = panel_, .modal = true});
    layout::push_clip(panel_);
    layout::push({.x = panel_.x + dialog_inset,
                  .y = panel_.y + dialog_inset - scroll_,
                  .width = panel_.width - 2 * dialog_inset,
                  .gap = 12});
    layout::column().top = panel_.y - scroll_;
    const float cross = spec.close_label.empty() ? 0 : 36;
    const Paragraph title(spec.title, {.type = Type::title}, layout::column().width - cross);
    const Rect rect = layout::take(title.height());
    title.draw(rect.x, rect.y);
    accessible::add(accessible::id_of("title"),
                    {.role = accessible::Role::heading,
                     .name = spec.title,
                     .rect = {rect.x, rect.y, title.width(), title.height()},
                     .level = 2});
    if (cross > 0 &&
        draw({.look = Look::plain, .small = true, .name = spec.close_label, .icon = Icon::close},
             {rect.right() - 28, rect.y - 5, 36, 36}))
        dismissed_ = true;
}

Dialog::~Dialog() {
    const Column content = layout::pop();
    const float height = content.y - content.top + dialog_inset;
    if (heights()[id_] != height) interaction().consumed = true;
    heights()[id_] = height;
    accessible::set_content_height(height);
    layout::pop_clip();
    accessible::end();
}

Answer ask(const Question& question) {
    Dialog dialog({.title = question.title});
    text(question.text, {.ink = Ink::muted});
    space(20);
    const int pressed = buttons({{.label = question.yes,
                                  .look = question.dangerous ? Look::danger : Look::filled,
                                  .wide = true,
                                  .busy = question.busy},
                                 {.label = question.no, .wide = true}});
    if (pressed == 0) return Answer::yes;
    return pressed == 1 || dialog.dismissed() ? Answer::no : Answer::none;
}

namespace {

struct Message {
    std::string text;
    Tone tone = Tone::neutral;
    double until_ms = 0;  // 0: not shown yet
};
std::deque<Message> messages;  // the first is shown

constexpr double shown_ms = 5'000;

bool is_wrong(const Message& message) {
    return message.tone == Tone::bad || message.tone == Tone::warn;
}

}  // namespace

void notify(std::string_view text, Tone tone) {
    // An error message keeps its time on screen; the next message replaces any other.
    std::erase_if(messages, [&](const Message& message) {
        return !is_wrong(message) || message.text == text;
    });
    messages.push_back({std::string(text), tone});
    platform::request_frame();
}

void forget_notices() {
    messages.clear();
}

void notices() {
    // Screen readers read a message aloud only if the region existed before the message.
    const WidgetId id = accessible::id_of("notices");
    const double now_ms = platform::now_ms();
    const auto sheet = std::exchange(sheet_top, std::nullopt);
    while (!messages.empty() && messages.front().until_ms > 0 &&
           messages.front().until_ms <= now_ms)
        messages.pop_front();
    if (messages.empty()) {
        accessible::add(id, {.role = accessible::Role::status});
        return;
    }
    Message& message = messages.front();
    if (message.until_ms <= 0) message.until_ms = now_ms + shown_ms;
    const double left_ms = message.until_ms - now_ms;
    platform::wake_in_ms(left_ms);
    const Rect area = layout::screen_area();
    const bool dark = platform::environment().theme == platform::Theme::dark;
    const Palette& reversed = palette(dark ? platform::Theme::light : platform::Theme::dark);
    const float mark = message.tone == Tone::neutral ? 0 : 28;
    const float width_max = std::min(area.width - 32, 480.0f) - 32 - mark;
    const Paragraph words(message.text, {.type = Type::small}, width_max);
    const float width = words.width() + 32 + mark;
    const float height = words.height() + 24;
    const float floor = std::min(area.bottom(), sheet.value_or(area.bottom()));
    const Rect rect{area.x + (area.width - width) / 2, std::max(floor - height - 16, 8.0f), width,
                    height};
    paint::fill(rect, dark ? reversed.surface2 : reversed.surface, space::button_radius);
    if (mark > 0) {
        const bool wrong = is_wrong(message);
        const Colour colour = wrong ? reversed.warn : reversed.good;
        draw_icon(wrong ? Icon::warning : Icon::check, rect.x + 16, rect.y + 12, 20, colour);
    }
    words.draw_in(rect.x + 16 + mark, rect.y + 12, reversed.text);
    accessible::add(id, {.role = accessible::Role::status, .name = message.text, .rect = rect});
}

}  // namespace starfish::web::kit
