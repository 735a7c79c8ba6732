// The payment port: the interface to a payment provider, in plain data, so that the domain does not
// depend on a provider's wire format. server/payment/wechat is the adaptor for WeChat Pay API v3.
//
//   auto started = provider.create_payment({.out_trade_no = "SF20260105-000042",
//                                           .description = "3 斤 砂糖橘",
//                                           .amount = {5'900},
//                                           .expires_at = now + 30 * minute_ms,
//                                           .notify_url = "https://tuan.example/pay/notice",
//                                           .way = JsapiWay{.openid = openid}});
//   if (!started && started.error().kind == FailureKind::unknown)
//       ...query_payment() with the same number later; never assume, never take a new number
//
// We choose the numbers (out_trade_no, out_refund_no). They make every call safe to repeat: the
// same number is one payment or one refund, however often it is sent.
//
// Every call may block up to the adaptor's time limit: call from a worker thread, never from the
// I/O or the engine thread. Thread-safe.
#pragma once

#include "core/base/instant.hpp"
#include "core/base/quantity.hpp"

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace starfish::payment {

// How the consumer pays: JSAPI inside WeChat's own browser, H5 in other phone browsers, a QR code
// on a second screen.
struct JsapiWay {
    std::string openid;  // the payer's id for our appid
};
struct H5Way {
    std::string client_address;  // the payer's IP address, for the provider's risk checks
};
struct NativeWay {};
using PaymentWay = std::variant<JsapiWay, H5Way, NativeWay>;

struct PaymentRequest {
    std::string out_trade_no;  // 6 to 32 of 0-9 A-Z a-z _ -
    std::string description;   // 1 to 127 characters; the payer sees it on the bill
    Fen amount;                // 1 to payment_max
    Instant expires_at;        // no payment afterwards; truncated to seconds
    std::string notify_url;    // https, public, without a query; at most 255 bytes
    PaymentWay way;
};

struct RefundRequest {
    std::string out_refund_no;  // 1 to 64 of 0-9 A-Z a-z _ -
    std::string out_trade_no;
    Fen refund;              // 1 to total
    Fen total;               // the payment's amount
    std::string reason;      // at most 80 bytes of UTF-8; "" for none; the payer sees it
    std::string notify_url;  // "": the URL configured at the provider
};

// The limit of one payment or refund: ¥10,000,000, far above any real amount.
inline constexpr Fen payment_max{1'000'000'000};

// The arguments of WeixinJSBridge's getBrandWCPayRequest, with its member names.
struct JsapiCall {
    std::string appId, timeStamp, nonceStr, package, signType, paySign;
};
struct H5Url {
    std::string url;  // the page redirects the browser there; valid for 5 minutes
};
struct QrCode {
    std::string text;  // the code's content; valid for 2 hours
};
// The alternative corresponds to the PaymentWay.
using PaymentStarted = std::variant<JsapiCall, H5Url, QrCode>;

enum class PaymentState : std::uint8_t {
    success,
    refunded,  // paid, and a refund was requested: see the refunds
    not_paid,
    closed,
    revoked,
    paying,  // the payer is entering the password
    failed,
};

struct PaymentStatus {
    PaymentState state{};
    std::string out_trade_no;
    std::string transaction_id;  // the provider's number; "" until paid
    // The requested amount (always set once paid), and the part that the payer paid (less than the
    // total if the provider granted a coupon).
    std::optional<Fen> total, payer_total;
    std::optional<Instant> paid_at;
};

struct PaymentClosed {};

enum class RefundState : std::uint8_t {
    processing,
    success,
    closed,    // will not happen; a repeat needs a new number
    abnormal,  // the payer's card refuses it: an operator must solve it at the provider
};

struct RefundStatus {
    RefundState state{};
    std::string out_refund_no;
    std::string refund_id;  // the provider's number
    std::string out_trade_no;
    std::string transaction_id;
    Fen refund, total;
    std::optional<Instant> refunded_at;  // set for a success
};

enum class FailureKind : std::uint8_t {
    not_sent,  // our request exceeds a documented limit and was not sent: nothing happened
    refused,   // the provider refused, with a code and a message: nothing happened
    unknown,   // it may have happened: query, or repeat with the same number. Never assume.
};

struct Failure {
    FailureKind kind{};
    int status{};         // HTTP; 0 if there was no answer
    std::string code;     // the provider's (ORDERPAID, NOT_ENOUGH...), or one of those below
    std::string message;  // for a log or an operator; without secrets
};

// Our codes. For not_sent; the message names the field that exceeds its limit:
inline constexpr std::string_view code_invalid_request = "starfish.invalid_request";
// For unknown:
inline constexpr std::string_view code_no_answer = "starfish.no_answer";  // network, time-out
inline constexpr std::string_view code_unsigned = "starfish.unsigned";    // no signature
inline constexpr std::string_view code_bad_signature = "starfish.bad_signature";
inline constexpr std::string_view code_not_understood = "starfish.not_understood";
inline constexpr std::string_view code_not_ours = "starfish.not_ours";  // other numbers or mchid
inline constexpr std::string_view code_unexpected = "starfish.unexpected_status";

template <class T>
using Outcome = std::expected<T, Failure>;

// The content of a verified notification. Notifications may arrive late, twice or out of order. A
// repeated notification has the same `id`. A state never goes back; the receiver must handle a
// success that arrives after a closed refund.
struct Notification {
    std::string id;
    Instant created_at;
    std::variant<PaymentStatus, RefundStatus> about;  // a PaymentStatus is always success
};

enum class NotificationRefusal : std::uint8_t {
    oversized,
    missing_header,  // one of the four signature headers is missing or unreadable
    clock_skew,      // 300 s or more from our clock, either way
    unknown_serial,
    bad_signature,
    unparsable,  // signed, but not in the documented format
    cannot_decrypt,
    wrong_mchid,
    wrong_appid,
    wrong_currency,
    unknown_event,  // signed and well-formed, but of another kind
};

// For example "bad_signature": for logs, metrics and tests.
std::string_view name_of(NotificationRefusal refusal);
// The HTTP status that answers the notification. Never 2xx, so the provider sends it again later.
int http_status_of(NotificationRefusal refusal);
// The HTTP status that answers a notification after its content is durable.
inline constexpr int http_status_accepted = 204;

struct NotificationHeaders {
    std::string_view serial;     // Wechatpay-Serial
    std::string_view signature;  // Wechatpay-Signature
    std::string_view timestamp;  // Wechatpay-Timestamp
    std::string_view nonce;      // Wechatpay-Nonce
};

class Provider {
public:
    Provider() = default;
    virtual ~Provider() = default;
    Provider(const Provider&) = delete;
    Provider& operator=(const Provider&) = delete;

    // The provider may refuse: ORDERPAID, OUT_TRADE_NO_USED... A repeat of the same request gives
    // new links to the same payment.
    virtual Outcome<PaymentStarted> create_payment(const PaymentRequest& request) = 0;
    virtual Outcome<PaymentStatus> query_payment(std::string_view out_trade_no) = 0;
    // The payment can then no longer be paid. Refused if it is paid.
    virtual Outcome<PaymentClosed> close_payment(std::string_view out_trade_no) = 0;
    // A result means that the provider accepted the refund; its state tells whether it is complete.
    virtual Outcome<RefundStatus> create_refund(const RefundRequest& request) = 0;
    virtual Outcome<RefundStatus> query_refund(std::string_view out_refund_no) = 0;
    // `body`: the received bytes, unchanged. May block to fetch new certificates, but far less than
    // the provider's time limit for the answer, 5 s.
    virtual std::expected<Notification, NotificationRefusal> read_notification(
        const NotificationHeaders& headers, std::string_view body) = 0;
};

}  // namespace starfish::payment
