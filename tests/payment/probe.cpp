// Drives the WeChat Pay client from outside: one JSON command per input line, one JSON answer per
// output line. For tests/payment/run.mjs only; not part of the product.
//
//   payment_probe SETTINGS.json
//   {"do":"query_payment","out_trade_no":"SF-000042"}
//   {"payment":{"state":0,...}}  or  {"failure":{"kind":"unknown",...}}  or  {"refusal":"..."}
#include "server/payment/wechat/client.hpp"

#include <nlohmann/json.hpp>

#include <iostream>
#include <string>

namespace starfish::payment {
namespace {

using Json = nlohmann::json;

template <class T>
Json maybe(const std::optional<T>& value) {
    if (!value) return nullptr;
    if constexpr (requires { value->ms; })
        return value->ms;
    else
        return value->value;
}

Json json_of(const PaymentStarted& started) {
    if (const auto* call = std::get_if<JsapiCall>(&started))
        return {{"appId", call->appId},       {"timeStamp", call->timeStamp},
                {"nonceStr", call->nonceStr}, {"package", call->package},
                {"signType", call->signType}, {"paySign", call->paySign}};
    if (const auto* h5 = std::get_if<H5Url>(&started)) return {{"h5_url", h5->url}};
    return {{"code_url", std::get<QrCode>(started).text}};
}

Json json_of(const PaymentStatus& payment) {
    constexpr const char* states[] = {"success", "refunded", "not_paid", "closed",
                                      "revoked", "paying",   "failed"};
    return {
        {"state", states[static_cast<int>(payment.state)]}, {"out_trade_no", payment.out_trade_no},
        {"transaction_id", payment.transaction_id},         {"total", maybe(payment.total)},
        {"payer_total", maybe(payment.payer_total)},        {"paid_at", maybe(payment.paid_at)}};
}

Json json_of(const RefundStatus& refund) {
    constexpr const char* states[] = {"processing", "success", "closed", "abnormal"};
    return {{"state", states[static_cast<int>(refund.state)]},
            {"out_refund_no", refund.out_refund_no},
            {"refund_id", refund.refund_id},
            {"out_trade_no", refund.out_trade_no},
            {"refund", refund.refund.value},
            {"total", refund.total.value},
            {"refunded_at", maybe(refund.refunded_at)}};
}

Json json_of(const PaymentClosed&) {
    return Json::object();
}

template <class T>
Json json_of(const Outcome<T>& outcome) {
    if (outcome) return {{"done", json_of(*outcome)}};
    constexpr const char* kinds[] = {"not_sent", "refused", "unknown"};
    const Failure& failure = outcome.error();
    return {{"failure",
             {{"kind", kinds[static_cast<int>(failure.kind)]},
              {"status", failure.status},
              {"code", failure.code},
              {"message", failure.message}}}};
}

Json json_of(const std::expected<Notification, NotificationRefusal>& notice) {
    if (!notice)
        return {{"refusal", name_of(notice.error())}, {"status", http_status_of(notice.error())}};
    const auto* payment = std::get_if<PaymentStatus>(&notice->about);
    return {{"id", notice->id},
            {"created_at", notice->created_at.ms},
            {payment ? "payment" : "refund",
             payment ? json_of(*payment) : json_of(std::get<RefundStatus>(notice->about))}};
}

PaymentRequest payment_request(const Json& command) {
    PaymentRequest request{.out_trade_no = command.at("out_trade_no"),
                           .description = command.at("description"),
                           .amount = {command.at("amount").get<std::int64_t>()},
                           .expires_at = {command.at("expires_at").get<std::int64_t>()},
                           .notify_url = command.at("notify_url"),
                           .way = NativeWay{}};
    if (command.contains("openid")) request.way = JsapiWay{command.at("openid")};
    if (command.contains("client_address")) request.way = H5Way{command.at("client_address")};
    return request;
}

RefundRequest refund_request(const Json& command) {
    return {.out_refund_no = command.at("out_refund_no"),
            .out_trade_no = command.at("out_trade_no"),
            .refund = {command.at("refund").get<std::int64_t>()},
            .total = {command.at("total").get<std::int64_t>()},
            .reason = command.value("reason", ""),
            .notify_url = command.value("notify_url", "")};
}

Json carry_out(Provider& provider, const Json& command) {
    const std::string what = command.at("do");
    if (what == "create_payment") return json_of(provider.create_payment(payment_request(command)));
    if (what == "query_payment")
        return json_of(provider.query_payment(command.at("out_trade_no").get<std::string>()));
    if (what == "close_payment")
        return json_of(provider.close_payment(command.at("out_trade_no").get<std::string>()));
    if (what == "create_refund") return json_of(provider.create_refund(refund_request(command)));
    if (what == "query_refund")
        return json_of(provider.query_refund(command.at("out_refund_no").get<std::string>()));
    const Json& headers = command.at("headers");
    const auto header = [&](const char* name) { return headers.value(name, ""); };
    const std::string serial = header("wechatpay-serial");
    const std::string signature = header("wechatpay-signature");
    const std::string timestamp = header("wechatpay-timestamp");
    const std::string nonce = header("wechatpay-nonce");
    return json_of(provider.read_notification({serial, signature, timestamp, nonce},
                                              command.at("body").get<std::string>()));
}

int run(const char* settings_file) {
    auto settings = wechat::read_settings(settings_file);
    if (!settings) {
        std::cerr << settings.error() << '\n';
        return 1;
    }
    wechat::Client client(*std::move(settings));
    for (std::string line; std::getline(std::cin, line);)
        std::cout << carry_out(client, Json::parse(line)).dump() << std::endl;
    return 0;
}

}  // namespace
}  // namespace starfish::payment

int main(int argc, char** argv) {
    return argc == 2 ? starfish::payment::run(argv[1]) : 2;
}
