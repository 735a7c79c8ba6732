#include "web/platform/interaction.hpp"

#include <utility>

namespace starfish::web {

bool Interaction::take_activation(WidgetId id) {
    if (id == 0 || activated != id) return false;
    activated = 0;
    consumed = true;
    return true;
}

bool Interaction::take_escape() {
    if (!escaped) return false;
    escaped = false;
    consumed = true;
    return true;
}

std::optional<std::string> Interaction::take_typed(WidgetId id) {
    auto node = typed.extract(id);
    if (!node) return std::nullopt;
    consumed = true;
    return std::move(node.mapped());
}

float Interaction::scroll_of(WidgetId id) const {
    const auto found = scrolled.find(id);
    return found == scrolled.end() ? 0 : found->second;
}

Interaction& interaction() {
    static Interaction the_one;
    return the_one;
}

}  // namespace starfish::web
