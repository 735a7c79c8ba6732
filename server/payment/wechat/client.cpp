#include "server/payment/wechat/client.hpp"

#include "server/payment/wechat/notification.hpp"
#include "server/platform/system_clock.hpp"

#include <algorithm>
#include <utility>

namespace starfish::payment::wechat {
namespace {

using CallFailure = std::unexpected<Failure>;

// Refusals that mean "not now": the same request may be sent again.
constexpr std::string_view codes_for_later[] = {
    "SYSTEM_ERROR",           "SYSTEMERROR",        "BANK_ERROR", "FREQUENCY_LIMITED",
    "FREQUENCY_LIMIT_EXCEED", "RATELIMIT_EXCEEDED", "USER_PAYING"};

CallFailure not_sent(const std::string& field) {
    return CallFailure({.kind = FailureKind::not_sent,
                        .code = std::string(code_invalid_request),
                        .message = field + " breaks its bound"});
}

CallFailure unknown(std::string_view code, int status, std::string message = "") {
    return CallFailure({.kind = FailureKind::unknown,
                        .status = status,
                        .code = std::string(code),
                        .message = std::move(message)});
}

CallFailure not_taken(WireRefusal refusal, int status) {
    if (refusal == WireRefusal::unparsable) return unknown(code_not_understood, status);
    return unknown(code_not_ours, status, "of another mchid or appid, or not in CNY");
}

NotificationHeaders headers_of(const outbound::HttpAnswer& answer) {
    return {.serial = answer.header("Wechatpay-Serial"),
            .signature = answer.header("Wechatpay-Signature"),
            .timestamp = answer.header("Wechatpay-Timestamp"),
            .nonce = answer.header("Wechatpay-Nonce")};
}

bool is_unsigned(const NotificationHeaders& headers) {
    return headers.serial.empty() && headers.signature.empty();
}

CallFailure refused(const outbound::HttpAnswer& answer) {
    WireError error = read_error(answer.body);
    const bool is_for_later =
        answer.status == 429 ||
        std::ranges::find(codes_for_later, error.code) != std::end(codes_for_later);
    return CallFailure({.kind = is_for_later ? FailureKind::unknown : FailureKind::refused,
                        .status = answer.status,
                        .code = std::move(error.code),
                        .message = std::move(error.message)});
}

std::string_view member_of(const PaymentWay& way) {
    constexpr std::string_view names[] = {"prepay_id", "h5_url", "code_url"};
    static_assert(std::variant_size_v<PaymentWay> == std::size(names));
    return names[way.index()];
}

}  // namespace

Client::Client(Settings settings)
    : Client(std::move(settings), nullptr, [] { return system_now(); }) {}

Client::Client(Settings settings, std::unique_ptr<outbound::Transport> transport, Clock clock)
    : settings_(std::move(settings)),
      transport_(transport ? std::move(transport)
                           : std::make_unique<outbound::CurlTransport>(settings_.base_url,
                                                                       settings_.ca_file)),
      clock_(std::move(clock)),
      keys_(settings_.platform_keys, settings_.fetch_certificates ? PlatformKeys::Fetch([this] {
                return fetch_certificates();
            })
                                                                  : nullptr) {}

std::expected<outbound::HttpAnswer, Failure> Client::exchange(const WireRequest& request,
                                                              std::int64_t time_ms_max) {
    outbound::HttpRequest http{
        .method = request.method,
        .target = request.target,
        .headers = {{"Authorization",
                     authorization(settings_.merchant, settings_.private_key, request.method,
                                   request.target, clock_(), random_nonce(), request.body)},
                    {"Accept", "application/json"},
                    {"User-Agent", "starfish"},
                    // Disables "Expect: 100-continue": curl waits a second if it is not answered.
                    {"Expect", ""}},
        .body = request.body,
        .time_ms_max = time_ms_max};
    if (request.method == "POST") http.headers.push_back({"Content-Type", "application/json"});
    if (!settings_.public_key_id.empty())
        http.headers.push_back({"Wechatpay-Serial", settings_.public_key_id});
    auto answer = transport_->send(http);
    if (!answer) return unknown(code_no_answer, 0, std::move(answer.error()));
    return *std::move(answer);
}

std::expected<void, NotificationRefusal> Client::verify(const NotificationHeaders& headers,
                                                        std::string_view body) {
    const Instant now = clock_();
    if (auto checked = check_headers(headers, now); !checked) return checked;
    const auto key = keys_.find(headers.serial, now);
    if (!key) return std::unexpected(NotificationRefusal::unknown_serial);
    if (!key->verifies(answer_message(headers.timestamp, headers.nonce, body), headers.signature))
        return std::unexpected(NotificationRefusal::bad_signature);
    return {};
}

Outcome<std::string> Client::ask(const WireRequest& request, int status_wanted) {
    auto answer = exchange(request, settings_.answer_ms_max);
    if (!answer) return CallFailure(std::move(answer.error()));
    const int status = answer->status;
    const bool is_refusal = status >= 400 && status < 500;
    if (!is_refusal && (status < 200 || status > 299)) {
        WireError error = read_error(answer->body);
        return unknown(code_unexpected, status, error.code + " " + error.message);
    }
    const NotificationHeaders headers = headers_of(*answer);
    // WeChat does not sign the answer to a client that it cannot identify.
    if (status == 401 && is_unsigned(headers)) return refused(*answer);
    if (is_unsigned(headers)) return unknown(code_unsigned, status);
    if (auto verified = verify(headers, answer->body); !verified)
        return unknown(code_bad_signature, status, std::string(name_of(verified.error())));
    if (is_refusal) return refused(*answer);
    if (status != status_wanted) {
        WireError error = read_error(answer->body);
        return unknown(code_unexpected, status, error.code + " " + error.message);
    }
    return std::move(answer->body);
}

Outcome<PaymentStarted> Client::create_payment(const PaymentRequest& request) {
    const auto wire = create_payment_request(settings_.merchant, request);
    if (!wire) return not_sent(wire.error());
    auto body = ask(*wire, 200);
    if (!body) return CallFailure(std::move(body.error()));
    auto started = read_started(*body, member_of(request.way));
    if (!started) return unknown(code_not_understood, 200);
    if (std::holds_alternative<JsapiWay>(request.way))
        return jsapi_call(settings_.merchant, settings_.private_key, *started, clock_(),
                          random_nonce());
    if (std::holds_alternative<H5Way>(request.way)) return H5Url{*std::move(started)};
    return QrCode{*std::move(started)};
}

Outcome<PaymentStatus> Client::query_payment(std::string_view out_trade_no) {
    const auto wire = query_payment_request(settings_.merchant, out_trade_no);
    if (!wire) return not_sent(wire.error());
    auto body = ask(*wire, 200);
    if (!body) return CallFailure(std::move(body.error()));
    auto status = read_payment(*body, settings_.merchant);
    if (!status) return not_taken(status.error(), 200);
    // The signature does not cover the request: an older answer could have been replayed.
    if (status->out_trade_no != out_trade_no)
        return unknown(code_not_ours, 200, "of another out_trade_no");
    return *std::move(status);
}

Outcome<PaymentClosed> Client::close_payment(std::string_view out_trade_no) {
    const auto wire = close_payment_request(settings_.merchant, out_trade_no);
    if (!wire) return not_sent(wire.error());
    if (auto body = ask(*wire, 204); !body) return CallFailure(std::move(body.error()));
    return PaymentClosed{};
}

Outcome<RefundStatus> Client::create_refund(const RefundRequest& request) {
    const auto wire = create_refund_request(request);
    if (!wire) return not_sent(wire.error());
    auto body = ask(*wire, 200);
    if (!body) return CallFailure(std::move(body.error()));
    auto status = read_refund(*body);
    if (!status) return not_taken(status.error(), 200);
    if (status->out_refund_no != request.out_refund_no ||
        status->out_trade_no != request.out_trade_no || status->refund != request.refund ||
        status->total != request.total)
        return unknown(code_not_ours, 200, "of another number or amount");
    return *std::move(status);
}

Outcome<RefundStatus> Client::query_refund(std::string_view out_refund_no) {
    const auto wire = query_refund_request(out_refund_no);
    if (!wire) return not_sent(wire.error());
    auto body = ask(*wire, 200);
    if (!body) return CallFailure(std::move(body.error()));
    auto status = read_refund(*body);
    if (!status) return not_taken(status.error(), 200);
    if (status->out_refund_no != out_refund_no)
        return unknown(code_not_ours, 200, "of another out_refund_no");
    return *std::move(status);
}

std::expected<Notification, NotificationRefusal> Client::read_notification(
    const NotificationHeaders& headers, std::string_view body) {
    if (body.size() > notification_bytes_max)
        return std::unexpected(NotificationRefusal::oversized);
    if (auto verified = verify(headers, body); !verified) return std::unexpected(verified.error());
    return open_notification(settings_.merchant, settings_.apiv3_key, body);
}

// The answer with the first certificates can be verified only with these certificates. The trust
// rests on the APIv3 key that encrypts them, which only WeChat Pay and we have.
std::optional<KeysBySerial> Client::fetch_certificates() {
    const auto answer = exchange(certificates_request(), certificates_ms_max);
    if (!answer || answer->status != 200) return std::nullopt;
    const auto encrypted = read_certificates(answer->body);
    if (!encrypted) return std::nullopt;
    KeysBySerial keys;
    for (const EncryptedCertificate& item : *encrypted) {
        const auto pem = settings_.apiv3_key.open(
            item.certificate.ciphertext, item.certificate.nonce, item.certificate.associated_data);
        if (!pem) return std::nullopt;
        auto certificate = Certificate::from_pem(*pem);
        if (!certificate || certificate->serial != item.serial_no) return std::nullopt;
        keys.insert_or_assign(item.serial_no, platform_key(*std::move(certificate)));
    }
    const Instant now = clock_();
    const NotificationHeaders headers = headers_of(*answer);
    if (!check_headers(headers, now)) return std::nullopt;
    const auto found = keys.find(headers.serial);
    const auto key =
        found == keys.end() ? keys_.find_cached(headers.serial, now) : found->second.key;
    if (!key || !key->verifies(answer_message(headers.timestamp, headers.nonce, answer->body),
                               headers.signature))
        return std::nullopt;
    return keys;
}

}  // namespace starfish::payment::wechat
