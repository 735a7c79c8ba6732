#include "server/payment/wechat/wire.hpp"

#include <fmt/format.h>

#include <chrono>

namespace starfish::payment::wechat {
namespace {

// Removes a number of `digits` digits from the front of the text.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
    if (text.size() < digits) return std::nullopt;
    int number = 0;
    for (const char c : text.substr(0, digits)) {
        if (c < '0' || c > '9') return std::nullopt;
        number = number * 10 + (c - '0');
    }
    text.remove_prefix(digits);
    return number;
}

bool take(std::string_view& text, char c) {
    if (!text.starts_with(c)) return false;
    text.remove_prefix(1);
    return true;
}

// The offset in milliseconds, if the whole text is Z or ±hh:mm.
std::optional<std::int64_t> read_offset(std::string_view text) {
    if (text == "Z" || text == "z") return 0;
    const bool behind = text.starts_with('-');
    if (!behind && !text.starts_with('+')) return std::nullopt;
    text.remove_prefix(1);
    const auto hours = take_number(text, 2);
    if (!hours || *hours > 23 || !take(text, ':')) return std::nullopt;
    const auto minutes = take_number(text, 2);
    if (!minutes || *minutes > 59 || !text.empty()) return std::nullopt;
    const std::int64_t ms = *hours * hour_ms + *minutes * minute_ms;
    return behind ? -ms : ms;
}

// Removes the fraction, if there is one, and returns it in milliseconds.
std::optional<std::int64_t> take_fraction(std::string_view& text) {
    if (!take(text, '.')) return 0;
    std::int64_t ms = 0;
    std::int64_t worth = 100;
    std::size_t digits = 0;
    while (const auto digit = take_number(text, 1)) {
        ms += *digit * worth;
        worth /= 10;
        ++digits;
    }
    if (digits == 0 || digits > 9) return std::nullopt;
    return ms;
}

std::optional<std::int64_t> take_date_days(std::string_view& text) {
    const auto year = take_number(text, 4);
    if (!year || !take(text, '-')) return std::nullopt;
    const auto month = take_number(text, 2);
    if (!month || !take(text, '-')) return std::nullopt;
    const auto day = take_number(text, 2);
    if (!day) return std::nullopt;
    const std::chrono::year_month_day date(std::chrono::year(*year),
                                           std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day)));
    if (!date.ok()) return std::nullopt;
    return std::chrono::sys_days(date).time_since_epoch().count();
}

std::optional<std::int64_t> take_time_ms(std::string_view& text) {
    const auto hour = take_number(text, 2);
    if (!hour || *hour > 23 || !take(text, ':')) return std::nullopt;
    const auto minute = take_number(text, 2);
    if (!minute || *minute > 59 || !take(text, ':')) return std::nullopt;
    const auto second = take_number(text, 2);
    if (!second || *second > 59) return std::nullopt;
    return *hour * hour_ms + *minute * minute_ms + *second * second_ms;
}

}  // namespace

std::string rfc3339(Instant t) {
    const ShanghaiTime local = in_shanghai(t);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}+08:00", local.year, local.month,
                       local.day, local.hour, local.minute, local.second);
}

std::optional<Instant> read_rfc3339(std::string_view text) {
    const auto days = take_date_days(text);
    if (!days || !(take(text, 'T') || take(text, 't'))) return std::nullopt;
    const auto time_ms = take_time_ms(text);
    if (!time_ms) return std::nullopt;
    const auto fraction_ms = take_fraction(text);
    if (!fraction_ms) return std::nullopt;
    const auto offset_ms = read_offset(text);
    if (!offset_ms) return std::nullopt;
    return Instant{*days * day_ms + *time_ms + *fraction_ms - *offset_ms};
}

}  // namespace starfish::payment::wechat
