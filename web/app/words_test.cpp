// Sentences whose key contains an enumerator's name must exist in both languages.
// tests/tidy/browser_words.mjs checks that the browser has them too.
#include "core/words/words.hpp"
#include "core/base/json/description.hpp"
#include "core/subjects/groupbuy/queries.hpp"
#include "core/subjects/handout/queries.hpp"
#include "core/subjects/money/queries.hpp"
#include "core/subjects/notices/notices.hpp"
#include "core/subjects/orders/orders.hpp"

#include <boost/mp11.hpp>
#include <catch2/catch_test_macros.hpp>

using namespace starfish;

namespace words_test {

template <class Enum>
void check_words(std::string_view prefix, std::string_view suffix = "") {
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto one) {
        const std::string key = std::string(prefix).append(json::name_of(one.value)).append(suffix);
        INFO(key);
        for (const Locale locale : {Locale::zh_cn, Locale::en}) CHECK(has_words(locale, key));
    });
}

TEST_CASE("words: every sentence with an enumerator's name in its key exists") {
    check_words<orders::RefundBecause>("refund.");
    check_words<handout::ClaimKind>("claims.");
    check_words<notices::Kind>("notice.");
    check_words<notices::Kind>("telling.");
    check_words<groupbuy::Stage>("stage.");
    check_words<groupbuy::PaymentKind>("payment.");
    check_words<groupbuy::PaymentKind>("payment.", "_note");
    check_words<groupbuy::ThresholdKind>("groupbuy.threshold_");
    check_words<groupbuy::ThresholdKind>("groupbuy.threshold_missing_");
    check_words<groupbuy::ThresholdKind>("groupbuy.close_fails_");
    check_words<money::WithdrawalPhase>("cash.phase_");
    for (const char* const view : {"pay", "till", "sales", "bank"})
        for (const Locale locale : {Locale::zh_cn, Locale::en})
            CHECK(has_words(locale, std::string("cash.view_") + view));
}

}  // namespace words_test
