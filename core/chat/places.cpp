#include "core/chat/places.hpp"

#include "core/chat/lexicon.hpp"
#include "core/chat/numerals.hpp"

#include <algorithm>
#include <string_view>

namespace starfish::chat {
namespace {

char32_t at_or_space(Letters letters, std::size_t at) {
    return at < letters.size() ? letters[at].folded : U' ';
}

std::size_t digits_at(Letters letters, std::size_t at) {
    std::size_t length = 0;
    while (at + length < letters.size() && is_digit(letters[at + length])) ++length;
    return length;
}

bool begins(Letters letters, std::size_t at, std::u32string_view word) {
    for (std::size_t i = 0; i < word.size(); ++i)
        if (at_or_space(letters, at + i) != word[i]) return false;
    return true;
}

std::size_t any_of(Letters letters, std::size_t at,
                   std::initializer_list<std::u32string_view> words) {
    for (const std::u32string_view word : words)
        if (begins(letters, at, word)) return word.size();
    return 0;
}

std::size_t place_word(Letters letters, std::size_t at) {
    return any_of(letters, at,
                  {U"号楼", U"号院", U"号门", U"单元", U"栋", U"幢", U"座", U"弄", U"号", U"#楼",
                   U"#", U"室", U"房", U"楼", U"层", U"门", U"期", U"区", U"户"});
}

// 3号楼, 十二栋, A座, B3栋; one part of a place, with its word.
std::size_t place_part(Letters letters, std::size_t at) {
    std::size_t i = at;
    if (i < letters.size() && is_latin(letters[i])) {
        ++i;
        i += std::min<std::size_t>(digits_at(letters, i), 2);
        const std::size_t word =
            any_of(letters, i, {U"栋", U"座", U"幢", U"区", U"单元", U"号楼", U"楼"});
        return word == 0 ? 0 : i + word - at;
    }
    std::size_t number = digits_at(letters, i);
    if (number == 0) {
        number = chinese_run(letters.subspan(i));
        if (number == 0 || !chinese_number(letters.subspan(i, number))) return 0;
        // 三号 may be a date and 一楼 a floor, but 三门 and 一期 are words: these want a digit.
        const std::size_t word =
            any_of(letters, i + number, {U"号楼", U"单元", U"栋", U"幢", U"号", U"楼"});
        return word == 0 ? 0 : number + word;
    }
    if (number > 5) return 0;
    const std::size_t word = place_word(letters, i + number);
    if (word == 0) return 0;
    return number + word;
}

// 1502 or 1502a after a building; 301室 has its word already.
std::size_t room(Letters letters, std::size_t at) {
    const std::size_t number = digits_at(letters, at);
    if (number < 3 || number > 4) return 0;
    std::size_t end = at + number;
    if (end < letters.size() && is_latin(letters[end]) && letters[end].folded != U'x' &&
        (end + 1 == letters.size() || !is_latin(letters[end + 1])))
        ++end;
    if (std::u32string_view(U".*+").contains(at_or_space(letters, end))) return 0;
    std::u32string rest;
    for (std::size_t i = end; i < std::min(end + 2, letters.size()); ++i) rest += letters[i].folded;
    if (unit_length(rest) > 0 || rest.starts_with(U'元') || rest.starts_with(U'块')) return 0;
    end += any_of(letters, end, {U"室", U"房"});
    return end - at;
}

// 18-2-301, 3-1502, 3/1502; 2-3 may be a range and is none.
std::size_t place_of_dashes(Letters letters, std::size_t at) {
    std::size_t i = at;
    std::size_t parts = 0;
    std::size_t longest_after_first = 0;
    if (is_latin(letters[at]) && digits_at(letters, at + 1) > 0) ++i;  // a3-1502
    for (;;) {
        const std::size_t digits = digits_at(letters, i);
        if (digits == 0 || digits > 4) return 0;
        ++parts;
        if (parts > 1) longest_after_first = std::max(longest_after_first, digits);
        i += digits;
        const char32_t dash = at_or_space(letters, i);
        if ((dash != U'-' && dash != U'/' && dash != U'#') || digits_at(letters, i + 1) == 0) break;
        ++i;
    }
    if (parts < 2 || parts > 4 || (parts == 2 && longest_after_first < 3)) return 0;
    std::u32string rest;
    for (std::size_t k = i; k < std::min(i + 2, letters.size()); ++k) rest += letters[k].folded;
    if (unit_length(rest) > 0 || at_or_space(letters, i) == U'.') return 0;
    i += any_of(letters, i, {U"室", U"房", U"号"});
    if (i < letters.size() && is_latin(letters[i]) && letters[i].folded != U'x' &&
        (i + 1 == letters.size() || !is_latin(letters[i + 1])))
        ++i;
    return i - at;
}

// 138 0013 8000, 138-0013-8000, 138.0013.8000: digits in these groups, with one mark between.
std::size_t grouped_digits(Letters letters, std::size_t at,
                           std::initializer_list<std::size_t> groups) {
    std::size_t i = at;
    for (const std::size_t group : groups) {
        if (i > at && !std::u32string_view(U" -.").contains(at_or_space(letters, i++))) return 0;
        if (digits_at(letters, i) != group) return 0;
        i += group;
    }
    return i - at;
}

// 0571-88886666, 021-5555 6666
std::size_t fixed_line(Letters letters, std::size_t at) {
    const std::size_t area = digits_at(letters, at);
    if (at_or_space(letters, at) != U'0' || area < 3 || area > 4) return 0;
    if (at_or_space(letters, at + area) != U'-') return 0;
    const std::size_t i = at + area + 1;
    if (const std::size_t digits = digits_at(letters, i); digits == 7 || digits == 8)
        return i + digits - at;
    const std::size_t halves = grouped_digits(letters, i, {4, 4});
    return halves == 0 ? 0 : i + halves - at;
}

std::size_t hour_words(Letters letters, std::size_t at) {
    std::size_t i = at;
    i += any_of(letters, i, {U"半", U"钟", U"多"});
    const std::size_t minutes = digits_at(letters, i);
    if (minutes > 0 && minutes <= 2) i += minutes + any_of(letters, i + minutes, {U"分"});
    i += any_of(letters, i, {U"以后", U"之后", U"以前", U"之前", U"左右", U"后", U"前"});
    return i - at;
}

}  // namespace

std::size_t place_length(Letters letters, std::size_t at) {
    if (at > 0 && (is_digit(letters[at - 1]) || is_latin(letters[at - 1]))) return 0;
    std::size_t end = at + place_of_dashes(letters, at);
    bool is_place = end > at;
    bool is_strong = is_place;
    for (;;) {
        std::size_t next = end;
        while (is_place && next < letters.size() &&
               (is_space(letters[next]) || letters[next].folded == U'-'))
            ++next;
        if (next >= letters.size()) break;
        std::size_t part = place_part(letters, next);
        if (part == 0 && is_place) part = room(letters, next);
        if (part == 0 && is_place) part = place_of_dashes(letters, next);
        if (part == 0) break;
        // 2层 alone may be said of a cake.
        is_strong =
            is_strong || is_place ||
            !std::u32string_view(U"层户门区期#房").contains(letters[next + part - 1].folded);
        end = next + part;
        is_place = true;
    }
    return is_strong ? end - at : 0;
}

std::size_t phone_length(Letters letters, std::size_t at) {
    if (at > 0 && is_digit(letters[at - 1])) return 0;
    if (const std::size_t fixed = fixed_line(letters, at); fixed > 0) return fixed;
    std::size_t i = at + any_of(letters, at, {U"+86", U"0086", U"86-", U"86 "});
    if (i > at && (at_or_space(letters, i) == U' ' || at_or_space(letters, i) == U'-')) ++i;
    if (at_or_space(letters, i) != U'1' || at_or_space(letters, i + 1) < U'3' ||
        at_or_space(letters, i + 1) > U'9')
        return 0;
    // As people break them: never into pieces that may be counts.
    using Groups = std::initializer_list<std::size_t>;
    for (const Groups groups : {Groups{11}, Groups{3, 4, 4}, Groups{3, 8}, Groups{7, 4},
                                Groups{3, 3, 5}, Groups{4, 4, 3}})
        if (const std::size_t length = grouped_digits(letters, i, groups); length > 0)
            return i + length - at;
    return 0;
}

std::size_t clock_length(Letters letters, std::size_t at) {
    if (at >= letters.size() || (at > 0 && is_digit(letters[at - 1]))) return 0;
    const std::size_t hour = digits_at(letters, at);
    if (hour == 0 || hour > 2 || at_or_space(letters, at + hour) != U':') return 0;
    std::size_t i = at + hour + 1;
    if (digits_at(letters, i) != 2) return 0;
    i += 2;
    if (at_or_space(letters, i) == U':' && digits_at(letters, i + 1) == 2) i += 3;
    return i - at;
}

std::size_t date_length(Letters letters, std::size_t at) {
    if (at > 0 && is_digit(letters[at - 1])) return 0;
    std::size_t i = at;
    const std::size_t year = digits_at(letters, i);
    if (year == 4 && at_or_space(letters, i) == U'2' && at_or_space(letters, i + 1) == U'0') {
        const char32_t dash = at_or_space(letters, i + 4);
        if (dash != U'-' && dash != U'/' && dash != U'.' && dash != U'年') return 0;
        i += 5;
        const std::size_t month = digits_at(letters, i);
        if (month == 0 || month > 2) return 0;
        i += month;
        const char32_t second = at_or_space(letters, i);
        if (second != dash && second != U'月') return 0;
        const std::size_t day = digits_at(letters, ++i);
        if (day == 0 || day > 2) return 0;
        i += day;
        return i + any_of(letters, i, {U"日", U"号"}) - at;
    }
    if (year == 0 || year > 2 || at_or_space(letters, i + year) != U'月') return 0;
    i += year + 1;
    const std::size_t day = digits_at(letters, i);
    const std::size_t word = any_of(letters, i + day, {U"日", U"号"});
    return day == 0 || day > 2 || word == 0 ? 0 : i + day + word - at;
}

std::size_t time_length(Letters letters, std::size_t at) {
    if (const std::size_t date = date_length(letters, at); date > 0) return date;
    if (const std::size_t clock = clock_length(letters, at); clock > 0)
        return clock + any_of(letters, at + clock,
                              {U"以后", U"之后", U"以前", U"之前", U"左右", U"后", U"前"});
    if (const std::size_t week = any_of(letters, at, {U"星期", U"礼拜", U"周"}); week > 0) {
        const char32_t day = at_or_space(letters, at + week);
        if (!std::u32string_view(U"一二三四五六日天").contains(day)) return 0;
        // 周一鸣 is somebody.
        const std::size_t end = at + week + 1;
        const bool goes_on =
            end < letters.size() && kind_of(letters[end]) == CharacterKind::han &&
            !std::u32string_view(U"取拿提送上下晚中早来自前后到").contains(letters[end].folded);
        return goes_on ? 0 : week + 1;
    }
    std::size_t number = digits_at(letters, at);
    if (number == 0) number = chinese_run(letters.subspan(at));
    if (number == 0 || number > 2) return 0;
    const std::size_t after = at + number;
    if (at_or_space(letters, after) == U'点') return number + 1 + hour_words(letters, after + 1);
    if (at_or_space(letters, after) == U'号' &&
        any_of(letters, after + 1,
               {U"取", U"拿", U"提", U"自提", U"来", U"送", U"到", U"上午", U"下午", U"晚上",
                U"中午"}) > 0)
        return number + 1;
    return 0;
}

std::optional<Price> read_price(Letters letters, std::size_t at) {
    std::size_t i = at;
    const bool sign = at_or_space(letters, i) == U'¥';
    if (sign) ++i;
    if (at > 0 && is_digit(letters[at - 1])) return std::nullopt;
    const auto number = read_digits(letters.subspan(i));
    if (!number || number->hundredths < 0 || number->value > 1'000'000) return std::nullopt;
    i += number->length;
    std::size_t gap = i;
    while (gap < letters.size() && is_space(letters[gap])) ++gap;
    const std::size_t word = any_of(letters, gap, {U"元", U"块钱", U"块", U"圆", U"rmb", U"yuan"});
    if (word > 0) i = gap + word;
    // 45元/箱
    if (word > 0 && at_or_space(letters, i) == U'/') {
        std::u32string rest;
        for (std::size_t k = i + 1; k < std::min(i + 3, letters.size()); ++k)
            rest += letters[k].folded;
        if (const std::size_t unit = unit_length(rest); unit > 0) i += 1 + unit;
    }
    if (!sign && word == 0) {
        std::u32string rest;
        for (std::size_t k = gap; k < std::min(gap + 2, letters.size()); ++k)
            rest += letters[k].folded;
        if (!number->has_point || unit_length(rest) > 0) return std::nullopt;
    }
    return Price{.length = i - at, .fen = {number->value * 100 + number->hundredths}};
}

}  // namespace starfish::chat
