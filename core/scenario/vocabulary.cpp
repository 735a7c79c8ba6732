#include "core/scenario/vocabulary.hpp"

#include "core/engine/codec.hpp"
#include "core/scenario/spelling.hpp"

#include <algorithm>
#include <utility>

namespace starfish::scenario {
namespace {

// WHO sends groupbuy.join {"groupbuy":1,…}: any command, as a client sends it
Actions sends(Reading& r) {
    const std::string type = r.line.name("a command's type");
    const std::string data = r.line.json();
    auto read = read_envelope(R"({"id":"not-yet-known","type":")" + type + R"(","data":)" +
                              (data.empty() ? "null" : data) + "}");
    if (read) return r.action([command = read->command](ActionScene&) { return command; });
    r.line.fail("a command that can be read, not " + std::string(read.error().code) + " at \"" +
                read.error().path + "\"");
    return {};
}

constexpr Verb verbs_of_the_language[] = {{"sends", sends}};

template <auto part, class Entry = typename std::remove_cvref_t<
                         decltype(std::declval<Vocabulary>().*part)>::value_type>
std::vector<Entry> entries_of_all() {
    std::vector<Entry> all;
    for (const Vocabulary& vocabulary : vocabularies())
        all.insert(all.end(), (vocabulary.*part).begin(), (vocabulary.*part).end());
    return all;
}

const std::vector<Verb>& all_verbs() {
    static const auto verbs = entries_of_all<&Vocabulary::verbs>();
    return verbs;
}

std::string list_of_verbs() {
    std::string words = "a verb: ";
    for (const Verb& verb : all_verbs())
        if (!verb.applies) (words += verb.word) += ", ";
    words.resize(words.size() - 2);
    return words;
}

// "to go": the first word decides, the others must follow.
bool accept_words(Line& line, std::string_view words) {
    const std::size_t space = words.find(' ');
    if (words.empty() || !line.accept(words.substr(0, space))) return false;
    if (space != std::string_view::npos) line.expect(words.substr(space + 1));
    return true;
}

Property read_reason_given(Line& line) {
    return reason_of(line.quoted("the reason"));
}

// The form that is next, of those that begin so.
const PropertyForm* accept_form(Line& line, PropertyForm::Begins begins) {
    static const auto forms = [] {
        auto all = entries_of_all<&Vocabulary::properties>();
        all.push_back(clause("because", read_reason_given));
        return all;
    }();
    for (const PropertyForm& form : forms)
        if (form.begins == begins &&
            (accept_words(line, form.word) || accept_words(line, form.singular)))
            return &form;
    return nullptr;
}

Property read_property(Line& line) {
    using enum PropertyForm::Begins;
    if (line.number_is_next()) {
        const std::int32_t count = line.number("a number");
        if (const auto* const form = accept_form(line, with_number))
            return count_of(count, form->word);
        line.fail(R"("people", "units", "left", "reserved", "waiting", "sold" or "to go")");
    } else if (line.price_is_next()) {
        const Fen fen = line.price();
        if (const auto* const form = accept_form(line, with_price))
            return amount_of(fen, form->word);
        line.expect("each");
        return price_each(fen);
    } else if (const auto* const form = accept_form(line, with_word)) {
        return form->read ? form->read(line) : stage_of(form->word);
    } else {
        line.fail("a claim such as open, 2 people, 7 units, 3 left or ¥159 each");
    }
    return {};
}

// Later subjects first, as they are built upon the earlier ones.
const std::vector<Description>& all_descriptions() {
    static const auto descriptions = [] {
        auto all = entries_of_all<&Vocabulary::descriptions>();
        std::ranges::reverse(all);
        return all;
    }();
    return descriptions;
}

// The properties of the first kind of thing that has the name, from every subject that knows some.
std::optional<std::vector<Property>> properties_of(const Scene& scene, std::string_view name) {
    std::string_view kind;
    std::optional<std::vector<Property>> properties;
    for (const Description& description : all_descriptions()) {
        if (properties && description.kind != kind) continue;
        auto more = description.properties(scene, name);
        if (!more) continue;
        kind = description.kind;
        if (!properties) properties.emplace();
        std::ranges::move(*more, std::back_inserter(*properties));
    }
    return properties;
}

// "a group-buy or an offer"
std::string kinds_with_properties() {
    std::vector<std::string_view> kinds;
    std::string text;
    for (const Description& description : all_descriptions()) {
        if (std::ranges::find(kinds, description.kind) != kinds.end()) continue;
        kinds.push_back(description.kind);
        (text += text.empty() ? "" : " or ") += description.kind;
    }
    return text;
}

// NAME is 2 people, 7 units
Assertion read_properties_of(Line& line, std::string name) {
    return [name = std::move(name),
            stated = read_properties(line)](const Scene& scene) -> std::optional<Difference> {
        if (const auto actual = properties_of(scene, name)) return compare(name, stated, *actual);
        return no_such(kinds_with_properties(), name);
    };
}

// "is", "has", "gets" or "lists"
std::string list_of_predicates(const std::vector<Predicate>& predicates) {
    std::vector<std::string_view> words{"is", "has"};
    for (const Predicate& predicate : predicates)
        if (predicate.suggested) words.push_back(predicate.word);
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) text += i + 1 == words.size() ? " or " : ", ";
        ((text += '"') += words[i]) += '"';
    }
    return text;
}

template <std::size_t... subject>
std::vector<Vocabulary> vocabularies_of(std::index_sequence<subject...>) {
    std::vector<Vocabulary> all;
    const auto add = [&](auto state) {
        if constexpr (requires { vocabulary(state); }) all.push_back(vocabulary(state));
    };
    using boost::mp11::mp_at_c;
    (add(std::type_identity<subjects::StateOf<mp_at_c<subjects::Members, subject>>>{}), ...);
    all.push_back({.verbs = verbs_of_the_language});
    return all;
}

}  // namespace

std::span<const Vocabulary> vocabularies() {
    static const auto all =
        vocabularies_of(std::make_index_sequence<boost::mp11::mp_size<subjects::Members>::value>());
    return all;
}

Actions read_actions(Reading& reading) {
    for (const bool conditional : {true, false})
        for (const Verb& verb : all_verbs()) {
            if ((verb.applies != nullptr) != conditional) continue;
            const Line before = reading.line;
            if (!reading.line.accept(verb.word)) continue;
            if (!verb.applies || verb.applies(reading.line)) return verb.read(reading);
            reading.line = before;
        }
    reading.line.fail(list_of_verbs());
    return {};
}

std::vector<Property> read_properties(Line& line) {
    std::vector<Property> properties;
    do properties.push_back(read_property(line));
    while (line.accept(","));
    return properties;
}

Assertion read_assertion(Line& line) {
    static const auto topics = entries_of_all<&Vocabulary::topics>();
    static const auto predicates = entries_of_all<&Vocabulary::predicates>();
    for (const Topic& topic : topics)
        if (line.accept(topic.word)) return topic.read(line);
    std::string name = line.name("a name");
    if (line.accept("is") || line.accept("has")) return read_properties_of(line, std::move(name));
    for (const Predicate& predicate : predicates)
        if (line.accept(predicate.word)) return predicate.read(line, name);
    line.fail(list_of_predicates(predicates));
    return {};
}

}  // namespace starfish::scenario
