// Where somebody lives, in her own words. Nothing asks for it, yet many write it into the note, or
// before the name as chats do: "3号楼1502", "18-2-301 放门口", "A座801 王阿姨".
#pragma once

#include <string>
#include <string_view>

namespace starfish::exports {

struct Door {
    std::string building;  // "3号楼", "18-2", "A座"
    std::string room;      // "1502"
    bool operator==(const Door&) const = default;
};

// The first place in `text`; phones and times are none. Both empty if there is no place; a place
// without a room is all building.
Door door_in(std::string_view text);

}  // namespace starfish::exports
