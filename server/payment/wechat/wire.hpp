// The JSON of WeChat Pay API v3 for a direct merchant (直连商户): paths, bodies, answers. Every
// member was checked against https://pay.weixin.qq.com/doc/v3/merchant/4012791897 (JSAPI),
// .../4012525153 (H5), .../4012556398 (close), .../4012556457 (refund), and
// https://pay.weixin.qq.com/docs/merchant/products/platform-certificate/apilist.html.
//
// Pure functions. Amounts are whole fen; an amount that is not an integer is refused.
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

// The error names the member that exceeds its documented limit.
std::expected<WireRequest, std::string> create_payment_request(const Merchant& merchant,
                                                               const PaymentRequest& request);
std::expected<WireRequest, std::string> query_payment_request(const Merchant& merchant,
                                                              std::string_view out_trade_no);
std::expected<WireRequest, std::string> close_payment_request(const Merchant& merchant,
                                                              std::string_view out_trade_no);
std::expected<WireRequest, std::string> create_refund_request(const RefundRequest& request);
std::expected<WireRequest, std::string> query_refund_request(std::string_view out_refund_no);
WireRequest certificates_request();

// The single member of the answer to a new payment: prepay_id, h5_url or code_url. nullopt if it is
// missing.
std::optional<std::string> read_started(std::string_view body, std::string_view member);

// Why an answer or a notification's content is refused.
enum class WireRefusal : std::uint8_t { unparsable, wrong_mchid, wrong_appid, wrong_currency };

// A transaction from a query or a notification. Its mchid and appid must be the merchant's, and its
// currency CNY.
std::expected<PaymentStatus, WireRefusal> read_payment(std::string_view body,
                                                       const Merchant& merchant);
// A refund from the answer to a query or to a new refund (it has `status`).
std::expected<RefundStatus, WireRefusal> read_refund(std::string_view body);
// A refund from a notification (it has `refund_status` and mchid).
std::expected<RefundStatus, WireRefusal> read_refund_notice(std::string_view body,
                                                            const Merchant& merchant);

struct WireError {
    std::string code, message;
};
// The body of a 4xx or 5xx answer; empty strings for missing members. Reduced to printable text of
// bounded length.
WireError read_error(std::string_view body);

// Encrypted content (AES-256-GCM) of notifications and certificates.
struct EncryptedData {
    std::string ciphertext, nonce, associated_data;
};

struct EncryptedCertificate {
    std::string serial_no;
    EncryptedData certificate;
};
std::optional<std::vector<EncryptedCertificate>> read_certificates(std::string_view body);

// A notification before it is decrypted.
struct Envelope {
    std::string id;
    Instant created_at;
    std::string event_type;
    std::string original_type;
    EncryptedData resource;
};
std::optional<Envelope> read_envelope(std::string_view body);

// RFC 3339: writes Shanghai's offset and whole seconds; reads any offset and fraction.
std::string rfc3339(Instant t);
std::optional<Instant> read_rfc3339(std::string_view text);

}  // namespace starfish::payment::wechat
