#include "core/base/text.hpp"
#include "core/scenario/deeds.hpp"

namespace starfish::scenario {
namespace {

// A line of the text as it stands there.
struct Raw {
    int number{};
    std::string_view text;  // without leading and trailing spaces
    bool indented{};
};

class LinesOf {
public:
    explicit LinesOf(std::string_view text) : rest_(text) {}

    // The next that says something, without moving on; nullptr at the end.
    const Raw* peek() {
        while (!raw_ && !rest_.empty()) {
            const std::size_t end = std::min(rest_.find('\n'), rest_.size());
            const std::string_view whole = rest_.substr(0, end);
            rest_.remove_prefix(std::min(end + 1, rest_.size()));
            ++number_;
            const std::string_view said = without_return(trimmed(whole));
            if (said.empty() || said.starts_with('#')) continue;
            raw_ = Raw{number_, said, whole.starts_with(' ') || whole.starts_with('\t')};
        }
        return raw_ ? &*raw_ : nullptr;
    }
    Raw take() {
        const Raw raw = *raw_;
        raw_.reset();
        return raw;
    }

private:
    static std::string_view without_return(std::string_view text) {
        return text.ends_with('\r') ? trimmed(text.substr(0, text.size() - 1)) : text;
    }
    std::string_view rest_;
    int number_ = 0;
    std::optional<Raw> raw_;
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

    std::expected<Script, Trouble> read() {
        while (lines_.peek()) {
            const Raw raw = lines_.take();
            if (auto trouble = read_step(raw)) return std::unexpected(std::move(*trouble));
        }
        return std::move(script_);
    }

private:
    static Trouble trouble(const Raw& raw, std::string expected, std::string found) {
        return {raw.number, std::string(raw.text), std::move(expected), std::move(found)};
    }
    static Trouble trouble(const Raw& raw, const Line& line) {
        return trouble(raw, *line.expected(), line.found());
    }

    std::optional<Trouble> read_step(const Raw& raw) {
        if (raw.indented) return trouble(raw, "a step, which begins at the margin", "an indent");
        Line line(raw.text);
        if (line.moment_is_next()) {
            const Instant moment = line.moment(script_.calendar, now_);
            if (line.good() && moment < now_ && !script_.steps.empty())
                line.fail("a moment not before " + script_.calendar.text(now_));
            if (!line.good()) return trouble(raw, line);
            now_ = moment;
            if (line.at_end()) return std::nullopt;
        }
        return line.accept("then") ? read_claim_step(raw, line) : read_deed_step(raw, line);
    }

    std::optional<Trouble> read_claim_step(const Raw& raw, Line& line) {
        Deed deed = read_claim(line);
        if (line.good() && !line.at_end()) line.fail("the end of the line");
        if (!line.good()) return trouble(raw, line);
        add(raw, {}, std::move(deed));
        return std::nullopt;
    }

    std::optional<Trouble> read_deed_step(const Raw& raw, Line& line) {
        Details details;
        if (auto no = read_details(details)) return no;
        const std::string who = line.name("who does it");
        Reading reading{line, details, script_.calendar, now_, who, leaders_};
        std::vector<Said> said = read_deeds(reading);
        std::string id = read_id(line);
        std::optional<std::string> outcome;
        if (line.accept("->")) outcome = line.the_rest();
        if (line.good() && !line.at_end()) line.fail("(id …), -> or the end of the line");
        if (!line.good()) return trouble(raw, line);
        if (const auto* const entry = details.untaken())
            return Trouble{entry->line, entry->text, "one of: " + details.known(), entry->key};
        for (std::size_t i = 0; i < said.size(); ++i) {
            Step& step = add(raw, std::move(said[i].who), std::move(said[i].deed));
            step.command_id = id.empty() ? id_prefix_ + "-" + padded(raw.number) : id;
            if (i > 0) step.command_id += "-" + std::to_string(i + 1);
            if (i + 1 == said.size()) step.outcome = outcome;
        }
        return std::nullopt;
    }

    std::optional<Trouble> read_details(Details& details) {
        for (const Raw* next = lines_.peek(); next && next->indented; next = lines_.peek()) {
            const Raw raw = lines_.take();
            const std::size_t colon = raw.text.find(':');
            if (colon == std::string_view::npos)
                return trouble(raw, "`key: value`", std::string(raw.text));
            details.add({.line = raw.number,
                         .text = std::string(raw.text),
                         .key = std::string(trimmed(raw.text.substr(0, colon))),
                         .value = std::string(trimmed(raw.text.substr(colon + 1)))});
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

    Step& add(const Raw& raw, std::string who, Deed deed) {
        return script_.steps.emplace_back(Step{.line = raw.number,
                                               .text = std::string(raw.text),
                                               .at = now_,
                                               .who = std::move(who),
                                               .deed = std::move(deed),
                                               .command_id = {},
                                               .outcome = {}});
    }

    LinesOf lines_;
    std::string id_prefix_;
    Instant now_;
    std::set<std::string> leaders_;
    Script script_;
};

}  // namespace

std::expected<Script, Trouble> read_script(std::string_view text, Calendar calendar,
                                           std::string_view id_prefix) {
    return ScriptReader(text, calendar, id_prefix).read();
}

std::string to_string(const Trouble& trouble, std::string_view name) {
    return std::string(name) + ":" + std::to_string(trouble.line) + ": " + trouble.text +
           "\n  expected: " + trouble.expected + "\n  actual:   " + trouble.actual;
}

}  // namespace starfish::scenario
