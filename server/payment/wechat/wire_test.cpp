#include "server/payment/wechat/wire.hpp"

#include "server/payment/wechat/wechat_case.hpp"

#include <catch2/catch_test_macros.hpp>

namespace starfish::payment::wechat {
namespace wire_test {

PaymentRequest request_with(PaymentWay way) {
    return {.out_trade_no = "SF20260105-000042",
            .description = "3 斤 砂糖橘",
            .amount = {5900},
            .expires_at = {1'528'425'296'789},
            .notify_url = "https://tuan.example/pay/notice",
            .way = std::move(way)};
}

TEST_CASE("wire: a payment inside WeChat") {
    const auto wire =
        create_payment_request(case_merchant(), request_with(JsapiWay{"oUpF8uMuAJO_M2pxb1Q9zNjW"}));
    REQUIRE(wire);
    CHECK(wire->method == "POST");
    CHECK(wire->target == "/v3/pay/transactions/jsapi");
    CHECK(wire->body ==
          R"({"appid":"wxd678efh567hg6787","mchid":"1900000109","description":"3 斤 砂糖橘",)"
          R"("out_trade_no":"SF20260105-000042","time_expire":"2018-06-08T10:34:56+08:00",)"
          R"("notify_url":"https://tuan.example/pay/notice",)"
          R"("amount":{"total":5900,"currency":"CNY"},)"
          R"("payer":{"openid":"oUpF8uMuAJO_M2pxb1Q9zNjW"}})");
}

TEST_CASE("wire: a payment in another browser, and by a QR code") {
    const auto h5 = create_payment_request(case_merchant(), request_with(H5Way{"14.23.150.211"}));
    REQUIRE(h5);
    CHECK(h5->target == "/v3/pay/transactions/h5");
    CHECK(h5->body.ends_with(
        R"("scene_info":{"payer_client_ip":"14.23.150.211","h5_info":{"type":"Wap"}}})"));
    const auto native = create_payment_request(case_merchant(), request_with(NativeWay{}));
    REQUIRE(native);
    CHECK(native->target == "/v3/pay/transactions/native");
    CHECK(native->body.ends_with(R"("amount":{"total":5900,"currency":"CNY"}})"));
}

TEST_CASE("wire: querying, closing, refunding") {
    const auto query = query_payment_request(case_merchant(), "SF-000042");
    REQUIRE(query);
    CHECK(query->method == "GET");
    CHECK(query->target == "/v3/pay/transactions/out-trade-no/SF-000042?mchid=1900000109");
    CHECK(query->body.empty());
    const auto close = close_payment_request(case_merchant(), "SF-000042");
    REQUIRE(close);
    CHECK(close->target == "/v3/pay/transactions/out-trade-no/SF-000042/close");
    CHECK(close->body == R"({"mchid":"1900000109"})");
    const auto refund = create_refund_request({.out_refund_no = "SF-000042-R1",
                                               .out_trade_no = "SF-000042",
                                               .refund = {900},
                                               .total = {5900},
                                               .reason = "成团价更低，退差额"});
    REQUIRE(refund);
    CHECK(refund->target == "/v3/refund/domestic/refunds");
    CHECK(
        refund->body ==
        R"({"out_trade_no":"SF-000042","out_refund_no":"SF-000042-R1",)"
        R"("reason":"成团价更低，退差额","amount":{"refund":900,"total":5900,"currency":"CNY"}})");
    CHECK(query_refund_request("SF-000042-R1")->target ==
          "/v3/refund/domestic/refunds/SF-000042-R1");
    CHECK(certificates_request().target == "/v3/certificates");
}

TEST_CASE("wire: a value that exceeds a documented limit is named and not sent") {
    const auto wrong = [](auto change) {
        PaymentRequest request = request_with(JsapiWay{"openid"});
        change(request);
        const auto wire = create_payment_request(case_merchant(), request);
        return wire ? std::string("nothing") : wire.error();
    };
    CHECK(wrong([](PaymentRequest&) {}) == "nothing");
    for (const char* number : {"", "SF-42", "SF/000042", "SF 000042", "SF-000042\n", "SF|000042",
                               "SF-0000000000000000000000000000042"})
        CHECK(wrong([&](PaymentRequest& r) { r.out_trade_no = number; }) == "out_trade_no");
    CHECK(wrong([](PaymentRequest& r) { r.description = ""; }) == "description");
    CHECK(wrong([](PaymentRequest& r) { r.description = "\xFF"; }) == "description");
    CHECK(wrong([](PaymentRequest& r) { r.description = std::string(128, 'a'); }) == "description");
    CHECK(wrong([](PaymentRequest& r) { r.amount = {0}; }) == "amount");
    CHECK(wrong([](PaymentRequest& r) { r.amount = {-1}; }) == "amount");
    CHECK(wrong([](PaymentRequest& r) { r.amount = payment_max + Fen{1}; }) == "amount");
    for (const char* url : {"", "http://tuan.example/", "https://tuan.example/?a=1",
                            "https://tuan.example/ a", "https://tuan.example/#a"})
        CHECK(wrong([&](PaymentRequest& r) { r.notify_url = url; }) == "notify_url");
    CHECK(wrong([](PaymentRequest& r) { r.way = JsapiWay{""}; }) == "openid");
    CHECK(wrong([](PaymentRequest& r) { r.way = H5Way{""}; }) == "client_address");

    RefundRequest refund{
        .out_refund_no = "R1", .out_trade_no = "SF-000042", .refund = {5901}, .total = {5900}};
    CHECK(create_refund_request(refund).error() == "refund");
    refund.refund = {5900};
    CHECK(create_refund_request(refund));
    refund.reason = std::string(81, 'a');
    CHECK(create_refund_request(refund).error() == "reason");
    CHECK(query_refund_request("../certificates").error() == "out_refund_no");
}

TEST_CASE("wire: a payment's states in the answer to a query") {
    const auto state_of = [](const char* name) {
        nlohmann::json answer = case_transaction();
        answer["trade_state"] = name;
        return read_payment(answer.dump(), case_merchant())->state;
    };
    CHECK(state_of("SUCCESS") == PaymentState::success);
    CHECK(state_of("REFUND") == PaymentState::refunded);
    CHECK(state_of("NOTPAY") == PaymentState::not_paid);
    CHECK(state_of("CLOSED") == PaymentState::closed);
    CHECK(state_of("REVOKED") == PaymentState::revoked);
    CHECK(state_of("USERPAYING") == PaymentState::paying);
    CHECK(state_of("PAYERROR") == PaymentState::failed);
}

TEST_CASE("wire: an unpaid payment has neither an amount nor a time") {
    const auto status = read_payment(
        R"({"mchid":"1900000109","appid":"wxd678efh567hg6787","out_trade_no":"SF-000042",)"
        R"("trade_state":"NOTPAY","trade_state_desc":"订单未支付"})",
        case_merchant());
    REQUIRE(status);
    CHECK(status->state == PaymentState::not_paid);
    CHECK_FALSE(status->total);
    CHECK_FALSE(status->paid_at);
}

TEST_CASE("wire: an error message is cut to one bounded line of UTF-8") {
    const WireError error =
        read_error(R"({"code":"PARAM_ERROR","message":"参数\n错误","detail":{"field":"x"}})");
    CHECK(error.code == "PARAM_ERROR");
    CHECK(error.message == "参数 错误");
    std::string lengthy;
    for (int i = 0; i < 200; ++i) lengthy += "错";
    const std::string cut = read_error(nlohmann::json{{"message", lengthy}}.dump()).message;
    CHECK(cut.size() == 255);
    CHECK(lengthy.starts_with(cut));
    CHECK(read_error("<html>").code.empty());
}

TEST_CASE("wire: a list of certificates is accepted completely or not at all") {
    const auto list = read_certificates(case_certificates());
    REQUIRE(list);
    REQUIRE(list->size() == 1);
    CHECK(list->front().serial_no == vector_text("certificate_serial"));
    CHECK(read_certificates(R"({"data":[]})")->empty());
    CHECK_FALSE(read_certificates(R"({"data":[{}]})"));
    CHECK_FALSE(read_certificates(R"({"data":{}})"));
    CHECK_FALSE(read_certificates("[]"));
}

TEST_CASE("wire: times are written in Shanghai's offset and read in any offset") {
    const Instant t{1'528'425'296'000};
    CHECK(rfc3339(t) == "2018-06-08T10:34:56+08:00");
    CHECK(read_rfc3339("2018-06-08T10:34:56+08:00") == t);
    CHECK(read_rfc3339("2018-06-08T02:34:56Z") == t);
    CHECK(read_rfc3339("2018-06-07T21:04:56-05:30") == t);
    CHECK(read_rfc3339("2018-06-08T02:34:56.789Z") == t + 789);
    CHECK(read_rfc3339("2018-06-08T02:34:56.7Z") == t + 700);
    CHECK(read_rfc3339("1970-01-01T00:00:00Z") == Instant{0});
    for (const char* text : {"", "2018-06-08", "2018-06-08T10:34:56", "2018-06-08 10:34:56+08:00",
                             "2018-13-08T10:34:56Z", "2018-02-30T10:34:56Z", "2018-06-08T24:00:00Z",
                             "2018-06-08T10:34:56+0800", "2018-06-08T10:34:56.Z",
                             "2018-06-08T10:34:56Zx", "2018-6-8T10:34:56Z", "+018-06-08T10:34:56Z"})
        CHECK_FALSE(read_rfc3339(text));
}

}  // namespace wire_test
}  // namespace starfish::payment::wechat
