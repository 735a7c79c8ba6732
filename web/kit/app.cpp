#include "web/kit/app.hpp"

#include "web/kit/dialog.hpp"
#include "web/kit/layout.hpp"
#include "web/kit/paint.hpp"
#include "web/kit/tokens.hpp"
#include "web/platform/accessible.hpp"

#include <algorithm>

namespace starfish::web::kit {
namespace {

// Draws a ring around the focused widget if the focus came by keyboard, clipped to its scrollers.
void draw_focus_ring() {
    const Interaction& person = interaction();
    if (person.focused == 0 || !person.focus_shown) return;
    const auto& entries = accessible::entries();
    const auto found = std::ranges::find(entries, person.focused, &accessible::TreeEntry::id);
    if (found == entries.end() || found->node.input) return;
    if (found->node.role == accessible::Role::main) return;  // the screen, not a widget
    int clips = 0;
    for (int at = found->parent; at >= 0; at = entries[static_cast<std::size_t>(at)].parent) {
        const accessible::Node& around = entries[static_cast<std::size_t>(at)].node;
        if (around.content_height <= 0) continue;
        layout::push_clip(around.rect);
        ++clips;
    }
    const Rect& rect = found->node.rect;
    constexpr float away = 4;  // 2 of space and 2 of ring
    paint::outline({rect.x - away, rect.y - away, rect.width + 2 * away, rect.height + 2 * away},
                   palette().sea, found->node.radius + away, 2);
    while (clips-- > 0) layout::pop_clip();
}

std::uint32_t background() {
    return palette().bg;
}

}  // namespace

platform::App app(void (*frame)()) {
    forget_notices();
    return {.frame = frame,
            .begin = layout::begin_frame,
            .end = draw_focus_ring,
            .background = background};
}

}  // namespace starfish::web::kit
