#include "web/format/yuan_text.hpp"

#include "core/base/text.hpp"

#include <charconv>

namespace starfish::web {

std::optional<Fen> parse_yuan(std::string_view typed) {
    std::string text = with_plain_digits(trimmed(typed));
    for (const std::string_view sign : {"¥", "￥"})
        if (text.starts_with(sign)) text.erase(0, sign.size());
    std::erase(text, ',');
    const std::size_t point = std::min(text.find('.'), text.size());
    std::string decimals = point < text.size() ? text.substr(point + 1) : "";
    if (point == 0 || point > 9 || decimals.size() > 2) return std::nullopt;
    if (point + 1 == text.size()) return std::nullopt;
    decimals.resize(2, '0');
    const std::string digits = text.substr(0, point) + decimals;
    Fen fen;
    const char* const end = digits.data() + digits.size();
    if (digits.find_first_not_of("0123456789") != std::string::npos ||
        std::from_chars(digits.data(), end, fen.value).ptr != end)
        return std::nullopt;
    return fen;
}

std::string yuan_input(Fen fen) {
    std::string text = std::to_string(fen.value / 100);
    const std::int64_t rest = fen.value % 100;
    if (rest == 0) return text;
    return text + (rest < 10 ? ".0" : ".") + std::to_string(rest);
}

}  // namespace starfish::web
