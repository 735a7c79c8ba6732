// Text that people type: bounded, valid UTF-8, without control characters and without characters
// that turn the direction of the text beside them.
#pragma once

#include "core/base/refusal.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace starfish {

// Number of code points of valid UTF-8 (no overlong forms, no surrogates); nullopt if not valid.
std::optional<std::size_t> utf8_length(std::string_view text);
// Number of code points that are visible on the screen: no white space, joiners, fillers or
// selectors. Those may stand in a text (joiners build emoji), but a text must not consist of them.
// 0 if the text is not valid UTF-8.
std::size_t visible_length(std::string_view text);

// The bounds of one typed field, in code points.
struct TextBounds {
    std::size_t least = 0;
    std::size_t most = 100;
    bool lines = false;  // whether the text may hold line feeds
};

// Refuses text.not_utf8, text.control_character (the bidirectional controls of UAX #9 among them),
// text.too_short {least}, text.too_long {most}. `least` counts visible code points only.
std::optional<Refusal> refuse_text(std::string_view text, std::string_view field,
                                   TextBounds bounds);

// The text without leading and trailing ASCII and ideographic spaces.
std::string_view trimmed(std::string_view text);

// Replaces full-width digits (U+FF10 to U+FF19), which Chinese keyboards type, by ASCII digits.
std::string with_plain_digits(std::string_view text);

// The first character of valid UTF-8, drawn in a person's round picture.
std::string initial_of(std::string_view name);

}  // namespace starfish
