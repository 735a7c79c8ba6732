// Amounts as people type them.
#pragma once

#include "core/base/quantity.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace starfish::web {

// "168", "168.5", "168.50", "¥1,168", full-width digits too: in fen. nullopt for anything else,
// also more than two decimals or a negative amount.
std::optional<Fen> fen_in(std::string_view typed);
// "168", "168.50": as a field is prefilled.
std::string yuan_typed(Fen fen);

}  // namespace starfish::web
