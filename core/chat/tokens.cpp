#include "core/chat/tokens.hpp"

#include "core/chat/numerals.hpp"
#include "core/chat/places.hpp"

#include <algorithm>
#include <optional>

namespace starfish::chat {
namespace {

bool is_word(const Letter& letter) {
    const CharacterKind kind = kind_of(letter);
    return kind == CharacterKind::han || kind == CharacterKind::latin ||
           kind == CharacterKind::digit || kind == CharacterKind::other;
}

class Cutter {
public:
    Cutter(Letters letters, const Offer& offer) : letters_(letters), offer_(offer) {}

    std::vector<Token> cut() {
        while (at_ < letters_.size())
            if (!take()) ++at_, text_length_ += 1;
        end_text();
        return std::move(tokens_);
    }

private:
    char32_t letter(std::size_t i) const { return i < letters_.size() ? letters_[i].folded : U' '; }

    void end_text() {
        if (text_length_ > 0)
            tokens_.push_back({.kind = TokenKind::text, .from = at_ - text_length_, .to = at_});
        text_length_ = 0;
    }
    bool put(Token token, std::size_t length) {
        end_text();
        token.from = at_;
        token.to = at_ += length;
        tokens_.push_back(std::move(token));
        return true;
    }
    bool put_if(TokenKind kind, std::size_t length) {
        return length > 0 && put({.kind = kind}, length);
    }

    // Whether an order goes on at `i`: an item, or a number.
    bool order_begins(std::size_t i) const {
        if (i >= letters_.size()) return false;
        if (is_digit(letters_[i]) || std::u32string_view(U"半俩仨").contains(letters_[i].folded))
            return true;
        if (const std::size_t run = chinese_run(letters_.subspan(i)); run > 0)
            return unit_at(i + run) > 0 || i + run == letters_.size() ||
                   !is_word(letters_[i + run]) || offer_.match(letters_, i + run) ||
                   letter(i + run) == U'半';
        if (offer_.match(letters_, i)) return true;
        return (letter(i) == U'+' || letter(i) == U'*') && i + 1 < letters_.size() &&
               is_digit(letters_[i + 1]);
    }
    bool is_han(std::size_t i) const {
        return i < letters_.size() && kind_of(letters_[i]) == CharacterKind::han;
    }
    // 1234 of 尾号1234
    std::size_t phone_tail() const {
        if (at_ < 2 || letter(at_ - 1) != U'号' || letter(at_ - 2) != U'尾') return 0;
        const auto number = read_digits(letters_.subspan(at_));
        return number && number->length == 4 && !number->has_point ? 4 : 0;
    }
    std::size_t unit_at(std::size_t i) const {
        std::u32string rest;
        for (std::size_t k = i; k < std::min(i + 9, letters_.size()); ++k)
            rest += letters_[k].folded;
        return unit_length(rest);
    }

    bool take() {
        if (letter(at_) == U'+' && put_if(TokenKind::phone, phone_length(letters_, at_)))
            return true;
        if (take_mark()) return true;
        if (text_length_ == 0 || !is_latin(letters_[at_]) || !is_latin(letters_[at_ - 1])) {
            if (const auto match = offer_.match(letters_, at_)) return take_item(*match);
        }
        if (put_if(TokenKind::phone, phone_length(letters_, at_))) return true;
        if (put_if(TokenKind::phone, phone_tail())) return true;
        if (put_if(TokenKind::time, time_length(letters_, at_))) return true;
        if (put_if(TokenKind::place, place_unless_quantity())) return true;
        if (const auto price = read_price(letters_, at_))
            return put({.kind = TokenKind::price, .price = price->fen}, price->length);
        return take_quantity() || take_phrase() || take_code() || take_latin_word();
    }

    // 2单 is a quantity, 2单元 a place; 3户 and 2门 are neither here.
    std::size_t place_unless_quantity() const {
        const std::size_t place = place_length(letters_, at_);
        // 张三号 ends in a name's number.
        const bool glued_han =
            text_length_ > 0 && !is_digit(letters_[at_]) && !is_latin(letters_[at_]);
        return glued_han ? 0 : place;
    }

    bool take_mark() {
        const Letter& c = letters_[at_];
        const CharacterKind kind = kind_of(c);
        if (kind == CharacterKind::emoji)
            return put({.kind = c.folded == U'❌' ? TokenKind::cross : TokenKind::emoji}, 1);
        if (kind == CharacterKind::space) return put({.kind = TokenKind::gap}, 1);
        if (kind != CharacterKind::mark) return false;
        if (c.folded == U'[') return put_if(TokenKind::emoji, picture_name()) || put_mark();
        if (c.folded == U'+' || c.folded == U'*' || c.folded == U'-') {
            if (take_quantity()) return true;
            return put({.kind = c.folded == U'-' ? TokenKind::hyphen : TokenKind::plus}, 1);
        }
        if (c.folded == U'?') return put({.kind = TokenKind::question}, 1);
        // 50% and 3<5 are not for the reader to judge.
        if (std::u32string_view(U"%<>^\\$=").contains(c.folded)) return false;
        if (c.folded == U'¥' || c.folded == U'#' || c.folded == U'&' || c.folded == U'→')
            return false;
        return put_mark();
    }
    bool put_mark() { return put({.kind = TokenKind::mark}, 1); }

    // WeChat writes its own pictures as [玫瑰].
    std::size_t picture_name() const {
        static constexpr std::u32string_view names[] = {
            U"[玫瑰]", U"[微笑]", U"[呲牙]",     U"[强]",   U"[抱拳]", U"[合十]",
            U"[爱心]", U"[偷笑]", U"[愉快]",     U"[太阳]", U"[ok]",   U"[握手]",
            U"[鼓掌]", U"[庆祝]", U"[让我看看]", U"[捂脸]", U"[表情]", U"[嘿哈]",
            U"[机智]", U"[耶]",   U"[拥抱]",     U"[憨笑]", U"[可爱]", U"[色]"};
        for (const std::u32string_view name : names) {
            bool same = true;
            for (std::size_t i = 0; i < name.size() && same; ++i) same = letter(at_ + i) == name[i];
            if (same) return name.size();
        }
        return 0;
    }

    bool take_item(const Match& match) {
        const Doubt doubt = match.named == Named::several ? Doubt::ambiguous_item : Doubt::none;
        return put({.kind = TokenKind::item, .item = match.item, .doubt = doubt}, match.length);
    }

    // A letter of the menu, apart from other letters and before a number or a mark.
    bool take_code() {
        if (!is_latin(letters_[at_])) return false;
        if (text_length_ > 0) return false;
        const bool ends =
            at_ + 1 == letters_.size() || !is_word(letters_[at_ + 1]) || order_begins(at_ + 1) ||
            std::u32string_view(U"各改要减加换").contains(letter(at_ + 1)) ||
            (letter(at_ + 1) == U'x' && at_ + 2 < letters_.size() && is_digit(letters_[at_ + 2]));
        const auto item = ends ? offer_.by_code(letters_[at_].folded) : std::nullopt;
        return item && put({.kind = TokenKind::item, .item = *item}, 1);
    }

    // The letters of ABC各1.
    bool are_codes(std::size_t length) const {
        for (std::size_t i = at_; i < at_ + length; ++i)
            if (!offer_.by_code(letters_[i].folded)) return false;
        return true;
    }

    // Tom and Tom88 are one word.
    bool take_latin_word() {
        if (text_length_ > 0 || !is_latin(letters_[at_])) return false;
        std::size_t length = 1;
        while (is_latin(letters_[std::min(at_ + length, letters_.size() - 1)]) &&
               at_ + length < letters_.size())
            ++length;
        if (length >= 2 && letter(at_ + length) == U'各' && are_codes(length)) {
            for (std::size_t i = 0; i < length; ++i)
                put({.kind = TokenKind::item, .item = *offer_.by_code(letters_[at_].folded)}, 1);
            return true;
        }
        if (length >= 2)
            while (at_ + length < letters_.size() && is_digit(letters_[at_ + length])) ++length;
        at_ += length;
        text_length_ += length;
        return true;
    }

    bool stands(const Phrase& phrase) const {
        const std::size_t end = at_ + phrase.text.size();
        const bool latin = phrase.text[0] < 0x80 && is_latin(letters_[at_]);
        const bool open_left = at_ == 0 || !is_word(letters_[at_ - 1]) || text_length_ == 0;
        const bool open_right = end == letters_.size() || !is_word(letters_[end]);
        if (latin && !(open_left && open_right)) return false;
        if (phrase.stands == Stands::alone) return open_left && open_right;
        // 张三加 1
        const bool behind_name =
            text_length_ > 1 && phrase.text.size() == 1 &&
            (phrase.meaning == Meaning::add || phrase.meaning == Meaning::follow) &&
            letter(end) == U' ';
        if (phrase.stands == Stands::before_order) return order_begins(behind_name ? end + 1 : end);
        if (phrase.stands == Stands::opens_order) return open_left && order_begins(end);
        return true;
    }

    bool take_phrase() {
        for (const Phrase* const phrase : phrases_from(letters_[at_].folded)) {
            bool same = true;
            for (std::size_t i = 0; i < phrase->text.size() && same; ++i)
                same = letter(at_ + i) == phrase->text[i];
            if (!same || at_ + phrase->text.size() > letters_.size() || !stands(*phrase)) continue;
            Token token{
                .kind = TokenKind::phrase, .doubt = phrase->doubt, .meaning = phrase->meaning};
            // 不要葱 where 葱 is on offer is no note.
            if (phrase->meaning == Meaning::note &&
                offer_.names_any(letters_.subspan(at_, phrase->text.size())))
                token.meaning = Meaning::doubt, token.doubt = Doubt::negation;
            return put(std::move(token), phrase->text.size());
        }
        return false;
    }

    bool take_quantity();
    bool finish_quantity(Token token, std::size_t end);

    Letters letters_;
    const Offer& offer_;
    std::size_t at_ = 0;
    std::size_t text_length_ = 0;
    std::vector<Token> tokens_;
};

// 2份, 两份, +2, x2, *2, 2, 半斤; what is odd about it goes with it as a doubt.
bool Cutter::take_quantity() {
    Token token{.kind = TokenKind::quantity};
    std::size_t i = at_;
    const char32_t first = letter(i);
    const bool times =
        first == U'*' || (first == U'x' && (at_ == 0 || !is_latin(letters_[at_ - 1])));
    if (first == U'+' || first == U'-' || times) {
        token.sign = times ? U'*' : first;
        ++i;
        while (i < letters_.size() && is_space(letters_[i])) ++i;
    }
    if (i >= letters_.size()) return false;
    if (const auto number = read_digits(letters_.subspan(i))) {
        token.number = number->value;
        if (number->has_point) token.doubt = Doubt::not_whole;
        i += number->length;
        return finish_quantity(std::move(token), i);
    }
    if (letter(i) == U'半' && unit_at(i + 1) > 0) {
        token.doubt = Doubt::not_whole;
        return finish_quantity(std::move(token), i + 1);
    }
    if (letter(i) == U'俩' || letter(i) == U'仨') {
        if (text_length_ > 0 ||
            (i + 1 < letters_.size() && kind_of(letters_[i + 1]) == CharacterKind::han))
            return false;
        token.number = letter(i) == U'俩' ? 2 : 3;
        return put(std::move(token), i + 1 - at_);
    }
    const std::size_t run = chinese_run(letters_.subspan(i));
    if (run == 0) return false;
    auto number = chinese_number(letters_.subspan(i, run));
    std::size_t unit = i + run;
    if (unit < letters_.size() && is_space(letters_[unit]) && text_length_ == 0) ++unit;
    // The 套 of 套餐一 is no unit.
    const bool has_unit =
        unit_at(unit) > 0 && !(unit < letters_.size() && offer_.match(letters_, unit));
    const bool glued = text_length_ > 0 && token.sign == 0;
    if (!number) return false;                         // 张三三份: the second 三 is tried next
    if (glued && letter(unit) == U'家') return false;  // 张三家
    if (glued && (run > 1 || !has_unit)) {
        // 王五十份: 王五 and 十, or 王 and 五十?
        if (!has_unit) return false;
        token.doubt = Doubt::quantity_unclear;
    }
    const auto last = std::ranges::find_if(tokens_.rbegin(), tokens_.rend(),
                                           [](const Token& t) { return t.kind != TokenKind::gap; });
    const bool before = last != tokens_.rend() && text_length_ == 0 &&
                        (last->kind == TokenKind::item || last->kind == TokenKind::phrase);
    const std::size_t end = i + run;
    const bool open_right = end == letters_.size() || !is_word(letters_[end]);
    const bool item_next = end < letters_.size() && offer_.match(letters_, end).has_value();
    const bool half_next = letter(end) == U'半';
    if (!has_unit && !half_next && token.sign == 0 && !(before && (open_right || item_next)) &&
        !(item_next && text_length_ == 0))
        return false;
    if (!has_unit && token.sign != 0 && !open_right && !item_next) return false;
    token.number = *number;
    return finish_quantity(std::move(token), end);
}

bool Cutter::finish_quantity(Token token, std::size_t end) {
    std::size_t unit = end;
    if (unit < letters_.size() && is_space(letters_[unit])) ++unit;
    const auto note = [&](Doubt doubt) {
        if (token.doubt == Doubt::none) token.doubt = doubt;
    };
    if (letter(end) == U'半' || letter(end) == U'多' || letter(end) == U'几') {
        note(letter(end) == U'半' ? Doubt::not_whole : Doubt::uncertain);
        unit = ++end;
    }
    if (const std::size_t length = unit_at(unit);
        length > 0 && !offer_.match(letters_, unit) && !(unit > end && is_han(unit + length))) {
        for (std::size_t k = unit; k < unit + length; ++k) token.unit += letters_[k].folded;
        end = unit + length;
        if (letter(end) == U'半') note(Doubt::not_whole), ++end;
        if (letter(end) == U'装') note(Doubt::unit_unclear), ++end;
    }
    // 2-3份, 2~3份, 2或3份, 1+1, 2*3: not one number.
    const char32_t next = letter(end);
    const bool digit_follows = end + 1 < letters_.size() && is_digit(letters_[end + 1]);
    if (digit_follows && (next == U'-' || next == U'~' || next == U'至' || next == U'到' ||
                          next == U'或' || (next == U'/' && token.unit.empty())))
        note(Doubt::range);
    if (digit_follows && (next == U'+' || next == U'*')) note(Doubt::sum);
    if (next == U'*' && end + 1 < letters_.size() && offer_.match(letters_, end + 1)) ++end;
    if (next == U'x' && end + 1 < letters_.size() && offer_.match(letters_, end + 1)) ++end;
    if (token.sign == U'-') note(Doubt::edit_unclear);
    return put(std::move(token), end - at_);
}

}  // namespace

std::vector<Token> tokens_of(Letters letters, const Offer& offer) {
    return Cutter(letters, offer).cut();
}

}  // namespace starfish::chat
