// Data that events refer to but the log does not hold: private texts and photos.
#pragma once

#include "core/base/private_text.hpp"
#include "core/engine/subjects.hpp"

#include <optional>
#include <set>
#include <span>
#include <string>

namespace starfish {

// The row that owns the text typed with a command. The first event that makes such a row decides.
std::optional<PrivateTextKey> private_text_key(std::span<const Event> events);

// The ids of all photos to which rows of the state refer.
std::set<std::string, std::less<>> named_photos(const State& state);

}  // namespace starfish
