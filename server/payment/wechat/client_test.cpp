#include "server/payment/wechat/client.hpp"

#include "server/payment/wechat/wechat_case.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

namespace starfish::payment::wechat {
namespace client_test {

const PaymentRequest request{.out_trade_no = "SF-000042",
                             .description = "砂糖橘",
                             .amount = {5900},
                             .expires_at = {1'528'425'296'000},
                             .notify_url = "https://tuan.example/pay/notice",
                             .way = JsapiWay{"oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"}};
const RefundRequest refund_request{
    .out_refund_no = "SF-000042-R1", .out_trade_no = "SF-000042", .refund = {900}, .total = {5900}};

const std::string prepay = R"({"prepay_id":"wx201410272009395522657a690389285100"})";

TEST_CASE("client: a payment started inside WeChat gives the arguments for the page") {
    WechatCase world;
    world.will_answer(case_signed(200, prepay));
    const auto started = world.client->create_payment(request);
    REQUIRE(started);
    const auto& call = std::get<JsapiCall>(*started);
    CHECK(call.package == "prepay_id=wx201410272009395522657a690389285100");
    CHECK(call.timeStamp == std::to_string(case_now().ms / second_ms));
    CHECK(case_certificate().key.verifies(
        call.appId + "\n" + call.timeStamp + "\n" + call.nonceStr + "\n" + call.package + "\n",
        call.paySign));
}

TEST_CASE("client: the other payment ways give links") {
    WechatCase world;
    PaymentRequest other = request;
    other.way = H5Way{"14.23.150.211"};
    world.will_answer(case_signed(200, R"({"h5_url":"https://wx.tenpay.com/x"})"));
    CHECK(std::get<H5Url>(world.client->create_payment(other).value()).url ==
          "https://wx.tenpay.com/x");
    other.way = NativeWay{};
    world.will_answer(case_signed(200, R"({"code_url":"weixin://wxpay/bizpayurl?pr=x"})"));
    CHECK(std::get<QrCode>(world.client->create_payment(other).value()).text ==
          "weixin://wxpay/bizpayurl?pr=x");
    // The answer to another request is refused.
    world.will_answer(case_signed(200, prepay));
    CHECK(world.client->create_payment(other).error().code == code_not_understood);
}

TEST_CASE("client: every request is signed with a new nonce") {
    WechatCase world;
    for (int i = 0; i < 2; ++i) world.will_answer(case_signed(204, ""));
    REQUIRE(world.client->close_payment("SF-000042"));
    REQUIRE(world.client->close_payment("SF-000042"));
    const auto header = [&](std::size_t i, std::string_view name) {
        for (const outbound::HttpHeader& field : world.transport->sent.at(i).headers)
            if (field.name == name) return field.value;
        return std::string();
    };
    const std::string first = header(0, "Authorization");
    CHECK(first.starts_with("WECHATPAY2-SHA256-RSA2048 mchid=\"1900000109\",nonce_str=\""));
    CHECK(first != header(1, "Authorization"));
    CHECK(header(0, "Accept") == "application/json");
    CHECK(header(0, "Content-Type") == "application/json");
    CHECK_FALSE(header(0, "User-Agent").empty());
}

// All calls share this behaviour, so one call is tested.
FailureKind kind_after(std::expected<outbound::HttpAnswer, std::string> answer) {
    WechatCase world;
    world.will_answer(std::move(answer));
    const auto outcome = world.client->create_payment(request);
    REQUIRE_FALSE(outcome);
    return outcome.error().kind;
}

TEST_CASE("client: only signed answers are trusted") {
    const std::string no = R"({"code":"ORDERPAID","message":"该订单已支付"})";
    CHECK(kind_after(std::unexpected("timed out")) == FailureKind::unknown);
    CHECK(kind_after(case_unsigned(200, prepay)) == FailureKind::unknown);
    CHECK(kind_after(case_signed(400, no)) == FailureKind::refused);
    CHECK(kind_after(case_unsigned(400, no)) == FailureKind::unknown);
    outbound::HttpAnswer forged = case_signed(400, no);
    forged.body += " ";
    CHECK(kind_after(forged) == FailureKind::unknown);
    forged = case_signed(200, prepay);
    forged.body.back() = ' ';
    CHECK(kind_after(forged) == FailureKind::unknown);
    forged = case_signed(200, prepay);
    forged.headers.push_back({"Wechatpay-Serial", forged.headers.front().value});
    CHECK(kind_after(forged) == FailureKind::unknown);
    CHECK(kind_after(case_signed(200, prepay, case_now() + 300 * second_ms)) ==
          FailureKind::unknown);
    CHECK(kind_after(case_signed(200, "{}")) == FailureKind::unknown);
    CHECK(kind_after(case_signed(202, prepay)) == FailureKind::unknown);
    CHECK(kind_after(case_signed(302, prepay)) == FailureKind::unknown);
    CHECK(kind_after(case_signed(500, no)) == FailureKind::unknown);
    CHECK(kind_after(case_signed(429, no)) == FailureKind::unknown);
    CHECK(kind_after(case_signed(403, R"({"code":"SYSTEM_ERROR"})")) == FailureKind::unknown);
    CHECK(kind_after(case_unsigned(401, R"({"code":"SIGN_ERROR"})")) == FailureKind::refused);
}

TEST_CASE("client: a refusal has the provider's code and message") {
    WechatCase world;
    world.will_answer(case_signed(403, R"({"code":"NOT_ENOUGH","message":"余额不足"})"));
    const auto outcome = world.client->create_refund(refund_request);
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().status == 403);
    CHECK(outcome.error().code == "NOT_ENOUGH");
    CHECK(outcome.error().message == "余额不足");
}

TEST_CASE("client: a request that exceeds a limit is not sent") {
    WechatCase world;
    PaymentRequest other = request;
    other.amount = {0};
    CHECK(world.client->create_payment(other).error().kind == FailureKind::not_sent);
    CHECK(world.client->query_payment("x").error().kind == FailureKind::not_sent);
    CHECK(world.client->close_payment("a/../b").error().kind == FailureKind::not_sent);
    CHECK(world.client->query_refund("").error().message == "out_refund_no breaks its bound");
    CHECK(world.transport->sent.empty());
}

TEST_CASE("client: an answer about another number or amount is not accepted") {
    WechatCase world;
    world.will_answer(case_signed(200, case_transaction().dump()));
    CHECK(world.client->query_payment("SF-000042")->state == PaymentState::success);
    world.will_answer(case_signed(200, case_transaction().dump()));
    CHECK(world.client->query_payment("SF-000043").error().code == code_not_ours);
    nlohmann::json other = case_transaction();
    other["mchid"] = "1900000108";
    world.will_answer(case_signed(200, other.dump()));
    CHECK(world.client->query_payment("SF-000042").error().code == code_not_ours);

    world.will_answer(case_signed(200, case_refund("PROCESSING").dump()));
    CHECK(world.client->create_refund(refund_request)->state == RefundState::processing);
    other = case_refund("PROCESSING");
    other["amount"]["refund"] = 901;
    world.will_answer(case_signed(200, other.dump()));
    CHECK(world.client->create_refund(refund_request).error().code == code_not_ours);
    world.will_answer(case_signed(200, case_refund("SUCCESS").dump()));
    CHECK(world.client->query_refund("SF-000042-R2").error().code == code_not_ours);
}

TEST_CASE("client: without a cached key, the certificates are fetched first") {
    WechatCase world(false, true);
    world.will_answer(case_signed(204, ""));
    world.will_answer(case_signed(200, case_certificates()));
    CHECK(world.client->close_payment("SF-000042"));
    REQUIRE(world.transport->sent.size() == 2);
    CHECK(world.transport->sent[1].target == "/v3/certificates");
    CHECK(world.transport->sent[1].time_ms_max == Client::certificates_ms_max);
    // The certificates are not fetched again.
    world.will_answer(case_signed(204, ""));
    CHECK(world.client->close_payment("SF-000042"));
    CHECK(world.transport->sent.size() == 3);
}

TEST_CASE("client: certificates that cannot be verified are not accepted") {
    nlohmann::json list = nlohmann::json::parse(case_certificates());
    outbound::HttpAnswer answer = case_signed(200, list.dump());
    SECTION("unsigned") {
        answer = case_unsigned(200, list.dump());
    }
    SECTION("changed after signing") {
        answer.body += "\n";
    }
    SECTION("of another serial") {
        list["data"][0]["serial_no"] = "50062CE505775F070CAB06E697F1BBD1AD4F4D87";
        answer = case_signed(200, list.dump());
    }
    SECTION("sealed with another key") {
        list["data"][0]["encrypt_certificate"]["nonce"] = "35f9c719727b";
        answer = case_signed(200, list.dump());
    }
    SECTION("an old answer") {
        answer = case_signed(200, list.dump(), case_now() + -300 * second_ms);
    }
    SECTION("an error") {
        answer = case_signed(500, list.dump());
    }
    WechatCase world(false, true);
    world.will_answer(case_signed(204, ""));
    world.will_answer(answer);
    CHECK(world.client->close_payment("SF-000042").error().message == "unknown_serial");
}

TEST_CASE("client: notifications with unknown serials cause at most one fetch per minute") {
    WechatCase world(true, true);
    const std::string body = case_notification("TRANSACTION.SUCCESS", case_transaction());
    CaseSignature forged = case_signature(body);
    forged.serial = "0000000000000000000000000000000000000001";
    for (int i = 0; i < 50; ++i)
        CHECK(world.client->read_notification(forged.headers(), body).error() ==
              NotificationRefusal::unknown_serial);
    CHECK(world.transport->sent.size() == 1);
    CHECK(world.client->read_notification(case_signature(body).headers(), body));
    world.now = world.now + minute_ms;
    CHECK_FALSE(world.client->read_notification(forged.headers(), body));
    CHECK(world.transport->sent.size() == 2);
}

}  // namespace client_test
}  // namespace starfish::payment::wechat
