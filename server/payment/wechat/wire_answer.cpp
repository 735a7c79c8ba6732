#include "server/payment/wechat/wire.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace starfish::payment::wechat {
namespace {

using Json = nlohmann::json;
using WireFailure = std::unexpected<WireRefusal>;

// WeChat never lists more than this; a longer list is refused.
constexpr std::size_t certificates_max = 16;
constexpr std::size_t error_bytes_max = 256;

const Json nothing;

// The JSON object in `body`, or null.
Json object_in(std::string_view body) {
    Json read = Json::parse(body, nullptr, false);
    return read.is_object() ? read : Json();
}

const Json& member(const Json& object, std::string_view name) {
    if (!object.is_object()) return nothing;
    const auto found = object.find(name);
    return found == object.end() ? nothing : *found;
}

// "" if the member is missing or not a string.
std::string text_in(const Json& object, std::string_view name) {
    const Json& found = member(object, name);
    return found.is_string() ? found.get<std::string>() : "";
}

// Whole fen, 0 to payment_max. nullopt for 1.0, "1" and 2^63.
std::optional<Fen> fen_in(const Json& object, std::string_view name) {
    const Json& found = member(object, name);
    if (!found.is_number_unsigned()) return std::nullopt;
    const auto value = found.get<std::uint64_t>();
    if (value > static_cast<std::uint64_t>(payment_max.value)) return std::nullopt;
    return Fen{static_cast<std::int64_t>(value)};
}

std::optional<Instant> instant_in(const Json& object, std::string_view name) {
    return read_rfc3339(text_in(object, name));
}

template <class State>
using Names = std::initializer_list<std::pair<std::string_view, State>>;

template <class State>
std::optional<State> state_named(std::string_view name, Names<State> names) {
    for (const auto& [known, state] : names)
        if (known == name) return state;
    return std::nullopt;
}

// https://pay.weixin.qq.com/wiki/doc/apiv3/apis/chapter3_1_2.shtml, trade_state
std::optional<PaymentState> payment_state(std::string_view name) {
    return state_named<PaymentState>(name, {{"SUCCESS", PaymentState::success},
                                            {"REFUND", PaymentState::refunded},
                                            {"NOTPAY", PaymentState::not_paid},
                                            {"CLOSED", PaymentState::closed},
                                            {"REVOKED", PaymentState::revoked},
                                            {"USERPAYING", PaymentState::paying},
                                            {"PAYERROR", PaymentState::failed}});
}

std::optional<RefundState> refund_state(std::string_view name) {
    return state_named<RefundState>(name, {{"SUCCESS", RefundState::success},
                                           {"CLOSED", RefundState::closed},
                                           {"PROCESSING", RefundState::processing},
                                           {"ABNORMAL", RefundState::abnormal}});
}

bool is_in_yuan(const Json& amount) {
    const Json& currency = member(amount, "currency");
    return currency.is_null() || currency == "CNY";
}

// The members that both formats of a refund share.
std::expected<RefundStatus, WireRefusal> refund_in(const Json& read, std::string_view state_name) {
    const auto state = refund_state(text_in(read, state_name));
    const Json& amount = member(read, "amount");
    const auto refund = fen_in(amount, "refund");
    const auto total = fen_in(amount, "total");
    if (!is_in_yuan(amount)) return WireFailure(WireRefusal::wrong_currency);
    RefundStatus status{.out_refund_no = text_in(read, "out_refund_no"),
                        .refund_id = text_in(read, "refund_id"),
                        .out_trade_no = text_in(read, "out_trade_no"),
                        .transaction_id = text_in(read, "transaction_id")};
    if (!state || !refund || !total || *refund > *total || status.out_refund_no.empty() ||
        status.refund_id.empty() || status.out_trade_no.empty())
        return WireFailure(WireRefusal::unparsable);
    status.state = *state;
    status.refund = *refund;
    status.total = *total;
    if (*state == RefundState::success) {
        status.refunded_at = instant_in(read, "success_time");
        if (!status.refunded_at) return WireFailure(WireRefusal::unparsable);
    }
    return status;
}

std::optional<EncryptedData> encrypted_data_in(const Json& read) {
    if (text_in(read, "algorithm") != "AEAD_AES_256_GCM") return std::nullopt;
    EncryptedData encrypted{.ciphertext = text_in(read, "ciphertext"),
                            .nonce = text_in(read, "nonce"),
                            .associated_data = text_in(read, "associated_data")};
    if (encrypted.ciphertext.empty() || encrypted.nonce.empty()) return std::nullopt;
    return encrypted;
}

std::string one_line(std::string text) {
    if (text.size() > error_bytes_max) {
        std::size_t end = error_bytes_max;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
        text.resize(end);
    }
    for (char& c : text)
        if (static_cast<unsigned char>(c) < ' ' || c == 0x7F) c = ' ';
    return text;
}

}  // namespace

std::optional<std::string> read_started(std::string_view body, std::string_view member_name) {
    std::string value = text_in(object_in(body), member_name);
    if (value.empty()) return std::nullopt;
    return value;
}

std::expected<PaymentStatus, WireRefusal> read_payment(std::string_view body,
                                                       const Merchant& merchant) {
    const Json read = object_in(body);
    const auto state = payment_state(text_in(read, "trade_state"));
    if (!state) return WireFailure(WireRefusal::unparsable);
    if (text_in(read, "mchid") != merchant.mchid) return WireFailure(WireRefusal::wrong_mchid);
    if (text_in(read, "appid") != merchant.appid) return WireFailure(WireRefusal::wrong_appid);
    const Json& amount = member(read, "amount");
    PaymentStatus status{.state = *state,
                         .out_trade_no = text_in(read, "out_trade_no"),
                         .transaction_id = text_in(read, "transaction_id"),
                         .total = fen_in(amount, "total"),
                         .payer_total = fen_in(amount, "payer_total"),
                         .paid_at = instant_in(read, "success_time")};
    if (status.out_trade_no.empty()) return WireFailure(WireRefusal::unparsable);
    if (!is_in_yuan(amount)) return WireFailure(WireRefusal::wrong_currency);
    const bool is_paid = *state == PaymentState::success || *state == PaymentState::refunded;
    if (!is_paid) return status;
    // The amount of a paid transaction must have a currency.
    if (member(amount, "currency").is_null()) return WireFailure(WireRefusal::wrong_currency);
    if (!status.total || !status.paid_at || status.transaction_id.empty())
        return WireFailure(WireRefusal::unparsable);
    return status;
}

std::expected<RefundStatus, WireRefusal> read_refund(std::string_view body) {
    return refund_in(object_in(body), "status");
}

std::expected<RefundStatus, WireRefusal> read_refund_notice(std::string_view body,
                                                            const Merchant& merchant) {
    const Json read = object_in(body);
    if (read.is_null()) return WireFailure(WireRefusal::unparsable);
    if (text_in(read, "mchid") != merchant.mchid) return WireFailure(WireRefusal::wrong_mchid);
    return refund_in(read, "refund_status");
}

WireError read_error(std::string_view body) {
    const Json read = object_in(body);
    return {one_line(text_in(read, "code")), one_line(text_in(read, "message"))};
}

std::optional<std::vector<EncryptedCertificate>> read_certificates(std::string_view body) {
    const Json read = object_in(body);
    const Json& data = member(read, "data");
    if (!data.is_array() || data.size() > certificates_max) return std::nullopt;
    std::vector<EncryptedCertificate> certificates;
    for (const Json& item : data) {
        auto encrypted = encrypted_data_in(member(item, "encrypt_certificate"));
        std::string serial_no = text_in(item, "serial_no");
        if (!encrypted || serial_no.empty()) return std::nullopt;
        certificates.push_back({std::move(serial_no), *std::move(encrypted)});
    }
    return certificates;
}

std::optional<Envelope> read_envelope(std::string_view body) {
    const Json read = object_in(body);
    const auto created_at = instant_in(read, "create_time");
    const Json& resource = member(read, "resource");
    auto encrypted = encrypted_data_in(resource);
    Envelope envelope{.id = text_in(read, "id"),
                      .event_type = text_in(read, "event_type"),
                      .original_type = text_in(resource, "original_type")};
    if (!created_at || !encrypted || envelope.id.empty() || envelope.event_type.empty())
        return std::nullopt;
    envelope.created_at = *created_at;
    envelope.resource = *std::move(encrypted);
    return envelope;
}

}  // namespace starfish::payment::wechat
