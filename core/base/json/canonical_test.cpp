// CanonicalReader and Reader compared: Reader reads every text that CanonicalReader accepts, with
// the same result.
#include "core/base/json/canonical.hpp"
#include "core/base/json/parse.hpp"
#include "core/base/json/write.hpp"

#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace starfish::json {
namespace canonical_test {

enum class Colour : std::uint8_t { red, open_ };
BOOST_DESCRIBE_ENUM(Colour, red, open_)

struct Inner {
    std::int32_t number{};
    Fen fen;
};
BOOST_DESCRIBE_STRUCT(Inner, (), (number, fen))

struct Sample {
    std::int64_t wide{};
    std::uint32_t id{};
    bool flag{};
    Colour colour{};
    std::string text;
    std::vector<Inner> list;
    std::optional<Inner> perhaps;
};
BOOST_DESCRIBE_STRUCT(Sample, (), (wide, id, flag, colour, text, list, perhaps))

bool read_canonically(std::string_view text, Sample& to) {
    return CanonicalReader(text).read_whole(to);
}

// The value that each reader has read, written as text again; nullopt if the reader refuses.
std::optional<std::string> canonical_reading(std::string_view text) {
    Sample sample;
    if (!read_canonically(text, sample)) return std::nullopt;
    return text_of(sample);
}
std::optional<std::string> other_reading(std::string_view text) {
    const auto sample = from_text<Sample>(text);
    if (!sample) return std::nullopt;
    return text_of(*sample);
}

Sample arbitrary_sample(bool plain_text) {
    Sample sample;
    sample.wide = *rc::gen::arbitrary<std::int64_t>();
    sample.id = *rc::gen::arbitrary<std::uint32_t>();
    sample.flag = *rc::gen::arbitrary<bool>();
    sample.colour = *rc::gen::element(Colour::red, Colour::open_);
    const auto letters = plain_text ? rc::gen::inRange<char>('a', 'z')
                                    : rc::gen::element<char>('a', '"', '\\', '\n', '\x7F', ' ');
    sample.text = *rc::gen::container<std::string>(letters);
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i)
        sample.list.push_back(
            {*rc::gen::arbitrary<std::int32_t>(), {*rc::gen::arbitrary<std::int64_t>()}});
    sample.perhaps = Inner{*rc::gen::inRange(-9, 9), {}};
    return sample;
}

TEST_CASE("the writer's output is read back from its bytes") {
    CHECK(rc::check("plain text", [] {
        const std::string text = text_of(arbitrary_sample(true));
        RC_ASSERT(canonical_reading(text) == text);
    }));
    CHECK(rc::check("any text, or left to the other reader", [] {
        const std::string text = text_of(arbitrary_sample(false));
        RC_ASSERT(other_reading(text) == text);
        RC_ASSERT(canonical_reading(text).value_or(text) == text);
    }));
}

TEST_CASE("an absent member, Chinese text and other spellings are left to the other reader") {
    Sample sample;
    CHECK_FALSE(read_canonically(text_of(sample), sample));
    sample.perhaps = Inner{};
    const std::string good = text_of(sample);
    CHECK(read_canonically(good, sample));
    CHECK_FALSE(read_canonically(" " + good, sample));
    CHECK_FALSE(read_canonically(good + " ", sample));
    sample.text = "海参";
    CHECK_FALSE(read_canonically(text_of(sample), sample));
    CHECK(other_reading(text_of(sample)) == text_of(sample));
}

TEST_CASE("both readers read damaged bytes alike if both accept them") {
    CHECK(rc::check("one byte changed", [] {
        std::string text = text_of(arbitrary_sample(true));
        const auto place = *rc::gen::inRange<std::size_t>(0, text.size());
        text[place] = *rc::gen::oneOf(
            rc::gen::element('0', '1', '-', '.', 'e', ',', '"', '}', ']', '\\', ' '),
            rc::gen::arbitrary<char>());
        if (const auto read = canonical_reading(text)) RC_ASSERT(other_reading(text) == read);
    }));
    CHECK(rc::check("cut short", [] {
        const std::string text = text_of(arbitrary_sample(true));
        const auto size = *rc::gen::inRange<std::size_t>(0, text.size());
        RC_ASSERT(!canonical_reading(std::string_view(text).substr(0, size)));
    }));
    CHECK(rc::check("a byte too many", [] {
        std::string text = text_of(arbitrary_sample(true));
        const auto place = *rc::gen::inRange<std::size_t>(0, text.size() + 1);
        text.insert(place, 1, *rc::gen::element('0', '1', '-', ' ', '"', ',', 'a'));
        if (const auto read = canonical_reading(text)) RC_ASSERT(other_reading(text) == read);
    }));
}

}  // namespace canonical_test
}  // namespace starfish::json
