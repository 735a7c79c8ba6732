// Text that people type: bounded, whole UTF-8, no control characters, nothing that turns the
// direction of what stands beside it.
#pragma once

#include "core/base/refusal.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace starfish {

// Code points of valid UTF-8 (no overlong forms, no surrogates); nullopt if it is not.
std::optional<std::size_t> utf8_length(std::string_view text);
// Those of them that leave a mark on the screen: no white space, no joiners, fillers or selectors,
// which may stand in a text (an emoji is joined by them) but do not make one. 0 if it is no UTF-8.
std::size_t visible_length(std::string_view text);

// The bounds of one typed field, in code points.
struct TextBounds {
    std::size_t least = 0;
    std::size_t most = 100;
    bool lines = false;  // whether it may hold line feeds
};

// Refuses text.not_utf8, text.control_character (the bidirectional controls of UAX #9 among them),
// text.too_short {least}, text.too_long {most}. `least` counts what is visible.
std::optional<Refusal> refuse_text(std::string_view text, std::string_view field,
                                   TextBounds bounds);

// Without leading and trailing ASCII and ideographic spaces.
std::string_view trimmed(std::string_view text);

// With full-width digits (U+FF10 to U+FF19), as Chinese keyboards give them, made plain.
std::string with_plain_digits(std::string_view text);

// The first character of valid UTF-8: what stands in a person's round picture.
std::string initial_of(std::string_view name);

}  // namespace starfish
