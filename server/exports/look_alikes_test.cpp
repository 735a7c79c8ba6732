#include "server/exports/look_alikes.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <utility>

namespace starfish::exports {
namespace look_alikes_test {

using Pair = std::pair<ItemName, ItemName>;

TEST_CASE("look-alikes: easily confused names") {
    const auto [a, b] =
        GENERATE(Pair{{"即食海参", "500g"}, {"即食海参", "250g"}},      // a number
                 Pair{{"即食海参", "家庭装"}, {"即食海参", "礼盒装"}},  // a word
                 Pair{{"大白菜", ""}, {"小白菜", ""}},                  // a size
                 Pair{{"鲜鸡蛋", "30枚"}, {"鲜鸡蛋", "十枚"}},          // a numeral
                 Pair{{"鲜牛奶", "1L"}, {"鲜羊奶", "1L"}},              // one character
                 Pair{{"红富士苹果", "5斤"}, {"红富土苹果", "5斤"}},    // 士 and 土
                 Pair{{"手工牛肉丸", ""}, {"手工肉牛丸", ""}},          // neighbours swapped
                 Pair{{"海参", ""}, {"海参礼盒", ""}},                  // one begins the other
                 Pair{{"海参 ５００Ｇ", ""}, {"海参", "500g"}},  // the same, typed differently
                 Pair{{"东北大米（长粒香）", ""}, {"东北大米 稻花香", ""}},  // the same beginning
                 Pair{{"Oat milk", "1L"}, {"Oat milk barista", "1L"}});
    INFO(a.item << ' ' << a.spec << " and " << b.item << ' ' << b.spec);
    CHECK(look_alike(a, b));
    CHECK(look_alike(b, a));
}

TEST_CASE("look-alikes: distinct names") {
    const auto [a, b] =
        GENERATE(Pair{{"即食海参", "500g"}, {"东北大米", "500g"}}, Pair{{"苹果", ""}, {"芒果", ""}},
                 Pair{{"黄瓜", "1斤"}, {"南瓜", "1斤"}}, Pair{{"鲜牛奶", ""}, {"酸奶", ""}},
                 Pair{{"武汉热干面", ""}, {"武汉鸭脖", ""}}, Pair{{"10", ""}, {"大", ""}},
                 Pair{{"", ""}, {"海参", ""}});
    INFO(a.item << ' ' << a.spec << " and " << b.item << ' ' << b.spec);
    CHECK_FALSE(look_alike(a, b));
    CHECK_FALSE(look_alike(b, a));
}

TEST_CASE("look-alikes: each is marked with its difference from the others") {
    const std::vector<ItemName> items{
        {"即食海参", "500g"}, {"东北大米", "5kg"}, {"即食海参", "250g"}, {"大白菜", ""},
        {"小白菜", ""},       {"海参", ""},        {"海参礼盒", ""}};
    const auto found = look_alikes(items);
    REQUIRE(found.size() == items.size());
    CHECK(found[0].others == std::vector<std::size_t>{2});
    CHECK(found[0].difference == "500g");
    CHECK(found[2].difference == "250g");
    CHECK(found[1].others.empty());
    CHECK(found[1].difference.empty());
    CHECK(found[3].difference == "大");
    CHECK(found[4].difference == "小");
    CHECK(found[5].difference == "海参");  // it has no part that the other lacks
    CHECK(found[6].difference == "礼盒");
}

TEST_CASE("look-alikes: sharing a beginning or an end does not hide the difference") {
    const std::vector<ItemName> twice{{"海参海参", ""}, {"海参", ""}};
    CHECK(look_alikes(twice)[0].difference == "海参");
    const std::vector<ItemName> same{{"海参", "500g"}, {"海参", "５００Ｇ"}};
    CHECK(look_alikes(same)[0].difference == "500g");
    const std::vector<ItemName> sizes{{"牛奶1.5L装", ""}, {"牛奶15L装", ""}};
    CHECK(look_alikes(sizes)[0].difference == "1.5L");
    CHECK(look_alikes(std::vector<ItemName>{}).empty());
}

}  // namespace look_alikes_test
}  // namespace starfish::exports
