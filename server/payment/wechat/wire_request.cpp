#include "core/base/text.hpp"
#include "server/payment/wechat/wire.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <type_traits>

namespace starfish::payment::wechat {
namespace {

using Json = nlohmann::ordered_json;
using RequestError = std::unexpected<std::string>;

constexpr std::string_view transactions = "/v3/pay/transactions/";
constexpr std::string_view refunds = "/v3/refund/domestic/refunds";
constexpr std::size_t description_characters_max = 127;
constexpr std::size_t notify_url_bytes_max = 255;
// The documentation says string(80) without a unit; bytes are the stricter interpretation.
constexpr std::size_t reason_bytes_max = 80;
constexpr std::size_t openid_bytes_max = 128;
constexpr std::size_t client_address_bytes_max = 45;  // the longest form of an IPv6 address

// WeChat also allows | * @, which need escapes in a path; our numbers never have them.
bool is_number(std::string_view number, std::size_t least, std::size_t most) {
    return number.size() >= least && number.size() <= most &&
           std::ranges::all_of(number, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                      c == '_' || c == '-';
           });
}
bool is_trade_number(std::string_view number) {
    return is_number(number, 6, 32);
}
bool is_refund_number(std::string_view number) {
    return is_number(number, 1, 64);
}

bool is_printable(std::string_view text, std::size_t most) {
    return !text.empty() && text.size() <= most &&
           std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7F; });
}

bool is_notify_url(std::string_view url) {
    return is_printable(url, notify_url_bytes_max) && url.starts_with("https://") &&
           url.find_first_of("?#") == std::string_view::npos;
}

std::string_view path_of(const PaymentWay& way) {
    constexpr std::string_view names[] = {"jsapi", "h5", "native"};
    static_assert(std::variant_size_v<PaymentWay> == std::size(names));
    return names[way.index()];
}

std::expected<void, std::string> add_way(Json& body, const PaymentWay& way) {
    if (const auto* jsapi = std::get_if<JsapiWay>(&way)) {
        if (!is_printable(jsapi->openid, openid_bytes_max)) return RequestError("openid");
        body["payer"] = {{"openid", jsapi->openid}};
    } else if (const auto* h5 = std::get_if<H5Way>(&way)) {
        if (!is_printable(h5->client_address, client_address_bytes_max))
            return RequestError("client_address");
        body["scene_info"] = {{"payer_client_ip", h5->client_address},
                              {"h5_info", {{"type", "Wap"}}}};
    }
    return {};
}

bool is_amount(Fen amount) {
    return amount >= Fen{1} && amount <= payment_max;
}

}  // namespace

std::expected<WireRequest, std::string> create_payment_request(const Merchant& merchant,
                                                               const PaymentRequest& request) {
    if (!is_trade_number(request.out_trade_no)) return RequestError("out_trade_no");
    const auto characters = utf8_length(request.description);
    if (!characters || *characters < 1 || *characters > description_characters_max)
        return RequestError("description");
    if (!is_amount(request.amount)) return RequestError("amount");
    if (!is_notify_url(request.notify_url)) return RequestError("notify_url");
    Json body = {{"appid", merchant.appid},
                 {"mchid", merchant.mchid},
                 {"description", request.description},
                 {"out_trade_no", request.out_trade_no},
                 {"time_expire", rfc3339(request.expires_at)},
                 {"notify_url", request.notify_url},
                 {"amount", {{"total", request.amount.value}, {"currency", "CNY"}}}};
    if (auto added = add_way(body, request.way); !added)
        return RequestError(std::move(added.error()));
    return WireRequest{"POST", std::string(transactions) + std::string(path_of(request.way)),
                       body.dump()};
}

std::expected<WireRequest, std::string> query_payment_request(const Merchant& merchant,
                                                              std::string_view out_trade_no) {
    if (!is_trade_number(out_trade_no)) return RequestError("out_trade_no");
    std::string target = std::string(transactions) + "out-trade-no/";
    target += out_trade_no;
    return WireRequest{"GET", target + "?mchid=" + merchant.mchid, ""};
}

std::expected<WireRequest, std::string> close_payment_request(const Merchant& merchant,
                                                              std::string_view out_trade_no) {
    if (!is_trade_number(out_trade_no)) return RequestError("out_trade_no");
    std::string target = std::string(transactions) + "out-trade-no/";
    target += out_trade_no;
    return WireRequest{"POST", target + "/close", Json{{"mchid", merchant.mchid}}.dump()};
}

std::expected<WireRequest, std::string> create_refund_request(const RefundRequest& request) {
    if (!is_refund_number(request.out_refund_no)) return RequestError("out_refund_no");
    if (!is_trade_number(request.out_trade_no)) return RequestError("out_trade_no");
    if (!is_amount(request.total)) return RequestError("total");
    if (!is_amount(request.refund) || request.refund > request.total) return RequestError("refund");
    Json body = {{"out_trade_no", request.out_trade_no}, {"out_refund_no", request.out_refund_no}};
    if (!request.reason.empty()) {
        if (request.reason.size() > reason_bytes_max || !utf8_length(request.reason))
            return RequestError("reason");
        body["reason"] = request.reason;
    }
    if (!request.notify_url.empty()) {
        if (!is_notify_url(request.notify_url)) return RequestError("notify_url");
        body["notify_url"] = request.notify_url;
    }
    body["amount"] = {
        {"refund", request.refund.value}, {"total", request.total.value}, {"currency", "CNY"}};
    return WireRequest{"POST", std::string(refunds), body.dump()};
}

std::expected<WireRequest, std::string> query_refund_request(std::string_view out_refund_no) {
    if (!is_refund_number(out_refund_no)) return RequestError("out_refund_no");
    std::string target = std::string(refunds) + "/";
    target += out_refund_no;
    return WireRequest{"GET", std::move(target), ""};
}

WireRequest certificates_request() {
    return {"GET", "/v3/certificates", ""};
}

}  // namespace starfish::payment::wechat
