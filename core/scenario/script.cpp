#include "core/scenario/script.hpp"

#include "core/base/text.hpp"
#include "core/scenario/vocabulary.hpp"

#include <set>
#include <utility>

namespace starfish::scenario {
namespace {

// A line of the text.
struct TextLine {
    int number{};
    std::string_view text;  // without leading and trailing spaces
    bool indented{};
};

class LineReader {
public:
    explicit LineReader(std::string_view text) : rest_(text) {}

    // The next line that is neither empty nor a remark, without moving on; nullptr at the end.
    const TextLine* peek() {
        while (!next_ && !rest_.empty()) {
            const std::size_t end = std::min(rest_.find('\n'), rest_.size());
            const std::string_view whole = rest_.substr(0, end);
            rest_.remove_prefix(std::min(end + 1, rest_.size()));
            ++number_;
            const std::string_view text = without_return(trimmed(whole));
            if (text.empty() || text.starts_with('#')) continue;
            next_ = TextLine{number_, text, whole.starts_with(' ') || whole.starts_with('\t')};
        }
        return next_ ? &*next_ : nullptr;
    }
    TextLine take() {
        const TextLine line = *next_;
        next_.reset();
        return line;
    }

private:
    static std::string_view without_return(std::string_view text) {
        return text.ends_with('\r') ? trimmed(text.substr(0, text.size() - 1)) : text;
    }
    std::string_view rest_;
    int number_ = 0;
    std::optional<TextLine> next_;
};

std::string padded(int number) {
    std::string digits = std::to_string(number);
    return digits.size() < 4 ? std::string(4 - digits.size(), '0') + digits : digits;
}

class ScriptReader {
public:
    ScriptReader(std::string_view text, Calendar calendar, std::string_view id_prefix)
        : lines_(text), id_prefix_(id_prefix), now_(calendar.at(0, 0)) {
        script_.calendar = calendar;
    }

    std::expected<Script, Failure> read() {
        while (lines_.peek()) {
            const TextLine written = lines_.take();
            if (auto failure = read_step(written)) return std::unexpected(std::move(*failure));
        }
        return std::move(script_);
    }

private:
    static Failure failure(const TextLine& written, std::string expected, std::string found) {
        return {written.number, std::string(written.text), std::move(expected), std::move(found)};
    }
    static Failure failure(const TextLine& written, const Line& line) {
        return failure(written, *line.expected(), line.found());
    }

    std::optional<Failure> read_step(const TextLine& written) {
        if (written.indented)
            return failure(written, "a step, which begins at the margin", "an indent");
        Line line(written.text);
        if (line.moment_is_next()) {
            const Instant moment = line.moment(script_.calendar, now_);
            if (line.good() && moment < now_ && !script_.steps.empty())
                line.fail("a moment not before " + script_.calendar.text(now_));
            if (!line.good()) return failure(written, line);
            now_ = moment;
            if (line.at_end()) return std::nullopt;
        }
        return line.accept("then") ? read_assertion_step(written, line)
                                   : read_action_step(written, line);
    }

    std::optional<Failure> read_assertion_step(const TextLine& written, Line& line) {
        Assertion assertion = read_assertion(line);
        if (line.good() && !line.at_end()) line.fail("the end of the line");
        if (!line.good()) return failure(written, line);
        add(written, std::move(assertion));
        return std::nullopt;
    }

    std::optional<Failure> read_action_step(const TextLine& written, Line& line) {
        Details details;
        if (auto failed = read_details(details)) return failed;
        const std::string who = line.name("who does it");
        Reading reading{line, details, script_.calendar, now_, who, introduced_};
        Actions actions = read_actions(reading);
        const std::string id = read_id(line);
        std::optional<std::string> outcome;
        if (line.accept("->")) outcome = line.the_rest();
        if (line.good() && !line.at_end()) line.fail("(id …), -> or the end of the line");
        if (!line.good()) return failure(written, line);
        if (const auto* const entry = details.untaken())
            return Failure{entry->line, entry->text, "one of: " + details.known(), entry->key};
        for (std::size_t i = 0; i < actions.size(); ++i) {
            Action& action = actions[i];
            action.command_id = id.empty() ? id_prefix_ + "-" + padded(written.number) : id;
            if (i > 0) action.command_id += "-" + std::to_string(i + 1);
            if (i + 1 == actions.size()) action.outcome = outcome;
            add(written, std::move(action));
        }
        return std::nullopt;
    }

    std::optional<Failure> read_details(Details& details) {
        for (const TextLine* next = lines_.peek(); next && next->indented; next = lines_.peek()) {
            const TextLine written = lines_.take();
            const std::size_t colon = written.text.find(':');
            if (colon == std::string_view::npos)
                return failure(written, "`key: value`", std::string(written.text));
            details.add({.line = written.number,
                         .text = std::string(written.text),
                         .key = std::string(trimmed(written.text.substr(0, colon))),
                         .value = std::string(trimmed(written.text.substr(colon + 1)))});
        }
        return std::nullopt;
    }

    static std::string read_id(Line& line) {
        if (!line.accept("(")) return {};
        line.expect("id");
        std::string id = line.name("a command id");
        if (line.good() && !is_command_id(id)) line.fail("an id of 8 to 64 of A-Z a-z 0-9 _ -");
        line.expect(")");
        return id;
    }

    void add(const TextLine& written, std::variant<Action, Assertion> content) {
        script_.steps.push_back({.line = written.number,
                                 .text = std::string(written.text),
                                 .at = now_,
                                 .content = std::move(content)});
    }

    LineReader lines_;
    std::string id_prefix_;
    Instant now_;
    std::set<std::pair<std::string_view, std::string>> introduced_;
    Script script_;
};

}  // namespace

std::expected<Script, Failure> read_script(std::string_view text, Calendar calendar,
                                           std::string_view id_prefix) {
    return ScriptReader(text, calendar, id_prefix).read();
}

std::string to_string(const Failure& failure, std::string_view name) {
    return std::string(name) + ":" + std::to_string(failure.line) + ": " + failure.text +
           "\n  expected: " + failure.expected + "\n  actual:   " + failure.actual;
}

}  // namespace starfish::scenario
