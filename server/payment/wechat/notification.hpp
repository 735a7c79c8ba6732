// Decrypts and checks a notification whose signature is valid.
#pragma once

#include "server/payment/provider.hpp"
#include "server/payment/wechat/authorization.hpp"
#include "server/payment/wechat/signing.hpp"

#include <expected>
#include <string_view>

namespace starfish::payment::wechat {

// Refuses unparsable, cannot_decrypt, wrong_mchid, wrong_appid, wrong_currency, unknown_event. An
// event that contradicts the state is unparsable.
std::expected<Notification, NotificationRefusal> open_notification(const Merchant& merchant,
                                                                   const AeadKey& key,
                                                                   std::string_view body);

}  // namespace starfish::payment::wechat
