// Text that people type: bounded, whole UTF-8, no control characters.
#pragma once

#include "core/base/refusal.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace starfish {

// Code points of valid UTF-8 (no overlong forms, no surrogates); nullopt if it is not.
std::optional<std::size_t> utf8_length(std::string_view text);

// The bounds of one typed field, in code points.
struct TextBounds {
    std::size_t least = 0;
    std::size_t most = 100;
    bool lines = false;  // whether it may hold line feeds
};

// Refuses text.not_utf8, text.control_character, text.too_short {least}, text.too_long {most}.
// White space alone counts as nothing.
std::optional<Refusal> refuse_text(std::string_view text, std::string_view field,
                                   TextBounds bounds);

// Without leading and trailing ASCII and ideographic spaces.
std::string_view trimmed(std::string_view text);

}  // namespace starfish
