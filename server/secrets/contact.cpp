#include "server/secrets/contact.hpp"

#include "core/base/text.hpp"

namespace starfish {
namespace {

// What people put between the digits of a phone number, full-width forms included.
constexpr std::string_view separators[] = {" ", "-", ".", "(", ")", "\u3000", "－", "（", "）"};

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

bool has_digits(std::string_view digits, std::size_t least, std::size_t most) {
    return digits.size() >= least && digits.size() <= most;
}

// 1, 3 to 9, and nine digits.
bool is_mobile(std::string_view digits) {
    return digits.size() == 11 && digits[0] == '1' && digits[1] >= '3';
}

// Beijing's 010 and eight digits, or another area's 0 and two or three, and seven or eight.
bool is_landline(std::string_view digits) {
    if (digits.starts_with("01")) return digits.starts_with("010") && digits.size() == 11;
    return has_digits(digits, 10, 12) && digits[0] == '0' && digits[1] != '0';
}

// Country code and number: ITU-T E.164 allows 15 digits, and nobody's has less than 7.
bool is_abroad(std::string_view digits) {
    return has_digits(digits, 7, 15) && digits[0] != '0' && !digits.starts_with("86");
}

std::string without_country(std::string digits) {
    digits.erase(0, 2);
    if (!is_mobile(digits) && !digits.starts_with('0')) digits.insert(0, 1, '0');
    return digits;
}

// The length of the first character of valid UTF-8.
std::size_t first_length(std::string_view text) {
    return initial_of(text).size();
}

}  // namespace

Result<std::string> normal_phone(std::string_view typed) {
    const std::string plain = with_plain_digits(trimmed(typed));
    std::string_view rest = plain;
    bool international = take_plus(rest);
    std::string digits;
    while (!rest.empty() && digits.size() <= 20) {
        if (rest[0] >= '0' && rest[0] <= '9') {
            digits += rest[0];
            rest.remove_prefix(1);
        } else if (!take_separator(rest)) {
            return invalid("profile.phone", "phone");
        }
    }
    // 00 is how + is dialled; and some leave it away before 86.
    if (!international && digits.starts_with("00")) {
        international = true;
        digits.erase(0, 2);
    }
    if (digits.starts_with("86") &&
        (international || is_mobile(std::string_view(digits).substr(2))))
        digits = without_country(std::move(digits)), international = false;
    const bool good = international ? is_abroad(digits) : is_mobile(digits) || is_landline(digits);
    if (!good) return invalid("profile.phone", "phone");
    // The + stays: +1 380 000 0000 is another person's than 138 0000 0000.
    return international ? "+" + digits : digits;
}

Result<std::string> name_from(std::string_view name) {
    name = trimmed(name);
    if (auto no = refuse_text(name, "name", {.least = 0, .most = 20}))
        return Refused(std::move(*no));
    if (visible_length(name) == 0) return invalid("profile.name", "name");
    return std::string(name);
}

Result<Profile> profile_from(const Secrets& secrets, std::string_view name,
                             std::string_view phone) {
    auto called = name_from(name);
    if (!called) return Refused(std::move(called.error()));
    auto digits = normal_phone(phone);
    if (!digits) return Refused(std::move(digits.error()));
    const ConsumerId consumer = secrets.consumer_of(*digits);
    return Profile{consumer, std::move(*called), std::move(*digits)};
}

Result<std::string> note_from(std::string_view note) {
    note = trimmed(note);
    if (auto no = refuse_text(note, "note", {.least = 0, .most = 100, .lines = true}))
        return Refused(std::move(*no));
    return std::string(note);
}

std::string masked_name(std::string_view name) {
    const std::size_t length = utf8_length(name).value_or(0);
    std::string masked(name.substr(0, first_length(name)));
    if (length > 1) masked.append(std::min<std::size_t>(length - 1, 2), '*');
    return masked;
}

std::string masked_phone(std::string_view digits) {
    // 139****1111; of shorter numbers a smaller share is shown.
    const std::size_t last = digits.size() > 7 ? 4 : 2;
    const std::size_t first = digits.size() > 10 ? 3 : 0;
    std::string masked(digits.substr(0, first));
    masked += "****";
    return masked += digits.substr(digits.size() - std::min(last, digits.size()));
}

}  // namespace starfish
