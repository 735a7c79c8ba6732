// Two JSON libraries read our output alike, both by themselves and through our Reader.
#include "core/base/json/parse.hpp"
#include "core/base/json/write.hpp"
#include "core/engine/subjects.hpp"
#include "tests/second_reader/any_value.hpp"
#include "tests/second_reader/nlohmann_source.hpp"

#include <rapidcheck.h>
#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>

namespace second_reader_test {

using namespace starfish;
using histories::Dice;

// Each reader over the same bytes: the value written again, or "code path" of the error.
template <class T>
std::string through_boost(std::string_view text) {
    const auto value = json::from_text<T>(text);
    return value ? json::text_of(*value)
                 : std::string(value.error().code) + " " + value.error().path;
}
template <class T>
std::string through_nlohmann(std::string_view text) {
    const auto parsed = json::parse_with_nlohmann(text);
    if (parsed.is_discarded()) return "input.not_json ";
    json::NlohmannReader reader;
    T value;
    if (reader.read(parsed, value)) return json::text_of(value);
    return std::string(reader.error().code) + " " + reader.error().path;
}

using AllTypes = boost::mp11::mp_append<
    boost::mp11::mp_rename<AnyCommand, boost::mp11::mp_list>,
    boost::mp11::mp_rename<AnyEvent, boost::mp11::mp_list>,
    boost::mp11::mp_list<catalog::Offer, community::Leader, community::Community,
                         community::PickupPoint, groupbuy::GroupBuy, groupbuy::OrderLine,
                         groupbuy::Reservation>>;

TEMPLATE_LIST_TEST_CASE("both readers give back the written value", "", AllTypes) {
    CHECK(rc::check("written, read, written", [](std::uint64_t seed) {
        Dice dice(seed);
        TestType value;
        json::fill(dice, value);
        const std::string text = json::text_of(value);
        RC_ASSERT(through_boost<TestType>(text) == text);
        RC_ASSERT(through_nlohmann<TestType>(text) == text);
        RC_ASSERT(json::parse_with_nlohmann(text).is_object());
    }));
}

// A number too large for a double is an error in one library and a number in the other. A cut
// through a word can leave such a number: 24e24757.
bool has_exponent(std::string_view text) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    for (std::size_t at = 1; at + 1 < text.size(); ++at)
        if (text[at] == 'e' && is_digit(text[at - 1]) &&
            (is_digit(text[at + 1]) || text[at + 1] == '+' || text[at + 1] == '-'))
            return true;
    return false;
}

// Bytes that a client might send: our text with a few bytes changed, dropped or doubled.
std::string damaged(Dice& dice, std::string text) {
    static const std::string_view marks = "{}[]\",:0123456789-+.turfalsn\\ \n\xFF\xC3x";
    for (auto count = dice.between(1, 3); count > 0 && !text.empty(); --count) {
        const auto place =
            static_cast<std::size_t>(dice.between(0, static_cast<std::int64_t>(text.size()) - 1));
        const auto kind = dice.between(0, 3);
        if (kind == 0)
            text.erase(place, static_cast<std::size_t>(dice.between(1, 4)));
        else if (kind == 1)
            text.insert(place, 1, dice.one_of(marks));
        else if (kind == 2)
            text[place] = dice.one_of(marks);
        else
            text.insert(place, text.substr(place, 20));
    }
    return text;
}

TEMPLATE_LIST_TEST_CASE("both readers agree about damaged bytes", "", AllTypes) {
    CHECK(rc::check("damaged, read", [](std::uint64_t seed) {
        Dice dice(seed);
        TestType value;
        json::fill(dice, value);
        const std::string text = damaged(dice, json::text_of(value));
        RC_LOG() << text;
        RC_PRE(!has_exponent(text));
        RC_ASSERT(through_boost<TestType>(text) == through_nlohmann<TestType>(text));
    }));
}

}  // namespace second_reader_test
