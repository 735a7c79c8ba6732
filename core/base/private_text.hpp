// A text that a person typed with a command is not in the log. The store keeps the text erasable,
// under the kind and the number of the row that the command created.
#pragma once

#include <cstdint>
#include <string_view>

namespace starfish {

struct PrivateTextKey {
    std::string_view kind;  // static text: "line", "claim"
    std::uint32_t id{};     // the row's number
    bool operator==(const PrivateTextKey&) const = default;
};

}  // namespace starfish
