#include "server/pages/keyed_page.hpp"

#include <catch2/catch_test_macros.hpp>

#include <random>
#include <set>

#include <zlib.h>

namespace starfish {
namespace keyed_page_test {

constexpr std::string_view key = "0123456789abcdef0123456789abcdef";
constexpr std::string_view other_key = "fedcba9876543210fedcba9876543210";

// Uses zlib's own reader, which checks length and checksum; "damaged" if they are wrong.
std::string unzipped(std::string_view bytes) {
    z_stream stream{};
    REQUIRE(inflateInit2(&stream, 15 + 16) == Z_OK);
    std::string out(1 << 20, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int result = inflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    const bool whole = result == Z_STREAM_END && stream.avail_in == 0;
    inflateEnd(&stream);
    return whole ? out : "damaged";
}

std::string page_around(std::string_view value, std::string_view before, std::string_view after) {
    std::string page(before);
    ((page += "<input name=\"key\" value=\"") += value) += "\">";
    return page += after;
}

TEST_CASE("keyed page: the key is put in its place, in both encodings") {
    const std::string before = "<p>海参 海参 海参</p>";
    const std::string after = "<p>海参 海参 海参 00000000000000000000000000000000</p>";
    const KeyedPage page(page_around(KeyedPage::placeholder, before, after));
    CHECK(page.has_key());
    for (const std::string_view k : {key, other_key}) {
        CHECK(page.identity(k) == page_around(k, before, after));
        CHECK(unzipped(page.gzip(k)) == page_around(k, before, after));
    }
}

TEST_CASE("keyed page: a page without a form is the same for all") {
    const KeyedPage page("<p>已结束</p>");
    CHECK_FALSE(page.has_key());
    CHECK(page.identity(key) == "<p>已结束</p>");
    CHECK(unzipped(page.gzip(key)) == "<p>已结束</p>");
}

TEST_CASE("keyed page: typed text is not mistaken for the key's field") {
    const std::string typed = "name=&quot;key&quot; value=&quot;x";
    const KeyedPage page(page_around(KeyedPage::placeholder, typed, typed));
    CHECK(page.identity(key) == page_around(key, typed, typed));
}

TEST_CASE("keyed page: any text of any length") {
    std::mt19937 random(7);
    for (const std::size_t size : {0U, 1U, 31U, 4096U, 40'000U, 70'000U}) {
        std::string before(size, ' ');
        std::string after(size / 2, ' ');
        for (char& c : before) c = static_cast<char>('a' + random() % 26);
        for (char& c : after) c = static_cast<char>('a' + random() % 3);
        const KeyedPage page(page_around(KeyedPage::placeholder, before, after));
        CHECK(unzipped(page.gzip(key)) == page_around(key, before, after));
        CHECK(unzipped(page.gzip(other_key)) == page_around(other_key, before, after));
    }
}

TEST_CASE("keys are fresh and of their length") {
    KeySource source;
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) {
        const std::string next{source.next()};
        CHECK(next.size() == KeyedPage::key_size);
        CHECK(next.find_first_not_of("0123456789abcdef") == std::string::npos);
        seen.insert(next);
    }
    CHECK(seen.size() == 1000);
}

}  // namespace keyed_page_test

}  // namespace starfish
