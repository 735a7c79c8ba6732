// The texts signed by us and by WeChat Pay, and the headers with the signatures, as documented in
// docs/merchant/development/interface-rules/signature-generation.html (requests) and
// .../signature-verification.html (answers, notifications), wiki/doc/apiv3/apis/chapter5_1_8.shtml
// (paySign), all below https://pay.weixin.qq.com/.
#pragma once

#include "core/base/instant.hpp"
#include "server/payment/provider.hpp"
#include "server/payment/wechat/signing.hpp"

#include <expected>
#include <string>
#include <string_view>

namespace starfish::payment::wechat {

// Our identity at the provider.
struct Merchant {
    std::string mchid;
    std::string appid;
    std::string serial_no;  // of the merchant's own API certificate
};

// The signed text of a request: METHOD\nPATH?QUERY\nTIMESTAMP\nNONCE\nBODY\n
std::string request_message(std::string_view method, std::string_view target, Instant now,
                            std::string_view nonce, std::string_view body);

// The value of the header Authorization.
std::string authorization(const Merchant& merchant, const PrivateKey& key, std::string_view method,
                          std::string_view target, Instant now, std::string_view nonce,
                          std::string_view body);

// The arguments that the page passes to WeixinJSBridge.
JsapiCall jsapi_call(const Merchant& merchant, const PrivateKey& key, std::string_view prepay_id,
                     Instant now, std::string_view nonce);

// The signed text of an answer or a notification: TIMESTAMP\nNONCE\nBODY\n.
std::string answer_message(std::string_view timestamp, std::string_view nonce,
                           std::string_view body);

// Clock difference, in either direction, from which messages are refused.
inline constexpr std::int64_t clock_skew_ms_max = 300 * second_ms;

// Checks the four headers before any cryptography: presence, length and time. Refuses
// missing_header or clock_skew.
std::expected<void, NotificationRefusal> check_headers(const NotificationHeaders& headers,
                                                       Instant now);

}  // namespace starfish::payment::wechat
