#include "core/base/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace starfish {
namespace {

constexpr std::string_view ideographic_space = "\u3000";

// Bytes of the sequence that begins with `lead`; 0 if none may.
constexpr std::size_t sequence_length(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return 2;
    if (lead >= 0xE0 && lead <= 0xEF) return 3;
    if (lead >= 0xF0 && lead <= 0xF4) return 4;
    return 0;
}

// The Unicode standard, table 3-7: which second bytes keep a sequence shortest, outside the
// surrogates and at most U+10FFFF.
constexpr bool second_byte_fits(unsigned char lead, unsigned char second) {
    switch (lead) {
        case 0xE0:
            return second >= 0xA0 && second <= 0xBF;
        case 0xED:
            return second >= 0x80 && second <= 0x9F;
        case 0xF0:
            return second >= 0x90 && second <= 0xBF;
        case 0xF4:
            return second >= 0x80 && second <= 0x8F;
        default:
            return second >= 0x80 && second <= 0xBF;
    }
}

constexpr bool continues(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

// Of valid UTF-8: U+0000 to U+001F and U+007F to U+009F, line feeds only if they are not `lines`.
bool has_control(std::string_view text, bool lines) {
    unsigned char before = 0;
    return std::ranges::any_of(text, [&](char c) {
        const auto byte = static_cast<unsigned char>(c);
        const bool second_set = std::exchange(before, byte) == 0xC2 && byte < 0xA0;
        return (byte < 0x20 && !(lines && c == '\n')) || byte == 0x7F || second_set;
    });
}

Refusal refusal(std::string_view code, std::string_view field, std::vector<Fact> facts = {}) {
    return {RefusalKind::invalid, code, std::string(field), std::move(facts)};
}

}  // namespace

std::optional<std::size_t> utf8_length(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++count) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = sequence_length(lead);
        if (length == 0 || i + length > text.size()) return std::nullopt;
        if (length > 1 && !second_byte_fits(lead, static_cast<unsigned char>(text[i + 1])))
            return std::nullopt;
        for (std::size_t k = 2; k < length; ++k)
            if (!continues(text[i + k])) return std::nullopt;
        i += length;
    }
    return count;
}

std::string_view trimmed(std::string_view text) {
    const auto drop_front = [&] {
        if (text.starts_with(ideographic_space))
            return text.remove_prefix(ideographic_space.size()), true;
        if (!text.empty() && (text[0] == ' ' || text[0] == '\n' || text[0] == '\t'))
            return text.remove_prefix(1), true;
        return false;
    };
    const auto drop_back = [&] {
        if (text.ends_with(ideographic_space))
            return text.remove_suffix(ideographic_space.size()), true;
        if (!text.empty() && (text.back() == ' ' || text.back() == '\n' || text.back() == '\t'))
            return text.remove_suffix(1), true;
        return false;
    };
    while (drop_front()) {
    }
    while (drop_back()) {
    }
    return text;
}

std::optional<Refusal> refuse_text(std::string_view text, std::string_view field,
                                   TextBounds bounds) {
    const auto length = utf8_length(text);
    if (!length) return refusal("text.not_utf8", field);
    if (has_control(text, bounds.lines)) return refusal("text.control_character", field);
    if (*length > bounds.most)
        return refusal("text.too_long", field, {{"most", static_cast<std::int64_t>(bounds.most)}});
    if (bounds.least > 0 && utf8_length(trimmed(text)).value_or(0) < bounds.least)
        return refusal("text.too_short", field,
                       {{"least", static_cast<std::int64_t>(bounds.least)}});
    return std::nullopt;
}

}  // namespace starfish
