// The JSON of WeChat Pay API v3 for a merchant of its own (直连商户): paths, bodies, answers. Every
// member was checked against https://pay.weixin.qq.com/doc/v3/merchant/4012791897 (JSAPI),
// .../4012525153 (H5), .../4012556398 (close), .../4012556457 (refund), and
// https://pay.weixin.qq.com/docs/merchant/products/platform-certificate/apilist.html.
//
// Pure: text in, text or data out. Money is whole fen; what is no integer is not understood.
#pragma once

#include "server/payment/provider.hpp"
#include "server/payment/wechat/authorization.hpp"

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace starfish::payment::wechat {

struct WireRequest {
    std::string method;  // GET or POST
    std::string target;  // path and query, as signed and sent
    std::string body;    // JSON; "" for GET
};

// The error names the member that breaks its documented bound.
std::expected<WireRequest, std::string> create_payment_request(const Merchant& merchant,
                                                               const PaymentRequest& request);
std::expected<WireRequest, std::string> query_payment_request(const Merchant& merchant,
                                                              std::string_view out_trade_no);
std::expected<WireRequest, std::string> close_payment_request(const Merchant& merchant,
                                                              std::string_view out_trade_no);
std::expected<WireRequest, std::string> create_refund_request(const RefundRequest& request);
std::expected<WireRequest, std::string> query_refund_request(std::string_view out_refund_no);
WireRequest certificates_request();

// The one member an answer to a new payment has: prepay_id, h5_url or code_url. nullopt if it is
// not there.
std::optional<std::string> read_started(std::string_view body, std::string_view member);

// Why an answer or a notification's content is not taken.
enum class WireRefusal : std::uint8_t { unparsable, wrong_mchid, wrong_appid, wrong_currency };

// A transaction, from a query or out of a notification: it must be of this mchid and appid, and in
// CNY.
std::expected<PaymentStatus, WireRefusal> read_payment(std::string_view body,
                                                       const Merchant& merchant);
// A refund from a query or an application (it has `status`).
std::expected<RefundStatus, WireRefusal> read_refund(std::string_view body);
// A refund out of a notification (it has `refund_status` and mchid).
std::expected<RefundStatus, WireRefusal> read_refund_notice(std::string_view body,
                                                            const Merchant& merchant);

struct WireError {
    std::string code, message;
};
// A 4xx or 5xx answer's body; empty strings for what it does not say. Cut to a bounded length, and
// to printable text.
WireError read_error(std::string_view body);

// AES-256-GCM, as notifications and certificates carry it.
struct Sealed {
    std::string ciphertext, nonce, associated_data;
};

struct SealedCertificate {
    std::string serial_no;
    Sealed certificate;
};
std::optional<std::vector<SealedCertificate>> read_certificates(std::string_view body);

// What a notification says before it is opened.
struct Envelope {
    std::string id;
    Instant created_at;
    std::string event_type;
    std::string original_type;
    Sealed resource;
};
std::optional<Envelope> read_envelope(std::string_view body);

// RFC 3339: written with Shanghai's offset and whole seconds; read with any offset and fraction.
std::string rfc3339(Instant t);
std::optional<Instant> read_rfc3339(std::string_view text);

}  // namespace starfish::payment::wechat
