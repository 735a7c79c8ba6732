// Amounts in the form that people type.
#pragma once

#include "core/base/quantity.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace starfish::web {

// Reads yuan: "168", "168.5", "168.50", "¥1,168", also in full-width digits. nullopt for any other
// text, including more than two decimals and negative amounts.
std::optional<Fen> parse_yuan(std::string_view typed);
// "168", "168.50": the text that prefills a field.
std::string yuan_input(Fen fen);

}  // namespace starfish::web
