#include "server/exports/natural_order.hpp"

#include "core/base/characters.hpp"

#include <algorithm>
#include <cstdint>
#include <string>

namespace starfish::exports {
namespace {

// 二十三 is 23, 一百零一 is 101, 二〇三 is 203. At most `numeral_characters_max` characters, so it
// cannot overflow.
constexpr std::size_t numeral_characters_max = 12;

std::int64_t value_of_numeral(std::u32string_view numeral) {
    std::int64_t sum = 0;
    std::int64_t digits = 0;
    for (const char32_t c : numeral) {
        const int value = chinese_numeral(c);
        if (value < 10) {
            digits = digits * 10 + value;
        } else {
            sum += (digits == 0 ? 1 : digits) * value;
            digits = 0;
        }
    }
    return sum + digits;
}

// One number, or one other character.
struct Piece {
    std::u32string digits;  // without leading zeros; "0" for zero; empty for a character
    char32_t character{};
};

class Pieces {
public:
    explicit Pieces(std::string_view text) : text_(folded(text)) { std::erase(text_, U' '); }

    bool at_end() const { return at_ == text_.size(); }

    Piece next() {
        if (is_digit(text_[at_])) return {.digits = without_zeros(run(is_digit))};
        if (chinese_numeral(text_[at_]) < 0) return {.digits = {}, .character = text_[at_++]};
        const std::u32string numeral = run([](char32_t c) { return chinese_numeral(c) >= 0; });
        const std::string value =
            std::to_string(value_of_numeral(numeral.substr(0, numeral_characters_max)));
        return {.digits = std::u32string(value.begin(), value.end())};
    }

private:
    template <class Is>
    std::u32string run(Is is) {
        const std::size_t from = at_;
        while (at_ < text_.size() && is(text_[at_])) ++at_;
        return text_.substr(from, at_ - from);
    }

    static std::u32string without_zeros(std::u32string digits) {
        digits.erase(0, std::min(digits.find_first_not_of(U'0'), digits.size() - 1));
        return digits;
    }

    std::u32string text_;
    std::size_t at_ = 0;
};

std::weak_ordering order(const Piece& a, const Piece& b) {
    if (a.digits.empty() != b.digits.empty())
        return a.digits.empty() ? std::weak_ordering::greater : std::weak_ordering::less;
    if (a.digits.empty()) return a.character <=> b.character;
    if (a.digits.size() != b.digits.size()) return a.digits.size() <=> b.digits.size();
    return a.digits <=> b.digits;
}

}  // namespace

std::weak_ordering natural_order(std::string_view a, std::string_view b) {
    Pieces left(a);
    Pieces right(b);
    if (left.at_end() || right.at_end()) return left.at_end() <=> right.at_end();
    while (!left.at_end() && !right.at_end())
        if (const auto found = order(left.next(), right.next()); found != 0) return found;
    return right.at_end() <=> left.at_end();
}

}  // namespace starfish::exports
