// One line being read, word by word. The first failure is remembered; after it every read answers
// with nothing, so that a reader checks once, at the end.
#pragma once

#include "core/base/quantity.hpp"
#include "core/scenario/calendar.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace starfish::scenario {

class Line {
public:
    explicit Line(std::string_view text) : rest_(text) {}

    bool at_end();
    // Whether `mark` (a word, or punctuation) is next; moves past it if so.
    bool accept(std::string_view mark);
    void expect(std::string_view mark);
    bool word_is_next(std::string_view word);

    // Up to a space, comma, colon, bracket or quotation mark; or the text in "quotation marks".
    // `what` says in a failure what was expected.
    std::string name(std::string_view what);
    std::string quoted(std::string_view what);
    bool quoted_is_next();
    std::int32_t number(std::string_view what);
    bool number_is_next();
    Fen price();
    bool price_is_next();
    // "D1 17:30"; or "17:30" of the day `after` falls on; or "D1", its midnight.
    Instant moment(const Calendar& calendar, Instant after);
    bool moment_is_next();
    // {"a":[1,{}]}: to the bracket that closes the first.
    std::string json();
    std::string the_rest();

    void fail(std::string_view expected);
    bool good() const { return !expected_; }
    // After a failure: what was expected, and what stood there instead.
    const std::optional<std::string>& expected() const { return expected_; }
    const std::string& found() const { return found_; }

private:
    void skip_spaces();
    std::string_view bare_word() const;
    std::int64_t time_of_day();
    std::optional<std::int64_t> digits();

    std::string_view rest_;
    std::optional<std::string> expected_;
    std::string found_;
};

}  // namespace starfish::scenario
