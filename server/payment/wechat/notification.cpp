#include "server/payment/wechat/notification.hpp"

#include "server/payment/wechat/wire.hpp"

#include <optional>
#include <utility>

namespace starfish::payment::wechat {
namespace {

using Refusal = NotificationRefusal;
using NotificationError = std::unexpected<NotificationRefusal>;

NotificationRefusal notification_refusal(WireRefusal refusal) {
    switch (refusal) {
        case WireRefusal::unparsable:
            return Refusal::unparsable;
        case WireRefusal::wrong_mchid:
            return Refusal::wrong_mchid;
        case WireRefusal::wrong_appid:
            return Refusal::wrong_appid;
        case WireRefusal::wrong_currency:
            return Refusal::wrong_currency;
    }
    std::unreachable();
}

// The refund state that corresponds to the event type.
std::optional<RefundState> refund_event(std::string_view event_type) {
    if (event_type == "REFUND.SUCCESS") return RefundState::success;
    if (event_type == "REFUND.CLOSED") return RefundState::closed;
    if (event_type == "REFUND.ABNORMAL") return RefundState::abnormal;
    return std::nullopt;
}

}  // namespace

std::expected<Notification, NotificationRefusal> open_notification(const Merchant& merchant,
                                                                   const AeadKey& key,
                                                                   std::string_view body) {
    auto envelope = read_envelope(body);
    if (!envelope) return NotificationError(Refusal::unparsable);
    const bool is_payment = envelope->event_type == "TRANSACTION.SUCCESS";
    const auto refund_state = refund_event(envelope->event_type);
    if (!is_payment && !refund_state) return NotificationError(Refusal::unknown_event);
    const EncryptedData& encrypted = envelope->resource;
    const auto content = key.open(encrypted.ciphertext, encrypted.nonce, encrypted.associated_data);
    if (!content) return NotificationError(Refusal::cannot_decrypt);
    if (is_payment) {
        auto payment = read_payment(*content, merchant);
        if (!payment) return NotificationError(notification_refusal(payment.error()));
        if (payment->state != PaymentState::success) return NotificationError(Refusal::unparsable);
        return Notification{std::move(envelope->id), envelope->created_at, *std::move(payment)};
    }
    auto refund = read_refund_notice(*content, merchant);
    if (!refund) return NotificationError(notification_refusal(refund.error()));
    if (refund->state != *refund_state) return NotificationError(Refusal::unparsable);
    return Notification{std::move(envelope->id), envelope->created_at, *std::move(refund)};
}

}  // namespace starfish::payment::wechat
