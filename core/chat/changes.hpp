// What an edit makes of an order, whether it stands in the order's own line or in a later one.
#pragma once

#include "core/chat/jielong.hpp"

#include <span>
#include <vector>

namespace starfish::chat {

enum class Deed : std::uint8_t { order, change, add, subtract, cancel };

// Changes the quantities of `lines`, which stay sorted; an item that is added may be new. Doubt is
// edit_unclear for an item the order does not hold or less of it than is taken away.
Doubt apply_changes(std::vector<Line>& lines, Deed deed, std::span<const Line> changes);

}  // namespace starfish::chat
