// The payment port for WeChat Pay API v3.
//
//   auto settings = read_settings("wechat-pay.json");
//   Client client(*std::move(settings));
//   auto outcome = client.create_payment(request);           // from a worker thread
//
// Results of a call:
// - success: the documented 2xx, with a valid signature and our numbers;
// - refused: a 4xx with a valid signature, or a 401 (which WeChat does not sign, since it cannot
//   identify the client), except those that mean "later" (429, and codes such as SYSTEM_ERROR);
// - unknown: everything else, also a 2xx or 4xx whose signature is missing or wrong.
#pragma once

#include "server/outbound/transport.hpp"
#include "server/payment/provider.hpp"
#include "server/payment/wechat/platform_keys.hpp"
#include "server/payment/wechat/settings.hpp"
#include "server/payment/wechat/wire.hpp"

#include <functional>
#include <memory>
#include <string>

namespace starfish::payment::wechat {

using Clock = std::function<Instant()>;

class Client : public Provider {
public:
    // Limited because certificates may be fetched while a notification waits for its answer, due
    // within 5 s.
    static constexpr std::int64_t certificates_ms_max = 3'500;
    static constexpr std::size_t notification_bytes_max = 64 * 1024;

    explicit Client(Settings settings);
    // For tests: another transport, another clock.
    Client(Settings settings, std::unique_ptr<outbound::Transport> transport, Clock clock);

    Outcome<PaymentStarted> create_payment(const PaymentRequest& request) override;
    Outcome<PaymentStatus> query_payment(std::string_view out_trade_no) override;
    Outcome<PaymentClosed> close_payment(std::string_view out_trade_no) override;
    Outcome<RefundStatus> create_refund(const RefundRequest& request) override;
    Outcome<RefundStatus> query_refund(std::string_view out_refund_no) override;
    std::expected<Notification, NotificationRefusal> read_notification(
        const NotificationHeaders& headers, std::string_view body) override;

private:
    std::expected<outbound::HttpAnswer, Failure> exchange(const WireRequest& request,
                                                          std::int64_t time_ms_max);
    // The body of the answer if it has the wanted status and a valid signature.
    Outcome<std::string> ask(const WireRequest& request, int status_wanted);
    std::expected<void, NotificationRefusal> verify(const NotificationHeaders& headers,
                                                    std::string_view body);
    std::optional<KeysBySerial> fetch_certificates();

    const Settings settings_;
    const std::unique_ptr<outbound::Transport> transport_;
    const Clock clock_;
    PlatformKeys keys_;
};

}  // namespace starfish::payment::wechat
