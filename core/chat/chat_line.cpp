#include "core/chat/chat_line.hpp"

#include "core/chat/lexicon.hpp"
#include "core/chat/numerals.hpp"
#include "core/chat/offer.hpp"
#include "core/chat/places.hpp"
#include "core/chat/remarks.hpp"

#include <algorithm>
#include <utility>

namespace starfish::chat {
namespace {

constexpr std::size_t number_digits_max = 5;
constexpr std::size_t sender_letters_max = 24;

char32_t letter(Letters line, std::size_t i) {
    return i < line.size() ? line[i].folded : U' ';
}

Letters from(Letters line, std::size_t i) {
    return without_spaces_around(line.subspan(std::min(i, line.size())));
}

std::size_t digits_at(Letters line, std::size_t at) {
    std::size_t length = 0;
    while (at + length < line.size() && is_digit(line[at + length])) ++length;
    return length;
}

int value_of(Letters digits) {
    const auto number = read_digits(digits);
    return number ? static_cast<int>(number->value) : 0;
}

std::u32string folded_of(Letters letters) {
    std::u32string text;
    for (const Letter& l : letters) text += l.folded;
    return text;
}

std::size_t skip_separators(Letters line, std::size_t i) {
    while (i < line.size() && std::u32string_view(U" .,、:)]-;|").contains(line[i].folded)) ++i;
    return i;
}

// (1) and ①, [1], 第1位, no.1, #1
std::optional<Numbered> bracketed(Letters line) {
    std::size_t i = 0;
    char32_t close = 0;
    if (letter(line, 0) == U'(' || letter(line, 0) == U'[') {
        close = letter(line, 0) == U'(' ? U')' : U']';
        i = 1;
    } else if (letter(line, 0) == U'第') {
        close = U'第';
        i = 1;
    } else if (letter(line, 0) == U'#' && line.size() > 1 && is_digit(line[1])) {
        i = 1;
    } else if (folded_of(line.first(std::min<std::size_t>(2, line.size()))) == U"no") {
        i = letter(line, 2) == U'.' ? 3 : 2;
    } else {
        return std::nullopt;
    }
    while (i < line.size() && is_space(line[i])) ++i;
    std::size_t digits = digits_at(line, i);
    int number = digits > 0 && digits <= number_digits_max ? value_of(line.subspan(i, digits)) : -1;
    if (digits == 0 && close == U'第') {
        digits = chinese_run(line.subspan(i));
        number = static_cast<int>(chinese_number(line.subspan(i, digits)).value_or(-1));
    }
    if (number < 0) return std::nullopt;
    i += digits;
    while (i < line.size() && is_space(line[i])) ++i;
    if (close == U'第') {
        if (!std::u32string_view(U"位个号名单").contains(letter(line, i))) return std::nullopt;
        ++i;
    } else if (close != 0) {
        if (letter(line, i) != close) return std::nullopt;
        ++i;
    }
    return Numbered{.number = number, .body = from(line, skip_separators(line, i))};
}

// 一、张三, and not 三、四份
std::optional<Numbered> in_chinese(Letters line) {
    const std::size_t run = chinese_run(line);
    const auto number = chinese_number(line.first(run));
    if (!number || run + 1 >= line.size() || letter(line, run) != U'、') return std::nullopt;
    const Letters body = from(line, run + 1);
    if (body.empty() || is_digit(body[0]) || is_chinese_digit(body[0])) return std::nullopt;
    return Numbered{.number = static_cast<int>(*number), .body = body};
}

// Whether what follows "12 " or "12" is a name or a place, and not what 12 counts or numbers.
bool may_follow_number(Letters line, std::size_t at, const Offer& offer) {
    if (at >= line.size()) return true;
    if (offer.match(line, at)) return false;
    std::u32string rest;
    for (std::size_t i = at; i < std::min(at + 9, line.size()); ++i) rest += line[i].folded;
    if (unit_length(rest) > 0) return false;
    for (const std::u32string_view word :
         {U"号", U"栋", U"幢", U"座", U"单元", U"楼", U"弄", U"室", U"层", U"元", U"块",
          U"点", U"月", U"年", U"日", U"天",   U"多", U"几", U"岁", U"门", U"期", U"区",
          U"半", U"+",  U"*",  U"~",  U"%",    U"/",  U"#",  U"人", U"度", U"级"})
        if (rest.starts_with(word)) return false;
    return true;
}

}  // namespace

std::optional<Numbered> numbered(Letters line, int next, const Offer& offer) {
    line = without_spaces_around(line);
    if (auto found = bracketed(line)) return found;
    if (auto found = in_chinese(line)) return found;
    if (phone_length(line, 0) > 0) return std::nullopt;
    const std::size_t digits = digits_at(line, 0);
    if (digits == 0 || digits > number_digits_max) return std::nullopt;
    const int number = value_of(line.first(digits));
    const auto answer = [&](std::size_t i) {
        return Numbered{.number = number, .body = from(line, skip_separators(line, i))};
    };
    if (digits == line.size()) return answer(digits);
    const char32_t after = letter(line, digits);
    const std::size_t then = digits + 1;
    const bool digit_then = then < line.size() && is_digit(line[then]);
    if (after == U'、' || after == U')' || after == U'|') return answer(then);
    if (after == U'#' && number == next && letter(line, then) == U' ') return answer(then);
    if (after == U'.' && digit_then) {
        // 12.18-2-301 is 12 and a place; 1.5份 and 29.9元 are numbers.
        const bool apart = place_length(line.subspan(then), 0) > 0 ||
                           phone_length(line.subspan(then), 0) > 0 || digits_at(line, then) >= 3;
        return apart ? std::optional(answer(then)) : std::nullopt;
    }
    if (after == U'.' || after == U',' || (after == U':' && !digit_then)) return answer(then);
    if (after == U'-' && !digit_then) return answer(then);
    if (after == U' ') {
        std::size_t i = digits;
        while (i < line.size() && is_space(line[i])) ++i;
        if (i < line.size() && std::u32string_view(U".、:,)").contains(line[i].folded))
            return answer(i);
        const bool plausible = number == next || number < 100;
        return plausible && may_follow_number(line, i, offer) ? std::optional(answer(i))
                                                              : std::nullopt;
    }
    const bool picture = line[digits - 1].keycap;
    const bool emoji = kind_of(line[digits]) == CharacterKind::emoji;
    const bool expected = number == next && kind_of(line[digits]) == CharacterKind::han;
    if ((picture || emoji || expected) && may_follow_number(line, digits, offer))
        return answer(digits);
    return std::nullopt;
}

namespace {

// Date, time, weekday and the words around them; 0 if there is none at `at`.
std::size_t stamp_length(Letters line, std::size_t at) {
    if (const std::size_t date = date_length(line, at); date > 0) return date;
    if (const std::size_t clock = clock_length(line, at); clock > 0) return clock;
    for (const std::u32string_view word :
         {U"上午", U"下午", U"晚上", U"凌晨", U"中午", U"早上", U"昨天", U"今天", U"星期一",
          U"星期二", U"星期三", U"星期四", U"星期五", U"星期六", U"星期日", U"am", U"pm"}) {
        bool same = true;
        for (std::size_t i = 0; i < word.size() && same; ++i)
            same = letter(line, at + i) == word[i];
        const std::size_t end = at + word.size();
        if (same && !(is_latin(line[at]) && end < line.size() && is_latin(line[end])))
            return word.size();
    }
    return 0;
}

// 05-01 and 5/1, before a clock
std::size_t short_date_length(Letters line, std::size_t at) {
    const std::size_t month = digits_at(line, at);
    const char32_t dash = letter(line, at + month);
    if (month == 0 || month > 2 || (dash != U'-' && dash != U'/')) return 0;
    const std::size_t day = digits_at(line, at + month + 1);
    std::size_t end = at + month + 1 + day;
    if (letter(line, end) == dash) end += 1 + digits_at(line, end + 1);  // 3/1/24
    if (letter(line, end) == U',') ++end;
    const bool dates =
        (day == 1 || day == 2) && letter(line, end) == U' ' && clock_length(line, end + 1) > 0;
    return dates ? end - at : 0;
}

struct Stamp {
    std::size_t length = 0;  // with the spaces and brackets around
    bool has_clock = false;
    bool has_date = false;
};

Stamp stamp_at(Letters line, std::size_t at) {
    Stamp stamp;
    std::size_t i = at;
    while (i < line.size()) {
        if (const std::size_t length = stamp_length(line, i); length > 0) {
            stamp.has_clock |= clock_length(line, i) > 0;
            stamp.has_date |= date_length(line, i) > 0;
            i += length;
        } else if (const std::size_t date = short_date_length(line, i); date > 0) {
            stamp.has_date = true;
            i += date;
        } else if (std::u32string_view(U" []()-,").contains(line[i].folded)) {
            ++i;
        } else {
            break;
        }
    }
    stamp.length = i - at;
    return stamp;
}

bool holds_order(Letters line, const Offer& offer) {
    const std::u32string text = folded_of(line);
    if (offer.names_any(line) && !looks_like_person(text)) return true;  // 鸡蛋姐姐
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        const bool number = (text[i] >= U'0' && text[i] <= U'9') || is_chinese_digit(line[i]);
        if (number && unit_length(std::u32string_view(text).substr(i + 1)) > 0 &&
            place_length(line, i) == 0)
            return true;
        if (text[i] == U'+' && is_digit(line[i + 1])) return true;
    }
    return false;
}

// 张三(13800138000), 张三(wxid_a1): what numbers the person is no part of the name.
std::string sender_of(Letters name) {
    if (!name.empty() && name.back().folded == U')') {
        std::size_t begin = name.size() - 1;
        while (begin > 0 && (is_digit(name[begin - 1]) || is_latin(name[begin - 1]) ||
                             name[begin - 1].folded == U'_'))
            --begin;
        if (begin > 1 && name[begin - 1].folded == U'(' && name.size() - begin > number_digits_max)
            name = name.first(begin - 1);
    }
    if (!name.empty() && name.back().folded == U'>')
        name = name.first(static_cast<std::size_t>(std::ranges::find(name, U'<', &Letter::folded) -
                                                   name.begin()));
    return text_of(name);
}

bool may_be_sender(Letters name, const Offer& offer) {
    return !name.empty() && name.size() <= sender_letters_max && !holds_order(name, offer) &&
           !std::ranges::any_of(name, [](const Letter& l) {
               return std::u32string_view(U",;!?、~").contains(l.folded);
           });
}

}  // namespace

std::optional<Spoken> spoken(Letters line, const Offer& offer) {
    line = without_spaces_around(line);
    // [12:30] 张三：…, 2022-04-05 12:30:11 张三
    if (const Stamp stamp = stamp_at(line, 0); stamp.has_clock && stamp.length < line.size()) {
        const Letters rest = from(line, stamp.length);
        const auto end = std::ranges::find(rest, U':', &Letter::folded);
        const auto length = static_cast<std::size_t>(end - rest.begin());
        const Letters name = without_spaces_around(rest.first(length));
        const bool bracketed = letter(line, 0) == U'[' || letter(line, 0) == U'(';
        if ((end != rest.end() || stamp.has_date || bracketed) && may_be_sender(name, offer))
            return Spoken{.sender = sender_of(name), .rest = from(rest, length + 1)};
        return std::nullopt;
    }
    if (numbered(line, 0, offer)) return std::nullopt;
    // 张三 2022/4/5 12:30:11
    for (std::size_t i = 1; i < line.size(); ++i) {
        if (!is_space(line[i - 1]) && line[i - 1].folded != U')' && line[i].folded != U'[' &&
            line[i].folded != U'(')
            continue;
        const Stamp stamp = stamp_at(line, i);
        if (!stamp.has_clock || i + stamp.length < line.size()) {
            if (!(stamp.has_clock && letter(line, i + stamp.length) == U':')) continue;
        }
        const Letters name = without_spaces_around(line.first(i));
        if (!may_be_sender(name, offer)) return std::nullopt;
        return Spoken{.sender = sender_of(name), .rest = from(line, i + stamp.length + 1)};
    }
    // 张三：
    const auto label = labelled(line, offer);
    return label && label->rest.empty() ? label : std::nullopt;
}

std::optional<Spoken> labelled(Letters line, const Offer& offer) {
    const auto colon = std::ranges::find(line, U':', &Letter::folded);
    if (colon == line.end()) return std::nullopt;
    const auto length = static_cast<std::size_t>(colon - line.begin());
    const Letters name = without_spaces_around(line.first(length));
    const std::u32string text = folded_of(name);
    if (!may_be_sender(name, offer) || announces(text + U':') || heads_totals(text) ||
        begins_list(text) || begins_example(text) || looks_like_goods(text) || names_field(text) ||
        heads_list(text + U':', offer.names_any(name)))
        return std::nullopt;
    return Spoken{.sender = text_of(name), .rest = from(line, length + 1)};
}

std::size_t quote_length(Letters line) {
    if (letter(line, 0) != U'"') return 0;
    const auto close = std::find_if(line.begin() + 1, line.end(),
                                    [](const Letter& l) { return l.folded == U'"'; });
    if (std::ranges::find(line, U':', &Letter::folded) >= close) return 0;
    return static_cast<std::size_t>(close - line.begin()) + (close == line.end() ? 0 : 1);
}

Letters without_bullet(Letters line) {
    const bool bullet =
        letter(line, 0) == U'*' && line.size() > 2 && is_space(line[1]) && !is_digit(line[2]);
    return bullet ? from(line, 1) : line;
}

bool counts_only(Letters line) {
    if (line.empty() || line.size() > 3) return false;
    if (line.size() == 1 && is_chinese_digit(line[0])) return true;
    if (line.size() == 3 && letter(line, 0) == U'(' && letter(line, 2) == U')')
        return is_digit(line[1]);
    return std::ranges::all_of(line, [](const Letter& one) { return is_digit(one); });
}

bool is_rule(Letters line) {
    for (std::size_t i = 0; i < line.size();) {
        const std::size_t stamp = stamp_length(line, i);
        const CharacterKind kind = kind_of(line[i]);
        if (stamp == 0 && kind != CharacterKind::mark && kind != CharacterKind::space &&
            kind != CharacterKind::emoji)
            return false;
        if (stamp == 0 && (line[i].folded == U'+' || line[i].folded == U'❌')) return false;
        i += std::max<std::size_t>(stamp, 1);
    }
    return true;
}

std::optional<MenuLetter> menu_letter(Letters line) {
    line = without_spaces_around(line);
    if (line.size() < 3 || !is_latin(line[0]) || is_latin(line[1]) || is_digit(line[1]))
        return std::nullopt;
    return MenuLetter{.letter = line[0].folded, .rest = from(line, skip_separators(line, 1))};
}

}  // namespace starfish::chat
