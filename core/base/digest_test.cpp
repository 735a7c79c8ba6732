#include "core/base/digest.hpp"

#include <catch2/catch_test_macros.hpp>

#include <set>
#include <string>
#include <utility>

namespace digest_test {

using namespace starfish;

// Fixed values, so that a platform or compiler with other digests fails this test.
TEST_CASE("a digest is the same everywhere and for good") {
    CHECK(digest_of(std::string_view()) == digest_of(""));  // a view of nothing, without data
    CHECK(digest_of("") == 0xCDB7C0A608EA153FU);
    CHECK(digest_of("starfish") == 0xD457B45704C4BAC2U);
    CHECK(digest_of("海参") == 0xE6271CA5A54B6480U);
}

TEST_CASE("two parts added apart differ from the same bytes added together") {
    Digest apart;
    apart.add("ab");
    apart.add("c");
    Digest together;
    together.add("abc");
    CHECK(apart.value() != together.value());
    CHECK(digest_of("") != digest_of(std::string_view("\0", 1)));
}

TEST_CASE("digests of like texts differ") {
    std::set<std::uint64_t> seen;
    std::string text(40, 'a');
    for (char& c : text)
        for (const char other : {'b', 'c', 'd'}) {
            const char before = std::exchange(c, other);
            seen.insert(digest_of(text));
            c = before;
        }
    for (std::size_t length = 0; length <= 40; ++length)
        seen.insert(digest_of(std::string_view(text).substr(0, length)));
    CHECK(seen.size() == 40 * 3 + 41);
}

}  // namespace digest_test
