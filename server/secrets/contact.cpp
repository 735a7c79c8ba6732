#include "server/secrets/contact.hpp"

#include "core/base/text.hpp"

namespace starfish {
namespace {

// What people put between the digits of a phone number, full-width forms included.
constexpr std::string_view separators[] = {" ", "-", ".", "(", ")", "\u3000", "－", "（", "）"};

// Takes one leading digit, plain or full-width (U+FF10 to U+FF19), off `text`.
std::optional<char> take_digit(std::string_view& text) {
    if (text[0] >= '0' && text[0] <= '9') {
        const char digit = text[0];
        text.remove_prefix(1);
        return digit;
    }
    if (text.size() < 3 || !text.starts_with("\xEF\xBC")) return std::nullopt;
    const auto last = static_cast<unsigned char>(text[2]);
    if (last < 0x90 || last > 0x99) return std::nullopt;
    text.remove_prefix(3);
    return static_cast<char>('0' + (last - 0x90));
}

bool take_separator(std::string_view& text) {
    for (const std::string_view separator : separators)
        if (text.starts_with(separator)) return text.remove_prefix(separator.size()), true;
    return false;
}

bool take_plus(std::string_view& text) {
    for (const std::string_view plus : {std::string_view("+"), std::string_view("＋")})
        if (text.starts_with(plus)) return text.remove_prefix(plus.size()), true;
    return false;
}

constexpr std::size_t mobile_digits = 11;

bool is_phone(std::string_view digits) {
    const bool mobile =
        digits.size() > 1 && digits[0] == '1' && digits[1] >= '3' && digits[1] <= '9';
    return mobile ? digits.size() == mobile_digits : digits.size() >= 5 && digits.size() <= 15;
}

}  // namespace

Result<std::string> normal_phone(std::string_view typed) {
    std::string_view rest = trimmed(typed);
    const bool plus = take_plus(rest);
    std::string digits;
    while (!rest.empty() && digits.size() <= 20) {
        if (const auto digit = take_digit(rest))
            digits += *digit;
        else if (!take_separator(rest))
            return invalid("profile.phone", "phone");
    }
    if (!plus && digits.starts_with("0086"))
        digits.erase(0, 4);
    else if (digits.starts_with("86") && (plus || digits.size() == 2 + mobile_digits))
        digits.erase(0, 2);
    if (!is_phone(digits)) return invalid("profile.phone", "phone");
    return digits;
}

Result<Profile> profile_from(const Secrets& secrets, std::string_view name,
                             std::string_view phone) {
    name = trimmed(name);
    if (auto no = refuse_text(name, "name", {.least = 0, .most = 20}))
        return Refused(std::move(*no));
    if (visible_length(name) == 0) return invalid("profile.name", "name");
    auto digits = normal_phone(phone);
    if (!digits) return Refused(std::move(digits.error()));
    const ConsumerId consumer = secrets.consumer_of(*digits);
    return Profile{consumer, std::string(name), std::move(*digits)};
}

Result<std::string> note_from(std::string_view note) {
    note = trimmed(note);
    if (auto no = refuse_text(note, "note", {.least = 0, .most = 100, .lines = true}))
        return Refused(std::move(*no));
    return std::string(note);
}

}  // namespace starfish
