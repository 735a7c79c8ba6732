// A consumer's building and room, as typed. No form asks for them, but many consumers write them
// into the note, or before the name as in chats: "3号楼1502", "18-2-301 放门口", "A座801 王阿姨".
#pragma once

#include <string>
#include <string_view>

namespace starfish::exports {

struct Door {
    std::string building;  // "3号楼", "18-2", "A座"
    std::string room;      // "1502"
    bool operator==(const Door&) const = default;
};

// The first place in `text`; phones and times are not places. Both parts are empty if there is no
// place; without a room the whole place is the building.
Door door_in(std::string_view text);

}  // namespace starfish::exports
