#include "core/chat/changes.hpp"

#include "core/base/order.hpp"

#include <algorithm>

namespace starfish::chat {

Doubt apply_changes(std::vector<Line>& lines, Deed deed, std::span<const Line> changes) {
    Doubt doubt = changes.empty() ? Doubt::edit_unclear : Doubt::none;
    for (const Line& change : changes) {
        const auto own = std::ranges::find(lines, change.item, &Line::item);
        if (own == lines.end()) {
            if (deed == Deed::add)
                lines.push_back(change);
            else
                doubt = Doubt::edit_unclear;
            continue;
        }
        if (deed == Deed::add)
            own->quantity += change.quantity;
        else if (deed == Deed::change)
            own->quantity = change.quantity;
        else if (deed == Deed::subtract && own->quantity > change.quantity)
            own->quantity -= change.quantity;
        else
            doubt = Doubt::edit_unclear;
        if (own->quantity > quantity_plain_max && doubt == Doubt::none)
            doubt = Doubt::quantity_out_of_range;
    }
    put_in_order(lines);
    return doubt;
}

}  // namespace starfish::chat
