#include "server/pages/page_cache.hpp"

#include <catch2/catch_test_macros.hpp>

namespace starfish {
namespace page_cache_test {

using namespace std::chrono_literals;

constexpr PageCache::Clock::time_point start{};
const Reader chinese{.locale = Locale::zh_cn, .language_chosen = false, .origin = "https://a"};
const Reader english{.locale = Locale::en, .language_chosen = true, .origin = "https://a"};

template <class Subject, class E>
PublishedRecord published(Seq seq, E event) {
    PublishedRecord record{.record = {}, .audience = {}, .event = Subject(std::move(event))};
    record.record.seq = seq;
    record.record.type = E::name;
    return record;
}

PublishedRecord joined_record(Seq seq) {
    groupbuy::Joined joined;
    joined.line = {12};
    joined.groupbuy = {1};
    return published<groupbuy::Event>(seq, joined);
}

void keep(PageCache& cache, std::string_view code, std::uint32_t id, Seq from,
          const Reader& reader = chinese) {
    cache.put(code, {id}, reader, KeyedPage(std::string(code)), from, start + 1min);
}

bool holds(const PageCache& cache, std::string_view code, const Reader& reader = chinese) {
    return cache.find(code, reader, start) != nullptr;
}

TEST_CASE("page cache: a page is kept for its group-buy, language and origin, until its time") {
    PageCache cache;
    CHECK_FALSE(holds(cache, "a"));
    keep(cache, "a", 1, 5);
    CHECK(holds(cache, "a"));
    CHECK_FALSE(holds(cache, "b"));
    CHECK_FALSE(holds(cache, "a", english));
    CHECK_FALSE(holds(cache, "a", {Locale::zh_cn, true, "https://a"}));
    CHECK_FALSE(holds(cache, "a", {Locale::zh_cn, false, "https://evil"}));
    CHECK(cache.find("a", chinese, start + 1min - 1ns));
    CHECK_FALSE(cache.find("a", chinese, start + 1min));
    CHECK(cache.id_of("a") == Id<groupbuy::GroupBuy>{1});
    CHECK_FALSE(cache.id_of("b"));
}

TEST_CASE("page cache: a change drops its group-buy's pages, in every language") {
    PageCache cache;
    keep(cache, "a", 1, 5);
    keep(cache, "a", 1, 5, english);
    keep(cache, "b", 12, 5);
    const PublishedRecord joined[] = {joined_record(6)};
    cache.changed(joined);
    CHECK_FALSE(holds(cache, "a"));
    CHECK_FALSE(holds(cache, "a", english));
    CHECK(holds(cache, "b"));
}

TEST_CASE("page cache: a page made from before a change is not kept") {
    PageCache cache;
    const PublishedRecord joined[] = {joined_record(6)};
    cache.changed(joined);
    keep(cache, "a", 1, 5);
    CHECK_FALSE(holds(cache, "a"));
    keep(cache, "a", 1, 6);
    CHECK(holds(cache, "a"));
}

TEST_CASE("page cache: a change of shared data drops all pages") {
    PageCache cache;
    keep(cache, "a", 1, 5);
    const PublishedRecord reserved[] = {published<groupbuy::Event>(6, groupbuy::Reserved{})};
    cache.changed(reserved);
    CHECK(holds(cache, "a"));
    const PublishedRecord point[] = {published<community::Event>(7, community::PickupPointAdded{})};
    cache.changed(point);
    CHECK_FALSE(holds(cache, "a"));
    keep(cache, "a", 1, 6);
    CHECK_FALSE(holds(cache, "a"));
}

TEST_CASE("page cache: money events drop no pages") {
    PageCache cache;
    keep(cache, "a", 1, 5);
    const PublishedRecord paid[] = {published<orders::Event>(6, orders::Billed{}),
                                    published<orders::Event>(7, orders::Paid{})};
    cache.changed(paid);
    CHECK(holds(cache, "a"));
}

TEST_CASE("page cache: bounded") {
    PageCache cache(2);
    keep(cache, "a", 1, 5);
    keep(cache, "b", 2, 5);
    keep(cache, "c", 3, 5);
    CHECK_FALSE(holds(cache, "a"));
    CHECK(holds(cache, "c"));
}

}  // namespace page_cache_test

}  // namespace starfish
