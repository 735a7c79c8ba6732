#include "server/exports/poster.hpp"

#include "server/exports/qr.hpp"
#include "tests/exports/read_back.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

namespace starfish::exports {
namespace poster_test {

Poster ordinary() {
    return {.title = "即食海参 家庭装 10 只",
            .price = {16'900},
            .tiers = {{{20}, {15'900}}, {{30}, {14'900}}, {{50}, {13'950}}},
            .leader = "陈姐",
            .community = "百步亭",
            .pickup_place = "3 号门驿站",
            .pickup_hours = "周二 16:00–20:00",
            .deadline = from_shanghai({.year = 2020, .month = 11, .day = 24, .hour = 20}),
            .link = "https://starfish.example/g/7KQ2M4PX"};
}

Poster overfull() {
    Poster poster = ordinary();
    poster.title.clear();
    for (int i = 0; i < 12; ++i) poster.title += "大连深海野生即食海参礼盒";
    for (int i = 1; i <= 7; ++i) poster.tiers.push_back({{50 + 10 * i}, {13'900 - 100 * i}});
    poster.leader = "一位名字特别特别长的热心团长";
    poster.community = "武汉市江岸区百步亭花园社区安居苑";
    poster.pickup_place = "后湖大道百步亭花园路十八号安居苑三号门丰巢柜旁边的社区驿站二楼右手";
    poster.pickup_hours = "每周二、周四和周六的 16:00–20:00";
    poster.link += "?from=" + std::string(200, 'x');
    return poster;
}

std::size_t big_endian(std::string_view bytes, std::size_t at) {
    std::size_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value = value << 8 | static_cast<unsigned char>(bytes.at(at + i));
    return value;
}

TEST_CASE("poster: its code is read back, in either language and however full it is") {
    const Locale locale = GENERATE(Locale::zh_cn, Locale::en);
    const bool full = GENERATE(false, true);
    const Poster poster = full ? overfull() : ordinary();
    const std::string png = poster_png(poster, locale);
    keep(png,
         std::string(full ? "full." : "ordinary.") + std::string(language_tag(locale)) + ".png");
    REQUIRE(png.starts_with("\x89PNG\r\n\x1A\n"));
    CHECK(big_endian(png, 16) == 750);
    CHECK(big_endian(png, 20) == 1334);
    CHECK(png.size() < 300'000);
    CHECK(qr_text(png) == poster.link + "\n");
}

TEST_CASE("poster: a group-buy of one price, and nothing else known") {
    Poster poster = ordinary();
    poster.tiers.clear();
    poster.community.clear();
    poster.pickup_hours.clear();
    poster.title = "Oat milk barista edition, six packs";
    const std::string png = poster_png(poster, Locale::en);
    keep(png, "plain.png");
    CHECK(qr_text(png) == poster.link + "\n");
}

TEST_CASE("poster: several goods, each with its first price") {
    const Locale locale = GENERATE(Locale::zh_cn, Locale::en);
    const bool many = GENERATE(false, true);
    Poster poster = ordinary();
    poster.title = "年货海参团";
    poster.tiers.clear();
    poster.price = {3'000};
    poster.goods = {{"即食海参 家庭装 10 只", {16'900}, true},
                    {"大连深海野生淡干海参礼盒 二十年老店 送礼自用都体面", {68'000}, false},
                    {"土鸡蛋 30 枚", {3'000}, false}};
    if (many)
        for (int i = 0; i < 4; ++i) poster.goods.push_back({"东北大米 5 kg", {4'500}, true});
    const std::string png = poster_png(poster, locale);
    keep(png,
         std::string(many ? "many." : "several.") + std::string(language_tag(locale)) + ".png");
    CHECK(qr_text(png) == poster.link + "\n");
}

TEST_CASE("poster: the same facts make the same picture") {
    CHECK(poster_png(ordinary(), Locale::zh_cn) == poster_png(ordinary(), Locale::zh_cn));
}

TEST_CASE("qr: an empty or too long text has no code") {
    CHECK_FALSE(qr_code(""));
    CHECK(qr_code(std::string(2'331, 'x')));
    CHECK_FALSE(qr_code(std::string(2'332, 'x')));
    const auto code = qr_code("4821");
    REQUIRE(code);
    CHECK(code->side == 21);
    CHECK(code->dark_at(0, 0));
    CHECK_FALSE(code->dark_at(7, 7));
}

}  // namespace poster_test
}  // namespace starfish::exports
