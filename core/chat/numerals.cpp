#include "core/chat/numerals.hpp"

#include <algorithm>
#include <string_view>

namespace starfish::chat {
namespace {

// 1 to 9, 0 for 零, -1 for anything else.
int chinese_digit(char32_t c) {
    constexpr std::u32string_view digits = U"零一二三四五六七八九";
    if (c == U'〇') return 0;
    if (c == U'两' || c == U'贰') return 2;
    if (c == U'叁') return 3;
    const std::size_t at = digits.find(c);
    return at == std::u32string_view::npos ? -1 : static_cast<int>(at);
}

}  // namespace

std::optional<Numeral> read_digits(Letters letters) {
    Numeral numeral;
    std::size_t i = 0;
    for (; i < letters.size() && is_digit(letters[i]); ++i)
        numeral.value = std::min(
            number_huge, numeral.value * 10 + static_cast<std::int64_t>(letters[i].folded - U'0'));
    if (i == 0) return std::nullopt;
    if (i + 1 < letters.size() && letters[i].folded == U'.' && is_digit(letters[i + 1])) {
        numeral.has_point = true;
        std::size_t places = 0;
        for (++i; i < letters.size() && is_digit(letters[i]); ++i, ++places) {
            const int digit = static_cast<int>(letters[i].folded - U'0');
            if (places < 2) numeral.hundredths += digit * (places == 0 ? 10 : 1);
        }
        if (places > 2) numeral.hundredths = -1;
    }
    numeral.length = i;
    return numeral;
}

bool is_chinese_digit(const Letter& letter) {
    return chinese_digit(letter.folded) >= 0 || letter.folded == U'十' || letter.folded == U'廿';
}

std::size_t chinese_run(Letters letters) {
    std::size_t length = 0;
    while (length < letters.size() && is_chinese_digit(letters[length])) ++length;
    return length;
}

std::optional<std::int64_t> chinese_number(Letters run) {
    if (run.size() == 1 && run[0].folded == U'十') return 10;
    if (run.size() == 1 && run[0].folded == U'廿') return 20;
    if (run.size() == 1) return chinese_digit(run[0].folded);
    if (run.empty() || run.size() > 3) return std::nullopt;
    const auto digit = [&](std::size_t i) {
        const int d = chinese_digit(run[i].folded);
        return run[i].folded == U'两' ? -1 : d;  // 两 counts, but is no part of a longer number
    };
    if (run[0].folded == U'廿')
        return run.size() == 2 && digit(1) > 0 ? std::optional<std::int64_t>(20 + digit(1))
                                               : std::nullopt;
    if (run[0].folded == U'十')
        return run.size() == 2 && digit(1) > 0 ? std::optional<std::int64_t>(10 + digit(1))
                                               : std::nullopt;
    if (digit(0) <= 0 || run[1].folded != U'十') return std::nullopt;
    if (run.size() == 2) return digit(0) * 10;
    return digit(2) > 0 ? std::optional<std::int64_t>(digit(0) * 10 + digit(2)) : std::nullopt;
}

}  // namespace starfish::chat
