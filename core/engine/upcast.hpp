// Lifts event bodies of older versions to what the program reads today: pure functions of the
// text, one step a version, each with a golden file in tests/golden.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace starfish {

// The body as the newest version has it, held in `storage`; nullopt if there is no lift from
// `version`. `version` rises to what the body then is, which the reader must know.
std::optional<std::string_view> upcast(std::string_view type, int& version, std::string_view body,
                                       std::string& storage);

}  // namespace starfish
