#include "core/scenario/line.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace starfish::scenario {
namespace {

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
constexpr std::string_view ends_a_word = " \t,:()\"";

}  // namespace

void Line::skip_spaces() {
    while (rest_.starts_with(' ') || rest_.starts_with('\t')) rest_.remove_prefix(1);
}

std::string_view Line::bare_word() const {
    return rest_.substr(0, rest_.find_first_of(ends_a_word));
}

void Line::fail(std::string_view expected) {
    if (expected_) return;
    expected_ = expected;
    found_ = at_end() ? "the end of the line" : std::string(rest_);
}

bool Line::at_end() {
    skip_spaces();
    return rest_.empty();
}

bool Line::accept(std::string_view mark) {
    skip_spaces();
    if (!good() || !rest_.starts_with(mark)) return false;
    const bool is_word = std::ranges::all_of(mark, [](char c) { return c >= 'a' && c <= 'z'; });
    if (is_word && bare_word() != mark) return false;
    rest_.remove_prefix(mark.size());
    return true;
}

void Line::expect(std::string_view mark) {
    if (!accept(mark)) fail("\"" + std::string(mark) + "\"");
}

bool Line::word_is_next(std::string_view word) {
    skip_spaces();
    return good() && bare_word() == word;
}

bool Line::quoted_is_next() {
    skip_spaces();
    return good() && rest_.starts_with('"');
}

std::string Line::quoted(std::string_view what) {
    const std::size_t end = quoted_is_next() ? rest_.find('"', 1) : std::string_view::npos;
    if (end == std::string_view::npos) return fail(std::string(what) + " in \"…\""), std::string();
    std::string text{rest_.substr(1, end - 1)};
    rest_.remove_prefix(end + 1);
    return text;
}

std::string Line::name(std::string_view what) {
    if (quoted_is_next()) return quoted(what);
    const std::string_view word = bare_word();
    if (!good() || word.empty()) return fail(what), std::string();
    rest_.remove_prefix(word.size());
    return std::string(word);
}

std::optional<std::int64_t> Line::digits() {
    std::int64_t value = 0;
    const char* const begin = rest_.data();
    const auto [end, error] = std::from_chars(begin, begin + rest_.size(), value);
    if (error != std::errc{}) return std::nullopt;
    rest_.remove_prefix(static_cast<std::size_t>(end - begin));
    return value;
}

bool Line::number_is_next() {
    skip_spaces();
    const std::size_t sign = rest_.starts_with('-') ? 1 : 0;
    return good() && rest_.size() > sign && is_digit(rest_[sign]);
}

std::int32_t Line::number(std::string_view what) {
    const auto value = number_is_next() ? digits() : std::nullopt;
    if (!value || !std::in_range<std::int32_t>(*value)) return fail(what), 0;
    return static_cast<std::int32_t>(*value);
}

bool Line::price_is_next() {
    skip_spaces();
    return good() && rest_.starts_with("¥");
}

Fen Line::price() {
    constexpr std::string_view what = "a price such as ¥168 or ¥168.50";
    if (!accept("¥") || !number_is_next()) return fail(what), Fen{};
    const auto yuan = digits();
    if (!yuan || *yuan > price_max.value) return fail(what), Fen{};
    std::int64_t fen = 0;
    if (rest_.starts_with('.')) {
        if (rest_.size() < 3 || !is_digit(rest_[1]) || !is_digit(rest_[2]))
            return fail(what), Fen{};
        fen = (rest_[1] - '0') * 10 + (rest_[2] - '0');
        rest_.remove_prefix(3);
    }
    return {*yuan * 100 + fen};
}

bool Line::moment_is_next() {
    skip_spaces();
    if (!good()) return false;
    if (rest_.starts_with('D') && rest_.size() > 1)
        return is_digit(rest_[1]) || rest_[1] == '-' || rest_[1] == '+';
    return rest_.size() >= 5 && is_digit(rest_[0]) && is_digit(rest_[1]) && rest_[2] == ':';
}

// "17:30" or "17:30:05", as milliseconds from midnight.
std::int64_t Line::time_of_day() {
    const auto part = [&](int most) {
        if (rest_.size() < 2 || !is_digit(rest_[0]) || !is_digit(rest_[1])) return -1;
        const int value = (rest_[0] - '0') * 10 + (rest_[1] - '0');
        rest_.remove_prefix(2);
        return value <= most ? value : -1;
    };
    const int hour = part(23);
    const int minute = hour >= 0 && accept(":") ? part(59) : -1;
    const int second = minute >= 0 && rest_.starts_with(':') ? (accept(":"), part(59)) : 0;
    if (hour < 0 || minute < 0 || second < 0) return fail("a time such as 17:30"), 0;
    return hour * hour_ms + minute * minute_ms + second * second_ms;
}

Instant Line::moment(const Calendar& calendar, Instant after) {
    if (!moment_is_next()) return fail("a moment such as D1 17:30"), Instant{};
    std::int64_t day = shanghai_day(after) - calendar.day0;
    if (accept("D")) {
        accept("+");
        const auto said = digits();
        if (!said || *said < -3650 || *said > 3650)
            return fail("a day such as D0, D-6 or D+1"), Instant{};
        day = *said;
        if (!moment_is_next()) return calendar.at(day, 0);
    }
    return calendar.at(day, time_of_day());
}

std::string Line::json() {
    skip_spaces();
    std::size_t depth = 0;
    bool in_text = false;
    for (std::size_t i = 0; i < rest_.size() && good(); ++i) {
        const char c = rest_[i];
        if (in_text && c == '\\')
            ++i;
        else if (c == '"')
            in_text = !in_text;
        else if (!in_text && (c == '{' || c == '['))
            ++depth;
        else if (!in_text && (c == '}' || c == ']'))
            --depth;
        if (depth != 0 || in_text) continue;
        std::string text{rest_.substr(0, i + 1)};
        rest_.remove_prefix(i + 1);
        if (text.starts_with('{')) return text;
        break;
    }
    fail("{…}");
    return {};
}

std::string Line::the_rest() {
    if (!good()) return {};
    std::string text{trimmed(rest_)};
    rest_ = {};
    return text;
}

}  // namespace starfish::scenario
