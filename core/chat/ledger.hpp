// Entries, as lines come: a list that is pasted again adds nothing, an edit changes the entry it
// edits, a cancellation keeps what was cancelled.
//
// An entry keeps the line number of its first line. In a list, the same number and name are the
// same entry, and what is said last counts. A name under a second number may be a second order, a
// correction or another person: somebody must ask.
#pragma once

#include "core/chat/jielong.hpp"
#include "core/chat/order.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace starfish::chat {

class Ledger {
public:
    explicit Ledger(std::size_t items_offered) : items_offered_(items_offered) {}

    // A list begins, titled so; one with the same title goes on with the list before.
    void begin_list(std::string_view title);
    void numbered(int number, std::size_t line_number, const Reading& said);
    // A line without a number: an order by the person it names, or an edit.
    void unnumbered(std::size_t line_number, const Reading& said);
    // The order of the line before may go on: the same message has more lines.
    void expect_more();
    // Goes on with the entry of the line before.
    void go_on(const Reading& reading);

    // Who is named in the letters, of those who ordered; and the letters without the names.
    struct Mention {
        std::vector<std::string> keys;
        std::u32string rest;
    };
    Mention mentioned(Letters letters) const;
    bool is_same(std::string_view name, std::string_view key) const;
    // Somebody must ask what that line means for them. What was cancelled stays so, unless it may
    // come back. False if there is nobody.
    bool ask_named(std::string_view key, const std::string& line, bool comes_back);
    bool ask_place(std::string_view place, const std::string& line);
    bool ask_numbers(const std::vector<int>& numbers, const std::string& line);
    bool ask_all(const std::string& line);
    bool ask_last(const std::string& line);
    // A name alone stands above, whose order may follow.
    bool waits() const;
    // Whether nobody else has that number in the list.
    bool is_of(int number, std::string_view name) const;

    bool is_empty() const { return rows_.empty(); }
    // Whether the order before was for one: 跟 behind it says one as well.
    bool last_was_one() const;
    bool knows(std::string_view name) const;
    // What the number after the last one would be.
    int next_number() const { return last_number_ + 1; }
    void skip_number(int number);

    // Entries by line number. Who is missing from the last paste of a list is doubtful.
    std::vector<Entry> finish();

private:
    struct Row {
        Entry entry;
        std::string key;        // the name as it is compared
        std::string place_key;  // likewise
        std::size_t list{};
        std::optional<int> number;
        std::size_t first_paste{};
        std::size_t last_paste{};
        // What the list says, as against edits outside it.
        std::vector<Line> pasted;
        bool pasted_cancelled = false;
        bool is_edited = false;
        bool made_by_plus = false;                // 张三 加1, which is no edit
        std::vector<std::vector<Line>> outdated;  // what it said in earlier pastes
        bool waits = false;        // a name alone, whose order may follow on the next line
        bool place_below = false;  // a door stood alone below its order
    };
    Row& add(std::size_t line_number, const Reading& reading);
    void fill(Row& row, const Reading& reading);
    static void put_place(Row& row, const std::string& place);
    void paste_again(Row& row, const Reading& reading);
    void edit(Row& row, const Reading& reading);
    void edit_unknown(std::size_t line_number, const Reading& reading, Doubt why);
    std::vector<std::size_t> of_name(const Reading& reading) const;
    bool ask(Row& row, const std::string& line, bool comes_back);
    bool is_repeated_edit(const Row& row, const Reading& reading);
    void change_from(const std::vector<std::size_t>& namesakes, const Reading& reading);
    bool moves_down(int number, const Reading& reading, const std::vector<std::size_t>& namesakes);
    bool says_again(int number, const Reading& reading);
    Reading as_plus(const Reading& reading, const std::vector<std::size_t>& namesakes,
                    std::optional<int> number) const;
    bool edit_numbered(int number, const Reading& reading);
    void compare_with_namesakes(std::size_t row, const std::vector<std::size_t>& namesakes);

    std::size_t items_offered_;
    std::vector<Row> rows_;
    std::map<std::string, std::vector<std::size_t>, std::less<>> by_key_;
    std::map<std::pair<std::size_t, int>, std::size_t> by_number_;
    std::vector<std::string> titles_{""};
    std::size_t list_ = 0;
    std::size_t paste_ = 0;
    std::map<std::size_t, std::size_t> full_pastes_;  // of each list, the last that began at 1
    std::set<std::string> sums_;                      // additions and subtractions that were made
    std::map<std::string, std::string> numbered_edits_;  // by list, number and name: what was said
    int last_number_ = 0;
    std::size_t last_row_ = 0;
};

}  // namespace starfish::chat
