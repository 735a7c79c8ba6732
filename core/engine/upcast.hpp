// Lifts event bodies of older versions to the newest version. Each step is a pure function of the
// text and lifts by one version; each has a golden file.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace starfish {

// The lifted body, stored in `storage`; nullopt if no lift starts at `version`. Sets `version` to
// the version of the lifted body, which the reader must support.
std::optional<std::string_view> upcast(std::string_view type, int& version, std::string_view body,
                                       std::string& storage);

}  // namespace starfish
