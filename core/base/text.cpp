#include "core/base/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace starfish {
namespace {

constexpr std::string_view ideographic_space = "\u3000";

// Bytes of the sequence that begins with `lead`; 0 if no sequence may begin with it.
constexpr std::size_t sequence_length(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return 2;
    if (lead >= 0xE0 && lead <= 0xEF) return 3;
    if (lead >= 0xF0 && lead <= 0xF4) return 4;
    return 0;
}

// The Unicode standard, table 3-7: the second bytes with which a sequence is the shortest form, is
// not a surrogate and is at most U+10FFFF.
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

// Calls each(code point) for valid UTF-8, until `each` returns false.
template <class Each>
void each_code_point(std::string_view text, Each each) {
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = sequence_length(lead);
        char32_t point = length == 1 ? lead : lead & (0xFFU >> (length + 1));
        for (std::size_t k = 1; k < length; ++k)
            point = point << 6U | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
        if (!each(point)) return;
        i += length;
    }
}

struct Range {
    char32_t first, last;
};

template <std::size_t N>
bool is_in(const std::array<Range, N>& ranges, char32_t point) {
    return std::ranges::any_of(
        ranges, [point](Range range) { return point >= range.first && point <= range.last; });
}

// General category Cc, and the bidirectional controls of UAX #9: a name with such a control can
// make the text beside it read backwards.
constexpr std::array<Range, 6> controls{{{0x00, 0x1F},
                                         {0x7F, 0x9F},
                                         {0x061C, 0x061C},
                                         {0x200E, 0x200F},
                                         {0x202A, 0x202E},
                                         {0x2066, 0x2069}}};

// Unicode 15: White_Space, Default_Ignorable_Code_Point and the blank Braille pattern.
constexpr std::array<Range, 22> invisible{
    {{0x20, 0x20},       {0x85, 0x85},      {0xA0, 0xA0},     {0xAD, 0xAD},     {0x034F, 0x034F},
     {0x115F, 0x1160},   {0x1680, 0x1680},  {0x17B4, 0x17B5}, {0x180B, 0x180F}, {0x2000, 0x200F},
     {0x2028, 0x202F},   {0x205F, 0x206F},  {0x2800, 0x2800}, {0x3000, 0x3000}, {0x3164, 0x3164},
     {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},  {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFFB}, {0x1BCA0, 0x1BCA3},
     {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF}}};

// `text` must be valid UTF-8. With `lines`, a line feed does not count as a control character.
bool has_control(std::string_view text, bool lines) {
    bool found = false;
    each_code_point(text, [&](char32_t point) {
        found = is_in(controls, point) && !(lines && point == U'\n');
        return !found;
    });
    return found;
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

std::size_t visible_length(std::string_view text) {
    std::size_t count = 0;
    if (utf8_length(text))
        each_code_point(text, [&](char32_t point) {
            if (point > 0x1F && !is_in(invisible, point)) ++count;
            return true;
        });
    return count;
}

std::string with_plain_digits(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string_view three = text.substr(i, 3);
        if (three >= "０" && three <= "９") {
            plain += static_cast<char>('0' + (three[2] - '\x90'));
            i += 2;
        } else {
            plain += text[i];
        }
    }
    return plain;
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
    if (visible_length(text) < bounds.least)
        return refusal("text.too_short", field,
                       {{"least", static_cast<std::int64_t>(bounds.least)}});
    return std::nullopt;
}

std::string initial_of(std::string_view name) {
    std::size_t end = std::min<std::size_t>(1, name.size());
    while (end < name.size() && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) ++end;
    return std::string(name.substr(0, end));
}

}  // namespace starfish
