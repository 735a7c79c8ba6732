// Entries, as lines come: a list that is pasted again adds nothing, an edit changes the entry it
// edits, a cancellation keeps what was cancelled.
//
// An entry keeps the line number of its first line. In a list, the same number and name are the
// same entry, and what is said last counts. A name under a second number may be a second order, a
// correction or another person: somebody must ask.
#pragma once

#include "core/jielong/jielong.hpp"
#include "core/jielong/order.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace starfish::jielong {

class Ledger {
public:
    explicit Ledger(std::size_t items_offered) : items_offered_(items_offered) {}

    // A list begins, titled so; one with the same title goes on with the list before.
    void begin_list(std::string_view title);
    void numbered(int number, std::size_t line_number, const Reading& reading);
    // A line without a number: an order by the person it names, or an edit.
    void unnumbered(std::size_t line_number, const Reading& reading);
    // The order of the line before may go on: the same message has more lines.
    void expect_more();
    // Goes on with the entry of the line before.
    void go_on(const Reading& reading);

    bool is_empty() const { return rows_.empty(); }
    bool knows(std::string_view name) const;
    // What the number after the last one would be.
    int next_number() const { return last_number_ + 1; }
    void skip_number(int number);

    // Entries by line number. Who is missing from the last paste of a list is doubtful.
    std::vector<Entry> finish();

private:
    struct Row {
        Entry entry;
        std::string key;  // the name as it is compared
        std::size_t list{};
        std::optional<int> number;
        std::size_t first_paste{};
        std::size_t last_paste{};
        // What the list says, as against edits outside it.
        std::vector<Line> pasted;
        bool pasted_cancelled = false;
        bool is_edited = false;
        bool waits = false;  // a name alone, whose order may follow on the next line
    };
    Row& add(std::size_t line_number, const Reading& reading);
    void fill(Row& row, const Reading& reading);
    void paste_again(Row& row, const Reading& reading);
    void edit(Row& row, const Reading& reading);
    void edit_unknown(std::size_t line_number, const Reading& reading, Doubt why);
    std::vector<std::size_t> of_name(const Reading& reading) const;
    void compare_with_namesakes(std::size_t row, const std::vector<std::size_t>& namesakes);

    std::size_t items_offered_;
    std::vector<Row> rows_;
    std::map<std::string, std::vector<std::size_t>, std::less<>> by_key_;
    std::map<std::pair<std::size_t, int>, std::size_t> by_number_;
    std::vector<std::string> titles_{""};
    std::size_t list_ = 0;
    std::size_t paste_ = 0;
    std::map<std::size_t, std::size_t> full_pastes_;  // of each list, the last that began at 1
    int last_number_ = 0;
    std::size_t last_row_ = 0;
};

}  // namespace starfish::jielong
