// What a consumer types about herself when she joins, made uniform or refused.
#pragma once

#include "core/base/refusal.hpp"
#include "server/secrets/secrets.hpp"
#include "server/store/store.hpp"

#include <string>
#include <string_view>

namespace starfish {

// Digits alone: spaces, hyphens, dots and brackets go, full-width digits become plain, and a
// leading +86 or 0086 goes. What remains must be a Chinese mobile number (1, 3 to 9, nine digits)
// or, for whatever else people have, 5 to 15 digits that do not look like one cut short or run on.
// Refuses profile.phone at `phone`.
Result<std::string> normal_phone(std::string_view typed);

// A name of 1 to 20 characters, trimmed, on one line, and a phone; the consumer's id follows from
// the phone. Refuses profile.name (nothing that can be seen was typed) and text.* at `name`,
// profile.phone at `phone`.
Result<Profile> profile_from(const Secrets&, std::string_view name, std::string_view phone);

// To 100 characters, trimmed. Refuses text.* at `note`.
Result<std::string> note_from(std::string_view note);

}  // namespace starfish
