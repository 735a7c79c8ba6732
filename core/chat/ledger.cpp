#include "core/chat/ledger.hpp"

#include "core/base/order.hpp"

#include <algorithm>
#include <utility>

namespace starfish::chat {
namespace {

// Of more than so many of one name each is doubtful anyway.
constexpr std::size_t namesakes_max = 16;
// So far into a line, and of such length at most, names are looked for.
constexpr std::size_t mention_letters_max = 200;
constexpr std::size_t name_letters_max = 12;
// So many earlier pastes of an entry are remembered.
constexpr std::size_t outdated_max = 8;

// Names are compared without spaces, emoji and case.
std::string key_of(std::string_view name) {
    std::vector<Letter> kept;
    for (const Letter& letter : plain_letters(name))
        if (letter.emoji.empty() && !is_space(letter)) {
            kept.push_back(letter);
            kept.back().shown = letter.folded;
        }
    return kept.empty() ? std::string(name) : text_of(kept);
}

void set_doubt(Entry& entry, Doubt doubt, std::string excerpt = {}) {
    if (entry.status == Status::doubtful) return;
    entry.status = Status::doubtful;
    entry.doubt = doubt;
    entry.excerpt = std::move(excerpt);
}

// 鸡蛋 2, 牛奶 1: what an edit says, to be told from another.
std::string content_of(const Reading& reading) {
    std::string content = std::to_string(static_cast<int>(reading.deed));
    for (const Line& line : reading.lines)
        (((content += ' ') += std::to_string(line.item)) += '*') += std::to_string(line.quantity);
    return (content += ' ') += std::to_string(reading.bare_quantity);
}

bool same_place(const std::string& a, const std::string& b) {
    return a.empty() || b.empty() || a == b;
}

}  // namespace

void Ledger::begin_list(std::string_view title) {
    const std::string key = key_of(title);
    ++paste_;
    last_number_ = 0;
    const auto same = std::ranges::find_if(titles_, [&](const std::string& known) {
        return known == key || (!known.empty() && !key.empty() &&
                                (known.starts_with(key) || key.starts_with(known)));
    });
    list_ = static_cast<std::size_t>(same - titles_.begin());
    if (same == titles_.end()) titles_.push_back(key);
}

bool Ledger::knows(std::string_view name) const {
    return by_key_.contains(key_of(name));
}

bool Ledger::last_was_one() const {
    if (rows_.empty()) return true;
    const std::vector<Line>& lines = rows_[last_row_].entry.lines;
    return lines.size() == 1 && lines[0].quantity == 1;
}

bool Ledger::is_same(std::string_view name, std::string_view key) const {
    return key_of(name) == key;
}

bool Ledger::waits() const {
    return !rows_.empty() && rows_[last_row_].waits && rows_[last_row_].entry.lines.empty();
}

Ledger::Mention Ledger::mentioned(Letters letters) const {
    Mention mention;
    std::vector<Letter> kept;
    for (const Letter& letter : letters.first(std::min(letters.size(), mention_letters_max))) {
        if (!letter.emoji.empty() || is_space(letter)) continue;
        kept.push_back(letter);
        kept.back().shown = letter.folded;
    }
    for (std::size_t i = 0; i < kept.size();) {
        std::size_t length = std::min(kept.size() - i, name_letters_max);
        std::string key;
        for (; length >= 2; --length) {
            key = text_of(Letters(kept).subspan(i, length));
            if (by_key_.contains(key)) break;
        }
        if (length < 2) {
            mention.rest += kept[i++].folded;
            continue;
        }
        if (std::ranges::find(mention.keys, key) == mention.keys.end())
            mention.keys.push_back(std::move(key));
        mention.rest += U' ';
        i += length;
    }
    return mention;
}

bool Ledger::ask(Row& row, const std::string& line, bool comes_back) {
    if (row.entry.status == Status::cancelled && !comes_back) return true;
    row.is_edited = true;
    set_doubt(row.entry, Doubt::edit_unclear, line);
    return true;
}

bool Ledger::ask_named(std::string_view key, const std::string& line, bool comes_back) {
    const auto known = by_key_.find(key_of(key));
    if (known == by_key_.end()) return false;
    for (const std::size_t i : known->second) ask(rows_[i], line, comes_back);
    return true;
}

bool Ledger::ask_place(std::string_view place, const std::string& line) {
    const std::string key = key_of(place);
    bool any = false;
    for (Row& row : rows_)
        if (!key.empty() && row.place_key == key) any = ask(row, line, false);
    return any;
}

bool Ledger::ask_numbers(const std::vector<int>& numbers, const std::string& line) {
    bool any = false;
    for (Row& row : rows_)
        if (row.number && row.list == list_ &&
            std::ranges::find(numbers, *row.number) != numbers.end())
            any = ask(row, line, false);
    return any;
}

bool Ledger::ask_all(const std::string& line) {
    for (Row& row : rows_) ask(row, line, false);
    return !rows_.empty();
}

bool Ledger::ask_last(const std::string& line) {
    return !rows_.empty() && ask(rows_[last_row_], line, false);
}

bool Ledger::is_of(int number, std::string_view name) const {
    const auto row = by_number_.find({list_, number});
    return row == by_number_.end() || rows_[row->second].key == key_of(name);
}

void Ledger::skip_number(int number) {
    if (number == 1 && last_number_ >= 1) ++paste_;
    if (number == 1) full_pastes_[list_] = paste_;
    last_number_ = number;
}

void Ledger::expect_more() {
    if (!rows_.empty()) rows_[last_row_].waits = true;
}

void Ledger::put_place(Row& row, const std::string& place) {
    row.entry.place = place;
    row.place_key = place.empty() ? std::string() : key_of(place);
}

void Ledger::fill(Row& row, const Reading& reading) {
    Entry& entry = row.entry;
    if (!reading.place.empty()) put_place(row, reading.place);
    if (!reading.phone.empty()) entry.phone = reading.phone;
    entry.status = Status::ok;
    entry.doubt = Doubt::none;
    entry.excerpt.clear();
    if (!reading.lines.empty() || !reading.is_cancelled) entry.lines = reading.lines;
    row.waits = false;
    // 没有就算了: she may well want it.
    const bool perhaps = reading.doubt == Doubt::uncertain || reading.doubt == Doubt::negation ||
                         reading.doubt == Doubt::question || reading.doubt == Doubt::name_unclear;
    if (reading.is_cancelled && perhaps) {
        set_doubt(entry, reading.doubt, reading.excerpt);
    } else if (reading.is_cancelled) {
        entry.status = Status::cancelled;
    } else if (reading.doubt != Doubt::none) {
        set_doubt(entry, reading.doubt, reading.excerpt);
    } else if (entry.lines.empty()) {
        row.waits = !reading.has_deed;
        set_doubt(entry, items_offered_ > 1 ? Doubt::no_item : Doubt::no_quantity);
    }
    if (!reading.is_cancelled && reading.name.empty()) {
        entry.status = Status::ok;  // that nobody is named is the first thing to ask
        set_doubt(entry, Doubt::no_name);
    }
    row.pasted = entry.lines;
    row.pasted_cancelled = reading.is_cancelled;
}

Ledger::Row& Ledger::add(std::size_t line_number, const Reading& reading) {
    Row row{.entry = {.line_number = line_number, .name = reading.name},
            .key = key_of(reading.name),
            .list = list_,
            .first_paste = paste_,
            .last_paste = paste_};
    fill(row, reading);
    row.made_by_plus = reading.by_plus;
    last_row_ = rows_.size();
    if (!reading.name.empty()) by_key_[row.key].push_back(rows_.size());
    rows_.push_back(std::move(row));
    return rows_.back();
}

std::vector<std::size_t> Ledger::of_name(const Reading& reading) const {
    std::vector<std::size_t> found;
    if (reading.name.empty()) return found;
    const auto known = by_key_.find(key_of(reading.name));
    if (known == by_key_.end()) return found;
    const std::string place = reading.place.empty() ? std::string() : key_of(reading.place);
    for (const std::size_t i : known->second)
        if (same_place(rows_[i].place_key, place) && found.size() < namesakes_max)
            found.push_back(i);
    return found;
}

void Ledger::numbered(int number, std::size_t line_number, const Reading& said) {
    skip_number(number);
    const std::vector<std::size_t> namesakes = of_name(said);
    const Reading reading = as_plus(said, namesakes, number);
    const auto same = std::ranges::find_if(namesakes, [&](std::size_t i) {
        return rows_[i].number == number && rows_[i].list == list_;
    });
    if (reading.has_deed && !reading.has_order() && same == namesakes.end()) {
        // 3. 取消 and 7. 张三 取消 speak of an entry there is.
        if (edit_numbered(number, reading)) return;
        if (namesakes.size() == 1) return edit(rows_[namesakes[0]], reading);
    }
    if (reading.deed != Deed::order && reading.deed != Deed::cancel) {
        if (edit_numbered(number, reading)) return;
        if (namesakes.size() == 1) {
            if (same != namesakes.end()) rows_[*same].last_paste = paste_;
            if (says_again(number, reading)) return;
            return edit(rows_[namesakes[0]], reading);
        }
        return edit_unknown(line_number, reading, Doubt::edit_unclear);
    }
    if (same != namesakes.end()) {
        last_row_ = *same;
        by_number_[{list_, number}] = *same;
        return paste_again(rows_[*same], reading);
    }
    if (moves_down(number, reading, namesakes)) return;
    Row& row = add(line_number, reading);
    row.number = number;
    by_number_[{list_, number}] = rows_.size() - 1;
    compare_with_namesakes(rows_.size() - 1, namesakes);
}

// Pasted again under another number, because somebody came before or left.
bool Ledger::moves_down(int number, const Reading& reading,
                        const std::vector<std::size_t>& namesakes) {
    const auto moved = std::ranges::find_if(namesakes, [&](std::size_t i) {
        return rows_[i].number && rows_[i].list == list_ && rows_[i].last_paste < paste_;
    });
    if (moved == namesakes.end() || full_pastes_[list_] != paste_) return false;
    Row& row = rows_[*moved];
    const bool differs = row.pasted != reading.lines;
    last_row_ = *moved;
    row.number = number;
    by_number_[{list_, number}] = *moved;
    paste_again(row, reading);
    if (differs && row.entry.status == Status::ok) set_doubt(row.entry, Doubt::name_twice);
    return true;
}

// 加1 is +1 of who has no order yet, and again where it made the order. Of an order that stands it
// adds; a bare number may be the order anew.
Reading Ledger::as_plus(const Reading& reading, const std::vector<std::size_t>& namesakes,
                        std::optional<int> number) const {
    Reading order = reading;
    if (!reading.by_plus) return order;
    const bool made = std::ranges::any_of(namesakes, [&](std::size_t i) {
        return number && rows_[i].made_by_plus && rows_[i].pasted == reading.lines;
    });
    if (namesakes.empty() || made) {
        order.deed = Deed::order;
        order.has_deed = false;
    } else if (!reading.plus_has_unit && order.doubt == Doubt::none) {
        order.doubt = Doubt::edit_unclear;
    }
    return order;
}

// 3. 李四 再加1份, pasted again with its list, adds nothing; if it says something else by now,
// somebody must ask.
bool Ledger::says_again(int number, const Reading& reading) {
    const std::string key =
        std::to_string(list_) + " " + std::to_string(number) + " " + key_of(reading.name);
    const auto [said, is_new] = numbered_edits_.try_emplace(key, content_of(reading));
    if (is_new) return false;
    if (said->second == content_of(reading)) return true;
    Row& row = rows_[of_name(reading)[0]];
    row.is_edited = true;
    set_doubt(row.entry, Doubt::edit_unclear, reading.name);
    return true;
}

// 3. 取消: of the one entry that has the number; of several somebody must ask.
bool Ledger::edit_numbered(int number, const Reading& reading) {
    const auto by_number = by_number_.find({list_, number});
    if (!reading.name.empty() || by_number == by_number_.end()) return false;
    const auto has_it = [&](const Row& row) { return row.number == number && row.list == list_; };
    if (std::ranges::count_if(rows_, has_it) > 1) return ask_numbers({number}, reading.excerpt);
    edit(rows_[by_number->second], reading);
    return true;
}

// What the list said before says nothing new: an edit made outside it stands.
void Ledger::paste_again(Row& row, const Reading& reading) {
    row.last_paste = paste_;
    const bool same_as_pasted =
        reading.lines == row.pasted && reading.is_cancelled == row.pasted_cancelled;
    if (row.is_edited && same_as_pasted) return;
    // The same words again answer no question.
    const bool asked = row.entry.doubt == Doubt::name_twice && row.entry.status == Status::doubtful;
    if (asked && same_as_pasted && reading.doubt == Doubt::none) return;
    const std::vector<Line> before = row.entry.lines;
    // Pasted from a copy that was older: it may undo what was said since.
    const bool goes_back = std::ranges::find(row.outdated, reading.lines) != row.outdated.end();
    if (!same_as_pasted && !row.pasted.empty() && row.outdated.size() < outdated_max)
        row.outdated.push_back(row.pasted);
    const bool was_edited = std::exchange(row.is_edited, false);
    fill(row, reading);
    if (goes_back && !same_as_pasted && !reading.lines.empty())
        set_doubt(row.entry, Doubt::edit_unclear);
    if (was_edited && row.entry.status == Status::ok && row.entry.lines != before)
        set_doubt(row.entry, Doubt::edit_unclear);
}

void Ledger::compare_with_namesakes(std::size_t index, const std::vector<std::size_t>& namesakes) {
    Row& row = rows_[index];
    for (const std::size_t i : namesakes) {
        Row& other = rows_[i];
        if (other.entry.status == Status::cancelled || row.entry.status == Status::cancelled)
            continue;
        bool shares_item = false;
        for (const Line& a : row.entry.lines)
            for (const Line& b : other.entry.lines) shares_item |= a.item == b.item;
        const bool other_list = other.list != row.list;
        if (other_list && !shares_item) continue;
        set_doubt(row.entry, Doubt::name_twice, row.entry.name);
        // 2份 and later 3份 of the same: the second may correct the first.
        if (shares_item && other.entry.lines != row.entry.lines)
            set_doubt(other.entry, Doubt::name_twice, other.entry.name);
    }
}

void Ledger::unnumbered(std::size_t line_number, const Reading& said) {
    const std::vector<std::size_t> namesakes = of_name(said);
    const Reading reading = as_plus(said, namesakes, std::nullopt);
    const bool edits = reading.deed != Deed::order &&
                       !(reading.deed == Deed::cancel && reading.has_order() && namesakes.empty());
    if (!edits && reading.changed_from != 0 && !namesakes.empty())
        return change_from(namesakes, reading);
    if (!edits) {
        add(line_number, reading);
        return compare_with_namesakes(rows_.size() - 1, namesakes);
    }
    if (namesakes.size() == 1) {
        last_row_ = namesakes[0];
        Row& row = rows_[namesakes[0]];
        edit(row, reading);
        if (is_repeated_edit(row, reading)) set_doubt(row.entry, Doubt::edit_unclear);
        return;
    }
    for (const std::size_t i : namesakes)
        set_doubt(rows_[i].entry, Doubt::edit_unclear, reading.name);
    if (namesakes.empty()) edit_unknown(line_number, reading, Doubt::whose_edit);
}

// 我的2份改成3份, of an order for two.
void Ledger::change_from(const std::vector<std::size_t>& namesakes, const Reading& reading) {
    Row& row = rows_[namesakes[0]];
    std::vector<Line>& lines = row.entry.lines;
    const bool fits = namesakes.size() == 1 && lines.size() == 1 &&
                      row.entry.status == Status::ok && lines[0].quantity == reading.changed_from &&
                      (reading.lines.empty() || reading.lines[0].item == lines[0].item);
    row.is_edited = true;
    if (fits && (reading.doubt == Doubt::none || reading.doubt == Doubt::no_item)) {
        lines[0].quantity =
            reading.lines.empty() ? reading.bare_quantity : reading.lines[0].quantity;
        return;
    }
    for (const std::size_t i : namesakes)
        set_doubt(rows_[i].entry, Doubt::edit_unclear, reading.excerpt);
}

// 再加1份 once more: another one, or the same pasted along with the list?
bool Ledger::is_repeated_edit(const Row& row, const Reading& reading) {
    if (reading.deed != Deed::add && reading.deed != Deed::subtract) return false;
    return !sums_.insert(row.key + " " + content_of(reading)).second;
}

void Ledger::edit_unknown(std::size_t line_number, const Reading& reading, Doubt why) {
    Reading asked = reading;
    asked.is_cancelled = false;
    if (asked.doubt == Doubt::none || asked.doubt == Doubt::no_item) asked.doubt = why;
    Row& row = add(line_number, asked);
    row.entry.status = Status::ok;
    set_doubt(row.entry, asked.doubt, reading.name);
}

void Ledger::edit(Row& row, const Reading& reading) {
    Entry& entry = row.entry;
    row.is_edited = true;
    if (reading.deed == Deed::cancel) {
        const bool asks = reading.doubt != Doubt::none && reading.doubt != Doubt::no_quantity;
        if (asks) return set_doubt(entry, reading.doubt, reading.excerpt);
        // 张三 牛奶不要了, of two: only one of them.
        const bool partly = !reading.lines.empty() && entry.lines.size() > reading.lines.size();
        if (partly) return set_doubt(entry, Doubt::partly_cancelled);
        entry.status = Status::cancelled;
        entry.doubt = Doubt::none;
        entry.excerpt.clear();
        return;
    }
    std::vector<Line> changes = reading.lines;
    if (reading.bare_quantity != 0 && entry.lines.size() == 1)
        changes = {{.item = entry.lines[0].item, .quantity = reading.bare_quantity}};
    const bool only_no_item = reading.doubt == Doubt::no_item && !changes.empty();
    if (reading.doubt != Doubt::none && !only_no_item)
        set_doubt(entry, reading.doubt, reading.excerpt);
    if (changes.empty() || entry.status == Status::cancelled || reading.deed == Deed::order)
        return set_doubt(entry, Doubt::edit_unclear);
    // 改成3份 of an order of two items was caught above; 改成牛奶 for 鸡蛋 is here.
    const Doubt unclear = apply_changes(entry.lines, reading.deed, changes);
    if (unclear != Doubt::none) set_doubt(entry, unclear);
}

void Ledger::go_on(const Reading& reading) {
    if (rows_.empty()) return;
    Row& row = rows_[last_row_];
    Entry& entry = row.entry;
    const bool door_alone = !reading.place.empty() && !reading.has_order() && !reading.has_deed;
    row.place_below = row.place_below || (door_alone && !entry.lines.empty());
    if (entry.place.empty()) put_place(row, reading.place);
    if (entry.phone.empty()) entry.phone = reading.phone;
    if (!reading.has_order() && !reading.has_deed) return;
    if (row.waits && entry.lines.empty() && !reading.has_deed) {
        Reading whole = reading;
        whole.name = entry.name;
        fill(row, whole);
        row.waits = true;  // one item a line
        return;
    }
    for (const Line& line : reading.lines) {
        const auto own = std::ranges::find(entry.lines, line.item, &Line::item);
        if (own != entry.lines.end()) return set_doubt(entry, Doubt::item_twice);
        entry.lines.push_back(line);
    }
    put_in_order(entry.lines);
    row.pasted = entry.lines;
    if (reading.doubt != Doubt::none) return set_doubt(entry, reading.doubt, reading.excerpt);
    if (!row.waits || row.place_below) set_doubt(entry, Doubt::unread);
}

std::vector<Entry> Ledger::finish() {
    // Lists that share nobody are two lists.
    std::set<std::size_t> continued;
    for (const Row& row : rows_)
        if (const auto full = full_pastes_.find(row.list); full != full_pastes_.end() &&
                                                           row.first_paste < full->second &&
                                                           row.last_paste >= full->second)
            continued.insert(row.list);
    for (Row& row : rows_)
        if (row.number && continued.contains(row.list) &&
            row.last_paste < full_pastes_.at(row.list) && row.entry.status == Status::ok)
            set_doubt(row.entry, Doubt::gone_later, row.entry.name);
    // By the line; what one line says of several, as it says it.
    std::vector<std::pair<std::size_t, std::size_t>> order;
    order.reserve(rows_.size());
    for (const Row& row : rows_) order.emplace_back(row.entry.line_number, order.size());
    put_in_order(order);
    std::vector<Entry> entries;
    entries.reserve(rows_.size());
    for (const auto& [line, place] : order) entries.push_back(std::move(rows_[place].entry));
    return entries;
}

}  // namespace starfish::chat
