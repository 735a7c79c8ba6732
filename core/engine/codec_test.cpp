#include "core/engine/codec.hpp"

#include "core/base/json/write.hpp"
#include "tests/second_reader/any_value.hpp"

#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

namespace codec_test {

using namespace starfish;

std::string envelope(std::string_view id, std::string_view type, std::string_view data) {
    std::string text = R"({"id":)";
    json::write(text, id);
    text += R"(,"type":)";
    json::write(text, type);
    return text + ",\"data\":" + std::string(data) + "}";
}

// "code path" of the error, or "fine".
std::string read(std::string_view text) {
    const auto read = read_envelope(text);
    return read ? "fine" : std::string(read.error().code) + " " + read.error().path;
}

// Calls f(C{}) for each command type, or each event type.
template <class Types>
void for_each_type(auto f) {
    boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, Types>>(f);
}

// The inner variant that can hold T: of variant<variant<A, B>, variant<C>>.
template <class T, class Nested>
Nested nested(T value) {
    std::optional<Nested> found;
    for_each_type<Nested>([&]<class Subject>(boost::mp11::mp_identity<Subject>) {
        if constexpr (boost::mp11::mp_contains<Subject, T>::value)
            found = Subject(std::move(value));
    });
    return std::move(*found);
}

TEST_CASE("every command can be read from the text a client sends") {
    CHECK(rc::check("any command", [](std::uint64_t seed) {
        histories::Dice dice(seed);
        for_each_type<AnyCommand>([&]<class C>(boost::mp11::mp_identity<C>) {
            C command;
            json::fill(dice, command);
            const std::string body = json::text_of(command);
            const auto read = read_envelope(envelope("command-1", C::name, body));
            RC_ASSERT(read.has_value());
            RC_ASSERT(read->id == "command-1");
            RC_ASSERT(type_of(read->command) == C::name);
            RC_ASSERT(body_of(read->command) == body);
        });
    }));
}

TEST_CASE("a repeated member is refused with its path") {
    CHECK(read(R"({"id":"command-1","id":"command-2","type":"groupbuy.close","data":{}})") ==
          "input.repeated_field id");
    CHECK(read(envelope("command-1", "groupbuy.close", R"({"groupbuy":1,"groupbuy":2})")) ==
          "input.repeated_field groupbuy");
    CHECK(read(envelope("command-1", "groupbuy.open",
                        R"({"items":[{"a":1},{"offer":1,"offer":2}]})")) ==
          "input.repeated_field items[1].offer");
    CHECK(read(R"([{"a":1,"a":2}])") == "input.repeated_field [0].a");
    CHECK(read(envelope("command-1", "groupbuy.close", R"({"groupbuy":1})")) == "fine");
}

TEST_CASE("every event can be read back from its body") {
    CHECK(rc::check("any event", [](std::uint64_t seed) {
        histories::Dice dice(seed);
        json::Document document;
        for_each_type<AnyEvent>([&]<class E>(boost::mp11::mp_identity<E>) {
            E value;
            json::fill(dice, value);
            const auto event = nested<E, Event>(std::move(value));
            std::string body;
            write_body(body, event);
            const auto* const parsed = document.parse(body);
            RC_ASSERT(parsed != nullptr);
            const auto read = read_event(type_of(event), version_of(event), *parsed);
            RC_ASSERT(read.has_value());
            RC_ASSERT(!read_event(type_of(event), version_of(event) + 1, *parsed).has_value());
            std::string again;
            write_body(again, *read);
            RC_ASSERT(again == body);
        });
    }));
}

TEST_CASE("no two commands and no two events share a name") {
    std::vector<std::string_view> names;
    for_each_type<AnyCommand>(
        [&]<class C>(boost::mp11::mp_identity<C>) { names.push_back(C::name); });
    for_each_type<AnyEvent>(
        [&]<class E>(boost::mp11::mp_identity<E>) { names.push_back(E::name); });
    std::ranges::sort(names);
    CHECK(std::ranges::adjacent_find(names) == names.end());
}

TEST_CASE("an invalid envelope is refused with the path of its error") {
    const std::string_view close = R"({"groupbuy":1})";
    CHECK(read(envelope("command-1", "groupbuy.close", close)) == "fine");
    CHECK(read("") == "input.not_json ");
    CHECK(read("[]") == "input.wrong_type ");
    CHECK(read("{}") == "input.missing_field id");
    CHECK(read(R"({"id":"command-1","data":{}})") == "input.missing_field type");
    CHECK(read(R"({"id":"command-1","type":"groupbuy.close"})") == "input.missing_field data");
    CHECK(read(R"({"id":"command-1","type":"groupbuy.close","data":{"groupbuy":1},"now":1})") ==
          "input.unknown_field now");
    CHECK(read(R"({"id":7,"type":"groupbuy.close","data":{}})") == "input.wrong_type id");
    CHECK(read(R"({"id":"command-1","type":7,"data":{}})") == "input.wrong_type type");
    CHECK(read(envelope("short", "groupbuy.close", close)) == "input.out_of_range id");
    CHECK(read(envelope("with space", "groupbuy.close", close)) == "input.out_of_range id");
    CHECK(read(envelope(std::string(65, 'a'), "groupbuy.close", close)) == "input.out_of_range id");
    CHECK(read(envelope("command-1", "groupbuy.burn", close)) == "input.unknown_command type");
    CHECK(read(envelope("command-1", "groupbuy.locked", close)) == "input.unknown_command type");
    CHECK(read(envelope("command-1", "groupbuy.close", "null")) == "input.wrong_type ");
    CHECK(read(envelope("command-1", "groupbuy.close", "[]")) == "input.wrong_type ");
    CHECK(read(envelope("command-1", "groupbuy.close", "{}")) == "input.missing_field groupbuy");
    CHECK(read(envelope("command-1", "groupbuy.close", R"({"groupbuy":1,"actor":"leader:1"})")) ==
          "input.unknown_field actor");
    CHECK(read(envelope("command-1", "groupbuy.open", R"({"threshold":{"kind":"weight"}})")) ==
          "input.out_of_range threshold.kind");
}

}  // namespace codec_test
