#include "server/api/errors.hpp"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

namespace starfish {
namespace errors_test {

nlohmann::json error_of(const Response& r) {
    return nlohmann::json::parse(r.body)["error"];
}

TEST_CASE("errors: a refusal's kind is its status, and its facts are there") {
    CHECK(refused(Locale::en, {RefusalKind::forbidden, "actor.supplier_only", {}, {}}).status ==
          403);
    CHECK(refused(Locale::en, {RefusalKind::unknown, "groupbuy.unknown", {}, {}}).status == 404);
    CHECK(refused(Locale::en, {RefusalKind::conflict, "groupbuy.over", {}, {}}).status == 409);
    const Response r =
        refused(Locale::en, {RefusalKind::invalid, "text.too_long", "reason", {{"most", 200}}});
    CHECK(r.status == 422);
    const auto error = error_of(r);
    CHECK(error["code"] == "text.too_long");
    CHECK(error["field"] == "reason");
    CHECK(error["facts"] == nlohmann::json{{"most", 200}});
    CHECK(error["message"].get<std::string>().find("200") != std::string::npos);
}

TEST_CASE("errors: retryable errors carry Retry-After") {
    const Response busy = unanswered(Locale::en, SubmitFailure::overloaded);
    CHECK(busy.status == 503);
    CHECK(busy.headers.find("Retry-After: 1\r\n") != std::string::npos);
    CHECK(error_of(busy)["code"] == "http.overloaded");
    CHECK(error_of(unanswered(Locale::en, SubmitFailure::failing))["code"] == "http.store_failing");
    const Response slow_down = throttled(Locale::en, "session.throttled", 1001);
    CHECK(slow_down.status == 429);
    CHECK(slow_down.headers.find("Retry-After: 2\r\n") != std::string::npos);
    CHECK(error_of(slow_down)["facts"] == nlohmann::json{{"wait_s", 2}});
}

TEST_CASE("errors: every error code of the server has words") {
    for (const auto* code : {"http.malformed",
                             "http.host",
                             "http.target",
                             "http.target_too_long",
                             "http.header_too_large",
                             "http.too_large",
                             "http.too_slow",
                             "http.cut_short",
                             "http.not_found",
                             "http.method",
                             "http.content_type",
                             "http.origin",
                             "http.failed",
                             "http.no_answer",
                             "http.stopping",
                             "http.overloaded",
                             "http.store_failing",
                             "session.required",
                             "session.wrong_password",
                             "session.throttled",
                             "query.unknown",
                             "query.not_yours",
                             "export.unknown",
                             "export.trainer",
                             "export.phones_leader_only",
                             "export.too_many_labels"}) {
        INFO(code);
        CHECK(has_words(Locale::zh_cn, code));
        CHECK(has_words(Locale::en, code));
    }
}

}  // namespace errors_test
}  // namespace starfish
