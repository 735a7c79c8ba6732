// An order's page after the lock: money and hand-out in every case.
#include "core/base/json/description.hpp"
#include "core/words/words.hpp"
#include "server/pages/order/order_page.hpp"
#include "tests/support/page_case.hpp"

#include <boost/mp11.hpp>
#include <catch2/catch_test_macros.hpp>

namespace starfish {
namespace order_collect_test {

constexpr std::int64_t hour = 60;  // minutes
constexpr std::string_view came =
    R"(10:00 陈姐 opens A: 即食海参, 60 units, needs 1 people, until D0 17:30
10:05 李芳 joins A ×3
17:00 陈姐 closes A
17:10 陈姐 checks in A: 3 units as "B1"
)";
constexpr std::string_view handed = "17:30 陈姐 hands over A to 李芳\n";

std::string page_at(std::string more, std::int64_t day, std::int64_t minute) {
    const PageCase page_case(std::string(came) + more);
    INFO(page_case.trouble());
    REQUIRE(page_case.trouble().empty());
    const auto order =
        order_view(page_case.state(), {1}, {}, 1, page_calendar.at(day, minute * minute_ms));
    REQUIRE(order);
    PageWriter writer;
    const Reader reader{.locale = Locale::zh_cn, .language_chosen = true, .origin = {}};
    return order_page(writer, reader, *order, {"token", ""}, {});
}

template <class Enum>
void check_words(std::string_view prefix) {
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto one) {
        const std::string key = std::string(prefix) + std::string(json::name_of(one.value));
        INFO(key);
        for (const Locale locale : {Locale::zh_cn, Locale::en}) CHECK(has_words(locale, key));
    });
}

TEST_CASE("order page: every cause of a refund, correction and claim has its words") {
    check_words<orders::RefundBecause>("page.refund_because_");
    check_words<handout::CorrectionKind>("page.corrected_");
    check_words<handout::ClaimKind>("page.claim_kind_");
    for (const char* const phase : {"open", "granted", "declined", "appealed"})
        for (const Locale locale : {Locale::zh_cn, Locale::en})
            CHECK(has_words(locale, std::string("page.claim_") + phase));
    CHECK(json::name_of(handout::ClaimPhase::open_) == "open");
}

TEST_CASE("order page: what it costs follows corrections and claims") {
    const std::string before = page_at("", 0, 18 * hour);
    CHECK(before.contains("<b class=\"big num\">¥504</b>"));
    CHECK(before.contains("付给团长 陈姐"));
    const std::string missing = "17:20 陈姐 reports 1 missing for 李芳 in A because \"少到一盒\"\n";
    const std::string corrected = page_at(missing, 0, 18 * hour);
    CHECK(corrected.contains("<b class=\"big num\">¥336</b>"));
    CHECK(corrected.contains("¥168 × 3 份，更正和售后减 ¥168"));
    const std::string paid = page_at(missing + std::string(handed), 0, 18 * hour);
    CHECK(paid.contains("已付 ¥336，不用再付。"));
    CHECK(paid.contains("<b>付款<span class=\"unseen\">"));
    CHECK_FALSE(paid.contains("付给团长 陈姐"));
    const std::string granted =
        page_at(std::string(handed) +
                    "17:40 李芳 claims 1 damaged in A\n"
                    "18:00 陈姐 answers 李芳 in A with ¥100 because \"退一百\"\n",
                0, 19 * hour);
    CHECK(granted.contains("<b class=\"big num\">¥404</b>"));
    CHECK(granted.contains("<b class=\"num\">¥100</b> <span>售后退款</span>"));
    CHECK(granted.contains("还有 ¥100 等着交付或退给你。"));
}

TEST_CASE("order page: after collecting: claims allowed, in progress, or closed") {
    const std::string collected(handed);
    CHECK(page_at(collected, 0, 18 * hour).contains("有问题可以在售后期内申请。"));
    CHECK(page_at(collected, 0, 18 * hour).contains("href=\"#claim\""));
    const std::string open =
        page_at(collected + "17:40 李芳 claims 1 damaged in A\n", 0, 18 * hour);
    CHECK(open.contains("已经取走，售后在处理，进度在下面。"));
    CHECK_FALSE(open.contains("href=\"#claim\""));
    const std::string over = page_at(collected, 60, 0);
    CHECK(over.contains("已经取走，售后期已过。"));
    CHECK_FALSE(over.contains("href=\"#claim\""));
    // The place stands beside the code while units are left to collect, and further down
    // afterwards.
    const std::string waiting = page_at("", 0, 18 * hour);
    CHECK(waiting.find("3号门驿站") < waiting.find("big num"));
    const std::string done = page_at(collected, 0, 18 * hour);
    CHECK(done.find("3号门驿站") > done.find("big num"));
}

}  // namespace order_collect_test

}  // namespace starfish
