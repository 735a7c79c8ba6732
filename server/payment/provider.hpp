// The payment port: what Starfish asks of whoever moves the money, in plain data, so that the
// domain knows nothing of any provider's wire form. server/payment/wechat is the adaptor that
// speaks WeChat Pay API v3.
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
// The numbers (out_trade_no, out_refund_no) are ours and are what makes every call safe to repeat:
// the same number is one payment, one refund, however often it is sent.
//
// Every call may block for as long as the adaptor's time limit: call from a worker thread, never
// from the I/O or the engine thread. Calls may come from several threads at once.
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

// How the consumer pays. Inside WeChat's own browser JSAPI, in any other phone browser H5, and on a
// second screen a QR code.
struct JsapiWay {
    std::string openid;  // the payer, as our appid knows her
};
struct H5Way {
    std::string client_address;  // the payer's IP address, for the provider's risk checks
};
struct NativeWay {};
using PaymentWay = std::variant<JsapiWay, H5Way, NativeWay>;

struct PaymentRequest {
    std::string out_trade_no;  // 6 to 32 of 0-9 A-Z a-z _ -
    std::string description;   // 1 to 127 characters; the payer sees it on her bill
    Fen amount;                // 1 to payment_max
    Instant expires_at;        // nobody can pay afterwards; whole seconds count
    std::string notify_url;    // https, public, without a query; to 255 bytes
    PaymentWay way;
};

struct RefundRequest {
    std::string out_refund_no;  // 1 to 64 of 0-9 A-Z a-z _ -
    std::string out_trade_no;
    Fen refund;              // 1 to total
    Fen total;               // what the payment was created with
    std::string reason;      // to 80 bytes of UTF-8; "" for none; the payer sees it
    std::string notify_url;  // "" for the one set at the provider's
};

// One payment's or refund's bound: ¥10,000,000. Nothing here is ever near it.
inline constexpr Fen payment_max{1'000'000'000};

// What WeixinJSBridge's getBrandWCPayRequest takes, ready for the page. Member names are its own.
struct JsapiCall {
    std::string appId, timeStamp, nonceStr, package, signType, paySign;
};
struct H5Url {
    std::string url;  // the page sends the browser there; good for 5 minutes
};
struct QrCode {
    std::string text;  // what the code says; good for 2 hours
};
// Which one follows from the way.
using PaymentStarted = std::variant<JsapiCall, H5Url, QrCode>;

enum class PaymentState : std::uint8_t {
    success,
    refunded,  // paid, and a refund was asked for: the refunds say more
    not_paid,
    closed,
    revoked,
    paying,  // she is typing her password
    failed,
};

struct PaymentStatus {
    PaymentState state{};
    std::string out_trade_no;
    std::string transaction_id;  // the provider's number; "" until paid
    // What was asked for (always there once paid), and what of it the payer paid herself (less
    // than the total if the provider gave her a coupon).
    std::optional<Fen> total, payer_total;
    std::optional<Instant> paid_at;
};

struct PaymentClosed {};

enum class RefundState : std::uint8_t {
    processing,
    success,
    closed,    // will not happen; ask again with a new number if it still should
    abnormal,  // the payer's card refuses it: a person must see to it at the provider's
};

struct RefundStatus {
    RefundState state{};
    std::string out_refund_no;
    std::string refund_id;  // the provider's number
    std::string out_trade_no;
    std::string transaction_id;
    Fen refund, total;
    std::optional<Instant> refunded_at;  // when it is a success
};

enum class FailureKind : std::uint8_t {
    not_sent,  // our own request breaks a documented bound: nothing left the house, nothing
               // happened
    refused,   // the provider says no, with its code and message: nothing happened
    unknown,   // it may have happened: query, or repeat with the same number. Never assume.
};

struct Failure {
    FailureKind kind{};
    int status{};         // HTTP; 0 if there was no answer
    std::string code;     // the provider's own (ORDERPAID, NOT_ENOUGH...), or one of ours below
    std::string message;  // for a log or an operator; holds no secret
};

// Our codes. not_sent: the field that breaks its bound stands in the message.
inline constexpr std::string_view code_invalid_request = "starfish.invalid_request";
// unknown:
inline constexpr std::string_view code_no_answer = "starfish.no_answer";  // network, time-out
inline constexpr std::string_view code_unsigned = "starfish.unsigned";    // no signature
inline constexpr std::string_view code_bad_signature = "starfish.bad_signature";
inline constexpr std::string_view code_not_understood = "starfish.not_understood";
inline constexpr std::string_view code_not_ours = "starfish.not_ours";  // of other numbers or mchid
inline constexpr std::string_view code_unexpected = "starfish.unexpected_status";

template <class T>
using Outcome = std::expected<T, Failure>;

// What a notification told, after everything about it was checked. It may come late, twice or out
// of order: `id` is the same when the same notification is sent again, and a state never goes back
// (a success after a closed refund is told as it came; who holds the refund decides).
struct Notification {
    std::string id;
    Instant created_at;
    std::variant<PaymentStatus, RefundStatus> about;  // a PaymentStatus is always a success
};

enum class NotificationRefusal : std::uint8_t {
    oversized,
    missing_header,  // one of the four signature headers, or one of them unreadable
    clock_skew,      // 300 s or more from our clock, either way
    unknown_serial,
    bad_signature,
    unparsable,  // signed, but not in the documented form
    cannot_decrypt,
    wrong_mchid,
    wrong_appid,
    wrong_currency,
    unknown_event,  // signed and well-formed, but of a kind we never asked for
};

// "bad_signature": for logs, metrics and tests.
std::string_view name_of(NotificationRefusal refusal);
// The status that answers it. Never 2xx, so the provider sends it again on its own schedule.
int http_status_of(NotificationRefusal refusal);
// The status that answers a notification once it is dealt with, and on disk.
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

    // Refused as ORDERPAID, OUT_TRADE_NO_USED... by the provider. The same request again gives
    // another way to the same payment.
    virtual Outcome<PaymentStarted> create_payment(const PaymentRequest& request) = 0;
    virtual Outcome<PaymentStatus> query_payment(std::string_view out_trade_no) = 0;
    // Afterwards nobody can pay it. Refused if it is paid.
    virtual Outcome<PaymentClosed> close_payment(std::string_view out_trade_no) = 0;
    // Done means the provider took it on, not that the money is back: see the state.
    virtual Outcome<RefundStatus> create_refund(const RefundRequest& request) = 0;
    virtual Outcome<RefundStatus> query_refund(std::string_view out_refund_no) = 0;
    // `body` exactly as it came. May fetch new certificates, so it can block as well, though
    // never near the 5 s in which the provider wants its answer.
    virtual std::expected<Notification, NotificationRefusal> read_notification(
        const NotificationHeaders& headers, std::string_view body) = 0;
};

}  // namespace starfish::payment
