#include "server/payment/wechat/authorization.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <optional>

namespace starfish::payment::wechat {
namespace {

constexpr std::size_t serial_bytes_max = 128;
constexpr std::size_t signature_bytes_max = 2048;
constexpr std::size_t nonce_bytes_max = 128;
constexpr std::size_t timestamp_digits_max = 12;

std::string seconds_of(Instant t) {
    return std::to_string(t.ms / second_ms);
}

// Digits only: "+5" and " 5" would be other texts for the same time.
std::optional<Instant> moment_of(std::string_view timestamp) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (timestamp.size() > timestamp_digits_max || !std::ranges::all_of(timestamp, is_digit))
        return std::nullopt;
    std::int64_t seconds = 0;
    const char* const end = timestamp.data() + timestamp.size();
    if (std::from_chars(timestamp.data(), end, seconds).ec != std::errc()) return std::nullopt;
    return Instant{seconds * second_ms};
}

bool is_between(std::size_t size, std::size_t most) {
    return size >= 1 && size <= most;
}

}  // namespace

std::string request_message(std::string_view method, std::string_view target, Instant now,
                            std::string_view nonce, std::string_view body) {
    const std::string timestamp = seconds_of(now);
    std::string message;
    for (const std::string_view line : {method, target, std::string_view(timestamp), nonce, body}) {
        message += line;
        message += '\n';
    }
    return message;
}

std::string authorization(const Merchant& merchant, const PrivateKey& key, std::string_view method,
                          std::string_view target, Instant now, std::string_view nonce,
                          std::string_view body) {
    const std::string signature = key.sign(request_message(method, target, now, nonce, body));
    std::string value = "WECHATPAY2-SHA256-RSA2048 mchid=\"" + merchant.mchid + "\",nonce_str=\"";
    value += nonce;
    value += "\",timestamp=\"" + seconds_of(now) + "\",serial_no=\"" + merchant.serial_no +
             "\",signature=\"" + signature + "\"";
    return value;
}

JsapiCall jsapi_call(const Merchant& merchant, const PrivateKey& key, std::string_view prepay_id,
                     Instant now, std::string_view nonce) {
    JsapiCall call{.appId = merchant.appid,
                   .timeStamp = seconds_of(now),
                   .nonceStr = std::string(nonce),
                   .package = "prepay_id=" + std::string(prepay_id),
                   .signType = "RSA",
                   .paySign = {}};
    // signType is not part of the signed text.
    call.paySign = key.sign(call.appId + "\n" + call.timeStamp + "\n" + call.nonceStr + "\n" +
                            call.package + "\n");
    return call;
}

std::string answer_message(std::string_view timestamp, std::string_view nonce,
                           std::string_view body) {
    std::string message;
    message.reserve(timestamp.size() + nonce.size() + body.size() + 3);
    for (const std::string_view line : {timestamp, nonce, body}) {
        message += line;
        message += '\n';
    }
    return message;
}

std::expected<void, NotificationRefusal> check_headers(const NotificationHeaders& headers,
                                                       Instant now) {
    const auto moment = moment_of(headers.timestamp);
    if (headers.timestamp.empty() || !moment ||
        !is_between(headers.serial.size(), serial_bytes_max) ||
        !is_between(headers.signature.size(), signature_bytes_max) ||
        !is_between(headers.nonce.size(), nonce_bytes_max))
        return std::unexpected(NotificationRefusal::missing_header);
    // Our time is truncated to seconds, like the timestamp.
    if (std::abs(now.ms / second_ms * second_ms - moment->ms) >= clock_skew_ms_max)
        return std::unexpected(NotificationRefusal::clock_skew);
    return {};
}

}  // namespace starfish::payment::wechat
