// A chat, line by line: who speaks, which lines belong to a list, which are talk.
#include "core/chat/chat_line.hpp"
#include "core/chat/jielong.hpp"
#include "core/chat/ledger.hpp"
#include "core/chat/lexicon.hpp"
#include "core/chat/numerals.hpp"
#include "core/chat/offer.hpp"
#include "core/chat/order.hpp"
#include "core/chat/remarks.hpp"

#include <algorithm>
#include <utility>

namespace starfish::chat {
namespace {

constexpr std::size_t puzzle_max = 14;          // letters; what is longer is talk
constexpr int stock_min = 9;                    // more of one thing may be all there is of it
constexpr std::size_t example_heading_max = 4;  // 例如：, and not 例：张三 鸡蛋1

class ChatReader {
public:
    explicit ChatReader(std::span<const Item> items) : offer_(items), ledger_(items.size()) {}

    void line(std::string_view text) {
        ++line_number_;
        const std::vector<Letter> all = plain_letters(text);
        bool goes_on = std::exchange(may_go_on_, false);
        Letters letters = without_bullet(without_spaces_around(all));
        if (letters.empty()) return;
        const bool quoted = std::exchange(quoted_, false);
        if (is_rule(letters)) {
            const bool says_emoji = kind_of(letters[0]) == CharacterKind::emoji;
            if (!quoted && !says_emoji) sender_.clear();
            in_quote_ = false;
            return;
        }
        bool fresh = std::exchange(fresh_, false);
        letters = without_quote(letters);
        if (letters.empty()) return;
        std::u32string words = folded_of(letters);
        if (words.contains(U"撤回了一条消息")) return;
        // [图片]: the message's own words may follow.
        if (words.front() == U'[' && words.back() == U']' && announces(words)) {
            fresh_ = fresh;
            return;
        }
        if (begins_list(words)) return begin_list(letters, words);
        if (begins_example(words)) {
            example_next_ = words.size() <= example_heading_max;
            return;
        }
        is_example_ = std::exchange(example_next_, false);
        if (const auto speech = spoken(letters, offer_)) {
            sender_ = speech->sender;
            if (first_sender_.empty()) first_sender_ = sender_;
            totals_ = in_head_ = wants_title_ = goes_on = false;
            fresh = fresh_ = true;
            after_words_ = false;
            letters = without_quote(speech->rest);
            if (letters.empty()) return;
            fresh_ = false;
            words = folded_of(letters);
            if (begins_list(words)) return begin_list(letters, words);
        }
        if ((fresh || after_words_) && counts_only(letters)) return bare_count(letters, fresh);
        if (const auto found = numbered(letters, ledger_.next_number(), offer_)) {
            if (fresh && counts_first(letters, found->body)) return bare_count(letters, true);
            totals_ = false;
            return numbered_line(*found);
        }
        unnumbered_line(letters, words, goes_on);
    }

    std::vector<Entry> finish() { return ledger_.finish(); }

private:
    static std::u32string folded_of(Letters letters) {
        std::u32string text;
        for (const Letter& letter : letters) text += letter.folded;
        return text;
    }

    // 「张三：鸡蛋2」 repeats what was said before, and a reply follows it.
    Letters without_quote(Letters letters) {
        std::size_t length = quote_length(letters);
        const bool opens = length > 0 && letters[length - 1].folded != U'"';
        if (in_quote_) {
            const auto close = std::ranges::find(letters, U'"', &Letter::folded);
            in_quote_ = close == letters.end() && !spoken(letters, offer_);
            length = static_cast<std::size_t>(close - letters.begin());
            if (close != letters.end()) ++length;
            if (close == letters.end() && !in_quote_) length = 0;
        } else {
            in_quote_ = opens && !sender_.empty();
        }
        quoted_ = quoted_ || length > 0;
        return without_spaces_around(letters.subspan(length));
    }

    // 1，谢谢 and 1 3-501: nothing that a list's number would stand before.
    bool counts_first(Letters letters, Letters body) const {
        const bool apart = letters[1].folded == U',' || kind_of(letters[1]) != CharacterKind::mark;
        if (body.empty() || !is_digit(letters[0]) || !apart) return false;
        const Reading reading = read_order(body, offer_);
        return !reading.has_text && !reading.has_quantity && !reading.has_item && !reading.has_deed;
    }

    // A message of one number: 1, by whoever sent it; if it says more besides, it is asked about.
    void bare_count(Letters letters, bool alone) {
        std::vector<Letter> counted(letters.begin(), letters.end());
        if (is_chinese_digit(letters[0])) counted.push_back({.shown = U'份', .folded = U'份'});
        Reading reading = read_order(counted, offer_);
        reading.name = sender_;
        if (!alone && reading.doubt == Doubt::none) reading.doubt = Doubt::uncertain;
        ledger_.unnumbered(line_number_, reading);
        fresh_ = true;
    }

    // #接龙, and its title on the same line or the next.
    void begin_list(Letters letters, const std::u32string& words) {
        const std::size_t mark = words.find(U"接龙");
        const std::size_t end = mark == std::u32string::npos ? letters.size() : mark + 2;
        const std::string title = text_of(letters.subspan(end));
        in_head_ = true;
        totals_ = false;
        wants_title_ = title.empty();
        if (!wants_title_) ledger_.begin_list(title);
    }

    void numbered_line(const Numbered& found) {
        if (std::exchange(wants_title_, false)) ledger_.begin_list({});
        in_head_ = false;
        const std::u32string words = folded_of(found.body);
        if (found.body.empty()) return ledger_.skip_number(found.number);
        if (begins_example(words)) return;
        Reading reading = read_order(found.body, offer_);
        if (reading.name.empty()) reading.name = reading.title;
        doubt_what_is_followed(reading);
        const bool sure =
            reading.doubt == Doubt::none && reading.has_order() && !reading.name.empty();
        if (!sure && is_menu(reading)) return describe(found.body);
        if (!sure && is_rule_of_list(reading, words) && !goes_on_list(found.number)) return;
        if (says_nothing(reading)) return;
        if (reading.has_deed && !reading.has_order() && remarks(found.body, reading, words)) return;
        const std::vector<int> meant = remark_of(words).numbers;
        if (reading.has_deed && !meant.empty() && meant != std::vector{found.number}) {
            // 3. 王五 苹果2 第1个取消
            ledger_.ask_numbers(meant, text_of(found.body));
            reading.is_cancelled = false;
            reading.deed = Deed::order;
            reading.doubt = Doubt::edit_unclear;
        }
        // 2. 取消, 第二个不要了: by somebody else, who may mean her own second
        if (reading.has_deed && reading.name.empty() && !sender_.empty() &&
            reading.doubt == Doubt::none && !ledger_.is_of(found.number, sender_)) {
            reading.doubt = Doubt::edit_unclear;
            ledger_.ask_named(sender_, text_of(found.body), false);
        }
        doubt_example(reading);
        ledger_.numbered(found.number, line_number_, reading);
        may_go_on_ = true;
    }

    // 2、每人限购2份, and not 2. 满天星 草莓2
    bool is_rule_of_list(const Reading& reading, const std::u32string& words) const {
        if (heads_totals(words)) return true;
        if (!announces(words) || reading.has_deed) return false;
        const std::u32string name = folded(reading.name);
        if (looks_like_person(name)) return false;
        const bool of_somebody = (name.size() > 1 && !announces(name)) || !rules(words);
        return !(reading.has_counted || reading.stands_apart) ||
               (ledger_.is_empty() && !of_somebody);
    }
    // Numbered as the next order would be: whatever it says, somebody said it in the list.
    bool goes_on_list(int number) const {
        return number > 1 && number == ledger_.next_number() && !ledger_.is_empty();
    }

    // Below 例： stands what nobody ordered, or the list.
    void doubt_example(Reading& reading) const {
        if (is_example_ && reading.doubt == Doubt::none) reading.doubt = Doubt::uncertain;
    }

    // 跟 behind an order for two: one, or two as well?
    void doubt_what_is_followed(Reading& reading) const {
        if (reading.follows && reading.doubt == Doubt::none && !ledger_.last_was_one())
            reading.doubt = Doubt::same_as_other;
    }

    // 周六下午自提: notes and nobody.
    static bool says_nothing(const Reading& reading) {
        return reading.doubt == Doubt::none && reading.name.empty() && !reading.has_quantity &&
               !reading.has_item && !reading.has_phone && !reading.has_deed && !reading.by_sender;
    }

    // Something is to change, in words that no edit has: who is meant is asked. False if nothing is
    // said of any order, or if it is an edit that is understood.
    bool remarks(Letters letters, const Reading& reading, const std::u32string& words) {
        const Ledger::Mention mention = ledger_.mentioned(letters);
        const Remark remark = remark_of(mention.rest);
        const std::string line = text_of(letters);
        const bool has_goods = reading.has_item || reading.has_quantity;
        const bool changes = remark.changes || (remark.may_change && has_goods);
        if (!mention.keys.empty()) {
            // 把我的给老贺, 我和老贺都改2: hers as well
            const bool self = !sender_.empty() && mention.rest.contains(U'我');
            const bool hers =
                mention.keys.size() == 1 && ledger_.is_same(reading.name, mention.keys[0]);
            const bool edits =
                (reading.deed != Deed::order || reading.changed_from != 0) && !asks(words);
            const bool orders = reading.doubt == Doubt::none && reading.has_order() && !changes;
            const bool other = self && !ledger_.is_same(sender_, mention.keys[0]);
            if (hers && (edits || orders) && !other) return false;
            const bool gives = (mention.keys.size() > 1 || self) && remark.gives;
            const bool counts = hers && reading.has_quantity && !announces(words);
            // 张三的给我: of her, and what it means nobody can say.
            const bool puzzles = mention.rest.starts_with(U' ') && letters.size() <= puzzle_max &&
                                 !hers && !announces(words) && !asks(words) &&
                                 !reading.has_order() && !is_chatter(mention.rest);
            if (!changes && !gives && !counts && !puzzles) return false;
            for (const std::string& key : mention.keys)
                ledger_.ask_named(key, line, remark.restores);
            if (self) ledger_.ask_named(sender_, line, remark.restores);
            return true;
        }
        if (!changes || announces(words)) return false;
        if (!remark.numbers.empty() && ledger_.ask_numbers(remark.numbers, line)) return true;
        const bool edits = reading.has_deed && !reading.has_text && !asks(words);
        // 鸡蛋多1, @团长 我也改2份, 我不要了
        const bool hers =
            remark.changes ||
            (reading.has_quantity && reading.has_text && !reading.wants &&
             (reading.doubt != Doubt::for_someone || words.contains(U'改')) && !asks(words));
        if (!sender_.empty() && !edits && hers && ledger_.ask_named(sender_, line, remark.restores))
            return true;
        if (asks(words) || !remark.changes) return false;
        if (remark.about_last) return ledger_.ask_last(line);
        return remark.about_all && (sender_.empty() || leads()) && ledger_.ask_all(line);
    }

    // Goods with a price or an amount, for nobody, before anybody ordered.
    bool is_menu(const Reading& reading) const {
        if (!ledger_.is_empty() && reading.has_text) return false;
        if (looks_like_person(folded(reading.name))) return false;
        if (reading.has_deed || reading.is_cancelled) return false;
        const bool nobody = reading.begins_with_item;
        if (reading.has_price) {
            if (nobody) return ledger_.is_empty() || !reading.has_counted;
            return ledger_.is_empty() && !reading.has_counted && !reading.has_quantity;
        }
        // 牛奶 45: as much as it costs
        const bool priced = reading.doubt == Doubt::quantity_unclear && sender_ == first_sender_;
        return nobody && ledger_.is_empty() &&
               (!reading.has_quantity || priced ||
                (reading.doubt == Doubt::unit_unclear && (sender_.empty() || leads())));
    }

    // 鸡蛋 30枚 29.9元: what one of it is.
    void describe(Letters letters) {
        for (std::size_t i = 0; i < letters.size(); ++i)
            if (const auto item = offer_.match(letters, i)) {
                if (item->named == Named::surely)
                    offer_.describe(item->item, folded_of(letters.subspan(i)));
                return;
            }
    }

    // A 鸡蛋 29.9: its letter stands for it from now on.
    bool learn_menu(Letters letters) {
        const auto menu = menu_letter(letters);
        if (!menu || menu->rest.empty()) return false;
        const auto item = offer_.match(menu->rest, 0);
        if (!item || item->named != Named::surely) return false;
        const Reading reading = read_order(menu->rest, offer_);
        const bool counted = reading.has_quantity && reading.doubt != Doubt::unit_unclear;
        if (!reading.has_price && (counted || !ledger_.is_empty())) return false;
        offer_.learn_code(menu->letter, item->item);
        offer_.describe(item->item, folded_of(menu->rest));
        return true;
    }

    void unnumbered_line(Letters letters, const std::u32string& words, bool goes_on) {
        if (learn_menu(letters)) return;
        if (wants_title_) {
            wants_title_ = false;
            ledger_.begin_list(text_of(letters));
        }
        if (wish(letters, words)) return;
        Reading reading = read_order(letters, offer_);
        doubt_what_is_followed(reading);
        if (!reading.has_quantity && heads_list(words, reading.has_item))
            return ledger_.begin_list(text_of(letters));
        const bool orders = reading.doubt == Doubt::none && !sender_.empty();
        if (ledger_.is_empty() && reading.begins_with_item && describes(words) && !orders)
            return describe(letters);
        if (remarks(letters, reading, words)) return;
        const bool sure = reading.doubt == Doubt::none && reading.has_order();
        const std::u32string name = folded(reading.name);
        const bool of_total = heads_totals(name) && name.size() < 4;  // 汇总, 小计
        if (heads_totals(words) &&
            !(sure && is_person(reading) && !of_total && !reading.has_price)) {
            totals_ = true;
            return;
        }
        if (totals_ && reading.name.empty() && sender_.empty()) return;
        if (reading.has_deed && !asks(words)) return deed(std::move(reading), words, goes_on);
        if (goes_on && continues(reading) && !(reading.has_text && announces(words))) {
            // 改：牛奶1
            if (reading.has_text && reading.doubt == Doubt::none) reading.doubt = Doubt::whose_edit;
            ledger_.go_on(reading);
            may_go_on_ = true;
            return;
        }
        if (as_another(reading) && ledger_.knows(without_first(reading.name)) &&
            reading.doubt == Doubt::none)
            reading.doubt = Doubt::same_as_other;
        if (is_talk(reading, words)) {
            after_words_ = !sender_.empty() && !leads() && !announces(words);
            if (reading.has_price || is_menu(reading)) describe(letters);
            return;
        }
        const bool beside = reading.wants || (reading.has_text && !is_person(reading));
        if (announces(words) && wants_beside(reading, words) && beside &&
            reading.doubt == Doubt::none)
            reading.doubt = Doubt::unread;
        name_sender(reading);
        doubt_whom(letters, reading);
        doubt_example(reading);
        const bool may_be_offer =
            (sender_ == first_sender_ && is_menu(reading)) || may_be_stock(reading);
        if (may_be_offer && reading.doubt == Doubt::none) reading.doubt = Doubt::uncertain;
        // 昨天 鸡蛋2份: nobody numbered it, and it may be no name.
        if (reading.doubt == Doubt::none && !is_surely_name(reading)) {
            reading.doubt = Doubt::name_unclear;
            reading.excerpt = reading.name;
        }
        ledger_.unnumbered(line_number_, reading);
        may_go_on_ = reading.begins_with_item || !reading.has_order();
        if (may_go_on_ && !sender_.empty()) ledger_.expect_more();
    }

    // 我要, 张三：要, 张三：1: somebody wants it, and how many or what may be missing.
    bool wish(Letters letters, const std::u32string& words) {
        Reading reading;
        if (!sender_.empty() && wishes(words)) {
            reading.name = sender_;
        } else if (const auto label = labelled(letters, offer_)) {
            const bool wanted = wishes(folded_of(label->rest));
            if (!wanted && !counts_only(label->rest)) return false;
            if (!wanted) reading = read_order(label->rest, offer_);
            reading.name = label->sender;
            const bool known =
                ledger_.knows(reading.name) || looks_like_person(folded(reading.name));
            if (!known && reading.doubt == Doubt::none) reading.doubt = Doubt::name_unclear;
        } else {
            return false;
        }
        if (!reading.has_order() && reading.doubt == Doubt::none)
            reading.doubt = offer_.size() > 1 ? Doubt::no_item : Doubt::no_quantity;
        ledger_.unnumbered(line_number_, reading);
        return true;
    }

    // @李四 +1, 鸡蛋2 王姐, 都行，鸡蛋2: hers, or whose message it is?
    void doubt_whom(Letters letters, Reading& reading) const {
        if (sender_.empty() || reading.name == sender_ || reading.doubt != Doubt::none) return;
        const bool calls = std::ranges::find(letters, U'@', &Letter::folded) != letters.end();
        const std::size_t end = plain_letters(reading.name).size();
        const bool pauses = std::ranges::find(letters, U',', &Letter::folded) != letters.end();
        const bool aside = !leads() && end < letters.size() &&
                           (letters[end].folded == U',' || (pauses && !is_person(reading)));
        if (calls || reading.name_behind || aside) reading.doubt = Doubt::several_names;
    }

    // 鸡蛋 2份 below 1. 张三; a place or a note below an order.
    bool continues(const Reading& reading) const {
        if (reading.has_deed || reading.by_sender) return false;
        if (reading.has_text) return reading.has_order() && folded(reading.name).size() == 1;
        // 3-2-501 鸡蛋2 is another door's, unless a name waits for it.
        if (reading.has_order() && !reading.place.empty() && !ledger_.waits()) return false;
        if (reading.has_order())
            return reading.begins_with_item || reading.has_item || ledger_.waits();
        return !reading.has_quantity && !reading.has_question;
    }

    bool is_talk(const Reading& reading, const std::u32string& words) const {
        const bool sure =
            reading.doubt == Doubt::none && reading.has_order() && !reading.is_cancelled;
        const bool person = is_person(reading);
        // Whoever leads says first what there is.
        const bool answers = !sender_.empty() && sender_ != first_sender_ && !in_head_;
        if (is_menu(reading)) return asks(words) || !may_be_order(reading);
        if (!sender_.empty() && !answers && ledger_.is_empty() && reading.has_price &&
            reading.doubt != Doubt::none)
            return true;
        const bool orders =
            !in_head_ && (reading.has_quantity || reading.has_item || reading.follows);
        if (!sender_.empty() && orders && !reading.has_text && !reading.has_price) return false;
        if (person && reading.follows) return false;
        if (sure && !reading.name.empty()) {
            if (announces(words) && !person) return !wants_beside(reading, words);
            return !reading.has_counted && !person && reading.has_text;
        }
        // 同上, by somebody known
        if (reading.doubt == Doubt::same_as_other && !reading.has_order())
            return reading.has_text ? !person && !as_another(reading) : sender_.empty();
        const bool lacks_item = reading.has_quantity && (reading.doubt == Doubt::no_item ||
                                                         reading.doubt == Doubt::quantity_unclear);
        if (names_shortly(reading) && !announces(words) && !asks(words)) return false;
        if (!reading.has_order() && !reading.has_item && !(person && lacks_item)) return true;
        if (announces(words)) return !wants_beside(reading, words);
        if (asks(words)) {
            const bool by_sender = reading.by_sender || (!sender_.empty() && !reading.has_price);
            return !(reading.has_counted && (person || by_sender));
        }
        // A title may name a place, goods and prices.
        if (in_head_ && (!person || reading.has_price || reading.name == reading.place))
            return true;
        if (!reading.has_counted && !sure)
            return !(person && (reading.has_item || lacks_item)) &&
                   !(!sender_.empty() && reading.has_item &&
                     (!reading.has_text || (reading.has_quantity && ledger_.knows(sender_))));
        const bool unreadable =
            reading.doubt == Doubt::unread || reading.doubt == Doubt::several_names ||
            reading.doubt == Doubt::unknown_item || reading.doubt == Doubt::name_unclear;
        if (!sender_.empty() && !leads() && reading.has_counted) return false;
        if (unreadable && !person && !reading.by_sender && !reading.has_item) return true;
        return unreadable && !person && !reading.by_sender && words.size() > 14;
    }

    // 鸡蛋好吃，来2份; 鸡蛋2，支持团长; 李四 鸡蛋2 上次的好吃: an order, among other words
    bool wants_beside(const Reading& reading, const std::u32string& words) const {
        if (!reading.has_counted || leads()) return false;
        if (sender_.empty()) return reading.stands_apart && is_person(reading);
        const bool hers = sender_ != first_sender_ || reading.has_plus ||
                          (reading.has_item && !reading.has_price && !rules(words));
        return reading.wants || (reading.stands_apart && hers);
    }
    // 鸡蛋30份, by whoever leads: what there is, perhaps
    bool may_be_stock(const Reading& reading) const {
        if (sender_.empty() || !reading.begins_with_item || reading.wants || reading.has_text)
            return false;
        const bool many = std::ranges::any_of(
            reading.lines, [](const Line& line) { return line.quantity > stock_min; });
        return leads() || (sender_ == first_sender_ && ledger_.is_empty() && many);
    }
    bool leads() const {
        const std::u32string name = folded(sender_);
        return name.contains(U"团长") || name.contains(U"群主");
    }
    // 鸡蛋, by somebody: what there is, or what she wants
    bool may_be_order(const Reading& reading) const {
        return !sender_.empty() && !leads() && !in_head_ && !reading.has_price &&
               !reading.has_quantity;
    }

    // 海参2 for 即食海参, by whoever sent it or among orders
    bool names_shortly(const Reading& reading) const {
        if (reading.doubt != Doubt::short_item || reading.has_price || in_head_ || leads())
            return false;
        return !sender_.empty() || (reading.has_quantity && !ledger_.is_empty());
    }

    // 跟李四, by whoever sent it
    bool as_another(const Reading& reading) const {
        const std::u32string name = folded(reading.name);
        return !sender_.empty() && !name.empty() &&
               std::u32string_view(U"跟同和像照").contains(name[0]);
    }

    bool is_person(const Reading& reading) const {
        return !reading.name.empty() &&
               (ledger_.knows(reading.name) || looks_like_person(folded(reading.name)) ||
                reading.name == reading.place);
    }

    bool is_surely_name(const Reading& reading) const {
        const std::vector<Letter> name = plain_letters(reading.name);
        if (name.empty() || reading.name == sender_ || !reading.place.empty()) return true;
        const bool latin =
            is_latin(name[0]) || !name[0].emoji.empty() || !name.back().emoji.empty();
        const bool twice = name.size() == 2 && name[0].folded == name[1].folded;
        return latin || twice || ledger_.knows(reading.name) ||
               looks_like_person(folded(reading.name));
    }

    static std::string without_first(const std::string& name) {
        const std::vector<Letter> letters = plain_letters(name);
        return letters.empty() ? name : text_of(Letters(letters).subspan(1));
    }

    // Whose order it is, if nobody is named: whoever sent it.
    void name_sender(Reading& reading) const {
        const bool for_other = reading.doubt == Doubt::for_someone && !sender_.empty();
        const bool garbled = reading.doubt != Doubt::none && !is_person(reading);
        const bool as_other = reading.doubt == Doubt::same_as_other && !sender_.empty();
        if (for_other || as_other || reading.name.empty() || (garbled && !sender_.empty()) ||
            (reading.name == reading.place && !sender_.empty())) {
            reading.name = sender_;
        } else if (!sender_.empty() && reading.by_sender && reading.name != sender_) {
            if (reading.doubt == Doubt::none) reading.doubt = Doubt::several_names;
        }
    }

    void deed(Reading reading, const std::u32string& words, bool goes_on) {
        const bool named = !reading.name.empty() && reading.name != reading.place;
        if (named && !ledger_.knows(reading.name) &&
            !(looks_like_person(folded(reading.name)) && reading.has_order()) &&
            !reading.by_sender && !reading.has_counted)
            return;
        if (announces(words) && !(named && ledger_.knows(reading.name))) {
            if (!wants_beside(reading, words)) return;
            reading.name = sender_;
            reading.doubt = Doubt::unread;
        }
        if (!named && !sender_.empty()) reading.name = sender_;
        if (!named && sender_.empty()) {
            // 3-501取消, below another's order
            if (ledger_.ask_place(reading.place, reading.place)) return;
            reading.name.clear();
            if (reading.has_text && !reading.has_order()) return;
            if (goes_on && !reading.by_sender) {
                // Below an entry: its own edit, or the next speaker's. Both must be asked about.
                if (reading.doubt == Doubt::none || reading.doubt == Doubt::no_item)
                    reading.doubt = Doubt::whose_edit;
                return ledger_.go_on(reading);
            }
        }
        if (reading.by_plus && reading.doubt == Doubt::none && !is_surely_name(reading))
            reading.doubt = Doubt::name_unclear;
        // 张三 取消, said by another who does not lead
        if (named && !sender_.empty() && !leads() && !ledger_.is_same(sender_, reading.name) &&
            ledger_.knows(reading.name) && reading.doubt == Doubt::none)
            reading.doubt = Doubt::edit_unclear;
        const bool is_new = reading.deed == Deed::order;
        if (is_new && !reading.has_order() && !ledger_.knows(reading.name)) return;
        ledger_.unnumbered(line_number_, reading);
    }

    Offer offer_;
    Ledger ledger_;
    std::size_t line_number_ = 0;
    std::string sender_;
    std::string first_sender_;
    bool fresh_ = false;         // the line before said who speaks
    bool after_words_ = false;   // and talk followed, of the same message
    bool example_next_ = false;  // 例： stood alone
    bool is_example_ = false;    // and this is the line below it
    bool in_quote_ = false;      // it goes on
    bool quoted_ = false;        // the line before was a quotation, and a rule follows it
    bool in_head_ = false;       // between #接龙 and the first number
    bool wants_title_ = false;   // #接龙 stood alone: the next line is the title
    bool totals_ = false;        // below 合计
    bool may_go_on_ = false;     // the line before was an entry's
};

}  // namespace

std::vector<Entry> read_chat(std::string_view text, std::span<const Item> items) {
    ChatReader reader(items);
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        reader.line(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return reader.finish();
}

std::string_view words_for(Doubt doubt) {
    switch (doubt) {
        case Doubt::none:
            return "jielong.none";
        case Doubt::no_name:
            return "jielong.no_name";
        case Doubt::several_names:
            return "jielong.several_names";
        case Doubt::name_unclear:
            return "jielong.name_unclear";
        case Doubt::no_item:
            return "jielong.no_item";
        case Doubt::unknown_item:
            return "jielong.unknown_item";
        case Doubt::short_item:
            return "jielong.short_item";
        case Doubt::ambiguous_item:
            return "jielong.ambiguous_item";
        case Doubt::no_quantity:
            return "jielong.no_quantity";
        case Doubt::quantity_unclear:
            return "jielong.quantity_unclear";
        case Doubt::quantity_out_of_range:
            return "jielong.quantity_out_of_range";
        case Doubt::not_whole:
            return "jielong.not_whole";
        case Doubt::range:
            return "jielong.range";
        case Doubt::uncertain:
            return "jielong.uncertain";
        case Doubt::unit_unclear:
            return "jielong.unit_unclear";
        case Doubt::sum:
            return "jielong.sum";
        case Doubt::price_differs:
            return "jielong.price_differs";
        case Doubt::total_differs:
            return "jielong.total_differs";
        case Doubt::unread:
            return "jielong.unread";
        case Doubt::negation:
            return "jielong.negation";
        case Doubt::edit_unclear:
            return "jielong.edit_unclear";
        case Doubt::whose_edit:
            return "jielong.whose_edit";
        case Doubt::same_as_other:
            return "jielong.same_as_other";
        case Doubt::for_someone:
            return "jielong.for_someone";
        case Doubt::partly_cancelled:
            return "jielong.partly_cancelled";
        case Doubt::question:
            return "jielong.question";
        case Doubt::item_twice:
            return "jielong.item_twice";
        case Doubt::name_twice:
            return "jielong.name_twice";
        case Doubt::gone_later:
            return "jielong.gone_later";
        case Doubt::bad_cell:
            return "jielong.bad_cell";
    }
    return "jielong.none";
}

}  // namespace starfish::chat
