#include "core/chat/order.hpp"

#include "core/chat/amounts.hpp"
#include "core/chat/changes.hpp"
#include "core/chat/pairing.hpp"
#include "core/chat/remarks.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace starfish::chat {
namespace {

constexpr std::size_t phone_digits = 11;
constexpr std::int64_t payment_min = 10;  // yuan; 已付2 may be two of it

std::u32string folded_of(Letters letters) {
    std::u32string text;
    for (const Letter& letter : letters) text += letter.folded;
    return text;
}

class OrderReader {
public:
    OrderReader(Letters letters, const Offer& offer)
        : letters_(letters), offer_(offer), tokens_(tokens_of(letters, offer)) {}

    Reading read() {
        settle_hyphens();
        settle_payments();
        settle_numbers_of_names();
        settle_rooms();
        look_over();
        take_deed();
        take_name();
        pair();
        r_.plus_has_unit = r_.by_plus && std::ranges::any_of(tokens_, [](const Token& t) {
                               return t.kind == Kind::quantity && !t.unit.empty();
                           });
        if (const auto differs = differing_amount(tokens_, r_.lines, offer_))
            doubt_at(differs->doubt, differs->token);
        return std::move(r_);
    }

private:
    using Kind = TokenKind;

    bool is(std::size_t i, Kind kind) const {
        return i < tokens_.size() && tokens_[i].kind == kind;
    }
    bool means(std::size_t i, Meaning meaning) const {
        return is(i, Kind::phrase) && tokens_[i].meaning == meaning;
    }
    bool is_order(std::size_t i) const { return is(i, Kind::item) || is(i, Kind::quantity); }
    bool glued(std::size_t i, std::size_t k) const {
        return k < tokens_.size() && tokens_[i].to == tokens_[k].from;
    }
    Letters letters_at(std::size_t i) const {
        return letters_.subspan(tokens_[i].from, tokens_[i].to - tokens_[i].from);
    }
    void doubt(Doubt why, std::string excerpt = {}) {
        if (r_.doubt != Doubt::none) return;
        r_.doubt = why;
        r_.excerpt = std::move(excerpt);
    }
    void doubt_at(Doubt why, std::size_t i) { doubt(why, text_of(letters_at(i))); }

    // 张三-鸡蛋-2: a hyphen that stands between words elsewhere is none of a minus.
    void settle_hyphens() {
        const bool separates =
            std::ranges::any_of(tokens_, [](const Token& t) { return t.kind == Kind::hyphen; });
        for (Token& t : tokens_)
            if (separates && t.kind == Kind::quantity && t.sign == U'-' &&
                t.doubt == Doubt::edit_unclear)
                t.doubt = Doubt::none, t.sign = 0;
    }

    // 已付90
    void settle_payments() {
        for (std::size_t i = 1; i < tokens_.size(); ++i)
            if (means(i - 1, Meaning::paid) && is_bare(i) && tokens_[i].number >= payment_min) {
                tokens_[i].kind = Kind::price;
                tokens_[i].price = {tokens_[i].number * 100};
            }
    }

    bool is_bare(std::size_t i) const {
        const Token& t = tokens_[i];
        return t.kind == Kind::quantity && t.unit.empty() && t.sign == 0 &&
               t.doubt == Doubt::none && is_digit(letters_[t.from]);
    }

    // 2022新妈妈 and 80后奶爸 begin with a number; in 1502小李 it is a door.
    static bool begins_name(std::int64_t number, std::size_t digits, std::u32string_view rest) {
        constexpr std::int64_t doors_max = 16;
        if (looks_like_goods(rest)) return false;
        if (digits == 3 || digits == 4) return number % 100 == 0 || number % 100 > doors_max;
        if (digits == 2 && rest.size() > 2 && rest[0] == U'后') return number % 5 == 0;
        // 2宝妈, and not 2张三: that may be two numbers of a list.
        return digits == 1 && rest[0] == U'宝' && looks_like_person(rest);
    }
    void settle_numbers_of_names() {
        std::size_t i = 0;
        while (is(i, Kind::gap) || is(i, Kind::mark) || is(i, Kind::emoji) || is(i, Kind::place))
            ++i;
        if (i >= tokens_.size() || !is_bare(i) || !is(i + 1, Kind::text) || !glued(i, i + 1))
            return;
        const bool counted =
            std::any_of(tokens_.begin() + static_cast<std::ptrdiff_t>(i) + 1, tokens_.end(),
                        [](const Token& t) { return t.kind == Kind::quantity; });
        const std::u32string rest = folded_of(letters_at(i + 1));
        const std::size_t digits = tokens_[i].to - tokens_[i].from;
        if (!counted || offer_.short_for(rest) || !begins_name(tokens_[i].number, digits, rest))
            return;
        tokens_[i + 1].from = tokens_[i].from;
        tokens_.erase(tokens_.begin() + static_cast<std::ptrdiff_t>(i));
    }

    // 1502 before the order is a room; 88 of 小明88 belongs to the name. Both only if another
    // quantity follows.
    void settle_rooms() {
        std::size_t quantities = 0;
        for (const Token& t : tokens_) quantities += t.kind == Kind::quantity ? 1U : 0U;
        for (std::size_t i = 0; i < tokens_.size() && !is(i, Kind::item); ++i) {
            if (!is(i, Kind::quantity)) continue;
            if (quantities < 2 || !is_bare(i)) return;
            const std::size_t digits = tokens_[i].to - tokens_[i].from;
            if (i + 1 < tokens_.size() && glued(i, i + 1) && is(i + 1, Kind::item)) return;
            const bool of_name = i > 0 && is(i - 1, Kind::text) && glued(i - 1, i);
            if (of_name && digits >= 2) {
                tokens_[i - 1].to = tokens_[i].to;
                tokens_.erase(tokens_.begin() + static_cast<std::ptrdiff_t>(i--));
            } else if ((digits == 3 || digits == 4) && tokens_[i].number > 100) {
                tokens_[i].kind = Kind::place;
            } else {
                return;
            }
            --quantities;
        }
    }

    // 3号 may be a place, a date, or one of the menu's numbers.
    bool is_weak(const Token& place) const {
        return place.to - place.from <= 3 && letters_[place.to - 1].folded == U'号';
    }
    // The + of 鸡蛋2+牛奶1, and not that of 鸡蛋2+.
    bool joins_item(std::size_t plus) const {
        std::size_t next = plus + 1;
        while (is(next, Kind::gap)) ++next;
        return is(next, Kind::item) || is(next, Kind::quantity);
    }

    void look_over() {
        bool first = true;
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            const Token& t = tokens_[i];
            r_.has_item |= t.kind == Kind::item;
            r_.has_price |= t.kind == Kind::price;
            r_.stands_apart |=
                is_order(i) && (i == 0 || is(i - 1, Kind::gap) || is(i - 1, Kind::mark));
            r_.has_text |= t.kind == Kind::text;
            if (t.kind == Kind::phone) take_phone(i);
            r_.has_weak_place |=
                t.kind == Kind::place && t.to - t.from <= 3 && letters_[t.to - 1].folded == U'号';
            r_.has_question |= t.kind == Kind::question;
            if (t.kind == Kind::quantity) {
                r_.has_quantity = true;
                r_.has_counted |=
                    !t.unit.empty() || t.sign != 0 || (i > 0 && is(i - 1, Kind::item));
            }
            if (t.kind == Kind::place && !r_.place.empty()) r_.place += ' ';
            if (t.kind == Kind::place) r_.place += text_of(letters_at(i));
            if (t.kind != Kind::gap && t.kind != Kind::mark && t.kind != Kind::emoji &&
                std::exchange(first, false)) {
                r_.begins_with_item = t.kind == Kind::item;
                // 还有3份: left, perhaps
                if (means(i, Meaning::joins)) doubt_at(Doubt::unread, i);
            }
            if (t.kind == Kind::plus && !joins_item(i)) doubt_at(Doubt::uncertain, i);
            if (t.kind == Kind::place && is_weak(t) && is(i + 1, Kind::item) && glued(i, i + 1))
                doubt_at(Doubt::unknown_item, i);
            if (t.kind == Kind::question) doubt_at(Doubt::question, i);
            if (tells_of_past(i)) doubt_at(Doubt::unread, i);
            r_.has_plus |= t.sign == U'+';
            r_.wants |= is_order(i + 1) && (means(i, Meaning::me) || means(i, Meaning::filler) ||
                                            means(i, Meaning::follow) || means(i, Meaning::add));
            if (t.kind == Kind::phrase && t.meaning == Meaning::me) r_.by_sender = true;
            if (t.kind == Kind::phrase && t.meaning == Meaning::doubt) {
                doubt_at(t.doubt, i);
                r_.has_question |= t.doubt == Doubt::question;
            }
        }
    }

    // Two numbers are two people's, perhaps: neither is taken then.
    void take_phone(std::size_t i) {
        std::string digits;
        for (const Letter& letter : letters_at(i))
            if (is_digit(letter)) digits += static_cast<char>(letter.folded);
        const bool mobile =
            digits.size() >= phone_digits && digits[digits.size() - phone_digits] == '1';
        if (mobile) digits.erase(0, digits.size() - phone_digits);
        const bool another = r_.has_phone && digits != r_.phone;
        r_.has_phone = true;
        r_.phone = mobile && !another ? digits : std::string();
    }

    // 来取了1份, 付了1份, 还有1份 first or right behind a name: told of an order, and none.
    bool tells_of_past(std::size_t i) const {
        static constexpr std::u32string_view words[] = {U"来取", U"来拿", U"去取", U"去拿",
                                                        U"付了", U"转了", U"还有"};
        if (!is(i, Kind::phrase) || (i > 0 && !is(i - 1, Kind::text))) return false;
        if (std::ranges::find(words, folded_of(letters_at(i))) == std::end(words)) return false;
        const std::size_t next = is(i + 1, Kind::text) && is_of_deed(i + 1) ? i + 2 : i + 1;
        return glued(i, i + 1) && next < tokens_.size() && is_order(next);
    }

    // Where the part that edits begins; the tokens before it are the order itself, if any.
    void take_deed() {
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            const Token& t = tokens_[i];
            if (t.kind == Kind::cross) return cancel(i);
            if (t.kind == Kind::quantity && t.sign == U'-' && i > 0 && is(i - 1, Kind::gap) &&
                t.doubt == Doubt::edit_unclear) {
                r_.has_deed = true;
                return;
            }
            if (t.kind != Kind::phrase) continue;
            if (t.meaning == Meaning::cancel || t.meaning == Meaning::refuse) return cancel(i);
            if (t.meaning == Meaning::doubt && t.doubt == Doubt::negation) r_.has_deed = true;
            if (t.meaning != Meaning::change && t.meaning != Meaning::add &&
                t.meaning != Meaning::subtract)
                continue;
            r_.has_deed = true;
            if (is_plus(i) && !ordered_before(i)) {
                r_.by_plus = r_.has_counted = true;
                if (deed_at_ && r_.deed == Deed::add) continue;  // 鸡蛋加1 牛奶加2
            } else if (is_plus(i) && deed_at_ && r_.deed == Deed::add && r_.by_plus) {
                continue;
            }
            if (is_plus(i) && is_sum(i)) doubt_at(Doubt::sum, i);
            if (deed_at_) {
                // 我再加: two words for one deed.
                if (t.meaning == Meaning::add && r_.deed == Deed::add && *deed_at_ + 1 == i)
                    continue;
                doubt_at(Doubt::edit_unclear, i);
                continue;
            }
            deed_at_ = i;
            r_.deed = t.meaning == Meaning::change ? Deed::change
                      : t.meaning == Meaning::add  ? Deed::add
                                                   : Deed::subtract;
        }
    }

    bool is_plus(std::size_t i) const {
        const std::u32string word = folded_of(letters_at(i));
        return word == U"加" || word == U"我加";
    }
    bool ordered_before(std::size_t end) const {
        return std::any_of(tokens_.begin(), tokens_.begin() + static_cast<std::ptrdiff_t>(end),
                           [](const Token& t) { return t.kind == Kind::quantity; });
    }
    // 1加1
    bool is_sum(std::size_t i) const {
        return i > 0 && is(i - 1, Kind::quantity) && glued(i - 1, i) && glued(i, i + 1) &&
               is(i + 1, Kind::quantity) && tokens_[i - 1].unit.empty();
    }

    void cancel(std::size_t at) {
        r_.has_deed = true;
        std::size_t items = 0;
        for (const Token& t : tokens_) items += t.kind == Kind::item ? 1U : 0U;
        std::size_t last = tokens_.size();
        while (last > 0 && (is(last - 1, Kind::gap) || is(last - 1, Kind::mark) ||
                            is(last - 1, Kind::emoji) || is(last - 1, Kind::cross) ||
                            means(last - 1, Meaning::filler) || means(last - 1, Meaning::note)))
            --last;
        const bool refuses = means(at, Meaning::refuse);
        const bool at_end = at + 1 >= last;
        const bool before_order = std::none_of(
            tokens_.begin(), tokens_.begin() + static_cast<std::ptrdiff_t>(at),
            [](const Token& t) { return t.kind == Kind::item || t.kind == Kind::quantity; });
        const bool apart = at > 0 && !is_order(at - 1);
        // 鸡蛋2 牛奶不要了 takes back one of them, (已取消) all.
        const bool whole =
            items < 2 ? (at_end || before_order)
                      : ((at_end && apart) || (before_order && !glued_item(at))) && !refuses;
        if (deed_at_) doubt_at(Doubt::edit_unclear, at);
        // 周九 【取消】鸡蛋2 牛奶1: all of it, or the first?
        const bool amid =
            std::any_of(tokens_.begin(), tokens_.begin() + static_cast<std::ptrdiff_t>(at),
                        [](const Token& t) { return t.kind == Kind::text; });
        if (items > 1 && before_order && amid) return doubt_at(Doubt::partly_cancelled, at);
        std::size_t next = at + 1;
        while (is(next, Kind::gap)) ++next;
        // 取消1份 takes back one of some.
        if (is(next, Kind::quantity) && before_order) {
            r_.deed = Deed::cancel;
            return doubt_at(Doubt::partly_cancelled, at);
        }
        // 鸡蛋1份，芒果不要了, where 芒果 is no item's whole name
        std::size_t said = at;
        while (said > 0 && is(said - 1, Kind::gap)) --said;
        const bool of_other = refuses && !before_order && is(said - 1, Kind::text);
        if (whole && !of_other && !(refuses && before_order && glued_item(at) && items > 0))
            r_.deed = Deed::cancel, r_.is_cancelled = true;
        else
            doubt_at(Doubt::partly_cancelled, at);
    }
    bool glued_item(std::size_t at) const { return glued(at, at + 1) && is_order(at + 1); }

    // The tokens of the order, before those of a deed.
    std::size_t order_end() const { return deed_at_.value_or(tokens_.size()); }

    void take_name() {
        std::size_t first_order = tokens_.size();
        for (std::size_t i = 0; i < tokens_.size(); ++i)
            if (is_order(i) || means(i, Meaning::each) || means(i, Meaning::all) ||
                means(i, Meaning::change) || means(i, Meaning::add) ||
                means(i, Meaning::subtract) || means(i, Meaning::cancel) ||
                means(i, Meaning::refuse)) {
                first_order = i;
                break;
            }
        std::size_t name_begin = tokens_.size();
        std::size_t name_end = 0;
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            if (!is(i, Kind::text)) continue;
            if (is_of_deed(i)) continue;
            if (i > first_order && !(first_order < tokens_.size() && cancels_first(first_order))) {
                leftover(i, name_begin < tokens_.size());
            } else if (name_begin == tokens_.size()) {
                name_begin = i;
                name_end = lengthen_name(i);
                text_of_name_ = i;
                while (name_begin > 0 && is(name_begin - 1, Kind::emoji) &&
                       glued(name_begin - 1, name_begin) && is_of_name(name_begin - 1))
                    --name_begin;
                i = name_end - 1;
            } else {
                second_text(i, name_begin);
            }
        }
        if (name_begin == tokens_.size()) {
            const std::u32string first = tokens_.empty() ? U"" : folded_of(letters_at(0));
            if (first == U"团长" || first == U"群主") r_.title = text_of(letters_at(0));
            if (r_.name.empty()) r_.name = r_.place;
            return;
        }
        const Letters name = letters_.subspan(tokens_[name_begin].from,
                                              tokens_[name_end - 1].to - tokens_[name_begin].from);
        r_.name = text_of(name);
        // 张三的改成2份
        if (name.size() > 2 && name.back().folded == U'的' && glued(name_end - 1, name_end))
            r_.name = text_of(name.first(name.size() - 1));
        check_name(name_begin, name_end, name);
    }
    bool cancels_first(std::size_t i) const {
        return means(i, Meaning::cancel) || means(i, Meaning::refuse);
    }
    // The 的 of 张三的改成2份.
    bool is_of_deed(std::size_t i) const {
        const Letters text = letters_at(i);
        return text.size() == 1 && (text[0].folded == U'的' || text[0].folded == U'了');
    }

    // A tick is the leader's, a flower the neighbour's own.
    bool is_of_name(std::size_t emoji) const {
        return !std::u32string_view(U"✅☑✔👌👍🙏👉📌🔸🔹▶[")
                    .contains(letters_[tokens_[emoji].from].folded);
    }

    // The middle dot of 阿依古丽·买买提, and what stands between Latin words.
    bool joins_name(std::size_t i) const {
        if (!is(i, Kind::mark) && !is(i, Kind::hyphen)) return false;
        const Letter& mark = letters_[tokens_[i].from];
        const bool latin = tokens_[i].from > 0 && is_latin(letters_[tokens_[i].from - 1]) &&
                           tokens_[i].to < letters_.size() && is_latin(letters_[tokens_[i].to]);
        return mark.shown == U'·' || (latin && (mark.folded == U'.' || mark.folded == U'-'));
    }

    // Tom Li, 小太阳🌞 and 张三(李四妈妈) are one name.
    std::size_t lengthen_name(std::size_t i) const {
        std::size_t end = i + 1;
        const auto is_latin_text = [&](std::size_t k) {
            return is(k, Kind::text) && kind_of(letters_[tokens_[k].from]) == CharacterKind::latin;
        };
        for (;;) {
            if (is(end, Kind::emoji) && glued(end - 1, end) && is_of_name(end))
                ++end;
            else if (is_latin_text(end - 1) && is(end, Kind::gap) && is_latin_text(end + 1))
                end += 2;
            else if (is(end, Kind::text) && glued(end - 1, end) && is(end - 1, Kind::emoji))
                ++end;
            else if (joins_name(end) && is(end + 1, Kind::text) && glued(end - 1, end) &&
                     glued(end, end + 1))
                end += 2;
            else
                return end;
        }
    }

    // 代李四, 帮妈妈带
    static bool is_for_someone(std::u32string_view text) {
        const std::size_t verb = text.find_first_of(U"代帮替给");  // 张三替李四
        return verb < text.size() - 1 &&
               (text[verb] != U'代' || verb == 0 || looks_like_person(text.substr(verb + 1)));
    }

    // 我妈, 我婆婆
    static bool is_of_sender(std::u32string_view text) {
        static constexpr std::u32string_view others[] = {
            U"妈", U"爸", U"婆", U"公", U"姐", U"妹", U"哥", U"弟", U"友", U"同事", U"邻居"};
        return text[0] == U'我' && std::ranges::any_of(others, [&](std::u32string_view other) {
                   return text.ends_with(other) || text.ends_with(std::u32string(other) + U"也");
               });
    }

    // 谢谢陈姐
    bool is_thanked(std::size_t i) const {
        static constexpr std::u32string_view others[] = {U"老板", U"大家", U"亲", U"姐姐",
                                                         U"美女", U"你",   U"您", U"亲爱的"};
        if (i == 0 || !means(i - 1, Meaning::note)) return false;
        const std::u32string before = folded_of(letters_at(i - 1));
        const std::u32string text = folded_of(letters_at(i));
        return (before.starts_with(U"谢") || before.ends_with(U"谢") ||
                before.starts_with(U"辛苦")) &&
               (looks_like_person(text) || std::ranges::find(others, text) != std::end(others));
    }

    void second_text(std::size_t i, std::size_t name) {
        const std::u32string text = folded_of(letters_at(i));
        if (is_thanked(i)) return;
        if (is_for_someone(text)) return doubt_at(Doubt::for_someone, i);
        const bool in_brackets = i > 0 && is(i - 1, Kind::mark) && is(i + 1, Kind::mark) &&
                                 letters_[tokens_[i - 1].from].folded == U'(' && i > name;
        if (in_brackets && text.contains(U'代')) return doubt_at(Doubt::for_someone, i);
        if (in_brackets && looks_like_person(text)) return;
        if (offer_.short_for(text))
            doubt_at(Doubt::short_item, i);
        else if (looks_like_goods(text))
            doubt_at(Doubt::unknown_item, i);
        else if (looks_like_person(text) || looks_like_person(folded_of(letters_at(name))))
            doubt_at(Doubt::several_names, i);
        else
            doubt_at(Doubt::unread, i);
    }

    // 送3-501 behind the order, and not 鸡蛋2送3-501 牛奶1送5-502
    bool is_delivery(std::size_t i) const {
        static constexpr std::u32string_view words[] = {U"送",   U"送到", U"送至",  U"放",
                                                        U"放到", U"放在", U"麻烦送"};
        for (std::size_t k = i; k < tokens_.size(); ++k)
            if (is_order(k)) return false;
        return is(i + 1, Kind::place) && glued(i, i + 1) &&
               std::ranges::find(words, folded_of(letters_at(i))) != std::end(words);
    }

    void leftover(std::size_t i, bool named) {
        const std::u32string text = folded_of(letters_at(i));
        if (is_thanked(i) || is_delivery(i)) return;
        if (is_for_someone(text)) return doubt_at(Doubt::for_someone, i);
        if (!named && r_.name.empty() && is_addressed(text) &&
            (is(i - 1, Kind::gap) || is(i - 1, Kind::mark))) {
            r_.name = text_of(letters_at(i));
            r_.name_behind = true;
            return;
        }
        if (const auto item = offer_.short_for(text); item && !looks_like_person(text))
            doubt_at(Doubt::short_item, i);
        else if (looks_like_person(text))
            doubt_at(named ? Doubt::several_names : Doubt::name_unclear, i);
        else
            doubt_at(looks_like_goods(text) || (i > 0 && is(i - 1, Kind::item))
                         ? Doubt::unknown_item
                         : Doubt::unread,
                     i);
        if (!named && looks_like_person(text)) r_.name = text_of(letters_at(i));
    }

    void check_name(std::size_t begin, std::size_t end, Letters name) {
        const std::u32string text = folded_of(letters_at(text_of_name_));
        const bool one = end == text_of_name_ + 1;
        const bool person = looks_like_person(text);
        const bool latin = kind_of(letters_[tokens_[text_of_name_].from]) == CharacterKind::latin;
        if (one && (is_for_someone(text) || is_of_sender(text)))
            return doubt(Doubt::for_someone, r_.name);
        // 5楼的猫 is one name; what was cut off it is not known.
        if (text[0] == U'的') return doubt(Doubt::name_unclear, r_.name);
        if (one && !person && offer_.short_for(text) && !latin)
            return doubt(Doubt::short_item, r_.name);
        const bool cut_off = begin > 0 && glued(begin - 1, begin) &&
                             (is(begin - 1, Kind::time) ||
                              (is(begin - 1, Kind::phrase) && (name.size() < 2 || !person)));
        if (cut_off) return doubt(Doubt::name_unclear, r_.name);
        if (person_before_verb(text) > 0) return doubt(Doubt::name_unclear, r_.name);
        if (joins_two_persons(text)) return doubt(Doubt::several_names, r_.name);
        if (name.size() > 16) return doubt(Doubt::name_unclear, r_.name);
        if (one && looks_like_goods(text)) return doubt(Doubt::unknown_item, r_.name);
        const bool item_next = is(end, Kind::item) && glued(end - 1, end);
        const bool item_before = begin > 0 && is(begin - 1, Kind::item) && glued(begin - 1, begin);
        if (item_before || (item_next && !person)) return doubt(Doubt::name_unclear, r_.name);
        // 王两份 may be 王 and 两份; 张三2 may be a nickname.
        if (is(end, Kind::quantity) && glued(end - 1, end)) {
            const Token& q = tokens_[end];
            const bool sure = q.sign != 0 || (!q.unit.empty() && text.size() >= 2) || person;
            if (!sure) doubt(Doubt::name_unclear, r_.name + text_of(letters_at(end)));
        }
        if (is(end, Kind::phrase) && glued(end - 1, end) && text.size() < 2)
            doubt(Doubt::name_unclear, r_.name);
        for (const Letter& letter : name)
            if (is_digit(letter) && !latin && name.size() < 3) doubt(Doubt::name_unclear, r_.name);
    }

    void pair() {
        const std::size_t total = total_at(tokens_);
        // 张三 鸡蛋改成3份 names the item first.
        const bool own =
            std::any_of(tokens_.begin(), tokens_.begin() + static_cast<std::ptrdiff_t>(order_end()),
                        [](const Token& t) { return t.kind == Kind::quantity; });
        const std::size_t end = own ? std::min(order_end(), total) : deed_at_ ? 0 : total;
        const std::span<const Token> all(tokens_);
        Pairing order = pair_up(all.first(end), offer_);
        if (order.doubt != Doubt::none) doubt_at(order.doubt, order.doubted);
        r_.lines = std::move(order.lines);
        r_.bare_quantity = order.bare_quantity;
        follow();
        if (r_.has_weak_place && !r_.has_quantity && !r_.lines.empty())
            doubt(Doubt::quantity_unclear, r_.place);
        if (!deed_at_) return;
        const bool has_own = r_.has_order();
        Pairing edit = pair_up(all.subspan(end, std::max(total, end) - end), offer_);
        const Doubt edit_doubt = edit.doubt == Doubt::no_item ? Doubt::none : edit.doubt;
        if (edit_doubt != Doubt::none) doubt_at(edit_doubt, end + edit.doubted);
        if (!has_own) {
            r_.lines = std::move(edit.lines);
            r_.bare_quantity = edit.bare_quantity;
            if (!r_.has_order()) doubt_at(Doubt::edit_unclear, *deed_at_);
            return;
        }
        edit_own(edit);
        r_.deed = Deed::order;
    }

    // 跟 says one of what is offered, if only one product is.
    void follow() {
        const auto at = std::ranges::find_if(tokens_, [](const Token& t) {
            return t.kind == Kind::phrase && t.meaning == Meaning::follow;
        });
        if (at == tokens_.end() || r_.has_order() || r_.has_quantity || r_.has_deed) return;
        r_.follows = true;
        if (offer_.size() > 1) return doubt(Doubt::no_item, r_.name);
        r_.lines = {{.item = 0, .quantity = 1}};
        // 跟 李四: one, or as many as hers?
        if (std::any_of(at, tokens_.end(), [](const Token& t) { return t.kind == Kind::text; }))
            doubt(Doubt::same_as_other, r_.name);
    }

    // 2份改成3份: the line edits itself.
    void edit_own(const Pairing& edit);

    Letters letters_;
    const Offer& offer_;
    std::vector<Token> tokens_;
    std::optional<std::size_t> deed_at_;
    std::size_t text_of_name_ = 0;
    Reading r_;
};

void OrderReader::edit_own(const Pairing& edit) {
    std::vector<Line> changes = edit.lines;
    if (edit.bare_quantity != 0 && r_.lines.size() == 1)
        changes = {{.item = r_.lines[0].item, .quantity = edit.bare_quantity}};
    if (r_.deed == Deed::change && changes.size() < 2 &&
        (edit.bare_quantity > 0 || !edit.lines.empty()))
        r_.changed_from = r_.lines.size() == 1
                              ? r_.lines[0].quantity
                              : std::exchange(r_.bare_quantity, edit.bare_quantity);
    if (r_.lines.empty()) return;
    const Doubt unclear = apply_changes(r_.lines, r_.deed, changes);
    if (unclear != Doubt::none) doubt_at(unclear, *deed_at_);
}

}  // namespace

Reading read_order(Letters letters, const Offer& offer) {
    letters = without_spaces_around(letters);
    std::vector<Letter> standing;
    bool struck_word = false;
    for (const Letter& letter : letters) {
        struck_word |= letter.struck && !is_space(letter);
        if (!letter.struck) standing.push_back(letter);
    }
    if (!struck_word) {
        Reading reading = OrderReader(letters, offer).read();
        // 钱七 ~~鸡蛋2: a strike that does not end.
        const std::size_t open = folded_of(letters).find(U"~~");
        if (open != std::u32string::npos && open + 2 < letters.size() &&
            offer.match(letters, open + 2) && reading.doubt == Doubt::none)
            reading.doubt = Doubt::unread;
        return reading;
    }
    // Crossed out but for a bracket or the name: cancelled, and what it was is kept.
    Reading rest = OrderReader(standing, offer).read();
    if (rest.has_order() || rest.has_quantity || rest.has_item) return rest;
    Reading whole = OrderReader(letters, offer).read();
    if (remark_of(folded_of(standing)).restores) {
        whole.doubt = Doubt::edit_unclear;
        return whole;
    }
    whole.deed = Deed::cancel;
    whole.is_cancelled = true;
    whole.has_deed = true;
    return whole;
}

}  // namespace starfish::chat
