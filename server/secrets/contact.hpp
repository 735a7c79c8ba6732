// What a consumer types about herself when she joins, made uniform or refused.
#pragma once

#include "core/base/refusal.hpp"
#include "server/secrets/secrets.hpp"
#include "server/store/store.hpp"

#include <string>
#include <string_view>

namespace starfish {

// Spaces, hyphens, dots and brackets go, full-width digits become plain. What remains must be one
// of
//   13800000000    a Chinese mobile number: 1, 3 to 9, nine digits; a leading +86, 0086 or 86 goes
//   02788888888    a landline with its area code: 0, 10 to 12 digits in all
//   +447911123456  one abroad: typed with + or 00, 7 to 15 digits
// Refuses profile.phone at `phone`.
Result<std::string> normal_phone(std::string_view typed);

// 1 to 20 characters, trimmed, on one line. Refuses profile.name (nothing that can be seen was
// typed) and text.* at `name`.
Result<std::string> name_from(std::string_view name);

// A name and a phone; the consumer's id follows from the phone. Refuses what name_from and
// normal_phone do.
Result<Profile> profile_from(const Secrets&, std::string_view name, std::string_view phone);

// To 100 characters, trimmed. Refuses text.* at `note`.
Result<std::string> note_from(std::string_view note);

// 李**, 139****1111: enough for the person to recognise, and no more if a link gets about.
std::string masked_name(std::string_view name);
std::string masked_phone(std::string_view digits);

}  // namespace starfish
